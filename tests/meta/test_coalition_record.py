"""The Coalition's record of its meetings: each field checked somewhere, and the digests' meetings among them."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEETINGS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "data/sources/meetings.toml").read_text(encoding="utf-8"))
CHECKED = {"date", "level", "place", "mode", "hosts", "members"}
DESCRIBED = {"country", "en", "fr", "source"}


@pytest.mark.parametrize("key", MEETINGS)
def test_every_field_was_checked_in_a_source(key: str) -> None:
    meeting = MEETINGS[key]
    assert set(meeting) <= CHECKED | DESCRIBED
    told = {field for source in meeting["source"] for field in source["tells"]}
    assert told == set(meeting) & CHECKED
    assert key == f"{meeting['date'].isoformat()}-gcd"
    assert ("place" in meeting) != (meeting.get("mode") == "online")
    assert ("place" in meeting) == ("country" in meeting)


def test_the_digests_are_of_meetings_of_the_record() -> None:
    stems = {path.stem for path in (ROOT / "data" / "statements").glob("*.txt")}
    keys = {re.sub(r"-gcd-.*", "-gcd", stem) for stem in stems}
    assert len(keys) >= 8
    assert keys <= set(MEETINGS)
