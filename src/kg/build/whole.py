"""The whole graph of a workspace for those who take it elsewhere: what the files say, as people reviewed it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from kg.build.contributed import judged
from kg.build.gifts import contributed_files
from kg.build.index import key_of_files
from kg.build.parts import load_reviews, own_files, part_of, triples_of
from kg.errors import KgError
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.decisions import Decision
from kg.graph.export import with_reference
from kg.graph.infer import class_labels, infer
from kg.graph.namespaces import INFERRED_GRAPH
from kg.graph.reviewed import accepted
from kg.graph.store import Part, is_sound, open_index, quads_in
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class People:
    """What people gave and decided.

    Attributes:
        reviews: Their decisions.
        parts: Their data, as far as it conforms.
        refused: Why some of their files are left out of the graph: whoever shows the graph says so.
    """

    reviews: Sequence[Decision]
    parts: Sequence[Part]
    refused: tuple[KgError, ...]


def people(workspace: Workspace) -> People:
    """Return what people gave and decided in ``workspace``.

    Raises:
        InputError: a file of the graph cannot be read (KG155).
    """
    reviews, broken = load_reviews(workspace)
    if not contributed_files(workspace):
        return People(reviews, (), tuple(broken))
    if is_sound(workspace.index, key_of_files(workspace)):
        parts, refused = judged(workspace, reviews, open_index(workspace.index, counted=False), trusted=True)
    else:
        store = ox.Store()
        for path in own_files(workspace):
            store.extend(quads_in(part_of(workspace, path, reviews)))
        parts, refused = judged(workspace, reviews, store, trusted=False)
    return People(reviews, parts, (*broken, *refused))


def asserted_graph(workspace: Workspace, given: People, *, only_accepted: bool = False) -> Iterator[ox.Triple]:
    """Yield what the files say, then the reference data that they mention; a file is held at a time, not the graph.

    Args:
        workspace: Whose graph.
        given: What people gave and decided.
        only_accepted: Whether to leave out the facts that no person confirmed.

    Raises:
        InputError: a file of the graph cannot be read (KG155).
    """
    keep: Callable[[Iterable[ox.Triple]], Iterable[ox.Triple]] = accepted if only_accepted else iter
    own = (triple for path in own_files(workspace) for triple in keep(triples_of(path, given.reviews)))
    contributed = (triple for part in given.parts for triple in keep(part.asserted))
    yield from with_known(chain(own, contributed))


def with_known(asserted: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield ``asserted``, then what the reference data, the code lists and the ontology say of what it names."""
    yield from with_reference(asserted, chain(read_triples(known_files()), class_labels()))


def whole_graph(
    workspace: Workspace, given: People, *, only_accepted: bool = False
) -> tuple[tuple[ox.Triple, ...], tuple[ox.Triple, ...]]:
    """Return what ``asserted_graph`` yields, and what the rules add to it.

    Raises:
        InputError: a file of the graph cannot be read (KG155).
    """
    known = tuple(dict.fromkeys(asserted_graph(workspace, given, only_accepted=only_accepted)))
    return known, infer(known, load_background())


def whole_quads(workspace: Workspace, given: People, *, only_accepted: bool = False) -> Iterator[ox.Quad]:
    """Yield what a query is to see, as in the index: all in the default graph, what the rules add once more apart."""
    asserted, added = whole_graph(workspace, given, only_accepted=only_accepted)
    for each in (*asserted, *added):
        yield ox.Quad(each.subject, each.predicate, each.object)
    for each in added:
        yield ox.Quad(each.subject, each.predicate, each.object, INFERRED_GRAPH)
