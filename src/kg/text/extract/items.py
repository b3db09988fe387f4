"""Reads a list of parties piece by piece: the names and the offices in it, and what stands between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.normal import slug
from kg.text.annotate.recognise import Seen
from kg.text.extract.holders import ACTORS, field_at, named_in, within
from kg.text.extract.words import Words, words_of
from kg.text.lexicon import Lexicon

_PIECE = re.compile(r" {0,3}(?:\([^()]{1,24}\)|[^\W\d_]+(?:\.[^\W\d_])*\.?'?|,|'|;|/|\")")
_WORD = re.compile(r"[^\W_]+")
# Honours after a name: "Jane Roe, GCMG, QC".
_LETTERS = re.compile(r"(?:,? [A-Z]{2,5}\b(?=[ ,])){1,4}")
_PORTFOLIO = 110
_NEAR = 8
_SPOKEN_FOR = 32


@dataclass(frozen=True, slots=True)
class Item:
    """A name or an office.

    Attributes:
        kind: What it is.
        span: Its words.
        thing: What a name names; for an office, whose it is when it alone tells that (Secretary of State).
        chairs: It is presiding for a while, which many do beside their own office.
        guessed: An organisation that is not known and only looks like one.
    """

    kind: Literal["actor", "office", "person"]
    span: Span
    thing: Thing | None = None
    chairs: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two items.

    Attributes:
        empty: Nothing.
        coordinates: A word that joins the members of a list.
        comma: A comma.
        bare: One such word or comma, and nothing else.
        of: First a word that joins a whole and its part.
        determined: Last an article.
        speaks: A comma, and a word that leads to whom somebody speaks for: « , pour le Pérou ».
        about: First a word that leads to what an office is about: the country of a special envoy.
    """

    empty: bool
    coordinates: bool
    comma: bool
    bare: bool
    of: bool
    speaks: bool
    determined: bool
    about: bool


