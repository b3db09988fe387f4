"""Who gives data or decides on a fact, and when: options that several commands share."""

import os
from datetime import UTC, date, datetime

import click

from kg.cli.interface import Text, option
from kg.contribute.take import Giver
from kg.workspace import Workspace

by_option = option(
    "--by",
    metavar="NAME",
    en="Who you are; default: KG_BY in the environment, else [contribute] by in kg.toml.",
    fr="Qui vous êtes\u00a0; par défaut, KG_BY dans l’environnement, sinon [contribute] by dans kg.toml.",
)
date_option = option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    en="The day, as 2026-11-26; default: today.",
    fr="Le jour, comme 2026-11-26\u00a0; par défaut, aujourd’hui.",
)


def giver(workspace: Workspace, by: str | None, day: datetime | None) -> Giver:
    """Return who gives and when.

    Raises:
        UsageError: nothing says who.
    """
    name = by or os.environ.get("KG_BY") or workspace.settings("contribute").get("by") or ""
    name = " ".join(str(name).split())
    if not name:
        raise click.UsageError(
            str(
                Text(
                    "who gives this? say it with --by “Your Name”, or once and for all in kg.toml: [contribute] by = …",
                    "qui donne ceci\u00a0? dites-le par --by «\u00a0Votre Nom\u00a0», ou une fois pour toutes dans "
                    "kg.toml\u00a0: [contribute] by = …",
                )
            )
        )
    return Giver(name, day.date() if day else _today())


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()
