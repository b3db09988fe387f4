"""An answer as one HTML page that stands alone: no script, no style from elsewhere, made to be printed too."""

from collections.abc import Mapping

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.answer.grid import Grid
from kg.answer.words import NUMBERS, cell, link, said
from kg.graph.answers import Term
from kg.graph.namespaces import XSD


def write_page(grid: Grid, language: str, labels: Mapping[str, str], drawing: str = "") -> str:
    """Return the page.

    Args:
        grid: The answer.
        language: Language of the reader.
        labels: ``{IRI: label}``.
        drawing: A chart as SVG (from ``kg.draw``), shown above the table; may be empty.
    """
    environment = Environment(
        loader=PackageLoader("kg.answer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = [[_cell(term, language, labels) for term in row] for row in grid.rows]
    numbers = [all(each["number"] or not each["words"] for each in column) for column in zip(*rows, strict=True)]
    count = said("row" if len(rows) == 1 else "rows", language, len(rows))
    return environment.get_template("answer.html").render(
        language="fr" if language == "fr" else "en",
        title=grid.title or said("answer", language),
        headings=grid.headings,
        rows=rows,
        numbers=numbers or [False] * len(grid.headings),
        count=count,
        drawing=drawing,
    )


def _cell(term: Term | None, language: str, labels: Mapping[str, str]) -> Mapping[str, object]:
    words = cell(term, language, labels)
    tag = term.language or "" if isinstance(term, ox.Literal) else ""
    number = isinstance(term, ox.Literal) and term.datatype in NUMBERS
    date = isinstance(term, ox.Literal) and term.datatype == XSD.date
    return {"words": words, "link": link(term), "language": tag, "number": number, "date": date}
