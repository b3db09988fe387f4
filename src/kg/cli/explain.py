"""``kg explain``: why an inferred triple holds."""

from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox

from kg.build.index import whole_graph
from kg.cli.answer import cell
from kg.cli.interface import Text, command
from kg.cli.options import workspace_option
from kg.errors import QueryError
from kg.graph import iri
from kg.graph.explain import Explanation, explain
from kg.workspace import Workspace


@command(
    en="""Say why SUBJECT PREDICATE OBJECT holds: the rule that concludes it, and what it rests on.

    IRIs may be written with a prefix, as in region:002.""",
    fr="""Dire pourquoi SUBJECT PREDICATE OBJECT est vrai\u00a0: la règle qui le conclut, et ce sur quoi elle repose.

    Les IRI peuvent être écrites avec un préfixe, comme dans region:002.""",
)
@click.argument("subject", metavar="SUBJECT")
@click.argument("predicate", metavar="PREDICATE")
@click.argument("target", metavar="OBJECT")
@workspace_option
def run(subject: str, predicate: str, target: str, workspace: Path) -> None:
    """Call ``explain``."""
    triple = ox.Triple(_term(subject), _term(predicate), _term(target))
    found = explain(triple, *whole_graph(Workspace.open(workspace)))
    if found is None:
        raise QueryError(
            "KG532",
            " ".join((subject, predicate, target)),
            en="does not hold in this graph; check the names with kg sparql",
            fr="n’est pas vrai dans ce graphe\u00a0; vérifiez les noms avec kg sparql",
        )
    click.echo("\n".join(_lines(found, 0)))


def _term(name: str) -> ox.NamedNode:
    found = iri.expand(name)
    if found is None or ":" not in name:
        raise QueryError(
            "KG530",
            name,
            en="is not an IRI; copy one from an answer, such as meeting:2024-09-30-gcd",
            fr="n’est pas un IRI\u00a0; copiez-en un d’une réponse, comme meeting:2024-09-30-gcd",
        )
    return found


def _lines(found: Explanation, depth: int) -> Iterator[str]:
    words = " ".join(cell(term) for term in found.triple)
    because = Text(found.rule.en, found.rule.fr) if found.rule else Text("asserted", "affirmé")
    yield f"{'  ' * depth}{words}  [{because}]"
    for premise in found.premises:
        yield from _lines(premise, depth + 1)
