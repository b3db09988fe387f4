"""The quality score of data.europa.eu (Metadata Quality Assessment), worked out on the catalogue, offline.

Dimensions and weights are those of the portal's methodology (405 points: findability 100, accessibility 100,
interoperability 110, reusability 75, contextuality 20), as public implementations of it give them. Whether addresses
answer cannot be known before a release is online: those points count as expected, and are marked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.namespaces import DCAT, DCT, RDF
from kg.release.settings import AUTHORITY

_IANA = "http://www.iana.org/assignments/media-types/"
# Formats that the portal's list of machine-readable and non-proprietary formats names.
_OPEN = frozenset(
    {"RDF_TURTLE", "RDF_TRIG", "RDF_N_TRIPLES", "RDF_N_QUADS", "RDF_XML", "JSON_LD", "CSV", "JSON", "XML"}
)

_Values = tuple[str, ...]
_Test = Callable[[Mapping[str, _Values]], bool]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the score.

    Attributes:
        dimension: ``findability``, ``accessibility``, ``interoperability``, ``reusability`` or ``contextuality``.
        name: What is looked at.
        weight: Points it is worth.
        points: Points it gets: the weight times the part of the data sets or distributions that have it.
        expected: Whether it counts on addresses to answer once the release is online.
        en: What to fill in when points are missing.
        fr: The same in French.
    """

    dimension: str
    name: str
    weight: int
    points: float
    expected: bool
    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class _Rule:
    dimension: str
    name: str
    weight: int
    of: ox.NamedNode
    holds: _Test
    setting: str
    expected: bool = False


def _has(predicate: ox.NamedNode) -> _Test:
    return lambda said: bool(said.get(predicate.value))


def _from(predicate: ox.NamedNode, beginning: str) -> _Test:
    return lambda said: any(value.startswith(beginning) for value in said.get(predicate.value, ()))


def _open(said: Mapping[str, _Values]) -> bool:
    return any(value.rpartition("/")[2] in _OPEN for value in said.get(DCT.format.value, ()))


_FIND, _ACCESS, _INTER, _REUSE, _CONTEXT = (
    "findability",
    "accessibility",
    "interoperability",
    "reusability",
    "contextuality",
)
_RULES = (
    _Rule(_FIND, "dcat:keyword", 30, DCAT.Dataset, _has(DCAT.keyword), "keywords"),
    _Rule(_FIND, "dcat:theme", 30, DCAT.Dataset, _has(DCAT.theme), "themes"),
    _Rule(_FIND, "dct:spatial", 20, DCAT.Dataset, _has(DCT.spatial), ""),
    _Rule(_FIND, "dct:temporal", 20, DCAT.Dataset, _has(DCT.temporal), ""),
    _Rule(_ACCESS, "dcat:accessURL", 50, DCAT.Distribution, _has(DCAT.accessURL), "download", expected=True),
    _Rule(_ACCESS, "dcat:downloadURL", 20, DCAT.Distribution, _has(DCAT.downloadURL), "download"),
    _Rule(_ACCESS, "dcat:downloadURL (…)", 30, DCAT.Distribution, _has(DCAT.downloadURL), "download", expected=True),
    _Rule(_INTER, "dct:format", 20, DCAT.Distribution, _has(DCT.format), ""),
    _Rule(_INTER, "dcat:mediaType", 10, DCAT.Distribution, _has(DCAT.mediaType), ""),
    _Rule(_INTER, "dct:format (EU)", 5, DCAT.Distribution, _from(DCT.format, f"{AUTHORITY}file-type/"), ""),
    _Rule(_INTER, "dcat:mediaType (IANA)", 5, DCAT.Distribution, _from(DCAT.mediaType, _IANA), ""),
    _Rule(_INTER, "non-proprietary", 20, DCAT.Distribution, _open, ""),
    _Rule(_INTER, "machine-readable", 20, DCAT.Distribution, _open, ""),
    _Rule(_REUSE, "dct:license", 20, DCAT.Distribution, _has(DCT.license), "licence"),
    _Rule(_REUSE, "dct:license (EU)", 10, DCAT.Distribution, _from(DCT.license, f"{AUTHORITY}licence/"), "licence"),
    _Rule(_REUSE, "dct:accessRights", 10, DCAT.Dataset, _has(DCT.accessRights), "access"),
    _Rule(
        _REUSE, "dct:accessRights (EU)", 5, DCAT.Dataset, _from(DCT.accessRights, f"{AUTHORITY}access-right/"), "access"
    ),
    _Rule(_REUSE, "dcat:contactPoint", 20, DCAT.Dataset, _has(DCAT.contactPoint), "contact"),
    _Rule(_REUSE, "dct:publisher", 10, DCAT.Dataset, _has(DCT.publisher), "publisher"),
    _Rule(_CONTEXT, "dct:rights", 5, DCAT.Distribution, _has(DCT.rights), "access"),
    _Rule(_CONTEXT, "dcat:byteSize", 5, DCAT.Distribution, _has(DCAT.byteSize), ""),
    _Rule(_CONTEXT, "dct:issued", 5, DCAT.Dataset, _has(DCT.issued), "issued"),
    _Rule(_CONTEXT, "dct:modified", 5, DCAT.Dataset, _has(DCT.modified), ""),
)


