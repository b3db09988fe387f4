"""How rows are laid out in a given width: a table when its words have room, else one row below the other."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str]
# A column whose cells are no longer than this is not wrapped; a column that is wrapped is at least _LEAST wide.
_WHOLE = 18
_LEAST = 26
GAP = 2
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Column:
    """How wide a column is, and on which side its cells stand.

    Attributes:
        width: Characters.
        numbers: True when every cell is a number: they stand to the right.
    """

    width: int
    numbers: bool = False


def columns_of(rows: Sequence[Row], width: int) -> tuple[Column, ...]:
    """Return how wide each column is drawn, or nothing when a table does not fit into ``width`` characters.

    Names, dates and identifiers stay whole; what is written in several words shares the rest.

    Args:
        rows: The heading, then the rows.
        width: Of the terminal.
    """
    shapes = [_Shape.of(column) for column in zip(*rows, strict=True)]
    room = width - GAP * (len(shapes) - 1) - sum(shape.natural for shape in shapes if not shape.prose)
    prose = sorted((shape for shape in shapes if shape.prose), key=lambda shape: shape.natural - shape.least)
    spare = room - sum(shape.least for shape in prose)
    if spare < 0:
        return ()
    granted = {}
    for left, shape in zip(range(len(prose), 0, -1), prose, strict=True):
        more = min(shape.natural - shape.least, spare // left)
        granted[shape] = shape.least + more
        spare -= more
    return tuple(Column(granted.get(shape, shape.natural), shape.numbers) for shape in shapes)


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    natural: int
    least: int
    prose: bool
    numbers: bool

    @classmethod
    def of(cls, column: Row) -> "_Shape":
        cells = column[1:]
        natural = max(map(len, column))
        numbers = bool(cells) and all(cell.isdecimal() or not cell for cell in cells) and any(cells)
        prose = natural > _WHOLE and " " in max(cells, key=len, default="")
        unbroken = max(len(word) for cell in column for word in cell.split(" "))
        return cls(natural, min(natural, max(_LEAST, unbroken)), prose, numbers)


def visible(text: str) -> str:
    r"""Return the text with each control character replaced, one for one: a text must not steer the terminal.

    >>> visible("\x1b[31mred")
    '�[31mred'
    """
    return _CONTROL.sub("\ufffd", text)


def wrap(text: str, width: int) -> list[str]:
    r"""Break a text at its spaces, never at a no-break space or inside a word, into lines of ``width`` characters.

    >>> wrap("Lesquelles annoncent-elles\u00a0?", 17)
    ['Lesquelles', 'annoncent-elles\xa0?']
    """
    return textwrap.wrap(text, max(1, width), break_long_words=False, break_on_hyphens=False) or [""]


def table_lines(row: Row, columns: Sequence[Column]) -> Iterator[str]:
    """Yield the lines of one row of a table, its cells wrapped and aligned."""
    cells = [wrap(cell, column.width) for cell, column in zip(row, columns, strict=True)]
    for number in range(max(map(len, cells))):
        parts = [lines[number] if number < len(lines) else "" for lines in cells]
        padded = [
            part.rjust(column.width) if column.numbers else part.ljust(column.width)
            for part, column in zip(parts, columns, strict=True)
        ]
        yield (" " * GAP).join(padded).rstrip()


def record(headings: Row, row: Row, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a row written cell below cell: heading and words; empty cells are left out.

    The heading is padded, and empty where the words of a cell go on.
    """
    margin = max(map(len, headings)) + GAP
    for heading, cell in zip(headings, row, strict=True):
        for number, line in enumerate(wrap(cell, width - margin)) if cell else ():
            yield ("" if number else heading).ljust(margin), line


def sparse(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, each without its first cells where they only repeat those of the row above.

    An empty cell thus always means "as above" when only empty cells stand before it, and "nothing" otherwise.

    >>> list(sparse([("2254", "Iraq", "x"), ("2254", "Iraq", "y"), ("2254", "", "z")]))
    [('2254', 'Iraq', 'x'), ('', '', 'y'), ('2254', '', 'z')]
    """
    above: Row = ()
    for row in rows:
        same = 0
        while same < len(row) - 1 and same < len(above) and row[same] == above[same]:
            same += 1
        yield (*[""] * same, *row[same:]) if row[same] else tuple(row)
        above = row
