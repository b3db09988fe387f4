"""``kg trace``: from a fact to the words that say it."""

import sys
from pathlib import Path

import click

from kg.cli.interface import command
from kg.cli.options import workspace_option
from kg.graph.store import open_index
from kg.graph.trace import Passage, trace
from kg.workspace import Workspace


@command(
    en="""Show the passages that state the thing called IRI (an act, a meeting, a country), each in its sentence.

    The IRI may be written with a prefix, as in country:IRQ.""",
    fr="""Montrer les passages qui énoncent la chose appelée IRI (un acte, une réunion, un pays), chacun dans sa phrase.

    L’IRI peut être écrite avec un préfixe, comme dans country:IRQ.""",
)
@click.argument("iri", metavar="IRI")
@workspace_option
def run(iri: str, workspace: Path) -> None:
    """Call ``trace``."""
    place = Workspace.open(workspace)
    for passage in trace(open_index(place.index), place.graph, iri):
        _show(passage)


def _show(passage: Passage) -> None:
    """Write where the passage is, then its sentence: the words stand out by colour, or by brackets without one."""
    click.echo(f"{passage.text.rpartition('/')[2]} [{passage.start}–{passage.end}] {passage.role}")
    terminal = sys.stdout.isatty()
    exact = click.style(passage.exact, bold=True, fg="green") if terminal else f"[[{passage.exact}]]"
    click.echo(" ".join(f"    {passage.before}{exact}{passage.after}".rstrip().split("\n")))
