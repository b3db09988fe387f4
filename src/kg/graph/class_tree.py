"""Which classes are below which: the ontology's hierarchy, with what data adds to it."""

from collections.abc import Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph.infer import ontology_structure
from kg.graph.namespaces import RDFS
from kg.graph.shapes import Term

Subclasses = Mapping[Term, tuple[Term, ...]]


@cache
def subclasses(more: frozenset[ox.Triple] = frozenset()) -> Subclasses:
    """Return ``{class: itself and all its subclasses}`` for the classes of ``kg.ttl``.

    Args:
        more: Triples with rdfs:subClassOf that hold besides.
    """
    return _tree((*ontology_structure(), *sorted(more, key=str)))


def added_structure(triples: Iterable[ox.Triple]) -> frozenset[ox.Triple]:
    """Return what ``triples`` add to the hierarchy of the ontology."""
    own = frozenset(ontology_structure())
    return frozenset(each for each in triples if each.predicate == RDFS.subClassOf and each not in own)


def _tree(triples: Iterable[ox.Triple]) -> Subclasses:
    children: dict[Term, list[Term]] = {}
    for triple in triples:
        child, parent = triple.subject, triple.object
        if triple.predicate == RDFS.subClassOf and isinstance(child, ox.NamedNode) and isinstance(parent, ox.NamedNode):
            children.setdefault(parent, []).append(child)
    return {parent: _descend(parent, children) for parent in children}


def _descend(parent: Term, children: Mapping[Term, list[Term]]) -> tuple[Term, ...]:
    """Return a class and all classes below it, each once."""
    found = dict.fromkeys([parent])
    todo = [parent]
    for term in todo:
        for child in children.get(term, ()):
            if child not in found:
                found[child] = None
                todo.append(child)
    return tuple(found)
