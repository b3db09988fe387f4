"""``kg sparql``: any SPARQL query, on the index, on files or on an endpoint."""

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.asking import Asked, answer_options, respond, source_of
from kg.cli.interface import command
from kg.errors import QueryError
from kg.graph.query import read_query

# Far more than a query may be: the limit itself, and its message, are those of the engine.
_MOST = 1_000_000


@command(
    en="""Answer the SPARQL 1.1 QUERY (FILE.rq reads it from a file, - from standard input) on the index of the
    workspace, on RDF files, or on an endpoint.

    The usual prefixes need no declaration. The query runs apart, without network, within limits; an answer is
    complete or an error.""",
    fr="""Répondre à la QUERY en SPARQL 1.1 (FILE.rq la lit dans un fichier, - sur l’entrée standard) d’après l’index de
    l’espace de travail, des fichiers RDF ou un point d’accès.

    Les préfixes usuels n’ont pas à être déclarés. La requête s’exécute à part, sans réseau, dans des limites\u00a0; une
    réponse est complète, ou c’est une erreur.""",
)
@click.argument("query", metavar="QUERY")
@answer_options
def run(query: str, **options: Any) -> None:
    """Call ``respond``."""
    asked = Asked(**options)
    name = query if query.endswith(".rq") and not any(each in query for each in "{}\n") else ""
    text = _given() if query == "-" else read_query(Path(name)).text if name else query
    with source_of(asked) as source:
        respond(asked, source, text, name)


def _given() -> str:
    """Read the query on standard input."""
    try:
        return sys.stdin.buffer.read(_MOST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(
            "KG517",
            "-",
            en="is not UTF-8 text; save the query again with the encoding UTF-8",
            fr="n’est pas du texte UTF-8\u00a0; enregistrez à nouveau la requête avec l’encodage UTF-8",
        ) from error
