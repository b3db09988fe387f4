"""How results are shown: tables, fitted to a terminal or plain when something else reads them, and progress."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from kg.cli.layout import GAP, Column, Row, columns_of, record, sparse, table_lines


def width() -> int:
    """Return the width of the terminal on stdout in characters, or 0 when stdout is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 0


def styled(text: str, fg: str | None = None, *, bold: bool = False, dim: bool = False, underline: bool = False) -> str:
    """Return ``text`` with a colour and weight of ``click.style``; unchanged where nobody wants or sees them.

    ``NO_COLOR`` in the environment asks for none (no-color.org).
    """
    asked = fg or bold or dim or underline
    if not asked or not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, fg=fg, bold=bold or None, dim=dim or None, underline=underline or None)


def table(headings: Row, rows: Sequence[Row]) -> None:
    """Write a table on stdout, with nothing cut.

    On a terminal, cells that only repeat those of the row above are left blank, long cells are wrapped, and rows
    that have no room side by side are written cell below cell. Elsewhere each row is one whole line.
    """
    room = width()
    columns = columns_of((headings, *rows), room) if room else ()
    if columns:
        _draw(headings, rows, columns)
    elif room and rows:
        _stack(headings, rows, room)
    else:
        widths = [Column(max(map(len, cells))) for cells in zip(headings, *rows, strict=True)]
        for row in (headings, *rows):
            parts = (cell.ljust(column.width) for cell, column in zip(row, widths, strict=True))
            click.echo((" " * GAP).join(parts).rstrip())


def _draw(headings: Row, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    for line in table_lines(headings, columns):
        click.echo(styled(line, bold=True))
    click.echo(styled("─" * (sum(column.width + GAP for column in columns) - GAP), dim=True))
    for row in sparse(rows):
        for line in table_lines(row, columns):
            click.echo(line)


def _stack(headings: Row, rows: Sequence[Row], room: int) -> None:
    for number, row in enumerate(sparse(rows)):
        if number:
            click.echo()
        for heading, words in record(headings, row, room):
            click.echo(styled(heading, bold=True) + words)


@contextmanager
def progress(label: str) -> Iterator["Bar"]:
    """Show a bar on stderr while the block runs, when a terminal is there to show it; else nothing."""
    # Rich takes as long to import as a small query to answer: only those pay who wait for something.
    console, bars = import_module("rich.console").Console(stderr=True), import_module("rich.progress")
    columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn())
    shows = bars.Progress(
        *columns, bars.TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal
    )
    with shows as shown:
        yield Bar(shown, label)


class Bar:
    """A bar that appears with the first step."""

    def __init__(self, shown: Any, label: str) -> None:
        """Draw on ``shown`` under ``label``."""
        self._shown = shown
        self._task = shown.add_task(label, total=None)

    def __call__(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        self._shown.update(self._task, completed=done, total=total)
