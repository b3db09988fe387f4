"""The language of the interface, and click commands whose help exists in both languages.

The language is that of ``--lang``, wherever it stands on the line, else of the locale; French and English exist.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from kg.languages import LANGUAGES

# What Python makes of bytes that are no UTF-8.
_UNDECODED = re.compile("[\ud800-\udfff]")


class Text(NamedTuple):
    """A message in each language of the interface."""

    en: str
    fr: str

    def __str__(self) -> str:
        """Give the message in the language of the interface."""
        return self.fr if language() == "fr" else self.en


# What stands for a value in usage lines and help, in French.
_FRENCH = {
    "DAY": "JOUR",
    "DIR": "DOSSIER",
    "FILE": "FICHIER",
    "FORM": "FORMAT",
    "GOLD": "ANNOTATIONS",
    "HOST": "HÔTE",
    "KIND": "TYPE",
    "NAME": "NOM",
    "OBJECT": "OBJET",
    "PATH": "CHEMIN",
    "PREDICATE": "PRÉDICAT",
    "PROPERTY": "PROPRIÉTÉ",
    "QUERY": "REQUÊTE",
    "SUBJECT": "SUJET",
    "TEXT": "TEXTE",
    "TEXTS": "TEXTES",
    "TITLE": "TITRE",
    "VALUE": "VALEUR",
}
_PLACEHOLDER = re.compile(rf"\b(?:{'|'.join(_FRENCH)})\b")


class _Interface:
    chosen = "en"


def language() -> str:
    """Return the language of the interface, ``en`` or ``fr``."""
    return _Interface.chosen


def choose(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Set the language of the interface from ``--lang`` in ``arguments``, else from the locale, else English.

    The line is searched before click parses it, so that the help and the errors of the parser speak it too.
    """
    stated = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            stated = next(iter(arguments[position + 1 :]), "")
        elif argument.startswith("--lang="):
            stated = argument.removeprefix("--lang=")
    _Interface.chosen = "fr" if stated.lower().startswith("fr") else "en"


def placeholders(said: str) -> str:
    """Return a usage line or a help text with the words that stand for values in the language of the interface."""
    return _PLACEHOLDER.sub(lambda found: _FRENCH[found[0]], said) if language() == "fr" else said


def say(en: str, fr: str) -> None:
    """Write one line for a person on stderr, in the language of the interface."""
    click.echo(str(Text(en, fr)), err=True)


class Option(click.Option):
    """An option whose help exists in both languages."""

    def __init__(self, names: Sequence[str], text: Text, **attributes: Any) -> None:
        """Take click's own attributes and the help, ``text``."""
        super().__init__(names, help=text.en, **attributes)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give the option's line of the help in the language of the interface."""
        self.help = str(self.text)
        record = super().get_help_record(ctx)
        if record is None:
            return None
        said = record[1].replace("[required]", str(_REQUIRED))
        return placeholders(record[0]), placeholders(said)


_REQUIRED = Text("[required]", "[obligatoire]")
_LANG = Text(
    "Language of the messages; default: that of the locale.",
    "Langue des messages\u00a0; par défaut, celle du système.",
)
_NO_TEXT = Text("it holds bytes that are no UTF-8 text", "des octets n’y sont pas du texte UTF-8")
_HELP = Text("Show this help and exit.", "Montrer cette aide et sortir.")


class Command(click.Command):
    """A command whose help exists in both languages; it takes ``--lang`` like every other."""

    text = Text("", "")

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        """Take click's own attributes; ``--lang`` is added to the options."""
        super().__init__(*arguments, **attributes)
        self.params.append(lang_option())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the line; words, unlike names of files, have to be text.

        Raises:
            BadParameter: one holds bytes that are none.
        """
        rest = super().parse_args(ctx, args)
        for parameter in self.params:
            given = ctx.params.get(parameter.name or "")
            words = given if isinstance(given, tuple) else (given,)
            if any(isinstance(word, str) and _UNDECODED.search(word) for word in words):
                raise click.BadParameter(str(_NO_TEXT), ctx, parameter)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, in the language of the interface."""
        self.help = placeholders(str(self.text))
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a title in the language of the interface."""
        write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, itself in the language of the interface."""
        return translated_help(super().get_help_option(ctx))


def lang_option() -> Option:
    """Make the option ``--lang``; ``choose`` has obeyed it before it is parsed."""
    return Option(["--lang"], _LANG, type=click.Choice(LANGUAGES), expose_value=False)


def translated_help(option: click.Option | None) -> click.Option | None:
    """Put the help of ``--help`` in the language of the interface."""
    if option is not None:
        option.help = str(_HELP)
    return option


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write ``Usage: …`` for ``command``."""
    prefix = str(Text("Usage: ", "Usage\u00a0: "))
    formatter.write_usage(ctx.command_path, placeholders(" ".join(command.collect_usage_pieces(ctx))), prefix)


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of ``command`` under a title."""
    options = (each for each in command.get_params(ctx) if isinstance(each, click.Option))
    records = [record for option in options if (record := option.get_help_record(ctx))]
    with formatter.section(str(Text("Options", "Options\u00a0"))):
        formatter.write_dl(records)


def command(en: str, fr: str, cls: type[Command] = Command) -> Callable[[Callable[..., Any]], Command]:
    r"""Make a command of a function; ``en`` and ``fr`` are its help (a paragraph after ``\b`` keeps its lines)."""

    def decorate(function: Callable[..., Any]) -> Command:
        made = click.command(cls=cls)(function)
        made.text = Text(en, fr)
        return made

    return decorate


def option(*names: str, en: str, fr: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an option; ``en`` and ``fr`` are its help, the rest is click's."""
    return click.option(*names, cls=Option, text=Text(en, fr), **attributes)
