"""Words that mean a country or region that was named before: « ce pays », "these regions", "the situation there".

Nothing is meant where more than one reading is possible: the antecedent is all that the nearest sentence with a name
holds of the right kind, in the right number.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from kg.model.facts import Evidence, Mention
from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.normal import widened
from kg.text.annotate.recognise import Seen, parties_of
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

_REACH = 400
_MOST = 6
_AHEAD = 24
_AREAS = frozenset({"country", "region"})
_RULE = "reference"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A phrase that points back.

    Attributes:
        id: Which.
        kind: What it may mean; ``area`` is a country or a region.
        number: How many.
        confidence: From 0 to 1.
        ahead: What must stand before it, or None.
    """

    id: str
    kind: Literal["country", "region", "area"]
    number: Literal["one", "two", "several"]
    confidence: float
    ahead: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, eq=False)
class Pointers:
    """The phrases of one language.

    Attributes:
        language: Prefix of the rules' identifiers.
        pattern: Any of them, each in the group of its number in ``known``.
        known: The phrases.
        between: What may part the names of one list.
    """

    language: str
    pattern: re.Pattern[str]
    known: tuple[Pointer, ...]
    between: re.Pattern[str]


@cache
@checked("places")
def pointers_of(lexicon: Lexicon) -> Pointers:
    """Return the compiled table ``[references]`` of a language's ``places.toml``."""
    table = lexicon.table("places")["references"]
    rules = table["rules"]
    words = "|".join(map(re.escape, table["between"]))
    return Pointers(
        lexicon.language,
        re.compile("|".join(rf"(\b(?:{widened(rule['pattern'])}))" for rule in rules)),
        tuple(
            Pointer(
                rule["id"],
                rule["kind"],
                rule["number"],
                rule["confidence"],
                re.compile(rf"\b(?:{widened(rule['ahead'])}) {{1,3}}$") if "ahead" in rule else None,
            )
            for rule in rules
        ),
        re.compile(rf"[ ,;]*(?:(?:{words})[ ,;]*)*"),
    )


def find_references(seen: Seen, mentions: Sequence[Mention], speakers: frozenset[Thing]) -> tuple[Mention, ...]:
    """Return what the phrases mean, in text order; each mention names the passage of its antecedent, too.

    Args:
        seen: The text.
        mentions: What it names, in text order.
        speakers: Who issues it: nothing is read where they may be meant.
    """
    pointers = pointers_of(seen.lexicon)
    named = tuple(one for one in parties_of(mentions) if one.thing.kind in _AREAS)
    starts = [one.evidence.span.start for one in named]
    found: list[Mention] = []
    for match in pointers.pattern.finditer(seen.text.text):
        pointer, span = pointers.known[(match.lastindex or 1) - 1], Span(*match.span())
        stands = pointer.ahead is None or pointer.ahead.search(seen.text.text, max(0, span.start - _AHEAD), span.start)
        if not stands or seen.zones.hold(span):
            continue
        meant = _meant(seen, pointer, _before(seen, named, starts, pointer, span.start), pointers)
        if not speakers.isdisjoint(one.thing for one in meant):
            continue
        for one in meant:
            rule = f"{pointers.language}.{one.thing.kind}.{_RULE}.{pointer.id}"
            evidence = Evidence(span, rule, pointer.confidence, inferred=True)
            found.append(Mention(one.thing, evidence, one.evidence.span))
    return tuple(found)


def _before(
    seen: Seen, named: Sequence[Mention], starts: Sequence[int], pointer: Pointer, start: int
) -> tuple[Mention, ...]:
    """Return the names of the pointer's kind in its sentence before it, else in the sentence before that."""
    for zone in _zones(seen, start):
        near = named[bisect_left(starts, zone.start) : bisect_left(starts, zone.end)]
        kinds = tuple(one for one in near if pointer.kind in {"area", one.thing.kind})
        if kinds:
            return kinds
    return ()


def _zones(seen: Seen, start: int) -> Iterator[Span]:
    at = bisect_left(seen.sentences, start, key=lambda sentence: sentence.end)
    for sentence in reversed(seen.sentences[max(0, at - 1) : at + 1]):
        low, high = max(sentence.start, start - 2 * _REACH), min(sentence.end, start)
        if low < high:
            yield Span(low, high)


def _meant(seen: Seen, pointer: Pointer, near: tuple[Mention, ...], pointers: Pointers) -> tuple[Mention, ...]:
    """Return the last mention of each thing that is meant; none where the number does not fit."""
    latest = {one.thing: one for one in near}
    if pointer.number != "several":
        return tuple(latest.values()) if len(latest) == (1 if pointer.number == "one" else 2) else ()
    gaps = pairwise(near)
    listed = all(
        low.evidence.span == high.evidence.span
        or pointers.between.fullmatch(seen.text.text, low.evidence.span.end, high.evidence.span.start)
        for low, high in gaps
    )
    return tuple(latest.values()) if listed and 1 < len(latest) <= _MOST else ()
