"""Counts how well predicted acts match marked ones, by the rules of the evaluation guidelines.

A predicted act matches a marked act of the same type when their spans overlap with intersection over union of at
least one half, or when their triggers overlap; each matches once, best overlap first. An optional act costs nothing,
found or not. The same counting serves the reader against the set and one annotator against the other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.development.corpus import Expected

from kg.model.facts import ActType
from kg.model.span import Span

ALL = "acts"
NAMES = (ALL, *(kind.value for kind in ActType))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An act that one side has and the other has not: ``missed`` or ``extra``, as seen from the marked side."""

    kind: str
    act: Expected


@dataclass(slots=True)
class Tally:
    """Counts by type of act, and under ``acts`` for all types together; ``exact`` counts matches with equal spans."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    exact: int = 0

    def add(self, predicted: Sequence[Expected], marked: Sequence[Expected]) -> tuple[Disagreement, ...]:
        """Count one entry and return what does not match, in text order."""
        pairs = match(predicted, marked)
        hits = [marked[j] for _, j in pairs if not marked[j].optional]
        extra = _unmatched(predicted, {i for i, _ in pairs}, marked)
        missed = [act for j, act in enumerate(marked) if j not in {j for _, j in pairs} and not act.optional]
        _count(self.right, hits)
        _count(self.extra, extra)
        _count(self.missed, missed)
        self.exact += sum(predicted[i].span == marked[j].span for i, j in pairs if not marked[j].optional)
        found = [Disagreement("extra", act) for act in extra] + [Disagreement("missed", act) for act in missed]
        return tuple(sorted(found, key=lambda one: one.act.span))

    def precision(self, name: str) -> float:
        """Share of the predicted acts that are right; 1 when none was predicted."""
        return _ratio(self.right[name], self.extra[name])

    def recall(self, name: str) -> float:
        """Share of the marked acts that were found; 1 when none is marked."""
        return _ratio(self.right[name], self.missed[name])

    def f1(self, name: str) -> float:
        """Harmonic mean of precision and recall."""
        return _ratio(2 * self.right[name], self.extra[name] + self.missed[name])

    def table(self) -> str:
        """Return one line a type: precision, recall, F1, counts."""
        lines = [f"{'':13}{'P':>6}{'R':>7}{'F1':>7}{'right':>7}{'extra':>7}{'missed':>7}"]
        for name in NAMES:
            figures = f"{self.precision(name):6.3f}{self.recall(name):7.3f}{self.f1(name):7.3f}"
            lines.append(f"{name:13}{figures}{self.right[name]:7}{self.extra[name]:7}{self.missed[name]:7}")
        share = self.exact / self.right[ALL] if self.right[ALL] else 1.0
        return "\n".join([*lines, f"{'exact spans':13}{share:6.3f}  of the acts found"])


def match(predicted: Sequence[Expected], marked: Sequence[Expected]) -> tuple[tuple[int, int], ...]:
    """Pair predicted with marked acts (indexes), triggers that overlap first, then the best overlap of spans."""
    candidates = [
        (not found.trigger.overlaps(act.trigger), -overlap(found.span, act.span), i, j)
        for i, found in enumerate(predicted)
        for j, act in enumerate(marked)
        if found.type is act.type and (found.trigger.overlaps(act.trigger) or overlap(found.span, act.span) >= 0.5)
    ]
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(candidates):
        if all(i != used and j != taken for used, taken in pairs):
            pairs.append((i, j))
    return tuple(pairs)


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans, from 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def _unmatched(predicted: Sequence[Expected], matched: set[int], marked: Sequence[Expected]) -> list[Expected]:
    free = [act.span for act in marked if act.optional]
    return [
        act
        for i, act in enumerate(predicted)
        if i not in matched and not act.optional and not any(act.span.overlaps(span) for span in free)
    ]


def _count(counter: Counter[str], acts: Iterable[Expected]) -> None:
    for act in acts:
        counter[act.type.value] += 1
        counter[ALL] += 1


def _ratio(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0
