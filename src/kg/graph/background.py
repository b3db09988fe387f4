"""What is known before a statement is read, looked up by thing: types, containment and symbols of the reference data.

Inference and validation of one statement need a few triples about each country, organisation or concept it names, and
nothing else: the closure of the reference data is computed once a process, and a statement pays for its own size only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph.namespaces import KG, RDF, SKOS

USEFUL = (RDF.type, KG.within, KG.symbol, SKOS.inScheme, SKOS.broadMatch)
"""The properties that rules and shapes follow from a statement into what is known."""


@dataclass(frozen=True, slots=True)
class Background:
    """Closed reference data, by subject.

    Attributes:
        triples: ``{thing: what is known of it}``.
    """

    triples: Mapping[ox.NamedNode, tuple[ox.Triple, ...]] = field(default_factory=dict)

    def about(self, triples: Iterable[ox.Triple]) -> set[ox.Triple]:
        """Return what is known of the things that ``triples`` name as subject or object."""
        named = {term for triple in triples for term in (triple.subject, triple.object) if term in self.triples}
        return {known for term in named if isinstance(term, ox.NamedNode) for known in self.triples[term]}

    def of(self, node: object) -> tuple[ox.Triple, ...]:
        """Return what is known of one thing."""
        return self.triples.get(node, ()) if isinstance(node, ox.NamedNode) else ()


def background(closed: Iterable[ox.Triple]) -> Background:
    """Return the background made of ``closed``: what is known, with what the rules infer from it."""
    found: dict[ox.NamedNode, list[ox.Triple]] = {}
    for triple in closed:
        if isinstance(triple.subject, ox.NamedNode):
            found.setdefault(triple.subject, []).append(triple)
    return Background({thing: tuple(known) for thing, known in found.items()})
