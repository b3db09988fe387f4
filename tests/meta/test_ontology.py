"""What the header of ``ontology/kg.ttl`` promises: complete, bilingual, OWL 2 RL, nothing undefined, nothing unused."""

import re
import tomllib
import typing
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS

from kg.graph.rules import load_rules
from kg.graph.shapes import load_shapes
from kg.model import facts

ROOT = Path(__file__).parents[2]
KG = rdflib.Namespace("https://w3id.org/statements-kg/def#")
CONCEPTS = "https://w3id.org/statements-kg/id/"
FILES = sorted((ROOT / "ontology").rglob("*.ttl"))
CODELISTS = sorted((ROOT / "ontology" / "codelists").glob("*.ttl"))
LANGUAGES = {"fr", "en"}


def graph(*files: Path) -> rdflib.Graph:
    read = rdflib.Graph()
    for file in files:
        read.parse(file, format="turtle")
    return read


ONTOLOGY = graph(ROOT / "ontology" / "kg.ttl")
TERMS = sorted(str(term) for term in set(ONTOLOGY.subjects(RDFS.isDefinedBy)))
PROPERTIES = [term for term in TERMS if term[len(KG)].islower()]


def languages(subject: rdflib.URIRef, predicate: rdflib.URIRef, read: rdflib.Graph = ONTOLOGY) -> set[str | None]:
    return {value.language for value in read.objects(subject, predicate) if isinstance(value, rdflib.Literal)}


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT / "ontology")) for file in FILES])
def test_file_says_the_same_to_both_parsers(file: Path) -> None:
    assert len(graph(file)) == sum(1 for _ in ox.parse(path=file, format=ox.RdfFormat.TURTLE)) > 0


def test_every_declared_term_is_defined_here() -> None:
    declared = {str(term) for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(KG)}
    assert declared == set(TERMS)
    assert len(TERMS) > 80


@pytest.mark.parametrize("term", TERMS)
def test_term_is_explained_in_both_languages(term: str) -> None:
    node = rdflib.URIRef(term)
    assert languages(node, RDFS.label) == LANGUAGES
    assert languages(node, SKOS.definition) == LANGUAGES
    assert languages(node, SKOS.scopeNote) in (set(), LANGUAGES)
    assert list(ONTOLOGY.objects(node, SKOS.example))


@pytest.mark.parametrize("term", PROPERTIES)
def test_property_has_a_domain_and_a_range_or_tells_why_not(term: str) -> None:
    node = rdflib.URIRef(term)
    for predicate in (RDFS.domain, RDFS.range):
        if not list(ONTOLOGY.objects(node, predicate)):
            assert languages(node, SKOS.editorialNote) == LANGUAGES


def test_header_names_version_licence_and_creators() -> None:
    (header,) = ONTOLOGY.subjects(RDF.type, OWL.Ontology)
    for predicate in (
        OWL.versionIRI,
        OWL.priorVersion,
        OWL.versionInfo,
        DCTERMS.license,
        DCTERMS.creator,
        SKOS.changeNote,
    ):
        assert list(ONTOLOGY.objects(header, predicate))


