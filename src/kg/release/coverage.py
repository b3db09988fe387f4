"""What a graph holds, counted in one pass: VoID statistics, time, space and languages."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.graph.namespaces import BASE, DCT, KG, LANGUAGES, RDF, SKOS
from kg.release.settings import AUTHORITY

_PLACES = (f"{AUTHORITY}country/", f"{AUTHORITY}continent/")
_LINKS = frozenset({SKOS.exactMatch.value, SKOS.broadMatch.value, SKOS.closeMatch.value})
_DAYS = frozenset({KG.date.value, KG.endDate.value})
# A day of the Common Era with a year of four digits, and a time zone or none (XML Schema 1.1 Part 2, section 3.3.9).
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_HOSTS = (
    "http://publications.europa.eu/resource/authority/",
    "http://www.wikidata.org/entity/",
    "https://sws.geonames.org/",
)


@dataclass(slots=True)
class Coverage:
    """Counts that grow triple by triple (VoID, W3C Interest Group Note of 3 March 2011, section 4.6).

    Attributes:
        triples: Number of triples.
        subjects: Distinct subjects.
        objects: Distinct objects.
        classes: ``{class: number of its instances}``.
        properties: ``{property: number of triples}``.
        links: ``{beginning of the IRIs linked to: number of links}``.
        dated: ``{meeting: its days}``, ISO 8601, without time zone.
        reported: The meetings that a statement was issued at.
        languages: IRIs of the languages of the texts.
        regions: IRIs of the countries and regions that acts concern.
        known: ``{country or region: IRIs of the EU's lists that say the same}``.
        meeting: IRI of a meeting, to show what an IRI looks like; empty when there is none.
    """

    triples: int = 0
    subjects: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    dated: dict[str, set[str]] = field(default_factory=dict)
    reported: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    known: dict[str, list[str]] = field(default_factory=dict)
    meeting: str = ""

    def add(self, triple: ox.Triple) -> None:
        """Count one triple; each triple of the graph must come once."""
        subject, predicate, value = str(triple.subject), triple.predicate.value, triple.object
        self.triples += 1
        self.subjects.add(subject)
        self.objects.add(str(value))
        self.properties[predicate] += 1
        if isinstance(value, ox.Literal):
            if predicate in _DAYS and (day := _day(value.value)):
                self.dated.setdefault(subject, set()).add(day)
        elif isinstance(value, ox.NamedNode):
            self._link(triple.subject, predicate, value.value)

    def _link(self, subject: object, predicate: str, target: str) -> None:
        thing = subject.value if isinstance(subject, ox.NamedNode) else ""
        if predicate == RDF.type.value:
            self.classes[target] += 1
            if target == KG.Meeting.value:
                self.meeting = min(self.meeting or thing, thing)
        elif predicate == KG.issuedAt.value:
            self.reported.add(f"<{target}>")
        elif predicate in (KG.region.value, KG.concernsRegion.value):
            self.regions.add(target)
        elif predicate == DCT.language.value and target.startswith(LANGUAGES):
            self.languages.add(target)
        if predicate in _LINKS and not target.startswith(BASE):
            self.links[next((each for each in _HOSTS if target.startswith(each)), _origin(target))] += 1
            if target.startswith(_PLACES):
                self.known.setdefault(thing, []).append(target)

    @property
    def days(self) -> set[str]:
        """Every day of a meeting that a statement was issued at; of any meeting, when no such day is known.

        A meeting that a text only recalls or announces says nothing about the period that the data covers.
        """
        every = set[str]().union(*self.dated.values())
        return set[str]().union(*(days for thing, days in self.dated.items() if thing in self.reported)) or every

    @property
    def period(self) -> tuple[str, str]:
        """First and last of the days; empty when there is none."""
        days = self.days
        return (min(days), max(days)) if days else ("", "")

    @property
    def places(self) -> tuple[str, ...]:
        """IRIs of the EU's lists for the countries and continents that acts concern, sorted."""
        return tuple(sorted({place for region in self.regions for place in self.known.get(region, ())}))


def cover(triples: Iterable[ox.Triple]) -> Coverage:
    """Return the counts of a graph; repeated triples count once each time they come."""
    found = Coverage()
    for triple in triples:
        found.add(triple)
    return found


def _day(form: str) -> str:
    """Return the day that a form of xsd:date begins with, without its time zone; empty when it is no such form."""
    found = _DATE.fullmatch(form.strip())
    try:
        return date.fromisoformat(found[1]).isoformat() if found else ""
    except ValueError:
        return ""


def _origin(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"
