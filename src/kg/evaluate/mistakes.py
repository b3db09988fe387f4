"""What one reading has and the other has not, item by item, so that a person can act on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.evaluate.measure import match
from kg.evaluate.reading import ActReading, Gold, Reading
from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between what was found and what people found.

    Attributes:
        document: Identifier of the text.
        kind: ``missed``, or ``extra`` for what should not have been found.
        measure: The measure that it counts in.
        what: The code or number at fault; empty for an act, which is its words.
        span: Where in the text, or None for what the whole text says.
    """

    document: str
    kind: Literal["missed", "extra"]
    measure: str
    what: str = ""
    span: Span | None = None


def mistakes(found: Reading, gold: Gold) -> Iterator[Mistake]:
    """Yield the differences in one text: acts in text order, then what the whole text says."""
    acts = [act for act in found.acts if act.span.start < gold.limit]
    yield from sorted(_of_acts(acts, gold), key=lambda each: each.span or Span(0, 1))
    wanted = gold.reading
    for measure, one, other, free in (
        ("regions", found.regions, wanted.regions, wanted.free_regions),
        ("resolutions", found.resolutions, wanted.resolutions, frozenset[str]()),
        ("hosts", found.hosts, wanted.hosts, frozenset[str]()),
    ):
        yield from _of_sets(gold.identifier, measure, one, other, free)


def _of_acts(acts: Sequence[ActReading], gold: Gold) -> Iterator[Mistake]:
    wanted = gold.reading.acts
    pairs = match(acts, wanted)
    for index, act in enumerate(acts):
        if index not in pairs and not any(each.optional and act.span.overlaps(each.span) for each in wanted):
            yield Mistake(gold.identifier, "extra", act.type.value, span=act.span)
    for index, act in enumerate(wanted):
        if index not in pairs.values() and not act.optional:
            yield Mistake(gold.identifier, "missed", act.type.value, span=act.span)
    for one, other in pairs.items():
        right = wanted[other]
        if not right.optional:
            name, span = gold.identifier, right.span
            yield from _of_sets(name, "act regions", acts[one].regions, right.regions, right.free_regions, span)
            yield from _of_sets(name, "act resolutions", acts[one].resolutions, right.resolutions, span=span)


def _of_sets(
    document: str,
    measure: str,
    found: frozenset[str],
    wanted: frozenset[str],
    free: frozenset[str] = frozenset(),
    span: Span | None = None,
) -> Iterator[Mistake]:
    for what in sorted(found - wanted - free):
        yield Mistake(document, "extra", measure, what, span)
    for what in sorted(wanted - found):
        yield Mistake(document, "missed", measure, what, span)
