"""Who gave a contribution, when, and from what file: triples beside the data, and the data without them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.graph import iri
from kg.graph.decisions import agent, agent_triples
from kg.graph.namespaces import DCT, KG, PROV, RDF, RDFS, SCHEMA, XSD
from kg.model.facts import ActType

_ACTS = frozenset(KG.term(kind.value) for kind in ActType)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a contribution comes from.

    Attributes:
        name: Of the contribution.
        by: The person or team.
        day: When it was given.
        file: Name of the file, without its folder.
        sha256: Checksum of the file, 64 hexadecimal digits.
    """

    name: str
    by: str
    day: date
    file: str
    sha256: str


def with_provenance(triples: Iterable[ox.Triple], known: Provenance) -> tuple[ox.Triple, ...]:
    """Return the data with its provenance (PROV-O); an act that names no origin has this one."""
    given = tuple(triples)
    node = iri.mint("contribution", known.name)
    told = {each.subject for each in given if each.predicate == PROV.wasGeneratedBy}
    acts = {each.subject for each in given if each.predicate == RDF.type and each.object in _ACTS}
    origins = (ox.Triple(act, PROV.wasGeneratedBy, node) for act in acts - told)
    return tuple(dict.fromkeys((*given, *origins, *_about(node, known))))


def _about(node: ox.NamedNode, known: Provenance) -> Iterator[ox.Triple]:
    source = iri.mint("source", known.sha256)
    yield ox.Triple(node, RDF.type, PROV.Activity)
    yield ox.Triple(node, RDFS.label, ox.Literal(f"Contribution {known.name}", language="en"))
    yield ox.Triple(node, RDFS.label, ox.Literal(f"Contribution {known.name}", language="fr"))
    yield ox.Triple(node, PROV.wasAssociatedWith, agent(known.by))
    yield ox.Triple(node, DCT.created, ox.Literal(known.day.isoformat(), datatype=XSD.date))
    yield ox.Triple(node, DCT.source, source)
    yield ox.Triple(source, RDF.type, PROV.Entity)
    yield ox.Triple(source, DCT.title, ox.Literal(known.file))
    yield ox.Triple(source, SCHEMA.sha256, ox.Literal(known.sha256))
    yield ox.Triple(source, PROV.wasAttributedTo, agent(known.by))
    yield from agent_triples(known.by)


def without_provenance(triples: Iterable[ox.Triple], name: str) -> frozenset[ox.Triple]:
    """Return what a person gave, without what ``with_provenance`` added."""
    node = iri.mint("contribution", name)
    every = tuple(triples)
    ends = (DCT.source, PROV.wasAssociatedWith)
    added = {node, *(each.object for each in every if each.subject == node and each.predicate in ends)}
    return frozenset(each for each in every if each.subject not in added and each.object not in added)


def provenance_in(triples: Iterable[ox.Triple], name: str) -> tuple[str, str]:
    """Return who gave a contribution and when; empty strings for a file that was put there by hand."""
    node = iri.mint("contribution", name)
    every = tuple(triples)
    about = {each.predicate: each.object for each in every if each.subject == node}
    who = about.get(PROV.wasAssociatedWith)
    names = (each.object for each in every if each.subject == who and each.predicate == RDFS.label)
    name, when = (
        term.value if isinstance(term, ox.Literal) else "" for term in (next(names, None), about.get(DCT.created))
    )
    return name, when
