"""``kg export``: the whole graph in one file."""

from pathlib import Path

import click

from kg.build.index import whole_graph
from kg.cli.interface import command, option
from kg.cli.options import workspace_option
from kg.graph.export import export, formats
from kg.workspace import Workspace, replace, writing


@command(
    en="Write the graph of the workspace, with the reference data that it mentions; "
    "the same graph gives the same bytes.",
    fr="Écrire le graphe de l’espace de travail, avec les données de référence qu’il mentionne\u00a0; "
    "le même graphe donne les mêmes octets.",
)
@workspace_option
@option(
    "--format",
    "form",
    type=click.Choice(formats()),
    default="turtle",
    en="Format; trig and nq also hold the inferred triples, in a graph of their own.",
    fr="Format\u00a0; trig et nq contiennent aussi les triplets déduits, dans un graphe à part.",
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    en="File to write; default: standard output.",
    fr="Fichier à écrire\u00a0; par défaut, la sortie standard.",
)
def run(workspace: Path, form: str, output: Path | None) -> None:
    """Call ``export``."""
    content = export(*whole_graph(Workspace.open(workspace)), form)
    if output is None:
        click.echo(content, nl=False)
        return
    with writing(output):
        replace(output, content.encode("utf-8"))
