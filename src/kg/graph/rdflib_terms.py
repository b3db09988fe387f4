"""From Oxigraph's terms to rdflib's and back, for pySHACL and owlrl; the only file where the two meet."""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib

from kg.errors import ContractError
from kg.graph.namespaces import XSD


def to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib graph of ``triples``; a blank node keeps its identifier."""
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in triples:
        graph.add((to_term(subject), to_term(predicate), to_term(value)))
    return graph


def to_term(term: object) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    """Return one term as rdflib's; ``xsd:string`` is left implicit, because rdflib tells it from a plain literal."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise ContractError("KG900", str(term), en="is not a term of RDF 1.1", fr="n’est pas un terme de RDF 1.1")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype == XSD.string else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def from_rdflib(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return one rdflib term as Oxigraph's."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise ContractError("KG900", str(term), en="is not a term of RDF 1.1", fr="n’est pas un terme de RDF 1.1")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
