"""Where an answer goes: a table or a chart on the terminal, or a file, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from kg.answer.grid import Grid, grid_of
from kg.answer.labels import labels_of
from kg.answer.words import cell
from kg.answer.write import Reader, readable, write_answer
from kg.cli.interface import Text, language, say
from kg.cli.show import table, width
from kg.errors import QueryError
from kg.graph.answers import Answer
from kg.workspace import output as writable

_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer goes, and as what.

    Attributes:
        form: One of ``kg.answer.write.FORMATS``.
        chart: Kind of chart to draw instead of the rows; with ``html``, above them. None for none.
        output: The file; None for standard output.
    """

    form: str
    chart: str | None = None
    output: Path | None = None


def write(answer: Answer, target: Target, reader: Reader, headings: Sequence[str], title: str) -> None:
    """Write an answer.

    Args:
        answer: What the engine said in ``wire_form(target.form)``, or as JSON for a chart.
        target: Where to.
        reader: For whom.
        headings: Titles of the columns for people.
        title: The question.
    """
    form, output = target.form, target.output
    if target.chart is not None:
        _chart(answer, target, reader, headings, title)
    elif form != "table" or answer.kind == "graph":
        form = "turtle" if form == "table" else form
        _put(write_answer(answer, form, reader, headings, title), output)
    elif output is not None:
        _put(write_answer(answer, "markdown", reader, headings, title), output)
    elif answer.kind == "ask":
        click.echo(str(Text("yes", "oui") if answer.truth else Text("no", "non")))
    else:
        _table(readable(answer, reader, headings, title), reader)


def _table(grid: Grid, reader: Reader) -> None:
    labels = labels_of(grid, reader.ask, reader.language)
    table(grid.headings, [[cell(term, language(), labels) for term in row] for row in grid.rows])
    if not grid.rows:
        say("no rows", "aucune ligne")


def _put(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=not content.endswith(b"\n"))
        return
    with writable(output) as file:
        file.write(content)


def _chart(answer: Answer, target: Target, reader: Reader, headings: Sequence[str], title: str) -> None:
    output = target.output
    # The drawing and its outlines take time to load: only charts need them.
    draw, charts = import_module("kg.draw"), import_module("kg.answer.chart")
    grid = grid_of(answer, headings, title or str(Text("Answer", "Réponse")))
    labels = labels_of(grid, reader.ask, reader.language)
    drawn = charts.chart_of(grid, target.chart, reader.ask, reader.language, labels)
    suffix = output.suffix.lower() if output else ""
    if target.form == "html":
        svg = draw.draw(drawn, reader.language)
        _put(write_answer(answer, "html", reader, headings, title, svg), output)
    elif output is None:
        for line in draw.text_chart(drawn, reader.language, width() or _COLUMNS):
            click.echo(line)
    elif suffix == ".svg":
        _put(draw.draw(drawn, reader.language).encode(), output)
    elif suffix == ".png":
        _put(import_module("kg.answer.png").write_png(draw.draw(drawn, reader.language)), output)
    else:
        raise QueryError(
            "KG550",
            str(output),
            en="cannot hold a chart; name a file that ends in .svg, .png or .html",
            fr="ne peut pas contenir de dessin\u00a0; nommez un fichier en .svg, .png ou .html",
        )
