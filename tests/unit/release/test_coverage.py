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
