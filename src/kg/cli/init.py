"""``kg init``: make a workspace."""

from pathlib import Path

import click

from kg.cli.interface import command, say
from kg.workspace import Workspace


@command(
    en="Make a workspace in DIR (default: here): kg.toml, statements/, graph/.\n\n"
    "What is there already is left as it is.",
    fr="Créer un espace de travail dans DIR (par défaut\u00a0: ici)\u00a0: kg.toml, statements/, graph/.\n\n"
    "Ce qui s’y trouve déjà n’est pas touché.",
)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=".")
def run(folder: Path) -> None:
    """Call ``Workspace.create``."""
    workspace = Workspace.create(folder)
    say(
        en=f"workspace ready in {workspace.root}; put statements in statements/, then run: kg build",
        fr=f"espace de travail prêt dans {workspace.root}\u00a0; mettez des déclarations dans statements/, "
        "puis lancez\u00a0: kg build",
    )
