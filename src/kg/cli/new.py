"""``kg new``: a Turtle template to fill in."""

from pathlib import Path

import click

from kg.cli.interface import Text, command, option, say
from kg.cli.kind import KINDS, TYPES, Kind
from kg.cli.options import output_option
from kg.contribute.kinds import Described
from kg.contribute.template import turtle_template
from kg.workspace import output as writable


@command(
    en=f"""Write a commented Turtle template of a KIND of thing, to fill in, check and add.

    KIND is one of: {KINDS}; or its name in French.""",
    fr=f"""Écrire un modèle Turtle commenté d’un KIND de chose, à remplir, vérifier et ajouter.

    KIND est l’un de\u00a0: {TYPES}\u00a0; ou son nom en anglais.""",
)
@click.argument("kind", metavar="KIND", type=Kind())
@option(
    "--example",
    is_flag=True,
    en="Filled in with an invented example.",
    fr="Rempli d’un exemple inventé.",
)
@output_option
def run(kind: Described, output: Path | None, *, example: bool) -> None:
    """Call ``turtle_template``."""
    content = turtle_template(kind, filled=example)
    put(content, output)


def put(content: str, output: Path | None) -> None:
    """Write a template to a file, which it does not overwrite, or to stdout.

    Raises:
        UsageError: the file is there.
    """
    if output is None:
        click.echo(content, nl=False)
        return
    if output.exists():
        raise click.UsageError(str(Text(f"{output} is there already", f"{output} existe déjà")))
    with writable(output) as file:
        file.write(content.encode("utf-8"))
    say(
        en=f"{output} written; fill it in, then: kg add {output}",
        fr=f"{output} écrit\u00a0; remplissez-le, puis\u00a0: kg add {output}",
    )
