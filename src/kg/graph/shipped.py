"""The triples that ship with kg: ontology labels, code lists and reference data."""

from functools import cache

import pyoxigraph as ox

from kg import assets
from kg.graph.namespaces import KG, RDFS, SKOS

_NAMING = (RDFS.label, RDFS.subClassOf, SKOS.definition)


@cache
def shipped() -> tuple[ox.Triple, ...]:
    """Return the reference data, the code lists, and what the ontology calls its terms, each triple once.

    Blank nodes (lists, axioms) stay out: answers and exports hold none.
    """
    lists = sorted((assets.ontology() / "codelists").glob("*.ttl"))
    paths = [assets.ontology() / "kg.ttl", *lists, *sorted(assets.reference().glob("*.ttl"))]
    triples: dict[ox.Triple, None] = {}
    for path in paths:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            anonymous = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
            term = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(KG.namespace)
            if not anonymous and (not term or quad.predicate in _NAMING):
                triples[quad.triple] = None
    return tuple(triples)
