"""Promises of ``data/reference``: same bytes from the same tables, no loop, both languages, one thing a name."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.namespaces import GEO, KG
from kg.graph.reference import load_reference
from kg.graph.report import Severity
from kg.graph.validate import validate
from kg.model.reference import Reference, Thing

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "data" / "reference").glob("*.ttl"))
WORLD = Thing("region", "001")
OUTSIDE = {
    "http://publications.europa.eu/": r"http://publications\.europa\.eu/resource/authority/(?:(?:country|language)/(?:[A-Z]{3}|1A0)|continent/[A-Z]+)\Z",
    "http://www.wikidata.org/": r"http://www\.wikidata\.org/entity/Q[1-9]\d*\Z",
    "https://sws.geonames.org/": r"https://sws\.geonames\.org/[1-9]\d*/\Z",
    "https://undocs.org/": r"https://undocs\.org/S/RES/\d+\(\d{4}\)\Z",
    "https://w3id.org/statements-kg/id/": r"https://w3id\.org/statements-kg/id/[a-z-]+/[A-Za-z0-9-]+\Z",
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@cache
def parsed(path: Path) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def triples() -> list[ox.Quad]:
    return [triple for path in FILES for triple in parsed(path)]


def test_the_files_are_what_the_builder_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "tools.reference", str(tmp_path)], cwd=ROOT, check=True)
    made = sorted(tmp_path.glob("*.ttl"))
    assert [path.name for path in made] == [path.name for path in FILES]
    for path in made:
        assert path.read_bytes() == (ROOT / "data" / "reference" / path.name).read_bytes(), path.name


def test_no_blank_node_and_every_link_has_the_pattern_of_its_source() -> None:
    for triple in triples():
        assert isinstance(triple.subject, ox.NamedNode)
        assert not isinstance(triple.object, ox.BlankNode)
        if isinstance(triple.object, ox.NamedNode):
            for start, pattern in OUTSIDE.items():
                if triple.object.value.startswith(start):
                    assert re.match(pattern, triple.object.value), triple.object.value


def test_everything_has_a_french_and_an_english_name(reference: Reference) -> None:
    lacking = [thing for thing, entity in reference.entities.items() if set(entity.names) != {"en", "fr"}]
    assert lacking == []


def test_french_names_use_the_curly_apostrophe(reference: Reference) -> None:
    straight = [name for entity in reference.entities.values() for names in entity.names.values() for name in names]
    assert [name for name in straight if "'" in name or name != name.strip()] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_means_one_thing(reference: Reference, language: str) -> None:
    owners: dict[str, set[Thing]] = defaultdict(set)
    for thing, entity in reference.entities.items():
        for name in entity.names[language]:
            owners[name].add(thing)
    assert {name: things for name, things in owners.items() if len(things) > 1} == {}


def containers(reference: Reference, thing: Thing, above: tuple[Thing, ...] = ()) -> set[Thing]:
    """Return all that contains ``thing``; fail on a loop or on a container that is not described."""
    assert thing not in above, f"{thing} contains itself"
    found = {thing}
    for parent in reference.entities[thing].within:
        found |= containers(reference, parent, (*above, thing))
    return found


def test_every_chain_of_containment_reaches_the_world_without_a_loop(reference: Reference) -> None:
    for thing in reference.entities:
        if thing.kind in ("country", "region", "place"):
            assert WORLD in containers(reference, thing), thing


def test_only_countries_and_m49_regions_have_a_code() -> None:
    code = "https://w3id.org/statements-kg/def#code"
    coded = {
        str(t.subject).strip("<>").rsplit("/", 1)[-1]: t.object.value
        for t in triples()
        if t.predicate.value == code and isinstance(t.object, ox.Literal)
    }
    assert all(key == value and re.match(r"[A-Z]{3}\Z|\d{3}\Z", value) for key, value in coded.items())
    assert len(coded) == 250 + 31


def test_the_slugs_of_the_annotation_guidelines_exist(reference: Reference) -> None:
    slugs = (
        "sahel middle-east levant horn-of-africa lake-chad-basin northeast-syria khorasan eastern-mediterranean"
        " nagorno-karabakh eastern-ukraine donbas crimea"
    )
    assert [slug for slug in slugs.split() if Thing("region", f"x-{slug}") not in reference.entities] == []


def test_every_term_and_every_thing_that_is_named_is_described() -> None:
    shipped = triples()
    ontology = ROOT / "ontology"
    for path in (ontology / "kg.ttl", *sorted((ontology / "codelists").glob("*.ttl"))):
        shipped += parsed(path)
    known = {str(triple.subject) for triple in shipped}
    used = {str(node) for triple in triples() for node in (triple.predicate, triple.object)}
    ours = {node for node in used if node.startswith("<https://w3id.org/statements-kg/")}
    assert sorted(ours - known) == []


def test_there_is_as_much_as_promised(reference: Reference) -> None:
    counts = Counter(thing.kind for thing in reference.entities)
    areas = sum(thing.key.startswith("x-") for thing in reference.entities)
    capitals = sum(entity.sort == "capital" for entity in reference.entities.values())
    titled = {str(t.subject) for t in triples() if t.predicate.value == "http://purl.org/dc/terms/title"}
    assert counts["country"] == 250
    assert areas >= 40
    assert counts["place"] - capitals >= 300
    assert counts["organisation"] >= 120
    assert len(reference.security_council) == 2803
    assert len(titled) >= 150


def test_resolutions_are_numbered_in_the_order_of_their_days() -> None:
    issued = "http://purl.org/dc/terms/issued"
    days = [
        (int(str(t.subject).split("-RES-")[1].split("-")[0]), t.object.value)
        for t in triples()
        if t.predicate.value == issued and isinstance(t.object, ox.Literal)
    ]
    ordered = [day for _, day in sorted(days)]
    assert ordered == sorted(ordered)


def test_the_shipped_data_breaks_no_shape() -> None:
    lists = [*sorted((ROOT / "ontology" / "codelists").glob("*.ttl")), ROOT / "ontology" / "kg.ttl"]
    quads = triples() + [quad for path in lists for quad in parsed(path)]
    report = validate(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    assert [finding for finding in report.findings if finding.severity >= Severity.WARNING] == []


def test_points_lie_on_the_globe_and_near_what_contains_them() -> None:
    degrees: dict[str, dict[str, float]] = defaultdict(dict)
    within: dict[str, str] = {}
    for triple in triples():
        if triple.predicate in (GEO.lat, GEO.long):
            assert isinstance(triple.object, ox.Literal)
            degrees[str(triple.subject)][triple.predicate.value.rpartition("#")[2]] = float(triple.object.value)
        elif triple.predicate == KG.within and "/country/" in str(triple.object):
            within[str(triple.subject)] = str(triple.object)
    assert len(degrees) > 1_000
    for point in degrees.values():
        assert -90 <= point["lat"] <= 90
        assert -180 <= point["long"] <= 180
    far = {
        place
        for place, country in within.items()
        if place in degrees and country in degrees and abs(degrees[place]["lat"] - degrees[country]["lat"]) > 30
    }
    assert far == set()
