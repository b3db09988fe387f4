"""``kg sparql``: any SPARQL query, on the index or on files."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.answer import FORMATS, wire_form, write_answer
from kg.cli.interface import command, option
from kg.cli.options import workspace_option
from kg.errors import QueryError
from kg.graph.engine import DEFAULT_LIMITS, run_query
from kg.workspace import Workspace

# Far more than a query may be: the limit itself, and its message, are those of the engine.
_MOST = 1_000_000


@command(
    en="""Answer the SPARQL 1.1 QUERY (- reads it from standard input) on the index of the workspace.

    The usual prefixes need no declaration. The query runs apart, without network, within limits; an answer is
    complete or an error.""",
    fr="""Répondre à la QUERY en SPARQL 1.1 (- la lit sur l’entrée standard) d’après l’index de l’espace de travail.

    Les préfixes usuels n’ont pas à être déclarés. La requête s’exécute à part, sans réseau, dans des limites\u00a0; une
    réponse est complète, ou c’est une erreur.""",
)
@click.argument("query", metavar="QUERY")
@workspace_option
@option(
    "--file",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    en="Ask this RDF file, or several, instead of the index.",
    fr="Interroger ce fichier RDF, ou plusieurs, au lieu de l’index.",
)
@option(
    "--format", "form", type=click.Choice(FORMATS), default="table", en="Form of the answer.", fr="Forme de la réponse."
)
@option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=DEFAULT_LIMITS.seconds,
    metavar="N",
    en="Time that the query may take; default: 20.",
    fr="Temps que la requête peut prendre\u00a0; par défaut, 20.",
)
def run(query: str, workspace: Path, files: tuple[Path, ...], form: str, seconds: float) -> None:
    """Call ``run_query``."""
    text = _given() if query == "-" else query
    source = files or Workspace.open(workspace).index
    write_answer(run_query(source, text, form=wire_form(form), limits=replace(DEFAULT_LIMITS, seconds=seconds)), form)


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
