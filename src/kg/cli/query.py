"""``kg query``: the questions that come with kg, answered on the index."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli.asking import Asked, answer_options, respond, source_of
from kg.cli.interface import Command, Text, command, language, option
from kg.cli.question import LANGUAGE, asked_of, graph_of, meaning, stated
from kg.cli.show import table
from kg.graph.answers import solutions
from kg.graph.parameters import bind_query
from kg.graph.query import StoredQuery, stored_queries, stored_query


class Query(Command):
    """``kg query``, whose help after the name of a question is about that question."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the name and the workspace before ``--help`` is obeyed, which click does first."""
        if set(self.get_help_option_names(ctx)) & set(args):
            ctx.obj = self.make_parser(ctx).parse_args(list(args))[0]
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the question answers and which values it takes."""
        name = (ctx.obj or {}).get("name")
        if not isinstance(name, str):
            super().format_help_text(ctx, formatter)
            return
        query = stored_query(name)
        ask = graph_of(Path(ctx.obj.get("workspace") or "."))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(query.titles[language()])
            formatter.write_paragraph()
            formatter.write_text(query.descriptions[language()])
        asked = asked_of(query)
        if asked:
            with formatter.section(str(Text("Parameters", "Paramètres\u00a0"))):
                formatter.write_dl([(f"--param {stated(each)}", meaning(each, ask, name)) for each in asked])
        with formatter.section(str(Text("Example", "Exemple\u00a0"))):
            formatter.write_text(" ".join(["kg query", name, *(f"--param {stated(each)}" for each in asked)]))


@command(
    en="""Answer the stored question NAME, or the query in FILE.rq, on the index of the workspace; --list shows all
    questions, and kg query NAME --help explains one.

    For example: kg query acts-by-region --param region=Sahel""",
    fr="""Répondre à la question enregistrée NAME, ou à la requête de FILE.rq, d’après l’index\u00a0; --list les montre
    toutes, et kg query NAME --help en explique une.

    Par exemple\u00a0: kg query acts-by-region --param region=Sahel""",
    cls=Query,
)
@click.argument("name", metavar="[NAME|FILE.rq]", required=False)
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
@answer_options
def run(name: str | None, values: Sequence[str], *, listing: bool, **options: Any) -> None:
    """Call ``respond`` on a stored query with its parameters bound."""
    if listing or name is None:
        list_queries(stored_queries())
        return
    query = stored_query(name)
    given = dict(_split(value) for value in values)
    if len(given) < len(values):
        raise click.UsageError(str(Text("--param gives one parameter twice", "--param donne deux fois un paramètre")))
    if any(parameter.name == LANGUAGE for parameter in query.parameters):
        given.setdefault(LANGUAGE, language())
    asked = Asked(**options)
    headings = [column.labels[language()] for column in query.columns]
    with source_of(asked) as source:
        text = bind_query(query, given, lambda text: solutions(source.ask(text)))
        respond(asked, source, text, query.id, headings, query.titles[language()])


def _split(value: str) -> tuple[str, str]:
    name, equals, stated = value.partition("=")
    if not equals:
        said = Text(f"{value} is not of the form NAME=VALUE", f"{value} n’est pas de la forme NOM=VALEUR")
        raise click.BadParameter(str(said), param_hint="--param")
    return name, stated


def list_queries(queries: Sequence[StoredQuery]) -> None:
    """Show a table of queries with their questions and parameters."""
    columns = [Text("name", "nom"), Text("question", "question"), Text("parameters", "paramètres")]
    rows = [[query.id, query.titles[language()], ", ".join(each.name for each in asked_of(query))] for query in queries]
    table([str(column) for column in columns], rows)
