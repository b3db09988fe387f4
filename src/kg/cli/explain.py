"""``kg explain``: why an inferred triple holds."""

from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox

from kg.answer.words import cell
from kg.build.whole import people, whole_graph
from kg.cli.interface import Text, command, language
from kg.cli.options import workspace_option
from kg.errors import QueryError
from kg.graph import iri
from kg.graph.explain import Explanation, explain
from kg.graph.infer import infer
from kg.workspace import Workspace


@command(
    en="""Say why SUBJECT PREDICATE OBJECT holds: the rule that concludes it, and what it rests on.

    With SUBJECT alone, all that was inferred about it. IRIs may be written with a prefix, as in region:002.""",
    fr="""Dire pourquoi SUBJECT PREDICATE OBJECT est vrai\u00a0: la règle qui le conclut, et ce sur quoi elle repose.

    Avec SUBJECT seul, tout ce qui a été déduit à son sujet. Les IRI peuvent être écrites avec un préfixe, comme dans
    region:002.""",
)
@click.argument("subject", metavar="SUBJECT")
@click.argument("link", metavar="[PREDICATE OBJECT]", nargs=-1)
@workspace_option
def run(subject: str, link: tuple[str, ...], workspace: Path) -> None:
    """Call ``explain``."""
    if len(link) not in (0, 2):
        raise click.UsageError(str(Text("give one IRI, or three", "donnez une IRI, ou trois")))
    about, wanted = iri.named(subject), tuple(iri.named(each) for each in link)
    place = Workspace.open(workspace)
    asserted, inferred = whole_graph(place, people(place))
    if not wanted:
        inferred = infer(asserted)
    asked = [ox.Triple(about, *wanted)] if wanted else [each for each in inferred if each.subject == about]
    found = [told for each in asked if (told := explain(each, asserted, inferred)) is not None]
    if not found:
        raise QueryError(
            "KG532",
            " ".join((subject, *link)),
            en="does not hold, or nothing was inferred about it, in this graph; check the names with kg sparql",
            fr="n’est pas vrai dans ce graphe, ou rien n’en a été déduit\u00a0; vérifiez les noms avec kg sparql",
        )
    click.echo("\n".join(line for each in found for line in _lines(each, 0)))


def _lines(found: Explanation, depth: int) -> Iterator[str]:
    words = " ".join(cell(term, language()) for term in found.triple)
    because = Text(found.rule.en, found.rule.fr) if found.rule else Text("asserted", "affirmé")
    yield f"{'  ' * depth}{words}  [{because}]"
    for premise in found.premises:
        yield from _lines(premise, depth + 1)
