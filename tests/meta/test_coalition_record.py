"""The Coalition's record of its meetings: each field checked somewhere, and the digests' meetings among them."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.reference import load_reference
from kg.model.reference import Thing

ROOT = Path(__file__).resolve().parents[2]
MEETINGS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "data/sources/meetings.toml").read_text(encoding="utf-8"))
CHECKED = {"date", "level", "place", "mode", "hosts", "members"}
DESCRIBED = {"country", "en", "fr", "source"}
RECORD = ROOT / "data" / "reference" / "coalition-record.ttl"
ID = "https://w3id.org/statements-kg/id/"


@pytest.mark.parametrize("key", MEETINGS)
def test_every_field_was_checked_in_a_source(key: str) -> None:
    meeting = MEETINGS[key]
    assert set(meeting) <= CHECKED | DESCRIBED
    told = {field for source in meeting["source"] for field in source["tells"]}
    assert told == set(meeting) & CHECKED
    assert key == f"{meeting['date'].isoformat()}-gcd"
    assert ("place" in meeting) != (meeting.get("mode") == "online")
    assert ("place" in meeting) == ("country" in meeting)


@pytest.mark.parametrize("key", MEETINGS)
def test_hosts_and_place_are_in_the_reference_data(key: str) -> None:
    entities, meeting = load_reference().entities, MEETINGS[key]
    for host in meeting.get("hosts", ()):
        assert Thing("country" if host.isupper() else "organisation", host) in entities
    if "place" in meeting:
        assert Thing("country", meeting["country"]) in entities[Thing("place", meeting["place"])].within


def test_the_body_is_called_as_in_the_reference_data() -> None:
    names = load_reference().entities[Thing("organisation", "gcd")].names
    labels = {
        quad.object.language: quad.object.value
        for quad in ox.parse(path=str(RECORD), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.object, ox.Literal)
        and quad.subject == ox.NamedNode(f"{ID}meeting/2021-06-28-gcd")
        and quad.predicate.value.endswith("#label")
    }
    assert labels == {
        "en": f"Meeting: {names['en'][0]}, 28 June 2021",
        "fr": f"Réunion\u00a0: {names['fr'][0]}, 28 juin 2021",
    }


def test_the_digests_are_of_meetings_of_the_record() -> None:
    stems = {path.stem for path in (ROOT / "data" / "statements").glob("*.txt")}
    keys = {re.sub(r"-gcd-.*", "-gcd", stem) for stem in stems}
    assert len(keys) >= 8
    assert keys <= set(MEETINGS)
