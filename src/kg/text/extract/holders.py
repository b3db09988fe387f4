"""Names and offices of a list of parties, each cut so that an office and whom it is held for stand apart."""

import re
from bisect import bisect_left

from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.names import thing_of
from kg.text.annotate.recognise import Seen

_WORDS = r"[^\W\d_a-zß-öø-ÿ][\w'-]+(?: (?:& )?[^\W\d_a-zß-öø-ÿ][\w'-]+){0,5}"
# What an office is for, in capitals: "Small Business, Export Promotion and Trade", "NATO".
_FIELD = re.compile(rf"{_WORDS}")
_FIELDS = re.compile(rf"{_WORDS}(?:, {_WORDS}){{0,4}},? (?:and|et|y) {_WORDS}")
ACTORS = frozenset({"country", "organisation"})
# Between an office and the name of whom it is held for: a few short words.
_OF = re.compile(r"(?: {1,3}[^\W\d_]{1,4}'?){0,3} {0,3}")


def holder_of(code: str) -> Thing:
    """Return the country (capitals) or the organisation that an office alone tells."""
    return thing_of(code) if code.isupper() else Thing("organisation", code)


def portfolio_of(never: list[str], of: list[str], articles: list[str]) -> re.Pattern[str]:
    """Return the pattern of a portfolio that no table knows, up to the word that leads to whom it is held for."""
    stops, leads, determined = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (never, of, articles)
    )
    word = rf"(?:(?:, (?!(?:{determined})\b)|[ '-]{{1,3}})(?!(?:{stops})\b)[^\W\d_][\w&-]*)"
    return re.compile(rf"(?P<words>{word}{{1,14}}?) {{1,3}}(?:{leads})[ ']{{0,3}}$")


def within(starts: tuple[int, ...], low: int, high: int) -> tuple[int, ...]:
    """Return those of ``starts``, which are in order, from ``low`` up to and without ``high``."""
    return starts[bisect_left(starts, low) : bisect_left(starts, high)]


def field_at(text: str, at: int, end: int, names: tuple[int, ...]) -> Span | None:
    """Return the words in capitals that say what an office before them is for; a name or an office ends them."""
    for pattern in (_FIELDS, _FIELD):
        match = pattern.match(text, at, end)
        if match is not None and not within(names, at, match.end()):
            return Span(*match.span())
    return None


def named_in(seen: Seen, start: int, end: int) -> tuple[dict[int, Hit], dict[int, Span]]:
    """Return the names and the offices between two offsets, by where they begin.

    An organisation whose name is an office of another is that other (UN Secretary-General); an office ends before the
    country or the organisation that it is held for. What an office alone tells needs no name.
    """
    offices = tuple(seen.offices.scan(seen.text, start, end))
    hits: dict[int, Hit] = {}
    for hit in seen.names.scan(seen.text, start, end):
        if hit.things:
            hits.update((one.span.start, one) for one in _held_for(seen, hit, offices))
    starts = sorted(hit.span.start for hit in hits.values() if hit.thing.kind in ACTORS)
    return hits, {span.start: _cut(seen, span, starts) for span in offices}


def _held_for(seen: Seen, hit: Hit, offices: tuple[Span, ...]) -> tuple[Hit, ...]:
    inferred = seen.lexicon.table("offices")["inferred"]
    for office in offices if hit.thing.kind == "organisation" else ():
        if not office.overlaps(hit.span):
            continue
        head = seen.offices.head.match(seen.text.text, office.start)
        parts = ((hit.span.start, office.start), (head.end() if head else office.end, hit.span.end))
        found = tuple(one for low, high in parts if low < high for one in seen.names.scan(seen.text, low, high))
        named = tuple(one for one in found if one.things and one.thing.kind in ACTORS)
        if named:
            return named
        if any(hit.span.of(seen.text.text).lower().startswith(name.lower()) for name in inferred):
            return ()
    return (hit,)


def _cut(seen: Seen, office: Span, starts: list[int]) -> Span:
    """Return the office without whom it is held for; a name that another follows is what the office is for."""
    end = min((start for start in starts if office.start < start < office.end), default=office.end)
    following = bisect_left(starts, office.end)
    holder = following < len(starts) and _OF.fullmatch(seen.text.text, office.end, starts[following]) is not None
    if end == office.end or holder:
        return office
    head = seen.offices.head.match(seen.text.text, office.start, end)
    return Span(office.start, head.end()) if head else office
