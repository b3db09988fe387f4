"""An answer as rows and columns, whatever the form of the query."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.graph.answers import Answer, Term

Ask = Callable[[str], Answer]
"""Answers another query on the same source, as JSON."""
Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of terms.

    Attributes:
        names: The variables.
        headings: What they are called for a person, one each.
        rows: The values; None where there is none.
        title: The question, for charts and pages; may be empty.
    """

    names: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""

    def column(self, name: str) -> list[Term | None]:
        """Return the values of one variable."""
        place = self.names.index(name)
        return [row[place] for row in self.rows]

    def only(self, names: Iterable[str]) -> "Grid":
        """Return the grid with these columns."""
        kept = [self.names.index(name) for name in names]
        return replace(
            self,
            names=tuple(self.names[each] for each in kept),
            headings=tuple(self.headings[each] for each in kept),
            rows=tuple(tuple(row[each] for each in kept) for row in self.rows),
        )

    def beside(self, names: Sequence[str], headings: Sequence[str], columns: Iterable[Row]) -> "Grid":
        """Return the grid with further columns; ``columns`` has one part of a row for each row."""
        rows = tuple((*row, *more) for row, more in zip(self.rows, columns, strict=True))
        return replace(self, names=(*self.names, *names), headings=(*self.headings, *headings), rows=rows)

    def for_people(self) -> "Grid":
        """Leave out what only programs need: a thing with its label beside it, and passages (queries/README.md)."""
        hidden = {"span", "otherSpan"} if len(self.names) > 1 else set()
        return self.only([name for name in self.names if f"{name}Label" not in self.names and name not in hidden])


def grid_of(answer: Answer, headings: Sequence[str] = (), title: str = "") -> Grid:
    """Return an answer to SELECT (as JSON), ASK (as JSON) or CONSTRUCT and DESCRIBE as a grid.

    Args:
        answer: What the engine said.
        headings: Titles of the columns; used when there are as many as columns.
        title: The question.
    """
    if answer.kind == "graph":
        names: tuple[str, ...] = ("subject", "predicate", "object")
        rows: tuple[Row, ...] = tuple((each.subject, each.predicate, each.object) for each in answer.triples())
    elif answer.kind == "ask":
        names, rows = ("answer",), ((ox.Literal(answer.truth),),)
    else:
        names, rows = answer.columns, tuple(answer.rows())
    return Grid(names, tuple(headings) if len(headings) == len(names) else names, rows, title)
