"""The ontology, its alignments and code lists, as the pages need them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.graph.closure import read_triples
from kg.graph.namespaces import KG, PREFIXES

_EXTERNAL = {
    "frbr": "http://purl.org/vocab/frbr/core#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "undo": "https://w3id.org/un/ontology/undo/",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Triples by subject.

    Attributes:
        about: ``{subject: {property: values}}`` of ``kg.ttl`` and the code lists; names as full IRIs.
        aligned: ``{term: terms of other vocabularies}`` of ``alignments.ttl``.
    """

    about: Mapping[str, Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]
    aligned: Mapping[str, list[str]]

    def values(self, subject: str, name: str) -> list[str]:
        """Return the values of a property given with its prefix, as IRIs or words, in the order of the file."""
        return [value.value for value in self.about[subject].get(full(name), [])]

    def text(self, subject: str, name: str, language: str) -> str:
        """Return the words of a property in ``language``, or whatever there is without a language, or nothing."""
        found = [each for each in self.about[subject].get(full(name), []) if isinstance(each, ox.Literal)]
        return next((each.value for each in found if each.language in (language, None)), "")

    def terms(self, *kinds: str) -> list[str]:
        """Return our own terms of these types, in the order of the file."""
        wanted = {full(kind) for kind in kinds}
        return [
            subject for subject in self.about if subject.startswith(KG.namespace) and wanted & set(self.types(subject))
        ]

    def types(self, subject: str) -> list[str]:
        """Return the types of a subject."""
        return self.values(subject, "rdf:type")

    def list(self, node: str) -> list[str]:
        """Return the members of an RDF list."""
        members = []
        while node in self.about and (first := self.values(node, "rdf:first")):
            members.append(first[0])
            node = self.values(node, "rdf:rest")[0]
        return members


def full(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return ({**_EXTERNAL, **PREFIXES}[prefix]) + local


def short(iri: str) -> str:
    """Return an IRI with a prefix where one is known, the longest namespace first."""
    known = sorted({**_EXTERNAL, **PREFIXES}.items(), key=lambda item: -len(item[1]))
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in known if iri.startswith(base)), iri)


def read_vocabulary() -> Vocabulary:
    """Return the vocabulary as the Turtle files have it."""
    folder = assets.ontology()
    aligned: dict[str, list[str]] = defaultdict(list)
    for triple in read_triples([folder / "alignments.ttl"]):
        subject, value = triple.subject, triple.object
        if (
            isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.NamedNode)
            and subject.value.startswith(KG.namespace)
        ):
            aligned[subject.value].append(value.value)
    return Vocabulary(_about([folder / "kg.ttl", *sorted((folder / "codelists").glob("*.ttl"))]), aligned)


def _about(files: Iterable[Path]) -> Mapping[str, Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]:
    about: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in read_triples(files):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.Triple) and not isinstance(value, ox.Triple):
            about[subject.value][triple.predicate.value].append(value)
    return about
