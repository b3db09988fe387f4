"""``kg trace``: from a fact to the words that say it."""

from pathlib import Path

import click

from kg.cli.highlight import Mark, painted
from kg.cli.interface import Text, command
from kg.cli.options import workspace_option
from kg.cli.show import styled, width
from kg.graph.store import open_index
from kg.graph.trace import Passage, trace
from kg.model.span import Span
from kg.workspace import Workspace

_INDENT = "    "
# Wider lines of prose are hard to read.
_WIDEST = 114
_ROLES = {
    "trigger": Text("the words that perform the act", "les mots qui accomplissent l’acte"),
    "evidence": Text("the passage that states it", "le passage qui l’énonce"),
    "subjectSpan": Text("who acts", "qui agit"),
    "condition": Text("on what condition", "à quelle condition"),
    "deadline": Text("by when", "pour quand"),
    "denotes": Text("named here", "nommé ici"),
    "TextSpan": Text("the passage itself", "le passage lui-même"),
}


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
    place = styled(f"{passage.text.rpartition('/')[2]} [{passage.start}–{passage.end}]", dim=True)
    click.echo(f"{place} {_ROLES.get(passage.role, passage.role)}")
    room = width()
    if room:
        found = Span(len(passage.before), len(passage.before) + len(passage.exact))
        sentence = passage.before + passage.exact + passage.after
        lines = painted(sentence, [Mark(found, "green", strong=True)], min(room, _WIDEST) - len(_INDENT))
        click.echo("\n".join(_INDENT + line for line in lines if line))
    else:
        sentence = f"{passage.before}[[{passage.exact}]]{passage.after}"
        click.echo(" ".join(f"{_INDENT}{sentence}".rstrip().split("\n")))
