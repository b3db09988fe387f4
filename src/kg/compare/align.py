"""Which act of one side is which act of the other: the likest pairs first, each act in one pair at most.

In one language, acts are alike by their words first, then by what they are about. Across languages words tell nothing,
so that type, verb, things named and place in the text must do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.compare.performed import Performed
from kg.compare.words import likeness, stems, weights

# Below, two acts that share a few common words would be taken for one act reworded.
_ENOUGH = 0.4
_ENOUGH_ACROSS = 0.55
_WORDS, _ABOUT, _TYPE = 0.75, 0.15, 0.10


@dataclass(frozen=True, slots=True)
class Match:
    """Two acts that say the same, and how surely.

    Attributes:
        before: Index of the act on the first side.
        after: Index of the act on the second side.
        likeness: 0 to 1.
    """

    before: int
    after: int
    likeness: float


def align(before: Sequence[Performed], after: Sequence[Performed]) -> tuple[Match, ...]:
    """Return the pairs, in the order of the first side.

    Args:
        before: Acts of one text, in the order of the text.
        after: Acts of another text, likewise.
    """
    across = bool(before and after) and before[0].language != after[0].language
    found = _across(before, after) if across else _within(before, after)
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    matches = []
    for match in sorted(found, key=lambda each: (-each.likeness, abs(each.before - each.after), each.before)):
        if match.before not in taken_before and match.after not in taken_after:
            taken_before.add(match.before)
            taken_after.add(match.after)
            matches.append(match)
    return tuple(sorted(matches, key=lambda each: each.before))


def _within(before: Sequence[Performed], after: Sequence[Performed]) -> Iterator[Match]:
    sides = [[stems(act.quote, act.language) for act in side] for side in (before, after)]
    weight = weights([*sides[0], *sides[1]])
    for index, act in enumerate(before):
        for other, rival in enumerate(after):
            said = likeness(sides[0][index], sides[1][other], weight)
            value = _WORDS * said + _ABOUT * _about(act, rival, nothing=said) + _TYPE * (act.type is rival.type)
            if value >= _ENOUGH and said > 0:
                yield Match(index, other, value)


def _across(before: Sequence[Performed], after: Sequence[Performed]) -> Iterator[Match]:
    for index, act in enumerate(before):
        for other, rival in enumerate(after):
            if act.type is not rival.type:
                continue
            apart = abs(index / len(before) - other / len(after))
            named = _about(act, rival, nothing=0.5)
            value = 0.2 + 0.2 * (act.performative == rival.performative) + 0.35 * named + 0.25 * (1 - apart)
            if value >= _ENOUGH_ACROSS:
                yield Match(index, other, value)


def _about(act: Performed, other: Performed, nothing: float) -> float:
    """Return how far two acts name the same things, 0 to 1; ``nothing`` when neither names any."""
    one, two = _things(act), _things(other)
    return len(one & two) / len(one | two) if one | two else nothing


def _things(act: Performed) -> frozenset[str]:
    return act.regions | act.resolutions | act.themes | act.amounts
