"""``kg query``: the questions that come with kg, answered on the index."""

from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli.answer import FORMATS, wire_form, write_answer
from kg.cli.interface import Text, command, language, option
from kg.cli.options import workspace_option
from kg.cli.show import table
from kg.graph.engine import run_query
from kg.graph.parameters import bind_query
from kg.graph.query import StoredQuery, stored_queries, stored_query
from kg.graph.store import open_index
from kg.workspace import Workspace


@command(
    en="""Answer the stored question NAME on the index of the workspace; --list shows them all.

    For example: kg query acts-by-region --param region=Sahel""",
    fr="""Répondre à la question enregistrée NAME d’après l’index\u00a0; --list les montre toutes.

    Par exemple\u00a0: kg query acts-by-region --param region=Sahel""",
)
@click.argument("name", metavar="[NAME]", required=False)
@option(
    "--param",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    en="Value of a parameter; things may be named as people name them.",
    fr="Valeur d’un paramètre\u00a0; les choses peuvent être nommées comme on les nomme.",
)
@option(
    "--list",
    "listing",
    is_flag=True,
    en="Show all questions with their parameters.",
    fr="Montrer toutes les questions et leurs paramètres.",
)
@workspace_option
@option(
    "--format", "form", type=click.Choice(FORMATS), default="table", en="Form of the answer.", fr="Forme de la réponse."
)
def run(name: str | None, values: Sequence[str], workspace: Path, form: str, *, listing: bool) -> None:
    """Call ``run_query`` on a stored query with its parameters bound."""
    if listing or name is None:
        _list(stored_queries())
        return
    query = stored_query(name)
    stated = dict(_split(value) for value in values)
    if any(parameter.name == "lang" for parameter in query.parameters):
        stated.setdefault("lang", language())
    index = Workspace.open(workspace).index
    text = bind_query(query, stated, lambda: open_index(index))
    answer = run_query(index, text, form=wire_form(form), name=query.id)
    write_answer(answer, form, [column.labels[language()] for column in query.columns])


def _split(value: str) -> tuple[str, str]:
    name, equals, stated = value.partition("=")
    if not equals:
        raise click.BadParameter(str(Text(f"{value} is not NAME=VALUE", f"{value} n’est pas de la forme NAME=VALUE")))
    return name, stated


def _list(queries: Sequence[StoredQuery]) -> None:
    columns = [Text("name", "nom"), Text("question", "question"), Text("parameters", "paramètres")]
    rows = [
        [query.id, query.titles[language()], ", ".join(f"{each.name}={each.example}" for each in query.parameters)]
        for query in queries
    ]
    table([str(column) for column in columns], rows)
