"""The group of the commands; each lives in a file of its own, imported when it is called."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.cli.commands import Commands
from kg.cli.interface import Option, Text, lang_option
from kg.cli.report import silence

_ABOUT = Text(
    "Turn diplomatic statements, in French and English, into a knowledge graph whose every fact cites its words.",
    "Faire de déclarations diplomatiques, en français et en anglais, un graphe de connaissances dont chaque fait "
    "cite ses mots.",
)
_VERSION = Text("Show the version and exit.", "Montrer la version et sortir.")
# In the order of a first use. The texts stand here so that `kg --help` imports no command.
COMMANDS = {
    "init": Text("Make a workspace.", "Créer un espace de travail."),
    "build": Text(
        "Read statements, write and index their graph.", "Lire des déclarations, écrire et indexer leur graphe."
    ),
    "extract": Text("Show what one statement says.", "Montrer ce que dit une déclaration."),
    "new": Text("Write a Turtle template to fill in.", "Écrire un modèle Turtle à remplir."),
    "template": Text("Write a table to fill in a spreadsheet.", "Écrire un tableau à remplir dans un tableur."),
    "add": Text("Add your own data to the graph.", "Ajouter vos propres données au graphe."),
    "remove": Text("Take a contribution out of the graph.", "Retirer une contribution du graphe."),
    "review": Text("Accept, reject or correct what was read.", "Accepter, rejeter ou corriger ce qui a été lu."),
    "query": Text("Answer a stored question.", "Répondre à une question enregistrée."),
    "queries": Text(
        "Read, check and export the stored queries.", "Lire, vérifier et exporter les requêtes enregistrées."
    ),
    "sparql": Text("Answer any SPARQL query.", "Répondre à toute requête SPARQL."),
    "trace": Text("Show the words that state a fact.", "Montrer les mots qui énoncent un fait."),
    "diff": Text(
        "Compare two statements, meetings, workspaces or exports.",
        "Comparer deux déclarations, réunions, espaces de travail ou exports.",
    ),
    "export": Text("Write the whole graph in one file.", "Écrire tout le graphe en un fichier."),
    "load": Text("Push the graph into a store elsewhere.", "Pousser le graphe dans un dépôt distant."),
    "stats": Text("Count what the graph holds.", "Compter ce que contient le graphe."),
    "verify": Text("Check every passage against its text.", "Vérifier chaque passage d’après son texte."),
    "validate": Text("Check data against the shapes.", "Vérifier des données d’après les formes."),
    "evaluate": Text("Compare a reading with annotations.", "Comparer une lecture à des annotations."),
    "explain": Text("Say why an inferred triple holds.", "Dire pourquoi un triplet déduit est vrai."),
    "infer": Text("Write what follows from data by the rules.", "Écrire ce qui découle de données d’après les règles."),
}


class Kg(Commands):
    """All commands; each is imported when it is called."""

    about = _ABOUT
    texts = COMMANDS

    def __init__(self, **attributes: Any) -> None:
        """Take click's own attributes; ``--version`` and ``--lang`` are added to the options."""
        super().__init__(context_settings={"terminal_width": _width()}, **attributes)
        version = Option(
            ["--version"], _VERSION, is_flag=True, is_eager=True, expose_value=False, callback=_show_version
        )
        self.params += [version, lang_option()]

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file, ``kg.cli.<name>``, and return its ``run``."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"kg.cli.{cmd_name}").run
        found.name = cmd_name
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; it ends well when a reader of stdout, such as ``head``, has seen enough and gone."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            silence()
            return 0
        return result


def _width() -> int:
    """Return the width of help texts; for it click imports shutil, a tenth of the time of `kg --help`."""
    try:
        return min(100, max(50, os.get_terminal_size(sys.stdout.fileno()).columns))
    except (OSError, ValueError):
        return 80


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"kg {__version__}")
        ctx.exit()
