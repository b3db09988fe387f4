"""The reader of the reference data: on files of our own, then on those that ship."""

from pathlib import Path

import pytest

from kg.errors import ContractError
from kg.graph.reference import load_reference, read_reference
from kg.model.reference import Thing

SAMPLE = """
@prefix kg: <https://w3id.org/statements-kg/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/statements-kg/id/> .
<country/IRQ> a kg:Country ; rdfs:label "Irak"@fr , "Iraq"@en ; skos:altLabel "Iraq"@fr ; kg:within <region/145> .
<organisation/trio> rdfs:label "Trio"@en ; kg:organisationKind <organisation-kind/group> ;
    kg:member <country/IRQ> , <country/BEL> .
<resolution/S-RES-2254-2015> kg:symbol "S/RES/2254 (2015)" ; rdfs:label "Resolution"@en .
<meeting/2024-01-01-trio> rdfs:label "A meeting"@en .
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.ttl"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def test_names_put_the_label_first_and_keep_languages_apart(sample: Path) -> None:
    iraq = read_reference([sample]).entities[Thing("country", "IRQ")]
    assert iraq.names == {"en": ("Iraq",), "fr": ("Irak", "Iraq")}
    assert iraq.within == (Thing("region", "145"),)


def test_members_and_kind_of_an_organisation(sample: Path) -> None:
    trio = read_reference([sample]).entities[Thing("organisation", "trio")]
    assert trio.sort == "group"
    assert trio.members == (Thing("country", "BEL"), Thing("country", "IRQ"))


def test_resolutions_are_a_register_by_number_and_no_entity(sample: Path) -> None:
    reference = read_reference([sample])
    resolution = reference.security_council["2254"]
    assert (resolution.year, resolution.symbol) == (2015, "S/RES/2254 (2015)")
    assert {thing.kind for thing in reference.entities} == {"country", "organisation"}


def test_a_broken_file_is_our_fault_and_says_which(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(ContractError) as caught:
        read_reference([tmp_path / "broken.ttl"])
    assert caught.value.where == "broken.ttl"


def test_the_shipped_data_is_read_once() -> None:
    assert load_reference() is load_reference()


@pytest.mark.parametrize(
    ("language", "name", "thing"),
    [
        ("fr", "Irak", Thing("country", "IRQ")),
        ("en", "US", Thing("country", "USA")),
        ("en", "Turkey", Thing("country", "TUR")),
        ("fr", "Kirghizstan", Thing("country", "KGZ")),
        ("fr", "RDC", Thing("country", "COD")),
        ("en", "West Africa", Thing("region", "011")),
        ("fr", "Sahel", Thing("region", "x-sahel")),
        ("fr", "Haut-Karabakh", Thing("region", "x-nagorno-karabakh")),
    ],
)
def test_a_spelling_of_a_text_leads_to_its_thing(language: str, name: str, thing: Thing) -> None:
    assert name in load_reference().entities[thing].names[language]
