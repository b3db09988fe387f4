"""How the answer to a query is written: a table for a person, the W3C formats for programs."""

from collections.abc import Sequence

import click
import pyoxigraph as ox

from kg.cli.interface import Text
from kg.cli.layout import visible
from kg.cli.show import table
from kg.graph import iri
from kg.graph.engine import Answer, Form, Term
from kg.graph.namespaces import XSD
from kg.graph.turtle import write_turtle

FORMATS: tuple[str, ...] = ("table", "csv", "tsv", "json", "xml")


def wire_form(form: str) -> Form:
    """Return the format to ask the engine for: a table is drawn from JSON."""
    forms: dict[str, Form] = {"csv": "csv", "tsv": "tsv", "xml": "xml"}
    return forms.get(form, "json")


def write_answer(answer: Answer, form: str, headings: Sequence[str] = ()) -> None:
    """Write an answer on stdout.

    Args:
        answer: What the engine said, in ``wire_form(form)``; a graph is written as Turtle whatever the format.
        form: One of ``FORMATS``.
        headings: Titles of the columns for a person; else the names of the variables.
    """
    if answer.kind == "graph":
        click.echo(write_turtle(answer.triples()), nl=False)
    elif form != "table":
        click.echo(answer.content.decode("utf-8"))
    elif answer.kind == "ask":
        click.echo(str(Text("yes", "oui") if answer.truth else Text("no", "non")))
    else:
        _write_table(answer, headings if len(headings) == len(answer.columns) else answer.columns)


def _write_table(answer: Answer, headings: Sequence[str]) -> None:
    """Write the rows of a SELECT; a thing whose label stands in a column of its own is shown by its label alone."""
    shown = [index for index, name in enumerate(answer.columns) if f"{name}Label" not in answer.columns]
    rows = [[cell(row[index]) for index in shown] for row in answer.rows()]
    table([headings[index] for index in shown], rows)


def cell(term: Term | None) -> str:
    """Write a value for a person: literals without quotes on one line, IRIs with a prefix where one exists.

    >>> cell(ox.NamedNode("https://w3id.org/statements-kg/id/country/IRQ"))
    'country:IRQ'
    """
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        if term.datatype == XSD.boolean:
            return str(Text("yes", "oui") if term.value in ("true", "1") else Text("no", "non"))
        return visible(" ".join(term.value.split()))
    return iri.compact(term.value) if isinstance(term, ox.NamedNode) else str(term)
