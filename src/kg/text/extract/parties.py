"""Reads a list of parties: countries, organisations, offices and persons, and who belongs with what.

« le ministre de la Défense portugais Rui Sousa et la présidente du Cap-Vert » is two parties, each with a country and
an office, the first with a person too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.recognise import Seen
from kg.text.annotate.schema import checked
from kg.text.extract.holders import ACTORS, holder_of, named_in, portfolio_of
from kg.text.lexicon import Lexicon

_PIECE = re.compile(r" {0,3}(?:\([^()]{1,24}\)|[^\W\d_]+(?:\.[^\W\d_])*\.?'?|,|'|;|\")")
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'-]*\.?"
_WORD = re.compile(r"[^\W_]+")
_PORTFOLIO = 110


@dataclass(frozen=True, slots=True)
class Party:
    """One country or organisation, with the person who speaks for it.

    Attributes:
        span: From its first to its last word.
        actor: Country or organisation; None when only a person is named.
        inferred: True when the office alone, or the reference data's account of the person, tells the country.
        person: Words of the person's name.
        office: Words of the office.
        known: The person in the reference data, or None.
    """

    span: Span
    actor: Thing | None = None
    inferred: bool = False
    person: Span | None = None
    office: Span | None = None
    known: Thing | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A name or an office; ``chairs`` tells that it is presiding for a while, which many do beside their own office."""

    kind: Literal["actor", "office", "person"]
    span: Span
    thing: Thing | None = None
    chairs: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two items: whether it coordinates, has a determiner, or joins a whole and its part."""

    empty: bool
    coordinates: bool
    comma: bool
    bare: bool
    of: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    connectors: frozenset[str]
    opening: frozenset[str]
    articles: frozenset[str]
    coordinators: frozenset[str]
    of: frozenset[str]
    determiners: frozenset[str]
    person: re.Pattern[str]
    chairing: re.Pattern[str]
    inferred: tuple[tuple[str, Thing], ...]
    portfolio: re.Pattern[str]


@cache
@checked("meeting", "places", "offices")
def _words_of(lexicon: Lexicon) -> _Words:
    table, persons = lexicon.table("meeting")["parties"], lexicon.table("places")["persons"]
    particles = "|".join(map(re.escape, persons["particles"]))
    return _Words(
        frozenset(table["connectors"]),
        frozenset(table["connectors"]) | frozenset(table["opening"]),
        frozenset(table["articles"]),
        frozenset(table["coordinators"]),
        frozenset(table["of"]),
        frozenset(table["determiners"]),
        re.compile(rf"{_CAPITALISED}(?:(?: {{1,2}}|-)(?:(?:{particles})[ -])*{_CAPITALISED}){{0,4}}"),
        re.compile(lexicon.table("offices")["chairing"]["pattern"]),
        tuple((office.lower(), holder_of(code)) for office, code in lexicon.table("offices")["inferred"].items()),
        portfolio_of(lexicon.table("offices")["portfolio"]["never"], table["of"]),
    )


def connectors_of(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may stand between the names of a list."""
    return _words_of(lexicon).connectors


