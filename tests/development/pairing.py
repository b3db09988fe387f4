"""Pairs the acts of one statement in two languages: what is found in one should be found in the other.

Run: ``python -m tests.development.pairing FRENCH.txt ENGLISH.txt``. The acts are aligned in text order, as many of
equal type as possible, and among those as many as possible with the same regions and resolutions.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Act
from kg.text.annotate import annotate
from kg.text.extract import extract

_LINKED = frozenset({"country", "region", "resolution"})


@dataclass(frozen=True, slots=True)
class Pairing:
    """How far two readings agree.

    Attributes:
        left: Acts in the first text.
        right: Acts in the second.
        paired: Acts of equal type in the same order.
        linked: Those of them with equal regions and resolutions.
    """

    left: int
    right: int
    paired: int
    linked: int

    @property
    def shares(self) -> tuple[float, float]:
        """Return which part of the acts of each text has its like in the other."""
        return self.paired / max(self.left, 1), self.paired / max(self.right, 1)


def links(act: Act) -> frozenset[str]:
    """Return the countries, regions and resolutions that an act names."""
    return frozenset(one.thing.key for one in act.mentions if one.thing.kind in _LINKED)


def pair(left: Sequence[Act], right: Sequence[Act]) -> Pairing:
    """Align two lists of acts by the longest common subsequence of types, ties settled by what they name."""
    best = [[(0, 0)] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row, one in enumerate(left, 1):
        for column, other in enumerate(right, 1):
            paired, linked = best[row - 1][column - 1]
            both = (paired + 1, linked + (links(one) == links(other)))
            options = [best[row - 1][column], best[row][column - 1]]
            best[row][column] = max([*options, both] if one.type is other.type else options)
    return Pairing(len(left), len(right), *best[-1][-1])


def acts(path: Path, language: str) -> tuple[Act, ...]:
    """Read a text and return its acts."""
    reference = load_reference()
    document = Document(path.read_text(encoding="utf-8"), language, Metadata(identifier=path.stem))
    return extract(document, annotate(document, reference), reference).acts


def main(arguments: Sequence[str]) -> int:
    """Run as the module's description says; return an exit code."""
    if len(arguments) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    found = pair(acts(Path(arguments[0]), "fr"), acts(Path(arguments[1]), "en"))
    french, english = found.shares
    sys.stdout.write(
        f"{found.left} acts in French, {found.right} in English, {found.paired} paired: {french:.3f} of the French, "
        f"{english:.3f} of the English; {found.linked} pairs name the same regions and resolutions\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
