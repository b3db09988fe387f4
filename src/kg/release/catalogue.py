"""The catalogue of a release: DCAT-AP 3.0.1 with VoID statistics, as triples without blank nodes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.graph.namespaces import ADMS, BASE, DCAT, DCATAP, DCT, FOAF, OA, PROV, RDF, SKOS, VCARD, VOID, XSD
from kg.languages import LANGUAGES
from kg.release.coverage import Coverage
from kg.release.settings import AUTHORITY, Settings

DATASET = f"{BASE}dataset/"
"""Where the things of the catalogue have their IRIs; they stay the same from release to release."""

_IANA = "http://www.iana.org/assignments/media-types/"
_LANGUAGE_IRIS = {"en": f"{AUTHORITY}language/ENG", "fr": f"{AUTHORITY}language/FRA"}
_VOCABULARIES = (f"{BASE}def#", PROV.namespace, SKOS.namespace, OA.namespace)
# Class that the range shapes of DCAT-AP look for on an entry of one of the EU's lists.
_CLASSES = {
    "access-right": "RightsStatement",
    "continent": "Location",
    "country": "Location",
    "file-type": "MediaTypeOrExtent",
    "frequency": "Frequency",
    "language": "LinguisticSystem",
    "licence": "LicenseDocument",
}


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the release that a catalogue offers.

    Attributes:
        path: From the folder of the release, with slashes.
        titles: ``{language: title}``.
        media_type: IANA media type of what is in it.
        file_type: Key of the EU's list of file types.
        size: Bytes.
        compressed: Whether it is compressed with gzip.
    """

    path: str
    titles: Mapping[str, str]
    media_type: str
    file_type: str
    size: int
    compressed: bool = False


@dataclass(slots=True)
class Draft:
    """Triples in the making.

    Attributes:
        triples: So far, in the order of writing.
    """

    triples: list[ox.Triple] = field(default_factory=list)

    def add(self, subject: str, predicate: ox.NamedNode, *values: str | ox.NamedNode | ox.Literal) -> None:
        """Say ``predicate`` of ``subject`` once for each value; a string is an IRI, an empty one says nothing."""
        for value in values:
            if value:
                term = ox.NamedNode(value) if isinstance(value, str) else value
                self.triples.append(ox.Triple(ox.NamedNode(subject), predicate, term))

    def say(self, subject: str, predicate: ox.NamedNode, words: Mapping[str, str]) -> None:
        """Say ``predicate`` in each language."""
        self.add(subject, predicate, *(ox.Literal(words[code], language=code) for code in sorted(words)))


def catalogue(settings: Settings, coverage: Coverage, dumps: Iterable[Dump], today: date) -> tuple[ox.Triple, ...]:
    """Return the catalogue of a release.

    Args:
        settings: What the steward says.
        coverage: What the graph says.
        dumps: The files that it offers.
        today: Day of the release.
    """
    draft = Draft()
    data, every = f"{DATASET}statements", tuple(dumps)
    _catalog(draft, settings, coverage, data, today)
    _dataset(draft, settings, coverage, data, today)
    _statistics(draft, settings, coverage, data)
    for dump in every:
        _distribution(draft, settings, dump, data, today)
    _people(draft, settings)
    _service(draft, settings, data)
    _types(draft, settings, every)
    return tuple(dict.fromkeys(draft.triples))