def parse_parties(seen: Seen, start: int, end: int, *, persons_first: bool = False) -> tuple[Party, ...]:
    """Return the parties of the list that begins at ``start``, up to the first word that belongs to none.

    ``persons_first`` lets the list open with the name of a person without a title, as after "at the invitation of".
    """
    words = _words_of(seen.lexicon)
    reader = _Reader(
        seen,
        end,
        words,
        *named_in(seen, start, end),
    )
    parties: list[Party] = []
    current: Party | None = None
    items = tuple(reader.items(start, named=persons_first))
    following: tuple[tuple[_Item, _Gap] | None, ...] = (*items[1:], None)
    for (item, gap), after in zip(items, following, strict=False):
        possessor = gap.comma and not gap.coordinates and after is not None and _owns(item, *after)
        joined = _join(current, item, gap, possessor=possessor) if current is not None else None
        if joined is None:
            if current is not None:
                parties.append(current)
            joined = _opened(item)
        current = joined
    if current is not None:
        parties.append(current)
    return tuple(_completed(seen, party, words) for party in _zipped(parties))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One pass over a list of parties, up to ``end``, with the names and offices that stand there."""

    seen: Seen
    end: int
    words: _Words
    hits: dict[int, Hit]
    offices: dict[int, Span]

    def items(self, start: int, *, named: bool) -> Iterator[tuple[_Item, _Gap]]:
        """Yield the items in text order, each with what stands between it and the one before."""
        position, held, connectors = start, False, self.words.opening
        while True:
            item, pieces = self._next(position, connectors, named=named, held=held)
            if item is None:
                return
            yield item, _gap(pieces, self.words)
            named, held = True, item.kind == "office" or (held and item.kind == "actor")
            position, connectors = item.span.end, self.words.connectors

    def _next(
        self, position: int, connectors: frozenset[str], *, named: bool, held: bool
    ) -> tuple[_Item | None, list[str]]:
        plain, at = self.seen.text.text, position
        pieces: list[str] = []
        while at < self.end:
            while at < self.end and plain[at] == " ":
                at += 1
            article = bool(pieces) and pieces[-1].strip("'") in self.words.articles
            item = self._item_at(at, titled=(named or bool(pieces)) and not article, held=held)
            if item is not None:
                guessed = item.kind == "person" and item.thing is None and held and pieces
                portfolio = self._portfolio(position) if guessed and pieces[0].strip("'") in self.words.of else None
                return (item, pieces) if portfolio is None else (portfolio, [])
            piece = _PIECE.match(plain, at, self.end)
            connects = piece is not None and _connects(piece.group().strip(), connectors)
            portfolio = self._portfolio(position) if held and not connects else None
            if portfolio is not None:
                return portfolio, []
            if piece is None or not _connects(piece.group().strip(), connectors):
                break
            pieces.append(piece.group().strip())
            at = piece.end()
        return None, pieces

    def _item_at(self, at: int, *, titled: bool, held: bool) -> _Item | None:
        hit = self.hits.get(at)
        if hit is not None and hit.thing.kind in ACTORS:
            return _Item("actor", hit.span, hit.thing)
        if hit is not None and hit.thing.kind == "person":
            longer = self._person_at(at)
            return _Item("person", longer.span if longer and longer.span.end > hit.span.end else hit.span, hit.thing)
        if at in self.offices:
            chairs = self.words.chairing.match(self.seen.text.text, at, self.end) is not None
            return _Item("office", self.offices[at], chairs=chairs)
        complement = self.seen.offices.complement.match(self.seen.text.text, at, self.end) if held else None
        if hit is None and complement and not any(at < start < complement.end() for start in self.hits):
            return _Item("office", Span(*complement.span()))
        return self._person_at(at) if hit is None and titled else None

    def _portfolio(self, at: int) -> _Item | None:
        """Return the words after an office that say what it is for, if whom it is held for follows them."""
        near = (start for start, hit in self.hits.items() if at < start < at + _PORTFOLIO and hit.thing.kind in ACTORS)
        match = self.words.portfolio.match(self.seen.text.text, at, min(near, default=at))
        if match is None:
            return None
        return _Item("office", Span(match.start("words") + 1, match.end("words")))

    def _person_at(self, at: int) -> _Item | None:
        match = self.words.person.match(self.seen.text.text, at, self.end)
        if match is None:
            return None
        starts = [start for start in (*self.hits, *self.offices) if at < start < match.end()]
        name = self.seen.text.text[at : min(starts, default=match.end())].rstrip(" -'").removesuffix("'s")
        if len(name) < 3 or name.split()[0].strip(".") in self.words.opening or name.isupper():
            return None
        if name.endswith(".") and len(_WORD.findall(name)[-1]) > 2:
            name = name[:-1]
        return _Item("person", Span(at, at + len(name)))


def _connects(piece: str, words: frozenset[str]) -> bool:
    return piece[0] in "(,;'\"" or piece.strip(".'") in words


def _gap(pieces: list[str], words: _Words) -> _Gap:
    plain = [piece.strip(".'") or piece for piece in pieces if piece[0] not in "('\""]
    openers = {of.split()[0] for of in words.of}
    return _Gap(
        empty=not plain,
        coordinates=any(piece in words.coordinators for piece in plain if piece != ","),
        comma="," in plain,
        bare=len(plain) == 1 and plain[0] in words.coordinators,
        of=bool(plain) and plain[0] in openers and "," not in plain,
    )


def _opened(item: _Item) -> Party:
    if item.kind == "actor":
        return Party(item.span, item.thing)
    if item.kind == "person":
        return Party(item.span, person=item.span, known=item.thing)
    return Party(item.span, office=item.span)


def _owns(item: _Item, office: _Item, gap: _Gap) -> bool:
    """Tell whether a country is followed by its own office: « , France's Minister of…»."""
    return item.kind == "actor" and office.kind == "office" and (gap.empty or gap.of)


