"""``kg stats``: what the graph holds, in numbers."""

import json
from pathlib import Path

import click

from kg.cli.interface import Text, command
from kg.cli.options import table_option, workspace_option
from kg.cli.show import table
from kg.graph.stats import stats
from kg.graph.store import open_index
from kg.workspace import Workspace


@command(
    en="Count what the graph of the workspace holds: statements, meetings, acts, passages, triples.",
    fr="Compter ce que contient le graphe de l’espace de travail\u00a0: déclarations, réunions, actes, passages, "
    "triplets.",
)
@workspace_option
@table_option
def run(workspace: Path, form: str) -> None:
    """Call ``stats``."""
    counts = stats(open_index(Workspace.open(workspace).index))
    if form == "json":
        click.echo(json.dumps({each.key: each.value for each in counts}, indent=1))
        return
    columns = [str(Text("what", "quoi")), str(Text("number", "nombre"))]
    table(columns, [[str(Text(each.en, each.fr)), str(each.value)] for each in counts])
