"""How the answer to a query is written: a table for a person, the W3C formats for programs."""

import re
from collections.abc import Sequence

import click
import pyoxigraph as ox

from kg.cli.interface import Text
from kg.cli.show import table
from kg.graph.engine import Answer, Form, Term
from kg.graph.namespaces import PREFIXES
from kg.graph.turtle import write_turtle

FORMATS: tuple[str, ...] = ("table", "csv", "tsv", "json", "xml")
_NAMESPACES = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda each: -len(each[0]))
_LOCAL = re.compile(r"[\w.-]*\w|")


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
        columns = headings if len(headings) == len(answer.columns) else answer.columns
        table(columns, [[cell(term) for term in row] for row in answer.rows()])


def cell(term: Term | None) -> str:
    """Write a value for a person: literals without quotes on one line, IRIs with a prefix where one exists.

    >>> cell(ox.NamedNode("https://w3id.org/statements-kg/id/country/IRQ"))
    'country:IRQ'
    """
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return " ".join(term.value.split())
    if not isinstance(term, ox.NamedNode):
        return str(term)
    for namespace, prefix in _NAMESPACES:
        local = term.value.removeprefix(namespace)
        if local != term.value and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return term.value
