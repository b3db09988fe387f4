"""``kg remove``: a contribution leaves the workspace."""

from pathlib import Path

import click

from kg.cli.interface import Text, command
from kg.cli.options import workspace_option
from kg.contribute.take import remove
from kg.workspace import Workspace


@command(
    en="""Remove contributions by NAME (see graph/contributed/), all of them or none.

    What stays must not lean on what goes.""",
    fr="""Retirer des contributions par leur NAME (voir graph/contributed/), toutes ou aucune.

    Ce qui reste ne doit pas s’appuyer sur ce qui part.""",
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@workspace_option
def run(names: tuple[str, ...], workspace: Path) -> None:
    """Call ``remove``."""
    for name, by, day in remove(Workspace.open(workspace), names):
        given = str(Text(f" (given by {by}, {day})", f" (donné par {by}, {day})")) if by else ""
        click.echo(f"{name} {Text('removed', 'retiré')}{given}")
