"""The comparison itself: acts kept, reworded, new and dropped; regions and resolutions gained and lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.compare.align import align
from kg.compare.performed import Performed
from kg.compare.sides import Side
from kg.errors import QueryError


class Change(StrEnum):
    """What became of an act."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Pair:
    """An act of one side and what became of it on the other; one of the two may be missing.

    Attributes:
        before: On the first side.
        after: On the second side.
        likeness: 0 to 1; 0 when one is missing.
    """

    before: Performed | None
    after: Performed | None
    likeness: float = 0.0

    @property
    def change(self) -> Change:
        """Return what changed; case, spaces and apostrophes aside, the same words are the same.

        Across languages an act is the same when it is of the same type and names the same things.
        """
        if self.before is None:
            return Change.NEW
        if self.after is None:
            return Change.DROPPED
        said = _things if self.across else _plain
        same = self.before.type is self.after.type and said(self.before) == said(self.after)
        return Change.SAME if same else Change.REWORDED

    @property
    def across(self) -> bool:
        """Tell whether the two acts are in different languages."""
        return self.before is not None and self.after is not None and self.before.language != self.after.language

    @property
    def retyped(self) -> bool:
        """Tell whether the act is of another type now."""
        return self.before is not None and self.after is not None and self.before.type is not self.after.type


@dataclass(frozen=True, slots=True)
class Shift:
    """What the acts of one side name and those of the other do not.

    Attributes:
        gained: What only the second side names, sorted: IRIs, or sums.
        lost: What only the first side names, sorted.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """Two statements side by side.

    Attributes:
        before: IRIs of the statements of the first side; empty when it has none.
        after: IRIs of those of the second side.
        languages: ISO 639-1 codes of the texts that were compared, first and second; empty where there is none.
        pairs: In the order in which both are read.
        regions: Countries and regions gained and lost.
        resolutions: Resolutions gained and lost.
        amounts: Sums of money gained and lost, ``200000000 USD``.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    languages: tuple[str, str]
    pairs: tuple[Pair, ...]
    regions: Shift
    resolutions: Shift
    amounts: Shift

    def of(self, change: Change) -> tuple[Pair, ...]:
        """Return the pairs with one kind of change."""
        return tuple(pair for pair in self.pairs if pair.change is change)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed from the first side to the second.

    Attributes:
        before: Name of the first side.
        after: Name of the second side.
        statements: Statements side by side; for whole graphs sorted by IRI.
    """

    before: str
    after: str
    statements: tuple[Statements, ...]

    def count(self, change: Change) -> int:
        """Return the number of acts with one kind of change."""
        return sum(len(each.of(change)) for each in self.statements)


def compare(before: Side, after: Side, language: str) -> Comparison:
    """Return what changed from ``before`` to ``after``.

    Each statement is compared in one language: in ``language`` where both sides have it, else in one that both have,
    else across languages.

    Args:
        before: First side.
        after: Second side; a whole graph is compared with a whole graph, statement by statement.
        language: ISO 639-1 code of the reader's language.

    Raises:
        QueryError: one side is a whole graph and the other is not (KG554).
    """
    if before.whole is not after.whole:
        raise QueryError(
            "KG554",
            f"{before.name}, {after.name}",
            en="are not alike: one is a whole graph; compare two statements, two meetings, or two whole graphs",
            fr="ne sont pas comparables\u00a0: l’un est un graphe entier\u00a0; comparez deux déclarations, "
            "deux réunions ou deux graphes entiers",
        )
    if before.whole:
        keys = sorted({*before.acts, *after.acts})
        pairs = [(before.acts.get(key, ()), after.acts.get(key, ())) for key in keys]
    else:
        pairs = [(_all(before), _all(after))]
    return Comparison(before.name, after.name, tuple(_statements(*pair, language) for pair in pairs))


def _all(side: Side) -> tuple[Performed, ...]:
    return tuple(act for key in sorted(side.acts) for act in side.acts[key])


def _statements(before: Sequence[Performed], after: Sequence[Performed], language: str) -> Statements:
    one, two = _languages(before, after, language)
    left = [act for act in before if act.language == one]
    right = [act for act in after if act.language == two]
    return Statements(
        tuple(sorted({act.statement for act in left})),
        tuple(sorted({act.statement for act in right})),
        (one, two),
        tuple(_in_order(left, right)),
        _shift([act.regions for act in left], [act.regions for act in right]),
        _shift([act.resolutions for act in left], [act.resolutions for act in right]),
        _shift([act.amounts for act in left], [act.amounts for act in right]),
    )


def _languages(before: Sequence[Performed], after: Sequence[Performed], wanted: str) -> tuple[str, str]:
    one, two = ({act.language for act in side} for side in (before, after))
    shared = one & two if one and two else one | two
    if shared:
        chosen = wanted if wanted in shared else min(shared)
        return (chosen if one else "", chosen if two else "")
    return (wanted if wanted in one else min(one), wanted if wanted in two else min(two))


def _shift(before: Sequence[frozenset[str]], after: Sequence[frozenset[str]]) -> Shift:
    had, has = frozenset().union(*before), frozenset().union(*after)
    return Shift(tuple(sorted(has - had)), tuple(sorted(had - has)))


def _in_order(before: Sequence[Performed], after: Sequence[Performed]) -> Iterator[Pair]:
    """Yield the pairs in the order of the second side; a dropped act stands behind the act that it followed."""
    matches = {match.after: match for match in align(before, after)}
    kept = {match.before for match in matches.values()}
    follows: dict[int, list[Performed]] = {}
    for index in range(len(before)):
        if index not in kept:
            lead = max((each for each in kept if each < index), default=-1)
            follows.setdefault(lead, []).append(before[index])
    yield from (Pair(act, None) for act in follows.get(-1, ()))
    for index, act in enumerate(after):
        match = matches.get(index)
        if match is None:
            yield Pair(None, act)
        else:
            yield Pair(before[match.before], act, match.likeness)
            yield from (Pair(each, None) for each in follows.get(match.before, ()))


def _plain(act: Performed) -> object:
    return act.quote.lower().replace("’", "'").split()


def _things(act: Performed) -> object:
    return act.regions | act.resolutions | act.amounts
