"""``kg diff``: what changed from one statement, meeting, text, workspace or export to another."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import output_option, workspace_option
from kg.cli.show import styled, table
from kg.compare import Comparison, Pair, Side, Statements, compare, side_of
from kg.compare.compare import Change
from kg.compare.page import counted, pieces, shifts, words, write_page
from kg.graph import labels
from kg.model.facts import ActType
from kg.workspace import output as writable

_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html"}


@command(
    en="""Compare A with B: acts new, dropped, kept and reworded, regions, resolutions and sums gained and lost.

    A and B are statements, meetings or texts of the workspace (2021-03-30-gcd, or an IRI), or folders of workspaces, or
    exported files.""",
    fr="""Comparer A à B\u00a0: actes nouveaux, abandonnés, reformulés, régions, résolutions et sommes gagnées ou
    perdues.

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
    en="How it is written; html is a page, side by side; default: table, or what the name of the file says.",
    fr="Forme du résultat\u00a0; html est une page, côte à côte\u00a0; par défaut, table, ou ce que dit le nom du "
    "fichier.",
)
@output_option
@option("--all", "every", is_flag=True, en="Show kept acts too.", fr="Montrer aussi les actes gardés tels quels.")
def run(a: str, b: str, workspace: Path, form: str | None, output: Path | None, *, every: bool) -> None:
    """Call ``compare``."""
    before, after = side_of(a, workspace), side_of(b, workspace)
    comparison = compare(before, after, language())
    known = _labels(comparison, before, after)
    form = form or (_SUFFIXES.get(output.suffix.lower(), "table") if output else "table")
    with _output(output):
        if form == "json":
            click.echo(json.dumps(_plain(comparison, known), ensure_ascii=False, indent=1))
        elif form == "html":
            types = {kind.value: labels.word(kind.value, language()) for kind in ActType}
            click.echo(write_page(comparison, known, types, language()), nl=False)
        else:
            _show(comparison, known, every=every)


@contextmanager
def _output(output: Path | None) -> Iterator[None]:
    """Send what the block writes on stdout to a file instead, where one is named."""
    if output is None:
        yield
        return
    with writable(output) as file, redirect_stdout(TextIOWrapper(file, encoding="utf-8", write_through=True)) as text:
        yield
        text.detach()
    say(en=f"comparison written to {output}", fr=f"comparaison écrite dans {output}")


def _labels(comparison: Comparison, before: Side, after: Side) -> dict[str, str]:
    """Return the labels of the statements, and of what is gained and lost, from the side that has them."""
    found: dict[str, str] = {}
    for each in comparison.statements:
        found |= before.labels([*each.before, *each.regions.lost, *each.resolutions.lost], language())
        found |= after.labels([*each.after, *each.regions.gained, *each.resolutions.gained], language())
        found |= {sum_: _sum(sum_) for sum_ in (*each.amounts.gained, *each.amounts.lost)}
    return found


def _sum(said: str) -> str:
    value, _, currency = said.partition(" ")
    return labels.figure(Decimal(value), currency, language())


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
                    key.replace(" ", "_"): [_thing(thing, known[thing]) for thing in things]
                    for key, things in shifts(each)
                },
            }
            for each in comparison.statements
        ],
    }


def _thing(thing: str, label: str) -> dict[str, str]:
    """Return a thing with its label; a sum of money is no thing of its own, and stands as ``200000000 USD``."""
    return {"iri" if "://" in thing else "sum": thing, "label": label}


def _act(pair: Pair) -> dict[str, Any]:
    sides = {
        name: None if act is None else {"iri": act.iri, "type": act.type.value, "start": act.start, "quote": act.quote}
        for name, act in (("before", pair.before), ("after", pair.after))
    }
    return {"change": pair.change.value, "likeness": round(pair.likeness, 3), **sides}
