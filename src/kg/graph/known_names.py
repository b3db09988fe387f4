"""What the terms of the ontology and the things of the reference data are called, and which of them is meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kg import assets
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.iri import local_name, slug
from kg.graph.namespaces import BASE, DCT, KG, RDF, RDFS, SKOS
from kg.graph.shapes import Term

Labels = Mapping[str, str]

LABELS = (RDFS.label, SKOS.prefLabel, DCT.title)
"""Properties that give the name of a thing, the first before the others."""
_NAMES = (*LABELS, SKOS.altLabel, KG.code)
_THINGS = f"{BASE}id/"
# How alike two spellings must be, of 100, for one to be offered in place of the other.
_ALIKE = 72


@dataclass(frozen=True, slots=True)
class Names:
    """Labels of things, and what they go by.

    Attributes:
        labels: ``{IRI: {language: label}}``.
        spelt: ``{what a person may write, as a slug: IRIs}``; the last part of the IRI is one of these.
    """

    labels: Mapping[str, Labels]
    spelt: Mapping[str, tuple[str, ...]]

    def label(self, iri: str, language: str) -> str:
        """Return the label of a thing, in another language when there is none in this one, or nothing."""
        return labelled(self.labels.get(iri, {}), language)

    def meant(self, written: str, among: Iterable[str]) -> str | None:
        """Return which of some IRIs is most likely meant by a name, if any is spelt like it."""
        wanted = frozenset(among)
        spelt = {name: sorted(found) for name, iris in self.spelt.items() if (found := wanted.intersection(iris))}
        same = spelt.get(slug(written))
        if same:
            return same[0]
        near = process.extract(slug(written), sorted(spelt), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
        best = [name for name, score, _ in near if score == near[0][1]]
        # Two names that are equally near are one too many.
        return spelt[best[0]][0] if best and len({spelt[name][0] for name in best}) == 1 else None


def labelled(labels: Labels, language: str) -> str:
    """Return the label in a language, else in another, else nothing."""
    return labels.get(language) or next((labels[each] for each in sorted(labels)), "")


def labels_of(triples: Iterable[ox.Triple]) -> Mapping[str, Labels]:
    """Return ``{IRI: {language: label}}`` according to ``triples``."""
    labels: dict[str, dict[str, str]] = {}
    for subject, predicate, value in triples:
        if predicate in LABELS and isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
            labels.setdefault(subject.value, {}).setdefault(value.language or "", value.value)
    return labels


def names_of(triples: Iterable[ox.Triple]) -> Names:
    """Return what things are called according to ``triples``."""
    every = tuple(triples)
    spelt: dict[str, dict[str, None]] = {}
    for subject, predicate, value in every:
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal) and predicate in _NAMES:
            for name in (value.value, local_name(subject.value).removeprefix("x-")):
                spelt.setdefault(slug(name), {})[subject.value] = None
    return Names(labels_of(every), {name: tuple(iris) for name, iris in spelt.items()})


@cache
def terms() -> Names:
    """Return what the terms of the ontology are called."""
    return names_of(read_triples([assets.ontology() / "kg.ttl"]))


@cache
def ranges() -> Mapping[str, str]:
    """Return ``{property: the class of its values}`` as the ontology says it."""
    triples = read_triples([assets.ontology() / "kg.ttl"])
    return {_iri(each.subject): _iri(each.object) for each in triples if each.predicate == RDFS.range}


def _iri(term: Term | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


@cache
def things() -> Names:
    """Return what the things of the reference data and the entries of the code lists are called."""
    return names_of(read_triples(known_files()))


def of_kind(iri: str) -> frozenset[str]:
    """Return the known things whose IRIs start like this one: all countries for one of a country."""
    stem = iri.removesuffix(local_name(iri))
    if not stem.startswith(_THINGS):
        return frozenset()
    return frozenset(each for each in things().labels if each.startswith(stem))


def of_class(wanted: str) -> frozenset[str]:
    """Return the known things of a class."""
    return _that(RDF.type, wanted)


def of_list(scheme: str) -> frozenset[str]:
    """Return the entries of a code list."""
    return _that(SKOS.inScheme, scheme)


@cache
def _that(predicate: ox.NamedNode, value: str) -> frozenset[str]:
    found = load_background().triples.items()
    return frozenset(
        thing.value
        for thing, known in found
        if any(each.predicate == predicate and _iri(each.object) == value for each in known)
    )
