"""CKAN's own harvester reads the catalogue without loss; ``KG_CKAN`` is a Python with ckan and ckanext-dcat."""

import json
import os
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.release import Order, read_settings, write_release
from kg.workspace import Workspace

HARVEST = Path(__file__).parents[3] / "tools" / "ckan" / "harvest.py"


def harvested(catalogue: Path) -> list[dict[str, Any]]:
    python = os.environ.get("KG_CKAN")
    if not python:
        pytest.skip("KG_CKAN names no Python with ckan[requirements] and ckanext-dcat")
    done = subprocess.run([python, str(HARVEST), str(catalogue)], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_harvester_keeps_what_the_catalogue_says(river: Workspace, settings_file: Path, tmp_path: Path) -> None:
    settings = read_settings(settings_file)
    order = Order(tmp_path / "out", settings, date(2026, 2, 1))
    released = write_release(river, order)
    (data,) = harvested(order.folder / "catalog.ttl")
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
        (data,) = harvested(order.folder / "catalog.ttl")
        extras = {each["key"]: each["value"] for each in data["extras"]}
        seen.append((extras["identifier"], extras["uri"], sorted(each["uri"] for each in data["resources"])))
    assert seen[0] == seen[1]
