"""Two readings of one text compared, count by count; the rules are those of the annotation guidelines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.reading import ActReading, Gold, Reading
from kg.model.facts import ActType
from kg.model.span import Span

MEASURES = (
    ActType.COMMITMENT.value,
    "acts",
    *(kind.value for kind in ActType if kind is not ActType.COMMITMENT),
    "exact spans",
    "act regions",
    "act resolutions",
    "regions",
    "resolutions",
    "hosts",
    "meeting",
)
_SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Score:
    """How often a measure was right.

    Attributes:
        right: Found and in the gold.
        extra: Found and not in the gold.
        missed: In the gold and not found.
    """

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add the counts."""
        return Score(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Part of what was found that is right; 1 when nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Part of the gold that was found; 1 when there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


Scores = Mapping[str, Score]


def total(documents: Iterable[Scores]) -> dict[str, Score]:
    """Return the sum of each measure over documents, in the order of ``MEASURES``."""
    sums = dict.fromkeys(MEASURES, Score())
    for scores in documents:
        for measure, score in scores.items():
            sums[measure] += score
    return sums


def compare(found: Reading, gold: Gold) -> dict[str, Score]:
    """Return ``{measure: score}`` of what was found in one text."""
    acts = [act for act in found.acts if act.span.start < gold.limit]
    wanted = gold.reading
    scores: dict[str, Score] = _compare_acts(acts, wanted.acts)
    scores["regions"] = sets(found.regions, wanted.regions, wanted.free_regions)
    scores["resolutions"] = sets(found.resolutions, wanted.resolutions)
    scores["hosts"] = sets(found.hosts, wanted.hosts)
    scores["meeting"] = _compare_meetings(found, wanted)
    return scores


def sets(found: frozenset[str], wanted: frozenset[str], free: frozenset[str] = frozenset()) -> Score:
    """Compare two sets; a member of ``free`` that is not wanted costs nothing either way.

    >>> sets(frozenset("abx"), frozenset("acd"), frozenset("x"))
    Score(right=1, extra=1, missed=2)
    """
    return Score(len(found & wanted), len(found - wanted - free), len(wanted - found))


def _compare_acts(found: Sequence[ActReading], wanted: Sequence[ActReading]) -> dict[str, Score]:
    pairs = match(found, wanted)
    sums: dict[str, Score] = {}

    def count(measure: str, score: Score) -> None:
        sums[measure] = sums.get(measure, Score()) + score

    for one, other in pairs.items():
        act, right = found[one], wanted[other]
        if not right.optional:
            count("acts", Score(right=1))
            count(right.type.value, Score(right=1))
            count("act regions", sets(act.regions, right.regions, right.free_regions))
            count("act resolutions", sets(act.resolutions, right.resolutions))
            count("exact spans", Score(right=1) if act.span == right.span else Score(extra=1, missed=1))
    for index, act in enumerate(found):
        if index not in pairs and not any(each.optional and act.span.overlaps(each.span) for each in wanted):
            count("acts", Score(extra=1))
            count(act.type.value, Score(extra=1))
    for index, act in enumerate(wanted):
        if index not in pairs.values() and not act.optional:
            count("acts", Score(missed=1))
            count(act.type.value, Score(missed=1))
    return sums


def match(found: Sequence[ActReading], wanted: Sequence[ActReading]) -> dict[int, int]:
    """Pair the acts of two readings, each used once, best overlap first.

    Two acts of one type can be the same when their triggers overlap or their spans share half of what they cover;
    pairs whose triggers overlap come first, then the larger share, then text order.

    Returns:
        ``{index in found: index in wanted}``.
    """
    candidates = []
    for one, act in enumerate(found):
        for other, right in enumerate(wanted):
            touching = bool(act.trigger and right.trigger and act.trigger.overlaps(right.trigger))
            share = _share(act.span, right.span)
            if act.type is right.type and (touching or share >= 0.5):
                candidates.append((not touching, -share, one, other))
    pairs: dict[int, int] = {}
    for _, _, one, other in sorted(candidates):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _share(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0


def _compare_meetings(found: Reading, wanted: Reading) -> Score:
    """Two points a meeting: its date, and whether it was online."""
    if wanted.meeting is None:
        return Score(extra=int(bool(found.meeting and found.meeting.dates)))
    if found.meeting is None:
        return Score(missed=2)
    right = int(bool(found.meeting.dates & wanted.meeting.dates)) + int(found.meeting.online == wanted.meeting.online)
    return Score(right, 2 - right, 2 - right)


def interval(documents: Sequence[Scores], measure: str) -> tuple[float, float]:
    """Return between which values the F1 of a measure lies in 95 of 100 samples of as many documents, with repetition.

    A percentile bootstrap (Efron 1979); the same documents give the same interval.
    """
    counts = [scores[measure] for scores in documents if measure in scores]
    if not counts:
        return 1.0, 1.0
    drawn = _numbers(len(counts))
    samples = sorted(sum((counts[next(drawn)] for _ in counts), Score()).f1 for _ in range(_SAMPLES))
    return samples[_SAMPLES // 40], samples[_SAMPLES - 1 - _SAMPLES // 40]


def _numbers(below: int) -> Iterator[int]:
    """Yield numbers that look drawn by lot, the same ones every time (linear congruential, Knuth's MMIX constants)."""
    state = 1
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 33) % below
