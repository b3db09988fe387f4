"""``kg diff``: what changed from one statement, meeting, text, workspace or export to another."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import workspace_option
from kg.cli.show import styled, table
from kg.compare import Comparison, Pair, Side, Statements, compare, side_of
from kg.compare.compare import Change
from kg.compare.page import counted, pieces, shifts, words, write_page
from kg.graph import labels
from kg.model.facts import ActType


@command(
    en="""Compare A with B: acts new, dropped, kept and reworded, regions and resolutions gained and lost.

    A and B are statements, meetings or texts of the workspace (2021-03-30-gcd, or an IRI), or folders of workspaces, or
    exported files.""",
    fr="""Comparer A à B\u00a0: actes nouveaux, abandonnés, reformulés, régions et résolutions gagnées et perdues.

    A et B sont des déclarations, des réunions ou des textes de l’espace de travail (2021-03-30-gcd, ou une IRI), ou des
    dossiers d’espaces de travail, ou des fichiers exportés.""",
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@workspace_option
@option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "html"]),
    default="table",
    en="How it is written; html is a page, side by side.",
    fr="Forme du résultat\u00a0; html est une page, côte à côte.",
)
@option("--all", "every", is_flag=True, en="Show kept acts too.", fr="Montrer aussi les actes gardés tels quels.")
def run(a: str, b: str, workspace: Path, form: str, *, every: bool) -> None:
    """Call ``compare``."""
    before, after = side_of(a, workspace), side_of(b, workspace)
    comparison = compare(before, after, language())
    known = _labels(comparison, before, after)
    if form == "json":
        click.echo(json.dumps(_plain(comparison, known), ensure_ascii=False, indent=1))
    elif form == "html":
        types = {kind.value: labels.word(kind.value, language()) for kind in ActType}
        click.echo(write_page(comparison, known, types, language()), nl=False)
    else:
        _show(comparison, known, every=every)


def _labels(comparison: Comparison, before: Side, after: Side) -> dict[str, str]:
    """Return the labels of the statements, and of what is gained and lost, from the side that has them."""
    found: dict[str, str] = {}
    for each in comparison.statements:
        found |= before.labels([*each.before, *each.regions.lost, *each.resolutions.lost], language())
        found |= after.labels([*each.after, *each.regions.gained, *each.resolutions.gained], language())
    return found


def _show(comparison: Comparison, known: Mapping[str, str], *, every: bool) -> None:
    for number, each in enumerate(comparison.statements):
        if number:
            click.echo()
        click.echo(styled(f"{_names(each.before, known)} → {_names(each.after, known)}", bold=True))
        if all(each.languages) and each.languages[0] != each.languages[1]:
            say(en=words("en")["across"], fr=words("fr")["across"])
        rows = [_row(pair) for pair in each.pairs if every or pair.change is not Change.SAME]
        if rows:
            headings = (Text("change", "changement"), Text("act", "acte"), Text("words", "mots"))
            table([str(heading) for heading in headings], rows)
        click.echo(_counts(each))
        for key, things in shifts(each):
            click.echo(f"{words(language())[key]}{words(language())['colon']}{_names(things, known)}")


def _names(things: tuple[str, ...], known: Mapping[str, str]) -> str:
    return ", ".join(known[each] for each in things) or "—"


def _counts(each: Statements) -> str:
    numbers = ((change, len(each.of(change))) for change in Change)
    return ", ".join(f"{number} {counted(change, number, language())}" for change, number in numbers)


def _row(pair: Pair) -> list[str]:
    act = pair.after or pair.before
    kind = labels.word(act.type.value, language()) if act else ""
    if pair.retyped and pair.before:
        kind = f"{labels.word(pair.before.type.value, language())} → {kind}"
    return [words(language())[pair.change.value], kind, " ".join(_wording(pair))]


def _wording(pair: Pair) -> Iterator[str]:
    """Yield the words of both passages once: those lost as ``[-…-]``, those gained as ``{+…+}``."""
    left, right = (list(side) for side in pieces(pair))
    if pair.across:
        yield f"{left[0].text} ⇄ {right[0].text}"
        return
    while left or right:
        if left and not left[0].kept:
            yield styled(f"[-{left.pop(0).text}-]", "red")
        elif right and not right[0].kept:
            yield styled(f"{{+{right.pop(0).text}+}}", "green")
        else:
            yield (right.pop(0) if right else left.pop(0)).text
            del left[:1]


def _plain(comparison: Comparison, known: Mapping[str, str]) -> dict[str, Any]:
    return {
        "before": comparison.before,
        "after": comparison.after,
        "counts": {change.value: comparison.count(change) for change in Change},
        "statements": [
            {
                "before": list(each.before),
                "after": list(each.after),
                "languages": list(each.languages),
                "acts": [_act(pair) for pair in each.pairs],
                **{
                    key.replace(" ", "_"): [{"iri": thing, "label": known[thing]} for thing in things]
                    for key, things in shifts(each)
                },
            }
            for each in comparison.statements
        ],
    }


def _act(pair: Pair) -> dict[str, Any]:
    sides = {
        name: None if act is None else {"iri": act.iri, "type": act.type.value, "start": act.start, "quote": act.quote}
        for name, act in (("before", pair.before), ("after", pair.after))
    }
    return {"change": pair.change.value, "likeness": round(pair.likeness, 3), **sides}