OWL_2_RL = {
    *(OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
    *(OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.AllDisjointClasses),
    *(OWL.inverseOf, OWL.propertyChainAxiom, OWL.hasKey, OWL.members),
    *(OWL.versionIRI, OWL.priorVersion, OWL.versionInfo),
}
"""The OWL constructs in use; each is allowed in OWL 2 RL (OWL 2 Profiles, section 4)."""

DATATYPES = {"string", "boolean", "decimal", "integer", "date"}
"""xsd:date is outside the datatype map of OWL 2; the contract has it, and no OWL RL rule reads it."""


def test_ontology_keeps_to_owl_2_rl() -> None:
    used = {term for triple in ONTOLOGY for term in triple if str(term).startswith(str(OWL))}
    assert used <= OWL_2_RL
    ranges = {str(value).removeprefix(str(rdflib.XSD)) for value in ONTOLOGY.objects(None, RDFS.range)}
    assert {value for value in ranges if "/" not in value} <= DATATYPES
    for axis in (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.inverseOf):
        assert all(isinstance(value, rdflib.URIRef) for value in ONTOLOGY.objects(None, axis))


def test_a_chained_or_transitive_property_is_in_no_axiom_that_owl_forbids() -> None:
    complex_ones = {*ONTOLOGY.subjects(OWL.propertyChainAxiom), *ONTOLOGY.subjects(RDF.type, OWL.TransitiveProperty)}
    assert complex_ones
    assert not complex_ones & {*ONTOLOGY.subjects(RDF.type, OWL.SymmetricProperty)}


def test_blank_nodes_stand_in_lists_and_axioms_only() -> None:
    for file in FILES:
        if "shapes" not in file.parts:
            read = graph(file)
            for node in {term for term in read.subjects() if isinstance(term, rdflib.BNode)}:
                assert (node, RDF.first, None) in read or (node, RDF.type, OWL.AllDisjointClasses) in read


def mentioned() -> set[str]:
    """Return the terms that shapes, rules, queries, code lists, reference data or the program use."""
    folders = ("ontology/shapes", "ontology/rules", "ontology/codelists", "queries", "data/reference")
    texts = [file.read_text("utf-8") for folder in folders for file in (ROOT / folder).rglob("*.*")]
    used = {str(KG) + name for text in texts for name in re.findall(r"\bkg:([A-Za-z0-9]+)\b", text)}
    source = "".join(file.read_text("utf-8") for file in (ROOT / "src" / "kg" / "graph").glob("*.py"))
    return used | {str(KG) + name for name in re.findall(r"(?<![\w`])KG\.([A-Za-z0-9]+)\b", source)}


def test_no_term_is_undefined() -> None:
    methods = {str(KG) + name for name in ("term", "terms", "namespace")}
    assert mentioned() - methods <= set(TERMS)


def test_no_term_is_unused() -> None:
    acts = {str(KG) + kind.value for kind in facts.ActType}
    parents = {str(parent) for parent in ONTOLOGY.objects(None, RDFS.subClassOf)}
    assert set(TERMS) - acts - parents <= mentioned()


@pytest.mark.parametrize("file", CODELISTS, ids=[file.stem for file in CODELISTS])
def test_code_list_is_ready_for_skosmos(file: Path) -> None:
    read = graph(file)
    (scheme,) = read.subjects(RDF.type, SKOS.ConceptScheme)
    assert languages(typing.cast("rdflib.URIRef", scheme), SKOS.prefLabel, read) == LANGUAGES
    concepts = sorted(str(concept) for concept in read.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for iri in concepts:
        concept = rdflib.URIRef(iri)
        assert list(read.objects(concept, SKOS.inScheme)) == [scheme]
        assert languages(concept, SKOS.prefLabel, read) == LANGUAGES
        assert languages(concept, SKOS.definition, read) == LANGUAGES
        assert str(concept).startswith(CONCEPTS + str(scheme).rpartition("/")[2] + "/")
        assert (concept, SKOS.topConceptOf, scheme) in read or list(read.objects(concept, SKOS.broader))


def keys(scheme: str) -> set[str]:
    prefix = f"{CONCEPTS}{scheme}/"
    concepts = graph(*CODELISTS).subjects(RDF.type, SKOS.Concept)
    return {str(concept).removeprefix(prefix) for concept in concepts if str(concept).startswith(prefix)}


@pytest.mark.parametrize(
    ("scheme", "literal"),
    [
        ("role", facts.Role),
        ("level", facts.Level),
        ("bound", facts.Bound),
        ("polarity", typing.get_type_hints(facts.Act)["polarity"]),
        ("status", typing.get_type_hints(facts.Act)["status"]),
        ("actor-kind", typing.get_type_hints(facts.Actor)["kind"]),
    ],
)
def test_code_list_has_exactly_the_keys_of_the_model(scheme: str, literal: object) -> None:
    assert keys(scheme) == set(typing.get_args(literal))


def test_there_are_themes_enough_and_a_type_of_act_for_each_class() -> None:
    assert len(keys("theme")) >= 25
    assert keys("act-type") == {kind.value.lower() for kind in facts.ActType}


def spoken(value: object) -> set[tuple[str, str]]:
    """Return every ``performative`` with its type of act under a table of a lexicon, at any depth."""
    if isinstance(value, dict):
        own = {(value["performative"], value["type"].lower())} if isinstance(value.get("performative"), str) else set()
        return own.union(*(spoken(inner) for inner in value.values()))
    return set().union(*(spoken(inner) for inner in value)) if isinstance(value, list) else set()


def test_every_performative_of_the_lexicons_is_in_the_code_list_under_its_type_of_act() -> None:
    files = sorted((ROOT / "data" / "lexicons").rglob("*.toml"))
    used = set().union(*(spoken(tomllib.loads(file.read_text("utf-8"))) for file in files))
    assert used
    listed = graph(*CODELISTS).subject_objects(SKOS.broadMatch)
    assert used <= {(str(one).rpartition("/")[2], str(kind).rpartition("/")[2]) for one, kind in listed}


def test_shapes_speak_both_languages_and_say_what_they_check() -> None:
    shapes = load_shapes()
    for node in shapes.triples:
        if shapes.values(node, "message"):
            texts = shapes.triples[node]
            told = [values for name, values in texts.items() if name.endswith(("#message", "#description", "#comment"))]
            assert len(told) == 2
            for values in told:
                assert {value.language for value in values if isinstance(value, ox.Literal)} == LANGUAGES


def test_every_rule_names_its_axiom_in_the_ontology() -> None:
    for rule in load_rules():
        for name in re.findall(r"owl:(\w+)", rule.axiom):
            if not rule.beyond_owl:
                assert OWL[name] in OWL_2_RL
    assert {rule.name for rule in load_rules() if rule.beyond_owl} == {
        "host-from-participant",
        "host-from-participation",
    }


ELSEWHERE = {
    "http://data.europa.eu/eli/ontology#": "LegalResource cites",
    "http://www.w3.org/ns/oa#": "TextPositionSelector TextQuoteSelector hasSource",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "OffsetBasedString referenceContext",
    "http://purl.org/vocab/frbr/core#": "Work Expression realizationOf",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "Event hasActor hasPlace",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "SpatialThing",
    "https://w3id.org/un/ontology/undo/": "OfficialStatement Resolution",
}
"""Terms of vocabularies that rdflib does not carry, looked up by hand in November 2026 in published copies of each."""


def test_every_aligned_term_exists_in_its_vocabulary() -> None:
    known = {base + name for base, names in ELSEWHERE.items() for name in names.split()}
    for vocabulary in (DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDFS, SDO, SKOS):
        known |= {str(vocabulary[name]) for name in vocabulary.__annotations__}
    alignments = graph(ROOT / "ontology" / "alignments.ttl")
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
    pairs = [(one, other) for relation in relations for one, other in alignments.subject_objects(relation)]
    assert len(pairs) > 60
    assert {str(one) for one, _ in pairs} <= set(TERMS)
    assert {str(other) for _, other in pairs} <= known