def connectors_of(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may stand between the names of a list."""
    return words_of(lexicon).connectors


@dataclass(frozen=True, slots=True)
class Reader:
    """One pass over a list of parties, up to ``end``, with the names and offices that stand there.

    Attributes:
        named: Where the names begin, in order.
        begun: Where names and offices begin, in order.
    """

    seen: Seen
    end: int
    words: Words
    hits: dict[int, Hit]
    offices: dict[int, Span]
    named: tuple[int, ...]
    begun: tuple[int, ...]

    @classmethod
    def over(cls, seen: Seen, start: int, end: int) -> "Reader":
        """Return the reader of what stands between two offsets."""
        hits, offices = named_in(seen, start, end)
        named, begun = tuple(sorted(hits)), tuple(sorted({*hits, *offices}))
        return cls(seen, end, words_of(seen.lexicon), hits, offices, named, begun)

    def items(self, start: int, *, named: bool) -> Iterator[tuple[Item, Gap]]:
        """Yield the items in text order, each with what stands between it and the one before."""
        position, held, connectors, office = start, False, self.words.opening, False
        while True:
            item, pieces = self._next(position, connectors, named=named, held=held, office=office)
            if item is None:
                passed = self._passed(position) if held or named else None
                item, pieces = (None, []) if passed is None else self._next(passed, self.words.connectors)
                if item is None or (item.kind == "person" and not self._titled(pieces)):
                    return
                pieces = [";", *pieces]
            yield item, _gap(pieces, self.words)
            named, held = True, item.kind == "office" or (held and item.kind == "actor")
            position, connectors, office = item.span.end, self.words.connectors, item.kind == "office"
            letters = _LETTERS.match(self.seen.text.text, position, self.end) if item.kind == "person" else None
            if letters and not within(self.named, position, letters.end()):
                position = letters.end()

    def _titled(self, pieces: list[str]) -> bool:
        """Tell whether a coordinator and a title lead to a name: "and H.E. Jane Roe"."""
        words = [piece.strip(".'") for piece in pieces]
        titles = {word for word in words if word[:1].isupper()} - self.words.articles
        return bool(titles) and not self.words.coordinators.isdisjoint(word for word in words if word.isalpha())

    def _passed(self, position: int) -> int | None:
        """Return where a list goes on after the words that say in what quality somebody acts, if they stand here."""
        match = self.words.aside.match(self.seen.text.text, position, self.end)
        return match.end() if match else None

    def _next(
        self,
        position: int,
        connectors: frozenset[str],
        *,
        named: bool = True,
        held: bool = False,
        office: bool = False,
    ) -> tuple[Item | None, list[str]]:
        plain, at = self.seen.text.text, position
        pieces: list[str] = []
        while at < self.end:
            while at < self.end and plain[at] == " ":
                at += 1
            article = bool(pieces) and pieces[-1].strip("'") in self.words.articles
            item = self._item_at(at, titled=(named or bool(pieces)) and not article, held=held)
            if article and named and not held:
                item = self._body_at(at) or item
            field = self._field(position, at, pieces, item) if office and pieces else None
            if field is not None:
                return field, []
            if item is not None:
                guessed = item.kind == "person" and item.thing is None and bool(pieces)
                alone = guessed and " " not in item.span.of(plain) and pieces[-1] in self.words.coordinators
                belongs = guessed and (alone or pieces[0].strip("'") in self.words.of)
                portfolio = self._portfolio(position) if belongs and office else None
                if portfolio is not None:
                    return portfolio, []
                return (None, []) if alone else (item, pieces)
            piece = _PIECE.match(plain, at, self.end)
            connects = piece is not None and self._connects(piece, pieces, connectors, held=held)
            portfolio = self._portfolio(position) if office and not connects else None
            if portfolio is not None:
                return portfolio, []
            if piece is None or not connects:
                break
            pieces.append(piece.group().strip())
            if pieces[-1] in self.words.coordinators and pieces[-1].isalpha():
                connectors = self.words.opening
            at = piece.end()
        return None, pieces

    def _connects(self, piece: re.Match[str], pieces: list[str], connectors: frozenset[str], *, held: bool) -> bool:
        """Tell whether the list goes on after the piece: one of the connectors, or what leads from an office."""
        said = piece.group().strip()
        return _connects(said, connectors) or (held and self._leads(pieces, said, piece.end()))

    def _leads(self, pieces: list[str], piece: str, at: int) -> bool:
        """Tell whether a word leads from an office to whom it is held for, whose name follows: « pour l’Union ».

        After a comma a longer title of the country may stand between: « , pour le Royaume hachémite de Jordanie ».
        """
        reach = _NEAR if not pieces else _SPOKEN_FOR if pieces == [","] else 0
        return piece in self.words.of and any(start in self.hits for start in range(at, at + reach))

    def _item_at(self, at: int, *, titled: bool, held: bool) -> Item | None:
        hit, house = self.hits.get(at), self._house_at(at)
        if house is not None or (hit is not None and hit.thing.kind in ACTORS):
            return house or (Item("actor", hit.span, hit.thing) if hit else None)
        if hit is not None and hit.thing.kind == "person":
            longer = self._person_at(at)
            return Item("person", longer.span if longer and longer.span.end > hit.span.end else hit.span, hit.thing)
        if at in self.offices:
            chairs = self.words.chairing.match(self.seen.text.text, at, self.end) is not None
            office = self.offices[at].of(self.seen.text.text).lower()
            meant = next((thing for name, thing in self.words.inferred if office.startswith(name)), None)
            return Item("office", self.offices[at], meant, chairs=chairs)
        complement = self.seen.offices.complement.match(self.seen.text.text, at, self.end) if held else None
        if hit is None and complement and not within(self.named, at + 1, complement.end()):
            return Item("office", Span(*complement.span()))
        return self._person_at(at) if hit is None and titled else None

    def _house_at(self, at: int) -> Item | None:
        """Return the country whose government the house or department that stands here means."""
        plain = self.seen.text.text
        for name, country in self.words.governments if plain[at].isupper() else ():
            match = name.match(plain, at, self.end)
            if match:
                return Item("actor", Span(*match.span()), country)
        return None

    def _body_at(self, at: int) -> Item | None:
        """Return the organisation whose name the words look like, if no known name stands in them but a nationality.

        A name that its abbreviation in brackets makes known is no guess.
        """
        text = self.seen.text.text
        match = self.words.guessed.match(text, at, self.end)
        own = self.hits.get(at)
        if match is None or (own is not None and own.span.end >= match.end()):
            return None
        short = self.hits.get(match.end() + 2) if text[match.end() : match.end() + 2] == " (" else None
        if short is not None and short.thing.kind == "organisation":
            return Item("actor", Span(at, match.end()), short.thing)
        first = at + 1 if own is not None and own.thing.kind == "country" and own.rule == "adjective" else at
        if within(self.begun, first, match.end()):
            return None
        name = match.group().rstrip(".")
        return Item("actor", Span(at, at + len(name)), Thing("organisation", slug(name)), guessed=True)

    def _field(self, start: int, at: int, pieces: list[str], item: Item | None) -> Item | None:
        """Return the words in capitals that say what the office before ``start`` is for, where no table knows them."""
        known = item is not None and (item.kind != "person" or item.thing is not None)
        if known or pieces[0].strip("'") not in self.words.of or self._portfolio(start) is not None:
            return None
        field = field_at(self.seen.text.text, at, self.end, self.begun)
        return Item("office", field) if field else None

    def _portfolio(self, at: int) -> Item | None:
        """Return the words after an office that say what it is for, if whom it is held for follows them."""
        near = within(self.named, at + 1, at + _PORTFOLIO)
        actor = next((start for start in near if self.hits[start].thing.kind in ACTORS), at)
        match = self.words.portfolio.match(self.seen.text.text, at, actor)
        if match is None:
            return None
        return Item("office", Span(match.start("words") + 1, match.end("words")))

    def _person_at(self, at: int) -> Item | None:
        match = self.words.person.match(self.seen.text.text, at, self.end)
        if match is None:
            return None
        starts = within(self.begun, at + 1, match.end())
        name = self.seen.text.text[at : starts[0] if starts else match.end()].rstrip(" -'").removesuffix("'s")
        parts = name.split()
        shouted = name.isupper() and not (
            len(parts) > 1 and self.seen.text.text[at + len(name) : at + len(name) + 1] == ","
        )
        if len(name) < 3 or parts[0].strip(".") in self.words.opening or shouted:
            return None
        if not self.words.bodies.isdisjoint(parts):
            return None
        if name.endswith(".") and len(_WORD.findall(name)[-1]) > 2:
            name = name[:-1]
        return Item("person", Span(at, at + len(name)))


def _connects(piece: str, words: frozenset[str]) -> bool:
    return piece[0] in "(,;/'\"" or piece.strip(".'") in words


def _gap(pieces: list[str], words: Words) -> Gap:
    plain = [piece.strip(".'") or piece for piece in pieces if piece[0] not in "(/'\""]
    openers = {of.split()[0] for of in words.of}
    return Gap(
        empty=not plain,
        coordinates=any(piece in words.coordinators for piece in plain if piece != ","),
        comma="," in plain,
        bare=len(plain) == 1 and plain[0] in words.coordinators,
        of=bool(plain) and plain[0] in openers and "," not in plain,
        speaks=plain[:1] == [","] and "," not in plain[1:] and plain[1:2] != [] and plain[1] in words.about,
        determined=bool(plain) and plain[-1] in words.articles,
        about=bool(plain) and plain[0] in words.about,
    )
