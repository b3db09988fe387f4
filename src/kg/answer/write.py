"""Writes an answer in the form that was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.answer.cite import evidence, with_citations
from kg.answer.grid import Ask, Grid, grid_of
from kg.answer.labels import labels_of
from kg.answer.markdown import write_markdown
from kg.answer.w3c import well_formed, write_lines, write_results
from kg.errors import QueryError
from kg.graph.answers import Answer
from kg.graph.request import Form
from kg.graph.turtle import write_turtle

FORMATS: tuple[str, ...] = ("table", "csv", "tsv", "json", "xml", "jsonl", "markdown", "html", "turtle", "parquet")
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "csv",
        ".tsv": "tsv",
        ".json": "json",
        ".srj": "json",
        ".xml": "xml",
        ".srx": "xml",
        ".jsonl": "jsonl",
        ".md": "markdown",
        ".html": "html",
        ".ttl": "turtle",
        ".parquet": "parquet",
    }
)
"""``{ending of a file: its format}``."""
_WIRE: Mapping[str, Form] = MappingProxyType({"csv": "csv", "tsv": "tsv", "xml": "xml"})
_QUOTED = ("quote", "otherQuote")
_PEOPLE = ("table", "markdown", "html")


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom an answer is written, and what it can ask besides.

    Attributes:
        language: ``en`` or ``fr``.
        ask: Answers another query on the same source.
        cite: Whether each row says where it is said.
        folder: Where the canonical texts are; None when they are not at hand.
    """

    language: str
    ask: Ask
    cite: bool = False
    folder: Path | None = None


def wire_form(form: str, *, cite: bool) -> Form:
    """Return the format to ask the engine for: what can pass through as it is, else JSON."""
    return "json" if cite else _WIRE.get(form, "json")


def readable(answer: Answer, reader: Reader, headings: Sequence[str] = (), title: str = "") -> Grid:
    """Return an answer as people read it: cited when asked for, without what only programs need."""
    grid = grid_of(answer, headings, title)
    if reader.cite:
        grid = with_citations(grid, reader.ask, reader.language, reader.folder, people=True)
        # The words stand in the citation already.
        grid = grid.only([name for name in grid.names if name not in _QUOTED])
    return grid.for_people()


def write_answer(
    answer: Answer, form: str, reader: Reader, headings: Sequence[str] = (), title: str = "", drawing: str = ""
) -> bytes:
    """Return an answer as a file of ``form``; every form but ``table``, which only a terminal can draw.

    Args:
        answer: What the engine said in ``wire_form(form)``.
        form: One of ``FORMATS``.
        reader: For whom.
        headings: Titles of the columns for people; else the names of the variables.
        title: The question.
        drawing: A chart as SVG, for ``html``.

    Raises:
        QueryError: rows were to be written as Turtle (KG541), or pyarrow is missing (KG540).
    """
    if form == "turtle":
        return _turtle(answer, reader)
    if form in _PEOPLE:
        return _for_people(readable(answer, reader, headings, title), form, reader, drawing)
    if answer.kind != "graph" and not reader.cite and form in ("csv", "tsv", "xml", "json"):
        return well_formed(answer.content) if form == "xml" else answer.content
    grid = grid_of(answer, headings, title)
    if reader.cite:
        grid = with_citations(grid, reader.ask, reader.language, reader.folder, people=False)
    return _for_programs(grid, form)


def _for_people(grid: Grid, form: str, reader: Reader, drawing: str) -> bytes:
    labels = labels_of(grid, reader.ask, reader.language)
    # Jinja2 and pyarrow take long to import: only those pay who ask for them.
    if form == "html":
        page: str = import_module("kg.answer.page").write_page(grid, reader.language, labels, drawing)
        return page.encode()
    return "".join(f"{line}\n" for line in write_markdown(grid, reader.language, labels)).encode()


def _for_programs(grid: Grid, form: str) -> bytes:
    if form == "parquet":
        content: bytes = import_module("kg.answer.parquet").write_parquet(grid)
        return content
    if form == "jsonl":
        return "".join(f"{line}\n" for line in write_lines(grid)).encode()
    return write_results(grid, _WIRE.get(form, "json"))


def _turtle(answer: Answer, reader: Reader) -> bytes:
    if answer.kind != "graph":
        raise QueryError(
            "KG541",
            "turtle",
            en="is for graphs, and this query answers with rows; use CONSTRUCT or DESCRIBE, or another format",
            fr="est pour les graphes, et cette requête répond par des lignes\u00a0; utilisez CONSTRUCT ou DESCRIBE, "
            "ou un autre format",
        )
    triples = list(answer.triples())
    if reader.cite:
        subjects = {each.subject.value for each in triples if isinstance(each.subject, ox.NamedNode)}
        triples += evidence(subjects, reader.ask, reader.language)
    return write_turtle(triples).encode()
