"""Who hosts, where and when, construction by construction (``circumstances.toml``)."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Facts
from kg.text.annotate import annotate
from kg.text.extract import extract

READINGS = tomllib.loads(Path(__file__).with_name("circumstances.toml").read_text("utf-8"))["reading"]
HOSTS = frozenset({"host", "co-host", "chair", "co-chair"})


def read(language: str, text: str) -> Facts:
    document = Document(text, language, Metadata("test", published=date(2023, 6, 15)))
    return extract(document, annotate(document, load_reference()), load_reference())


def found(facts: Facts) -> dict[str, str]:
    """Return what the text says of its meeting, under the names of the file."""
    meeting = facts.meeting
    assert meeting is not None
    hosts = sorted(one.actor.key if one.actor else "?" for one in facts.participations if one.role in HOSTS)
    return {
        "hosts": " ".join(hosts) or "-",
        "place": meeting.place.thing.key if meeting.place else "-",
        "country": meeting.country.thing.key if meeting.country else "-",
        "day": meeting.date.start.isoformat() if meeting.date else "-",
        "end": meeting.date.end.isoformat() if meeting.date and meeting.date.end else "-",
        "body": meeting.body.thing.key if meeting.body else "-",
    }


@pytest.mark.parametrize("reading", READINGS, ids=[one["text"][:60] for one in READINGS])
def test_reading(reading: dict[str, str]) -> None:
    wanted = {name: value for name, value in reading.items() if name not in {"language", "text"}}
    said = found(read(reading["language"], reading["text"]))
    assert {name: said[name] for name in wanted} == wanted