def _join(party: Party, item: _Item, gap: _Gap, *, possessor: bool) -> Party | None:
    """Return the party with the item added, or None when the item opens another party.

    ``possessor`` says that the item is a country which, after a comma, owns the office that follows it. Who speaks
    for a country and for an organisation that it chairs is that country's.
    """
    span = Span(party.span.start, item.span.end)
    if item.kind == "actor":
        apposed = possessor and party.person is not None and party.office is None
        belongs = gap.of and not gap.coordinates
        if party.actor is not None:
            wider = party.actor.kind == "organisation" and item.thing is not None and item.thing.kind == "country"
            return replace(party, span=span, actor=item.thing if wider else party.actor) if belongs else None
        return replace(party, span=span, actor=item.thing) if gap.empty or belongs or apposed else None
    if item.kind == "person":
        free = party.person is None and not gap.coordinates and (party.office is not None or gap.empty)
        return replace(party, span=span, person=item.span, known=item.thing) if free else None
    if item.chairs and party.actor is not None and party.office is not None and (gap.bare or gap.empty):
        return replace(party, span=span)
    if party.office is None:
        free = (gap.empty or gap.of) if party.person is None else gap.comma or gap.empty or gap.of
        return replace(party, span=span, office=item.span) if free and (party.person or not gap.comma) else None
    first = party.person is not None and party.person.start < party.office.start
    chained = gap.empty if party.person is None else first and gap.empty
    last = first or (party.person is None and party.span.end == party.office.end)
    chained = chained or (gap.bare and last and (gap.coordinates or (first and party.actor is None)))
    return replace(party, span=span, office=Span(party.office.start, item.span.end)) if chained else None


def _zipped(parties: list[Party]) -> list[Party]:
    """Give the persons of a trailing list to the countries before it, when there are as many of each."""
    actors = [party for party in parties if party.actor is not None]
    persons = [party for party in parties if party.actor is None and party.person is not None]
    bare = all(party.person is None for party in actors)
    if not persons or len(actors) != len(persons) or parties != actors + persons or not bare:
        return parties
    return [
        replace(actor, person=person.person, office=actor.office or person.office)
        for actor, person in zip(actors, persons, strict=True)
    ]


def _completed(seen: Seen, party: Party, words: _Words) -> Party:
    if party.actor is not None:
        return party
    thing = seen.names.speaks_for.get(party.known) if party.known else None
    if thing is None and party.office is not None and party.person is not None:
        thing = seen.names.surnames.get(party.person.of(seen.text.text).split()[-1])
    if thing is None and party.office is not None:
        office = party.office.of(seen.text.text).lower()
        thing = next((thing for name, thing in words.inferred if office.startswith(name)), None)
    return replace(party, actor=thing, inferred=thing is not None)
