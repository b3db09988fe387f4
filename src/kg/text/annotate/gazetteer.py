"""Looks names up: for each word that can begin a name, the longest name that stands there."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.model.reference import Reference, Thing
from kg.model.span import Span
from kg.text.annotate.coordination import Coordinations, coordinations_of
from kg.text.annotate.names import Name, collect
from kg.text.annotate.normal import Normal, collapse, first_word, word_count
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

# Keys of the code list of organisation kinds.
_BODILESS = frozenset({"armed-group", "mission", "court", "fund", "ngo", "government-body", "other"})
_NATIONAL = frozenset(
    {"mission", "contact-group", "forum", "fund", "court", "government-body", "un-organ", "un-agency"}
)
_ADJECTIVES = frozenset({"adjective", "shared"})
_NAME_AHEAD = re.compile(r" [^\W\d_a-zß-öø-ÿ][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that stands in the text, whatever part it plays there.

    Attributes:
        things: What it names; empty for words that must not be read as a place.
        span: The words.
        rule: ``name``, ``adjective``, ``coordination``, ``never``, ``nested`` or ``shared``: an adjective of several
            countries, which names nothing before ``settle`` has seen the whole text.
    """

    things: tuple[Thing, ...]
    span: Span
    rule: str

    @property
    def thing(self) -> Thing:
        """The first, mostly the only, thing."""
        return self.things[0]

    @property
    def adjectival(self) -> bool:
        """Whether it is an adjective."""
        return self.rule in _ADJECTIVES


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The names of one language.

    Attributes:
        names: Look-up key to what it names.
        lengths: First word of the keys to the numbers of words that such keys have, longest first.
        wary: Keys that are also persons' names.
        titles: Words before a person's name.
        cities: Names of countries that are a city's just after one of ``city_words``.
        city_words: Prepositions that a country's name never follows.
        national: Organisations that are a country's own, or there for it alone, where their name holds the country's.
        bodiless: Organisations that do not meet: armed groups, missions, courts, offices.
        coordinations: Names split over a coordination.
        inside: Region to the countries that it belongs to, for names that contain their country's name.
        countries: Place to the one country in which it lies.
        speaks_for: Person to the one country or organisation that the person held an office for.
        surnames: Last word of such a person's name to the country or organisation, where all who bear it agree.
    """

    names: dict[str, Name]
    lengths: dict[str, tuple[int, ...]]
    wary: frozenset[str]
    titles: frozenset[str]
    cities: dict[str, Thing]
    city_words: frozenset[str]
    national: frozenset[Thing]
    bodiless: frozenset[Thing]
    coordinations: Coordinations
    inside: dict[Thing, frozenset[Thing]]
    countries: dict[Thing, Thing]
    speaks_for: dict[Thing, Thing]
    surnames: dict[str, Thing]

    def scan(self, text: Normal, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Yield the names between two offsets in text order; a name nested in another follows it."""
        words, plain, lengths = text.words, text.text, self.lengths
        stop = len(plain) if end is None else end
        chains = {span.start: (span, things) for span, things in self.coordinations.scan(text, start, stop)}
        position, count, done = bisect_left(words, (start, start)), len(words), start
        while position < count:
            begin, close = words[position]
            if close > stop:
                return
            if begin in chains:
                span, things = chains[begin]
                yield Hit(things, span, "coordination")
                done = span.end
            if begin < done:
                position += 1
                continue
            sizes = lengths.get(plain[begin:close])
            taken = 1
            if sizes:
                for size in sizes:
                    hit = self._at(text, position, size, stop)
                    if hit is not None:
                        yield hit
                        yield from self._nested(text, hit, position, size)
                        taken = size
                        break
            position += taken

    def _at(self, text: Normal, position: int, size: int, stop: int) -> Hit | None:
        last = position + size - 1
        if last >= len(text.words):
            return None
        begin, close = text.words[position][0], text.words[last][1]
        key = text.text[begin:close]
        name = self.names.get(key) or self._respelt(key)
        if name is None or close > stop or text.text[close : close + 1] == "$":
            return None
        if key in self.wary and self._is_person(text, position, close):
            return None
        if name.rule == "compound":
            return Hit(name.things, Span(begin, close), "adjective") if text.text[close : close + 1] == "-" else None
        if key in self.cities and self._follows(text, position):
            return Hit((self.cities[key],), Span(begin, close), "name")
        if name.rule == "shared":
            return Hit((), Span(begin, close), name.rule)
        if text.text[close : close + 1] == "." and text.text[close - 2 : close - 1] == ".":
            close += 1
        return Hit(name.things, Span(begin, close), name.rule)

    def settle(self, text: Normal, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Give each adjective of several countries to the only one of them that the text names (Congolese, Korean)."""
        if not any(hit.rule == "shared" for hit in hits):
            return hits
        named = {thing for hit in hits if hit.rule == "name" for thing in hit.things}
        return tuple(self._settled(text, hit, named) if hit.rule == "shared" else hit for hit in hits)

    def _settled(self, text: Normal, hit: Hit, named: set[Thing]) -> Hit:
        meant = named.intersection(self.names[hit.span.of(text.text)].things)
        return Hit(tuple(meant), hit.span, hit.rule) if len(meant) == 1 else hit

    def _respelt(self, key: str) -> Name | None:
        """Return what a key names when runs of spaces are made one, or the hyphens of a place's name spaces."""
        if "  " in key:
            return self.names.get(collapse(key))
        name = self.names.get(key.replace("-", " ")) if "-" in key else None
        return name if name and name.things and name.things[0].kind == "place" else None

    def _follows(self, text: Normal, position: int) -> bool:
        """Tell whether a preposition of cities stands just before the word."""
        return position > 0 and text.text[slice(*text.words[position - 1])] in self.city_words

    def _is_person(self, text: Normal, position: int, close: int) -> bool:
        """Tell whether a title or a capitalised word that is no name of ours stands beside the words."""
        plain = text.text
        ahead = _NAME_AHEAD.match(plain, close)
        if ahead and ahead.group()[1:] not in self.lengths:
            return True
        if position == 0:
            return False
        begin, end = text.words[position - 1]
        word = plain[begin:end]
        if word in self.titles or word + "." in self.titles:
            return True
        inside = begin > 1 and plain[begin - 1] == " " and plain[begin - 2] not in ".!?:; "
        single = end + 1 == text.words[position][0]
        return inside and single and word[0].isupper() and word[1:].islower() and word not in self.lengths

    def _nested(self, text: Normal, hit: Hit, position: int, size: int) -> Iterator[Hit]:
        """Yield the country inside the name of one of its parts (the north-east of Syria)."""
        if not hit.things or hit.thing not in self.inside:
            return
        for offset in range(1, size):
            for length in self.lengths.get(text.text[slice(*text.words[position + offset])], ()):
                inner = self._at(text, position + offset, length, hit.span.end)
                if inner and inner.things and inner.thing in self.inside[hit.thing]:
                    yield Hit(inner.things, inner.span, "nested")
                    return


@lru_cache(maxsize=16)
@checked("places")
def gazetteer(reference: Reference, lexicon: Lexicon) -> Gazetteer:
    """Return the look-up table of a language; built once for a reference and a lexicon."""
    names = {_key(key): name for key, name in collect(reference, lexicon).items()}
    sizes: dict[str, set[int]] = {}
    for key in names:
        if word_count(key):
            sizes.setdefault(first_word(key), set()).add(word_count(key))
    table = lexicon.table("places")
    speaks_for = {thing: one.speaks_for for thing, one in reference.entities.items() if one.speaks_for is not None}
    return Gazetteer(
        names,
        {word: tuple(sorted(counts, reverse=True)) for word, counts in sizes.items()},
        frozenset(table["never"]["wary"]),
        frozenset(table["persons"]["titles"]),
        {name: Thing("place", key) for name, key in table["cities"]["names"].items()},
        frozenset(table["cities"]["after"]),
        frozenset(thing for thing, entity in reference.entities.items() if entity.sort in _NATIONAL),
        frozenset(thing for thing, entity in reference.entities.items() if entity.sort in _BODILESS),
        coordinations_of(lexicon),
        {
            thing: frozenset(whole for whole in entity.within if whole.kind == "country")
            for thing, entity in reference.entities.items()
            if thing.key[:2] == "x-"
        },
        _countries(reference),
        speaks_for,
        _surnames(reference, speaks_for),
    )


def _countries(reference: Reference) -> dict[Thing, Thing]:
    wholes = {
        thing: [whole for whole in entity.within if whole.kind == "country"]
        for thing, entity in reference.entities.items()
        if thing.kind == "place"
    }
    return {thing: countries[0] for thing, countries in wholes.items() if len(countries) == 1}


def _surnames(reference: Reference, speaks_for: Mapping[Thing, Thing]) -> dict[str, Thing]:
    actors: dict[str, set[Thing]] = {}
    for person, actor in speaks_for.items():
        for name in (name for names in reference.entities[person].names.values() for name in names):
            actors.setdefault(name.split()[-1], set()).add(actor)
    return {surname: next(iter(held)) for surname, held in actors.items() if len(held) == 1}


def _key(name: str) -> str:
    """Return the key without what stands before its first and after its last word."""
    return name.strip(" .,'\"()-")
