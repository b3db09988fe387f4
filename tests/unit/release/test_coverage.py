"""What a release says of time, of dates in any form that people may give."""

import pyoxigraph as ox
import pytest

from kg.graph.namespaces import BASE, KG, XSD
from kg.release.coverage import cover


def meeting(day: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(f"{BASE}id/meeting/a"), KG.date, ox.Literal(day, datatype=XSD.date))


@pytest.mark.parametrize("form", ["2021-03-01", "2021-03-01Z", "2021-03-01+14:00", " 2021-03-01 "])
def test_a_day_counts_without_its_time_zone(form: str) -> None:
    assert cover([meeting(form), meeting("2021-03-05-02:00")]).period == ("2021-03-01", "2021-03-05")


@pytest.mark.parametrize("form", ["", "2021-02-30", "-0044-03-15", "12021-03-01", "2021-03", "tomorrow", "٢٠٢١-03-01"])
def test_what_is_no_day_is_no_coverage(form: str) -> None:
    assert cover([meeting(form)]).period == ("", "")


def test_a_meeting_that_a_text_only_recalls_is_not_of_the_period() -> None:
    reported, recalled = ox.NamedNode("http://example.org/reported"), ox.NamedNode("http://example.org/recalled")
    dates = [
        ox.Triple(each, KG.date, ox.Literal(day)) for each, day in ((recalled, "2014-11-12"), (reported, "2014-12-03"))
    ]
    assert cover(dates).period == ("2014-11-12", "2014-12-03")
    issued = ox.Triple(ox.NamedNode("http://example.org/statement"), KG.issuedAt, reported)
    assert cover([*dates, issued]).period == ("2014-12-03", "2014-12-03")
