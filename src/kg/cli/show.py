"""How results are shown: tables, fitted to a terminal or plain when something else reads them, and progress."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text as Styled

Row = Sequence[str]
# In a terminal, a column whose cells are no longer than this is not wrapped, and no column becomes narrower than this.
_WHOLE = 18
_LEAST = 12
_GAP = 2


def table(columns: Row, rows: Sequence[Row]) -> None:
    """Write a table on stdout: drawn to the width of a terminal that is wide enough; else plain, with nothing cut."""
    if sys.stdout.isatty():
        console, shapes = Console(), [_Shape.of(each) for each in zip(columns, *rows, strict=True)]
        if sum(shape.least + _GAP for shape in shapes) + _GAP <= console.width:
            console.print(_drawn(shapes, rows))
            return
    widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(line.rstrip())


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a column is drawn: names and dates stay whole, numbers stand to the right, long cells are wrapped."""

    heading: str
    numbers: bool
    whole: bool
    least: int

    @classmethod
    def of(cls, column: Row) -> "_Shape":
        heading, *cells = column
        longest = max(map(len, column))
        numbers = bool(cells) and all(cell.isdecimal() for cell in cells)
        whole = numbers or longest <= _WHOLE
        return cls(heading, numbers, whole, longest if whole else _LEAST)


def _drawn(shapes: Sequence[_Shape], rows: Sequence[Row]) -> Table:
    drawn = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for shape in shapes:
        side: JustifyMethod = "right" if shape.numbers else "left"
        drawn.add_column(shape.heading, justify=side, no_wrap=shape.whole, overflow="fold", min_width=shape.least)
    for row in rows:
        drawn.add_row(*(Styled(cell) for cell in row))
    return drawn


@contextmanager
def progress(label: str) -> Iterator["Bar"]:
    """Show a bar on stderr while the block runs, when a terminal is there to show it; else nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        yield Bar(shown, label)


class Bar:
    """A bar that appears with the first step."""

    def __init__(self, shown: Progress, label: str) -> None:
        """Draw on ``shown`` under ``label``."""
        self._shown = shown
        self._task = shown.add_task(label, total=None)

    def __call__(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        self._shown.update(self._task, completed=done, total=total)