def score(catalogue: Iterable[ox.Triple], *, conforms: bool) -> tuple[Measure, ...]:
    """Return the lines of the score.

    Args:
        catalogue: A DCAT catalogue.
        conforms: Whether it satisfies the shapes of DCAT-AP (30 points).
    """
    said, types = _by_subject(catalogue)
    measures = [*(_measure(rule, said, types) for rule in _RULES)]
    measures.append(
        Measure(
            _INTER,
            "DCAT-AP",
            30,
            30.0 if conforms else 0.0,
            expected=False,
            en="correct what the shapes of DCAT-AP find",
            fr="corrigez ce que trouvent les formes de DCAT-AP",
        )
    )
    return tuple(sorted(measures, key=lambda each: (_DIMENSIONS.index(each.dimension), -each.weight, each.name)))


_DIMENSIONS = (_FIND, _ACCESS, _INTER, _REUSE, _CONTEXT)


def _by_subject(catalogue: Iterable[ox.Triple]) -> tuple[dict[str, dict[str, _Values]], dict[str, list[str]]]:
    said: dict[str, dict[str, _Values]] = {}
    types: dict[str, list[str]] = {}
    for triple in catalogue:
        subject, value = str(triple.subject), triple.object
        about = said.setdefault(subject, {})
        about[triple.predicate.value] = (*about.get(triple.predicate.value, ()), getattr(value, "value", str(value)))
        if triple.predicate == RDF.type:
            types.setdefault(str(value), []).append(subject)
    return said, types


def _measure(rule: _Rule, said: Mapping[str, Mapping[str, _Values]], types: Mapping[str, list[str]]) -> Measure:
    things = types.get(str(rule.of), [])
    part = sum(rule.holds(said[thing]) for thing in things) / len(things) if things else 0.0
    en, fr = _advice(rule)
    return Measure(rule.dimension, rule.name, rule.weight, rule.weight * part, expected=rule.expected, en=en, fr=fr)


def _advice(rule: _Rule) -> tuple[str, str]:
    if rule.setting:
        return f"fill in {rule.setting} under [release]", f"renseignez {rule.setting} sous [release]"
    if rule.name in ("dct:spatial", "dct:temporal"):
        return (
            "the graph names no country of the EU's list, or no dated meeting; nothing to fill in",
            "le graphe ne nomme aucun pays de la liste de l’UE, ou aucune réunion datée\u00a0; rien à renseigner",
        )
    return "kg fills this in itself; tell its authors", "kg le renseigne lui-même\u00a0; signalez-le à ses auteurs"


def missing(measures: Iterable[Measure]) -> Iterator[Measure]:
    """Yield the lines that do not get all their points."""
    return (each for each in measures if each.points < each.weight)
