"""``kg extract``: what one statement says, without a workspace."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.interface import command, option
from kg.cli.show import width
from kg.cli.statement import head, highlighted, listed, refusals
from kg.errors import InputError
from kg.graph.describe import describe
from kg.graph.identity import identify
from kg.graph.reference import load_reference
from kg.graph.turtle import write_turtle
from kg.model.facts import Facts
from kg.model.reference import Reference
from kg.pipeline import understand
from kg.text import lexicon
from kg.text.acts import Candidate
from kg.text.read import Source, printable, read

# Wider lines of prose are hard to read.
_WIDEST = 110


@command(
    en="""Show what the statement in FILE says: meeting, hosts, acts, each with the words that say it.

    On a terminal the text itself is shown, its acts in the colour of their type, actors and places underlined;
    elsewhere, a list of the acts.""",
    fr="""Montrer ce que dit la déclaration de FILE\u00a0: réunion, hôtes, actes, chacun avec les mots qui le disent.

    Dans un terminal, le texte lui-même est montré, ses actes dans la couleur de leur type, acteurs et lieux
    soulignés\u00a0; ailleurs, une liste des actes.""",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    en="For a person (text), for a program (json), or the asserted graph (turtle).",
    fr="Pour une personne (text), pour un programme (json), ou le graphe affirmé (turtle).",
)
@option(
    "--text-language",
    metavar="CODE",
    en="Language of the text, when detection should not decide.",
    fr="Langue du texte, quand ce n’est pas à la détection d’en décider.",
)
@option("--published", metavar="DATE", en="Day of publication.", fr="Jour de publication.")
@option(
    "--why",
    is_flag=True,
    en="Say for each act by which rule it was found, and which words were not taken for acts.",
    fr="Dire pour chaque acte quelle règle l’a trouvé, et quels mots n’ont pas été retenus comme actes.",
)
def run(file: Path, form: str, text_language: str | None, published: str | None, *, why: bool) -> None:
    """Call ``read``, ``understand`` and, for Turtle, ``describe``."""
    if file.is_dir():
        raise InputError(
            "KG102",
            printable(str(file)),
            en="is a folder; name one of its files, or read the whole with kg build",
            fr="est un dossier\u00a0; nommez un de ses fichiers, ou lisez-le en entier par kg build",
        )
    reference = load_reference()
    document = read(Source(file), {"lang": text_language, "published": published})
    refused: list[Candidate] | None = [] if why else None
    facts = understand(document, reference, refused)
    if form == "turtle":
        digest = lexicon.load(document.language).digest
        click.echo(write_turtle(describe(facts, identify(facts), reference, lexicon=digest)), nl=False)
    elif form == "json":
        click.echo(json.dumps(asdict(facts), ensure_ascii=False, indent=1, default=str))
    else:
        click.echo("\n".join(_lines(facts, reference, refused)))


def _lines(facts: Facts, reference: Reference, refused: list[Candidate] | None) -> Iterator[str]:
    """Yield the statement itself on a terminal, the list of its acts elsewhere or when reasons are asked for."""
    yield from head(facts, reference)
    room = width()
    if room:
        yield ""
        yield from highlighted(facts, min(room, _WIDEST))
    if refused is not None or not room:
        yield from listed(facts, reference, why=refused is not None)
    if refused:
        yield from refusals(refused, facts.document.text)
