"""From the end of a command to its exit code: each error one line on stderr, never a traceback for bad input."""

import os
import sys
from types import TracebackType

import click

from kg.cli.interface import Text, language
from kg.errors import KgError

BUG = 70
_INTERRUPTED = 130
_ISSUES = "https://w3id.org/statements-kg/issues"


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
        return error.exit_code
    if isinstance(error, click.ClickException):
        click.echo(f"kg: {usage(error)}", err=True)
        return error.exit_code
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        click.echo(f"kg: {Text('interrupted', 'interrompu')}", err=True)
        return _INTERRUPTED
    if isinstance(error, OSError):
        where = error.filename or ""
        click.echo(f"kg: KG604 {where}{Text(': ', chr(0xA0) + ': ')}{error.strerror or error}", err=True)
        return 1
    said = " ".join(str(error).split())[:200]
    line = Text(
        f"KG999 unexpected {type(error).__name__} ({said}): a bug of kg; please report it at {_ISSUES}, "
        "KG_DEBUG=1 shows more",
        f"KG999 {type(error).__name__} inattendue ({said})\u00a0: une erreur de kg\u00a0; signalez-la sur {_ISSUES}, "
        "KG_DEBUG=1 en montre plus",
    )
    click.echo(f"kg: {line}", err=True)
    return BUG


def usage(error: click.ClickException) -> str:
    """Say in one line what is wrong with the command line, in the language of the interface."""
    if language() != "fr":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        close = f"\u00a0; vouliez-vous dire {', '.join(error.possibilities)}\u00a0?" if error.possibilities else ""
        return f"option inconnue\u00a0: {error.option_name}{close}"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_parameter(error)}"
    if isinstance(error, click.BadParameter):
        return f"valeur incorrecte pour {_parameter(error)}\u00a0: {error.message}"
    return error.format_message()


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name


def silence() -> None:
    """Let what is still to be written go nowhere: whoever read stdout has gone, which is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
