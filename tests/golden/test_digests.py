"""What the reader finds in the digests, held against what their author says they hold (``digests.toml``)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.graph.reference import load_reference
from kg.model.facts import Facts
from kg.text.annotate import annotate
from kg.text.extract import extract
from kg.text.read.read import read
from kg.text.read.source import Source

ROOT = Path(__file__).parents[2]
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "golden" / "digests.toml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "fr")
FIELDS = (
    "date place online body level hosts host_persons observers new_members members recalls resolutions amounts regions"
)
HOSTING = {"host", "co-host", "chair", "co-chair"}
# Reading errors that are known; take a line out when it is mended.
KNOWN = frozenset(
    line.strip()
    for line in (ROOT / "tests" / "golden" / "digests-known-errors.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
)


@cache
def facts(meeting: str, language: str) -> Facts:
    """Return what the reader finds in one digest."""
    path = next((ROOT / "data" / "statements").glob(f"{meeting}-*-{language}.txt"))
    document = read(Source(path))
    reference = load_reference()
    return extract(document, annotate(document, reference), reference)


def found(meeting: str, language: str) -> dict[str, Any]:
    """Return the fields of ``digests.toml`` as the reader fills them."""
    read_ = facts(meeting, language)
    met = read_.meeting
    hosts = [each for each in read_.participations if each.role in HOSTING]
    return {
        "date": met.date.start.isoformat() if met and met.date else None,
        "place": met.place.thing.key if met and met.place else None,
        "online": bool(met and met.online),
        "body": met.body.thing.key if met and met.body else None,
        "level": met.level if met else None,
        "hosts": sorted({each.actor.key for each in hosts if each.actor}),
        "host_persons": sorted({each.person for each in hosts if each.person}),
        "observers": parts(read_, "observer"),
        "new_members": parts(read_, "new-member"),
        "members": read_.member_count.value if read_.member_count else None,
        "recalls": sorted({f"{each.date}-gcd" for each in read_.other_meetings if each.relation == "recalls"}),
        "resolutions": things(read_, "resolution"),
        "amounts": sorted(f"{each.value:.0f} {each.currency} {each.bound}" for each in read_.amounts),
        "regions": sorted({*things(read_, "region"), *things(read_, "country")}),
    }


def parts(read_: Facts, role: str) -> list[str]:
    """Return who has ``role`` in the meeting."""
    return sorted({each.actor.key for each in read_.participations if each.role == role and each.actor})


def things(read_: Facts, kind: str) -> list[str]:
    """Return the keys of the things of ``kind`` that the text names."""
    return sorted({each.thing.key for each in read_.mentions if each.thing.kind == kind})


def stated(meeting: str, language: str) -> dict[str, Any]:
    """Return what the digest of ``meeting`` holds in ``language``; a field that it does not state is empty."""
    told = EXPECTED[meeting]
    persons = told.get(f"host_persons_{language}", told["host_persons"])
    empty: dict[str, Any] = {
        "observers": [],
        "new_members": [],
        "recalls": [],
        "members": None,
        "place": None,
        "level": "ministerial",
    }
    return {
        **empty,
        "date": meeting[:10],
        "online": "place" not in told,
        "body": "gcd",
        **told,
        "host_persons": persons,
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meeting", EXPECTED)
def test_digest_is_read_as_it_was_written(meeting: str, language: str) -> None:
    read_, told = found(meeting, language), stated(meeting, language)
    wrong = {}
    for field in FIELDS.split():
        right = set(told[field]) <= set(read_[field]) if field == "regions" else read_[field] == told[field]
        if not right and f"{meeting} {language} {field}" not in KNOWN:
            wrong[field] = f"{read_[field]} instead of {told[field]}"
    assert wrong == {}


def test_known_errors_name_fields_of_digests() -> None:
    possible = {
        f"{meeting} {language} {field}" for meeting in EXPECTED for language in LANGUAGES for field in FIELDS.split()
    }
    assert possible >= KNOWN
    assert len(KNOWN) < len(possible) / 4
