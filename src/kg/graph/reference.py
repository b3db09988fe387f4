"""Reads the reference data: what a text may name, from ``data/reference/*.ttl`` into plain data.

Files hold more than the reader needs (links, definitions, notes); this keeps names, containment, kinds, members and
the register of Security Council resolutions. Which file a triple stands in plays no part.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, get_args

import pyoxigraph as ox

from kg import assets
from kg.errors import ContractError
from kg.graph.namespaces import BASE, KG, RDFS, SKOS
from kg.model.reference import Entity, Kind, Reference, Resolution, Thing

_ID: Final = f"{BASE}id/"
_LABEL: Final = RDFS.label.value
_ALTERNATIVE: Final = SKOS.altLabel.value
_SYMBOL: Final = KG.symbol.value
_WITHIN: Final = KG.within.value
_MEMBER: Final = KG.member.value
_HOLDER: Final = KG.holder.value
_OFFICE_OF: Final = KG.officeOf.value
_SORTS: Final = frozenset({KG.organisationKind.value, KG.placeKind.value})
_SECURITY_COUNCIL: Final = re.compile(r"S/RES/(?P<number>\d+) \((?P<year>\d{4})\)\Z")
_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in get_args(Kind)}


@dataclass(slots=True)
class _Known:
    """What was read so far of one thing."""

    labels: dict[str, str] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    within: list[Thing] = field(default_factory=list)
    members: list[Thing] = field(default_factory=list)
    sort: str = ""
    symbol: str = ""

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return ``{language: names}``, the label first, the rest sorted."""
        return {code: (label, *sorted(self.others.get(code, ()))) for code, label in sorted(self.labels.items())}


@cache
def load_reference() -> Reference:
    """Return the reference data that ships with the project, read once a process.

    Raises:
        ContractError: a file of it is not well-formed Turtle.
    """
    return read_reference(sorted(assets.reference().glob("*.ttl")))


def read_reference(paths: Iterable[Path]) -> Reference:
    """Return what the Turtle files at ``paths`` say of countries, regions, places, organisations and resolutions.

    Raises:
        ContractError: a file is not well-formed Turtle.
    """
    known: dict[Thing, _Known] = defaultdict(_Known)
    tenures: dict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        try:
            for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                _keep(known, triple)
                _keep_tenure(tenures, triple)
        except SyntaxError as error:
            raise ContractError(
                "KG900",
                path.name,
                en=f"the reference data is not well-formed: {error}",
                fr=f"les données de référence sont mal formées\u00a0: {error}",
            ) from error
    return Reference(_entities(known, tenures), _security_council(known))


def _thing(iri: str) -> Thing | None:
    """Return the thing that an IRI of ours names; None for any other IRI, concepts and meetings included."""
    kind, _, key = iri.removeprefix(_ID).partition("/")
    return Thing(_KINDS[kind], key) if key and kind in _KINDS else None


def _keep(known: dict[Thing, _Known], triple: ox.Quad) -> None:
    subject, value = triple.subject, triple.object
    thing = _thing(subject.value) if isinstance(subject, ox.NamedNode) else None
    if thing is None:
        return
    if isinstance(value, ox.Literal):
        _keep_literal(known[thing], triple.predicate.value, value)
    elif isinstance(value, ox.NamedNode):
        _keep_link(known[thing], triple.predicate.value, value.value)


def _keep_tenure(tenures: dict[str, dict[str, str]], triple: ox.Quad) -> None:
    """Keep who holds an office, and for whom."""
    subject, value, predicate = triple.subject, triple.object, triple.predicate.value
    if predicate in (_HOLDER, _OFFICE_OF) and isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
        tenures[subject.value][predicate] = value.value


def _speakers(tenures: Mapping[str, Mapping[str, str]]) -> dict[Thing, Thing]:
    """Return for whom each person held an office; who held some for several is left out."""
    held: dict[Thing, set[Thing]] = defaultdict(set)
    for tenure in tenures.values():
        person, actor = (_thing(tenure.get(end, "")) for end in (_HOLDER, _OFFICE_OF))
        if person is not None and actor is not None:
            held[person].add(actor)
    return {person: min(actors) for person, actors in held.items() if len(actors) == 1}


def _keep_literal(entry: _Known, predicate: str, value: ox.Literal) -> None:
    if predicate == _LABEL:
        entry.labels[value.language or ""] = value.value
    elif predicate == _ALTERNATIVE:
        entry.others[value.language or ""].append(value.value)
    elif predicate == _SYMBOL:
        entry.symbol = value.value


def _keep_link(entry: _Known, predicate: str, target: str) -> None:
    if predicate in _SORTS:
        entry.sort = target.rpartition("/")[2]
    elif predicate in (_WITHIN, _MEMBER):
        thing = _thing(target)
        if thing is not None:
            (entry.within if predicate == _WITHIN else entry.members).append(thing)


def _entities(known: dict[Thing, _Known], tenures: Mapping[str, Mapping[str, str]]) -> dict[Thing, Entity]:
    speakers = _speakers(tenures)
    return {
        thing: Entity(
            thing,
            entry.names(),
            tuple(sorted(entry.within)),
            entry.sort,
            tuple(sorted(entry.members)),
            speakers.get(thing),
        )
        for thing, entry in sorted(known.items())
        if entry.labels and thing.kind != "resolution"
    }


def _security_council(known: dict[Thing, _Known]) -> dict[str, Resolution]:
    register: dict[str, Resolution] = {}
    for thing, entry in sorted(known.items()):
        match = _SECURITY_COUNCIL.match(entry.symbol)
        if match:
            register[match["number"]] = Resolution(thing, match["number"], int(match["year"]), entry.symbol)
    return register
