"""Options that several commands share."""

from pathlib import Path

import click

from kg.cli.interface import Text, option

workspace_option = option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    en="The workspace; default: the current folder.",
    fr="L’espace de travail\u00a0; par défaut, le dossier courant.",
)

ACCOUNT = Text(
    "Account: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD (Basic or Digest), or KG_ENDPOINT_TOKEN (Bearer), in the "
    "environment, or --auth.",
    "Compte\u00a0: KG_ENDPOINT_USER et KG_ENDPOINT_PASSWORD (Basic ou Digest), ou KG_ENDPOINT_TOKEN (Bearer), dans "
    "l’environnement, ou --auth.",
)
auth_option = option(
    "--auth",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    en='Account of the endpoint: a TOML file with user = "…" and password = "…", or token = "…".',
    fr='Compte du point d’accès\u00a0: un fichier TOML avec user = "…" et password = "…", ou token = "…".',
)
output_option = option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    en="File to write; default: standard output.",
    fr="Fichier à écrire\u00a0; par défaut, la sortie standard.",
)

table_option = option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    en="For a person or for a program.",
    fr="Pour une personne ou pour un programme.",
)
