"""``kg queries``: the stored queries themselves: to read, check and carry elsewhere."""

import json
from pathlib import Path

import click

from kg.cli.commands import Commands
from kg.cli.interface import Text, command, lang_option, language, option
from kg.cli.options import output_option, workspace_option
from kg.cli.queries_check import run as check
from kg.cli.query import list_queries
from kg.cli.question import allowed, asked_of, graph_of
from kg.cli.show import styled, table
from kg.graph.query import queries_in, stored_query
from kg.graph.query_openapi import openapi
from kg.graph.query_turtle import query_turtle
from kg.workspace import replace, writing

_ABOUT = Text(
    "Read, check and export the stored queries, or those of a folder of your own.",
    "Lire, vérifier et exporter les requêtes enregistrées, ou celles d’un dossier à vous.",
)
_ACTIONS = {
    "list": Text("List the queries.", "Lister les requêtes."),
    "show": Text("Show one query, its values and its SPARQL.", "Montrer une requête, ses valeurs et son SPARQL."),
    "check": Text("Run them and compare with what they promise.", "Les lancer et vérifier ce qu’elles promettent."),
    "export": Text("Write them as Turtle (sh:SPARQLExecutable).", "Les écrire en Turtle (sh:SPARQLExecutable)."),
    "openapi": Text("Describe them in OpenAPI 3.1.", "Les décrire en OpenAPI 3.1."),
}
_LOCAL = "http://localhost:7878"

_folder = click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))


class Queries(Commands):
    """The actions on stored queries."""

    about = _ABOUT
    texts = _ACTIONS


@command(en="List the queries with their parameters.", fr="Lister les requêtes et leurs paramètres.")
@_folder
def listed(folder: Path | None) -> None:
    """Show a table of the queries."""
    list_queries(queries_in(folder))


@command(
    en="Show one query: what it answers, takes and returns, with every value that the graph offers, and its SPARQL.",
    fr="Montrer une requête\u00a0: ce à quoi elle répond, ce qu’elle prend et rend, toutes les valeurs que le graphe "
    "offre, et son SPARQL.",
)
@click.argument("name", metavar="NAME|FILE.rq")
@workspace_option
def show(name: str, workspace: Path) -> None:
    """Write the header of a query for a person, then its text."""
    query = stored_query(name)
    click.echo(styled(query.titles[language()], bold=True))
    click.echo(query.descriptions[language()])
    ask = graph_of(workspace)
    for parameter in asked_of(query):
        click.echo()
        default = Text(f"default: {parameter.default}", f"par défaut\u00a0: {parameter.default}")
        if parameter.default is None:
            default = Text("without it: all", "sans lui\u00a0: tous")
        click.echo(styled(f"--param {parameter.name}={parameter.example}", bold=True))
        click.echo(f"{parameter.labels[language()]} [{parameter.type}] {default}")
        values = allowed(parameter, ask)
        if values:
            table([str(Text("value", "valeur")), str(Text("name", "nom"))], values)
    if query.columns:
        click.echo()
        rows = [(column.name, column.labels[language()]) for column in query.columns]
        table([str(Text("column", "colonne")), str(Text("heading", "titre"))], rows)
    click.echo()
    click.echo("\n".join(line for line in query.text.splitlines() if not line.startswith("#+")))


@command(
    en="""Write the queries as Turtle: sh:SPARQLExecutable, as in the examples of the Swiss Institute of Bioinformatics.

    -o FILE.ttl holds all of them; -o DIR holds a file each.""",
    fr="""Écrire les requêtes en Turtle\u00a0: sh:SPARQLExecutable, comme les exemples de l’Institut suisse de
    bio-informatique.

    -o FICHIER.ttl les contient toutes\u00a0; -o DOSSIER contient un fichier par requête.""",
)
@_folder
@option(
    "--target",
    default=f"{_LOCAL}/query",
    metavar="URL",
    en=f"SPARQL endpoint that answers them; default: {_LOCAL}/query.",
    fr=f"Point d’accès SPARQL qui y répond\u00a0; par défaut, {_LOCAL}/query.",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    en="File (.ttl) or folder to write; default: standard output.",
    fr="Fichier (.ttl) ou dossier à écrire\u00a0; par défaut, la sortie standard.",
)
def export(folder: Path | None, target: str, output: Path | None) -> None:
    """Call ``query_turtle`` on all queries, or on each."""
    queries = queries_in(folder)
    if output is None or output.suffix == ".ttl":
        _write(query_turtle(queries, target), output)
        return
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
    for query in queries:
        _write(query_turtle([query], target), output / f"{query.id}.ttl")


@command(
    en="Describe the queries as an interface of the web, in OpenAPI 3.1 (JSON): GET URL/queries/NAME?parameter=value.",
    fr="Décrire les requêtes comme une interface du web, en OpenAPI 3.1 (JSON)\u00a0: "
    "GET URL/queries/NAME?paramètre=valeur.",
)
@_folder
@option(
    "--server",
    default=_LOCAL,
    metavar="URL",
    en=f"Address of the interface; default: {_LOCAL}.",
    fr=f"Adresse de l’interface\u00a0; par défaut, {_LOCAL}.",
)
@output_option
def described(folder: Path | None, server: str, output: Path | None) -> None:
    """Call ``openapi``."""
    described = openapi(queries_in(folder), server, language())
    _write(json.dumps(described, ensure_ascii=False, indent=2) + "\n", output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    with writing(output):
        replace(output, text.encode("utf-8"))


def _group() -> Queries:
    group = Queries(name="queries")
    group.params.append(lang_option())
    for name, action in zip(_ACTIONS, (listed, show, check, export, described), strict=True):
        action.name = name
        group.add_command(action)
    return group


run = _group()
