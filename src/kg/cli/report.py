"""From the end of a command to its exit code: each error one line on stderr, never a traceback for bad input."""

import fcntl
import io
import os
import re
import sys
from types import TracebackType

import click

from kg.cli.interface import Text, language, placeholders
from kg.errors import KgError, QueryError, reason, unexpected

_INTERRUPTED = 130
_LAST_STANDARD = 2


class Ending:
    """Wraps a whole run: whatever leaves it becomes a message and an exit code.

    Codes: 0 done, 1 deliberate error, 2 usage, 3 does not conform, 70 a bug of kg, 130 interrupted. With
    ``KG_DEBUG=1`` in the environment a bug shows its traceback.
    """

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Translate ``error``; ``SystemExit`` goes through."""
        if error is None or isinstance(error, SystemExit):
            return
        if os.environ.get("KG_DEBUG") == "1" and _is_bug(error):
            return
        sys.exit(_report(error))


def _is_bug(error: BaseException) -> bool:
    return not isinstance(error, (KgError, click.ClickException, click.Abort, KeyboardInterrupt, OSError))


def _report(error: BaseException) -> int:
    """Write the line for ``error`` and return the exit code."""
    if isinstance(error, KgError):
        click.echo(f"kg: {error.render(language())}", err=True)
        if isinstance(error, QueryError) and error.excerpt:
            click.echo("\n".join(f"    {line}" for line in error.excerpt.split("\n")), err=True)
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    if isinstance(error, click.ClickException):
        click.echo(f"kg: {usage(error)}", err=True)
        return error.exit_code
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        click.echo(f"kg: {Text('interrupted', 'interrompu')}", err=True)
        return _INTERRUPTED
    if isinstance(error, OSError):
        why = reason(error)
        where = str(error.filename or Text("standard output", "sortie standard"))
        en = f"cannot be used ({why.en}); make room or check the permissions, then run again"
        fr = f"ne peut pas servir ({why.fr})\u00a0; faites de la place ou vérifiez les droits, puis relancez"
        return _report(KgError("KG604", where, en=en, fr=fr))
    return _report(unexpected("", error))


def usage(error: click.ClickException) -> str:
    """Say in one line what is wrong with the command line, in the language of the interface."""
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        wanted = _expected(error)
        if wanted:
            return f"{_parameter(error)}{Text(': ', chr(0xA0) + ': ')}{wanted}"
    if language() != "fr":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        close = f"\u00a0; vouliez-vous dire {', '.join(error.possibilities)}\u00a0?" if error.possibilities else ""
        return f"option inconnue\u00a0: {error.option_name}{close}"
    if isinstance(error, click.MissingParameter):
        missing = error.param.type.get_missing_message(error.param, error.ctx) if error.param else None
        return f"il manque {_parameter(error)}" + (f". {missing}" if missing else "")
    if isinstance(error, click.BadParameter):
        return f"valeur incorrecte pour {_parameter(error)}\u00a0: {error.message}"
    return _said_by_click(error.format_message())


def _said_by_click(message: str) -> str:
    """Say in French what click says only in English; a message that is not known stays as it is."""
    if message == "Missing command.":
        return "il manque une commande\u00a0; kg --help les montre toutes"
    found = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", message)
    return f"de trop sur la ligne\u00a0: {found[1]}" if found else message


def _expected(error: click.BadParameter) -> str:
    """Say which values a parameter takes, in the language of the interface; empty when click must say it."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        known = ", ".join(kind.choices)
        return str(Text(f"the possible values are: {known}", f"les valeurs possibles sont\u00a0: {known}"))
    if isinstance(kind, (click.IntRange, click.FloatRange)):
        low, high = f"{kind.min:g}", f"{kind.max:g}"
        if isinstance(kind, click.IntRange):
            return str(
                Text(f"a whole number from {low} to {high} is expected", f"un entier de {low} à {high} est attendu")
            )
        return str(Text(f"a number from {low} to {high} is expected", f"un nombre de {low} à {high} est attendu"))
    if isinstance(kind, click.DateTime):
        return str(Text("a day is expected, such as 2024-09-30", "un jour est attendu, comme 2024-09-30"))
    if isinstance(kind, click.Path):
        wanted = Text("is a file; name a folder", "est un fichier\u00a0; nommez un dossier")
        return str(
            wanted if kind.dir_okay else Text("is a folder; name a file", "est un dossier\u00a0; nommez un fichier")
        )
    return ""


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return placeholders(error.param.human_readable_name)


def _keep_numbers() -> None:
    """Keep the numbers of standard files that were closed from other files: a worker takes 0, 1 and 2 for its own."""
    while (found := os.open(os.devnull, os.O_RDWR)) <= _LAST_STANDARD:
        # Python closes in other programs what it opens itself.
        fcntl.fcntl(found, fcntl.F_SETFD, 0)
    os.close(found)


def settle_streams() -> None:
    """See to it that whatever has to be written can be, on any machine.

    Programs and files get UTF-8, as Turtle (section 5) and JSON (RFC 8259 section 8.1) require; a terminal keeps its
    own encoding, and gets escapes for what that lacks. A stream that was closed swallows what is written to it.
    """
    _keep_numbers()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        elif name == "stdout" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def silence() -> None:
    """Let what is still to be written go nowhere: whoever read stdout has gone, which is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
