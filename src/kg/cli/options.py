"""Options that several commands share."""

from pathlib import Path

import click

from kg.cli.interface import option

workspace_option = option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    en="The workspace; default: the current folder.",
    fr="L’espace de travail\u00a0; par défaut, le dossier courant.",
)
