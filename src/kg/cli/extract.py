"""``kg extract``: what one statement says, without a workspace."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.interface import Text, command, language, option
from kg.errors import InputError
from kg.graph.describe import describe
from kg.graph.identity import identify
from kg.graph.reference import load_reference
from kg.graph.turtle import write_turtle
from kg.model.facts import Act, Facts, Participation
from kg.model.reference import Reference, Thing
from kg.pipeline import understand
from kg.text import lexicon
from kg.text.read import Source, printable, read


@command(
    en="Show what the statement in FILE says: meeting, hosts, acts, each with the words that say it.",
    fr="Montrer ce que dit la déclaration de FILE\u00a0: réunion, hôtes, actes, chacun avec les mots qui le disent.",
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
def run(file: Path, form: str, text_language: str | None, published: str | None) -> None:
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
    facts = understand(document, reference)
    if form == "turtle":
        digest = lexicon.load(document.language).digest
        click.echo(write_turtle(describe(facts, identify(facts), reference, lexicon=digest)), nl=False)
    elif form == "json":
        click.echo(json.dumps(asdict(facts), ensure_ascii=False, indent=1, default=str))
    else:
        click.echo("\n".join(_lines(facts, reference)))


def _lines(facts: Facts, reference: Reference) -> Iterator[str]:
    text = facts.document.text
    yield f"{facts.document.metadata.identifier} ({facts.document.language})"
    if facts.meeting:
        yield from _meeting(facts, reference)
    for each in facts.participations:
        yield f"{each.role}{_colon()}{_party(each, reference)} [{each.evidence.span.start}–{each.evidence.span.end}]"
    for act in facts.acts:
        yield from _act(act, text, reference)


def _meeting(facts: Facts, reference: Reference) -> Iterator[str]:
    meeting = facts.meeting
    if meeting is None:
        return
    days = [str(day) for day in (meeting.date.start, meeting.date.end) if day] if meeting.date else []
    where = [_label(each.thing, reference) for each in (meeting.place, meeting.country) if each]
    online = [str(Text("online", "en ligne"))] if meeting.online else []
    said = [" – ".join(days), *where, *online]
    yield f"{Text('meeting', 'réunion')}{_colon()}{', '.join(filter(None, said))}"


def _party(each: Participation, reference: Reference) -> str:
    who = [_label(each.actor, reference)] if each.actor else []
    return ", ".join([*who, *filter(None, (each.person, each.office))])


def _act(act: Act, text: str, reference: Reference) -> Iterator[str]:
    yield f"\n{act.type} [{act.span.start}–{act.span.end}]{_colon()}{' '.join(act.span.of(text).split())}"
    named = sorted({_label(mention.thing, reference) for mention in act.mentions})
    if named:
        yield f"    {', '.join(named)}"


def _label(thing: Thing, reference: Reference) -> str:
    entity = reference.entities.get(thing)
    return entity.label(language()) if entity else thing.key


def _colon() -> Text:
    return Text(": ", "\u00a0: ")
