"""The group of the commands; each lives in a file of its own, imported when it is called."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.cli.interface import Text, choose, lang_option, translated_help, write_options, write_usage
from kg.cli.report import Ending

_ABOUT = Text(
    "Turn diplomatic statements, in French and English, into a knowledge graph whose every fact cites its words.",
    "Faire de déclarations diplomatiques, en français et en anglais, un graphe de connaissances dont chaque fait "
    "cite ses mots.",
)
# The order of a first day with kg; the texts stand here so that `kg --help` imports no command.
COMMANDS = {
    "init": Text("Make a workspace.", "Créer un espace de travail."),
}


class Kg(click.Group):
    """All commands, in both languages, with one way to end."""

    def __init__(self, **attributes: Any) -> None:
        """Take click's own attributes; ``--version`` and ``--lang`` are added."""
        super().__init__(**attributes)
        self.params += [click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Version."), lang_option()]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa
        """Return the commands' names in the order of a first use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file, ``kg.cli.<name>``, and return its ``run``."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"kg.cli.{cmd_name}").run
        found.name = cmd_name
        return found
