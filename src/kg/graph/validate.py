"""Validation: the shapes of ``ontology/shapes`` run on what was asserted, never on what was inferred.

The shapes run as compiled SPARQL on an in-memory Oxigraph store (``validate``) or on an index (``validate_store``);
``kg.graph.pyshacl_engine`` gives the same report from pySHACL, for shapes that the compiler does not support.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph.background import Background
from kg.graph.compile_shapes import Check, Target, compile_shapes
from kg.graph.infer import ontology_structure
from kg.graph.report import Finding, Report, make_report
from kg.graph.shapes import SH, Node, ShapesGraph, Term, load_shapes

_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"


def validate(
    triples: Iterable[ox.Triple], background: Background | None = None, shapes: ShapesGraph | None = None
) -> Report:
    """Return what the shapes find in ``triples``.

    Only subjects of ``triples`` are checked. The background lends the types of the things they name (a country, an
    organisation, a concept), which are not checked again.

    Args:
        triples: What was asserted about one statement, or what a person wrote.
        background: Closed reference data.
        shapes: Other shapes than those that are shipped.

    Raises:
        InputError: the shapes use what the compiler does not support.
    """
    asserted = frozenset(triples)
    known = asserted if background is None else asserted.union(background.about(asserted))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in known)
    subjects = frozenset(triple.subject for triple in asserted)
    predicates = frozenset(triple.predicate.value for triple in asserted)
    return _judge(store, _compiled(shapes), _focus_nodes(asserted), subjects, predicates)


@cache
def subclasses() -> Mapping[Term, tuple[Term, ...]]:
    """Return ``{class: itself and all its subclasses}`` for the classes of ``kg.ttl``."""
    children: dict[Term, list[Term]] = {}
    for triple in ontology_structure():
        if triple.predicate == _SUBCLASS:
            children.setdefault(triple.object, []).append(triple.subject)
    return {parent: _descend(parent, children) for parent in children}


def _descend(parent: Term, children: Mapping[Term, list[Term]]) -> tuple[Term, ...]:
    """Return a class and all classes below it, each once."""
    found = [parent]
    for term in found:
        found.extend(child for child in children.get(term, ()) if child not in found)
    return tuple(found)
