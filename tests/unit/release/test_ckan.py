"""CKAN's own harvester reads the catalogue without loss.

``KG_CKAN`` is a Python with the packages of ``tools/ckan/requirements.txt``.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.namespaces import DCAT, DCT, PREFIXES
from kg.graph.turtle import write_turtle
from kg.release import Order, read_settings, write_release
from kg.release.settings import AUTHORITY
from kg.workspace import Workspace

DATA = ox.NamedNode("https://w3id.org/statements-kg/dataset/statements")
HARVEST = Path(__file__).parents[3] / "tools" / "ckan" / "harvest.py"


def harvested(catalogue: Path, *chosen: str) -> tuple[dict[str, Any], list[ox.Triple]]:
    """Return the one data set as CKAN keeps it, and what CKAN says of it when asked for RDF."""
    python = os.environ.get("KG_CKAN")
    if not python:
        pytest.skip("KG_CKAN names no Python with the packages of tools/ckan/requirements.txt")
    done = subprocess.run([python, str(HARVEST), str(catalogue), *chosen], capture_output=True, text=True, check=True)
    (data,), (served,) = json.loads(done.stdout)
    return data, [quad.triple for quad in ox.parse(served, format=ox.RdfFormat.N_TRIPLES)]


def said(triples: Iterable[ox.Triple], predicate: ox.NamedNode) -> set[str]:
    """Return what is said of the data set."""
    return {str(each.object) for each in triples if (each.subject, each.predicate) == (DATA, predicate)}


def test_the_harvester_keeps_what_the_catalogue_says(river: Workspace, settings_file: Path, tmp_path: Path) -> None:
    settings = read_settings(settings_file)
    order = Order(tmp_path / "out", settings, date(2026, 2, 1))
    released = write_release(river, order)
    data, _ = harvested(order.folder / "catalog.ttl")
    extras = {each["key"]: each["value"] for each in data["extras"]}
    assert data["title"] in settings.titles.values()
    assert data["notes"] in settings.descriptions.values()
    assert {each["name"] for each in data["tags"]} == {word for words in settings.keywords.values() for word in words}
    assert extras["identifier"] == extras["uri"] == "https://w3id.org/statements-kg/dataset/statements"
    assert (extras["issued"], extras["modified"]) == ("2026-01-31", "2026-02-01")
    assert (extras["temporal_start"], extras["temporal_end"]) == ("2021-03-01", "2021-03-01")
    assert extras["spatial_uri"].endswith("country/MLI")
    assert extras["contact_email"] == "river@example.org"
    assert extras["publisher_name"] in settings.publisher.values()
    assert json.loads(extras["theme"]) == list(settings.themes)
    assert (extras["frequency"], extras["access_rights"]) == (settings.frequency, settings.access)
    assert len(json.loads(extras["language"])) == 2
    resources = {each["download_url"]: each for each in data["resources"]}
    assert resources.keys() == {settings.download + dump.path for dump in released.dumps}
    for dump in released.dumps:
        resource = resources[settings.download + dump.path]
        assert resource["size"] == dump.size
        assert resource["mimetype"].endswith(dump.media_type)
        assert resource["format"].endswith(dump.file_type)
        assert resource["license"] == settings.licence
        assert resource["availability"] == settings.availability
        assert resource["status"] == settings.status
        assert resource["compress_format"].endswith("application/gzip")
        assert resource["name"] in dump.titles.values()


def test_a_data_set_keeps_its_identifier_over_releases(river: Workspace, settings_file: Path, tmp_path: Path) -> None:
    order = Order(tmp_path / "out", read_settings(settings_file), date(2026, 2, 1))
    seen = []
    for version, day in (("1.0", date(2026, 2, 1)), ("2.0", date(2027, 2, 1))):
        write_release(river, replace(order, settings=replace(order.settings, version=version), today=day))
        data, _ = harvested(order.folder / "catalog.ttl")
        extras = {each["key"]: each["value"] for each in data["extras"]}
        seen.append((extras["identifier"], extras["uri"], sorted(each["uri"] for each in data["resources"])))
    assert seen[0] == seen[1]


@pytest.fixture
def catalogue(river: Workspace, settings_file: Path, tmp_path: Path) -> Path:
    """Write a catalogue that covers three places."""
    order = Order(tmp_path / "out", read_settings(settings_file), date(2026, 2, 1))
    write_release(river, order)
    triples = [quad.triple for quad in ox.parse(path=order.folder / "catalog.ttl", format=ox.RdfFormat.TURTLE)]
    more = (ox.NamedNode(f"{AUTHORITY}country/{code}") for code in ("FRA", "TCD"))
    triples += (ox.Triple(DATA, DCT.spatial, each) for each in more)
    path = tmp_path / "catalog.ttl"
    path.write_text(write_turtle(triples, PREFIXES), encoding="utf-8")
    return path


OWN = ("euro_dcat_ap_3", "euro_dcat_ap_scheming")


@pytest.mark.parametrize("schema", ["-", "dcat_ap_full.yaml", "dcat_ap_multilingual.yaml"])
def test_the_profile_for_places_keeps_them_all_and_gives_them_back(catalogue: Path, schema: str) -> None:
    given = [quad.triple for quad in ox.parse(path=catalogue, format=ox.RdfFormat.TURTLE)]
    assert len(said(given, DCT.spatial)) == 3
    data, served = harvested(catalogue, schema, *OWN, "EveryPlaceProfile")
    assert said(served, DCT.spatial) == said(given, DCT.spatial)
    listed = data.get("spatial_coverage") or json.loads(
        next(each["value"] for each in data["extras"] if each["key"] == "spatial_coverage")
    )
    assert {f"<{each['uri']}>" for each in listed} == said(given, DCT.spatial)


def test_ckanext_dcat_alone_keeps_one_place(catalogue: Path) -> None:
    """Hold what docs/releasing.md says; once it keeps them all, our profile is not needed."""
    data, _ = harvested(catalogue, "dcat_ap_full.yaml", *OWN)
    assert len(data["spatial_coverage"]) == 1


def test_a_schema_in_several_languages_keeps_both(catalogue: Path) -> None:
    given = [quad.triple for quad in ox.parse(path=catalogue, format=ox.RdfFormat.TURTLE)]
    _, served = harvested(catalogue, "dcat_ap_multilingual.yaml", *OWN, "EveryPlaceProfile")
    for predicate in (DCT.title, DCT.description, DCAT.keyword):
        # CKAN also writes an empty text for each language of its schema that the catalogue does not have.
        assert {each for each in said(served, predicate) if not each.startswith('""@')} == said(given, predicate)
