"""OWL 2 RL by owlrl: the oracle of the rules, and a reasoner for a user's own ontology.

owlrl follows the OWL 2 RL rule tables to the letter: it gives every literal types as a subject, every thing an
``owl:sameAs`` to itself, and every class its place under ``owl:Thing``. What nobody can use or write is left out here.
"""

from collections.abc import Iterable

import owlrl
import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection

from kg import assets
from kg.graph.closure import read_triples
from kg.graph.namespaces import OWL, RDF, RDFS, XSD
from kg.graph.rdflib_terms import from_rdflib, to_rdflib

_LANGUAGE = tuple(vocabulary.namespace for vocabulary in (RDF, RDFS, OWL, XSD))


def infer_with_owlrl(triples: Iterable[ox.Triple], extension: Iterable[ox.Triple] = ()) -> tuple[ox.Triple, ...]:
    """Return the useful OWL 2 RL consequences of ``triples`` that are not among them, in sorted order.

    Args:
        triples: What was asserted.
        extension: A user's own ontologies, reasoned with beside ``kg.ttl``.

    Returns:
        Consequences about things, not about the terms of the ontologies: without literals as subjects, without
        ``owl:sameAs`` of a thing to itself, and without the classes and properties of RDF, RDFS, OWL and XSD.
    """
    asserted = set(triples)
    ontology = {*read_triples([assets.ontology() / "kg.ttl"]), *extension}
    graph = to_rdflib([*asserted, *ontology])
    _repeat_last_keys(graph)
    given = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    terms = {triple.subject for triple in ontology}
    found = []
    for triple in set(graph) - given:
        subject, predicate, value = (from_rdflib(term) for term in triple)
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and subject not in terms:
            found.append(ox.Triple(subject, predicate, value))
    return tuple(sorted((triple for triple in found if _useful(triple)), key=str))


def _repeat_last_keys(graph: rdflib.Graph) -> None:
    """Name the last key of each ``owl:hasKey`` twice: the same axiom, which owlrl then carries out.

    The rule prp-key of owlrl 7.6 compares all keys but the last, so that of one key it compares none and declares all
    things of the class identical.
    """
    for keys in list(graph.objects(None, rdflib.OWL.hasKey)):
        listed = Collection(graph, keys)
        listed.append(listed[len(listed) - 1])


def _useful(triple: ox.Triple) -> bool:
    """Tell whether a consequence says something about a thing."""
    if triple.predicate == OWL.sameAs:
        return triple.subject != triple.object
    if triple.predicate == RDF.type:
        return isinstance(triple.object, ox.NamedNode) and not triple.object.value.startswith(_LANGUAGE)
    return not triple.predicate.value.startswith(_LANGUAGE) and not str(triple.subject).startswith(
        tuple(f"<{namespace}" for namespace in _LANGUAGE)
    )