def stubs(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return what the EU's code lists would say of the entries that ``triples`` names: class, list, notation.

    The official shapes look for it, and the lists themselves are not at hand offline.
    """
    draft = Draft()
    for iri in sorted({each.object.value for each in triples if isinstance(each.object, ox.NamedNode)}):
        scheme, slash, key = iri.removeprefix(AUTHORITY).partition("/")
        if not iri.startswith(AUTHORITY) or not slash:
            continue
        if scheme in _CLASSES:
            draft.add(iri, RDF.type, DCT.term(_CLASSES[scheme]))
        draft.add(iri, RDF.type, SKOS.Concept)
        draft.add(iri, SKOS.inScheme, AUTHORITY + scheme)
        draft.add(iri, SKOS.prefLabel, ox.Literal(key, language="en"))
        draft.add(AUTHORITY + scheme, RDF.type, SKOS.ConceptScheme)
        draft.add(AUTHORITY + scheme, DCT.title, ox.Literal(scheme, language="en"))
    return tuple(dict.fromkeys(draft.triples))


def _day(value: date | str) -> ox.Literal:
    return ox.Literal(str(value), datatype=XSD.date)


def _number(value: int, kind: str = "nonNegativeInteger") -> ox.Literal:
    return ox.Literal(str(value), datatype=XSD.term(kind))


def _languages(coverage: Coverage) -> tuple[str, ...]:
    return tuple(sorted(coverage.languages or set(_LANGUAGE_IRIS.values())))


def _catalog(draft: Draft, settings: Settings, coverage: Coverage, data: str, today: date) -> None:
    catalog = f"{DATASET}catalog"
    draft.add(catalog, RDF.type, DCAT.Catalog)
    draft.say(catalog, DCT.title, settings.titles)
    draft.say(catalog, DCT.description, settings.descriptions)
    draft.add(catalog, DCT.publisher, _publisher(settings))
    draft.add(catalog, DCT.language, *_LANGUAGE_IRIS.values())
    draft.add(catalog, DCT.license, settings.licence)
    draft.add(catalog, DCT.issued, _day(settings.issued))
    draft.add(catalog, DCT.modified, _day(today))
    draft.add(catalog, DCT.spatial, *coverage.places)
    draft.add(catalog, DCAT.themeTaxonomy, f"{AUTHORITY}data-theme")
    draft.add(catalog, FOAF.homepage, settings.homepage)
    draft.add(catalog, DCAT.dataset, data)
    draft.add(catalog, DCAT.service, f"{DATASET}sparql" if settings.endpoint else "")


def _dataset(draft: Draft, settings: Settings, coverage: Coverage, data: str, today: date) -> None:
    draft.add(data, RDF.type, DCAT.Dataset, VOID.Dataset)
    draft.add(data, DCT.identifier, ox.Literal(data))
    draft.say(data, DCT.title, settings.titles)
    draft.say(data, DCT.description, settings.descriptions)
    for code in LANGUAGES:
        words = (ox.Literal(word, language=code) for word in settings.keywords[code])
        draft.add(data, DCAT.keyword, *words)
    draft.add(data, DCAT.theme, *settings.themes)
    draft.add(data, DCT.accessRights, settings.access)
    draft.add(data, DCT.license, settings.licence)
    draft.add(data, DCT.publisher, _publisher(settings))
    draft.add(data, DCAT.contactPoint, f"{DATASET}contact")
    draft.add(data, DCT.conformsTo, f"{BASE}def")
    draft.add(data, DCT.language, *_languages(coverage))
    draft.add(data, DCT.spatial, *coverage.places)
    draft.add(data, DCT.temporal, f"{DATASET}period" if coverage.days else "")
    draft.add(data, DCT.accrualPeriodicity, settings.frequency)
    draft.add(data, DCT.issued, _day(settings.issued))
    draft.add(data, DCT.modified, _day(today))
    draft.add(data, DCAT.version, ox.Literal(settings.version))
    draft.add(data, DCAT.landingPage, settings.landing_page)
    if coverage.days:
        first, last = coverage.period
        draft.add(f"{DATASET}period", RDF.type, DCT.PeriodOfTime)
        draft.add(f"{DATASET}period", DCAT.startDate, _day(first))
        draft.add(f"{DATASET}period", DCAT.endDate, _day(last))


def _statistics(draft: Draft, settings: Settings, coverage: Coverage, data: str) -> None:
    """Describe the data set as VoID does: sizes, partitions, links."""
    draft.add(data, VOID.uriSpace, ox.Literal(f"{BASE}id/"))
    draft.add(data, VOID.vocabulary, *_VOCABULARIES)
    draft.add(data, VOID.exampleResource, coverage.meeting)
    draft.add(data, VOID.sparqlEndpoint, settings.endpoint)
    numbers = {
        "triples": coverage.triples,
        "entities": len(coverage.subjects),
        "distinctSubjects": len(coverage.subjects),
        "distinctObjects": len(coverage.objects),
        "classes": len(coverage.classes),
        "properties": len(coverage.properties),
    }
    for name, number in numbers.items():
        draft.add(data, VOID.term(name), _number(number, "integer"))
    for kind, what, counts, unit in (
        ("classPartition", "class", coverage.classes, "entities"),
        ("propertyPartition", "property", coverage.properties, "triples"),
    ):
        for iri, number in sorted(counts.items()):
            part = f"{data}#{what}-{_name(iri)}"
            draft.add(data, VOID.term(kind), part)
            draft.add(part, VOID.term(what), iri)
            draft.add(part, VOID.term(unit), _number(number, "integer"))
    for target, number in sorted(coverage.links.items()):
        links = f"{data}#links-{_name(target)}"
        draft.add(data, VOID.subset, links)
        draft.add(links, RDF.type, VOID.Linkset)
        draft.add(links, VOID.subjectsTarget, data)
        draft.add(links, VOID.objectsTarget, target)
        draft.add(links, VOID.triples, _number(number, "integer"))


def _name(iri: str) -> str:
    """Return an IRI as the end of another one."""
    plain = "".join(character if character.isalnum() and character.isascii() else "-" for character in iri)
    return plain.partition("---")[2].strip("-") or plain.strip("-")


def _distribution(draft: Draft, settings: Settings, dump: Dump, data: str, today: date) -> None:
    node = f"{data}#file-{_name('---' + dump.path)}"
    address = settings.download + dump.path
    draft.add(data, DCAT.distribution, node)
    draft.add(data, VOID.dataDump, address)
    draft.add(node, RDF.type, DCAT.Distribution)
    draft.say(node, DCT.title, dump.titles)
    draft.say(node, DCT.description, {code: f"{dump.titles[code]}, {dump.path}" for code in LANGUAGES})
    draft.add(node, DCAT.accessURL, address)
    draft.add(node, DCAT.downloadURL, address)
    draft.add(node, DCT.format, f"{AUTHORITY}file-type/{dump.file_type}")
    draft.add(node, DCAT.mediaType, _IANA + dump.media_type)
    draft.add(node, DCAT.compressFormat, f"{_IANA}application/gzip" if dump.compressed else "")
    draft.add(node, DCT.license, settings.licence)
    draft.add(node, DCT.rights, settings.access)
    draft.add(node, DCATAP.availability, settings.availability)
    draft.add(node, DCAT.byteSize, _number(dump.size))
    draft.add(node, DCT.conformsTo, f"{BASE}def")
    draft.add(node, DCT.language, *_LANGUAGE_IRIS.values())
    draft.add(node, DCT.issued, _day(settings.issued))
    draft.add(node, DCT.modified, _day(today))
    draft.add(node, ADMS.status, settings.status)


def _publisher(settings: Settings) -> str:
    return settings.publisher_iri or f"{DATASET}publisher"


def _people(draft: Draft, settings: Settings) -> None:
    publisher, contact = _publisher(settings), f"{DATASET}contact"
    draft.add(publisher, RDF.type, FOAF.Agent)
    draft.say(publisher, FOAF.name, settings.publisher)
    draft.add(publisher, DCT.type, settings.publisher_type)
    draft.add(publisher, FOAF.homepage, settings.publisher_page)
    name, mail, page = settings.contact
    draft.add(contact, RDF.type, VCARD.Kind, VCARD.Organization)
    draft.add(contact, VCARD.fn, ox.Literal(name or next(iter(settings.publisher.values()))))
    draft.add(contact, VCARD.hasEmail, f"mailto:{mail}" if mail else "")
    draft.add(contact, VCARD.hasURL, page)


def _service(draft: Draft, settings: Settings, data: str) -> None:
    if not settings.endpoint:
        return
    service = f"{DATASET}sparql"
    draft.add(service, RDF.type, DCAT.DataService)
    draft.say(service, DCT.title, {"en": "SPARQL endpoint", "fr": "Point d’accès SPARQL"})
    draft.add(service, DCAT.endpointURL, settings.endpoint)
    draft.add(service, DCAT.endpointDescription, settings.endpoint)
    draft.add(service, DCAT.servesDataset, data)
    draft.add(service, DCAT.contactPoint, f"{DATASET}contact")
    draft.add(service, DCT.publisher, _publisher(settings))
    draft.add(service, DCAT.keyword, ox.Literal("SPARQL", language="en"), ox.Literal("SPARQL", language="fr"))
    draft.add(service, DCAT.theme, *settings.themes)
    draft.add(service, DCT.license, settings.licence)
    draft.add(service, DCT.accessRights, settings.access)
    draft.add(service, DCT.conformsTo, "https://www.w3.org/TR/sparql11-protocol/")


def _types(draft: Draft, settings: Settings, dumps: Iterable[Dump]) -> None:
    """Give the things linked to the types that the range shapes look for."""
    for page in (settings.homepage, settings.landing_page, settings.publisher_page):
        if page:
            draft.add(page, RDF.type, FOAF.Document)
    draft.add(f"{BASE}def", RDF.type, DCT.Standard)
    if settings.endpoint:
        draft.add("https://www.w3.org/TR/sparql11-protocol/", RDF.type, DCT.Standard)
    for media_type in sorted({each.media_type for each in dumps} | {"application/gzip"}):
        draft.add(_IANA + media_type, RDF.type, DCT.MediaType)
    draft.add(settings.publisher_type, RDF.type, SKOS.Concept)
    key = settings.publisher_type.rpartition("/")[2]
    draft.add(settings.publisher_type, SKOS.prefLabel, ox.Literal(key, language="en"))
