"""Charts: valid XML that says its values in words, nothing told by colour alone, hostile words kept harmless."""

from xml.etree import ElementTree as ET

import pytest

from kg.draw import Area, Bar, Bars, Chart, Lines, Map, Series, draw, text_chart
from kg.draw.map import centre, countries, project
from kg.draw.svg import ticks

SVG = "{http://www.w3.org/2000/svg}"
BARS = Bars("Which?", "Acts", (Bar("Sahel", 1200), Bar("Iraq", 44)))
LINES = Lines("When?", "Acts", ("2020", "2021"), (Series("money", (1, 2)), Series("justice", (None, 3))))
MAP = Map("Where?", "Acts", (Area("Iraq", 9, ("IRQ",)), Area("Sahel", 36, ("MLI", "NER")), Area("Nowhere", 1, ())))


@pytest.mark.parametrize("chart", [BARS, LINES, MAP])
def test_a_chart_says_in_words_what_it_shows(chart: Chart) -> None:
    root = ET.fromstring(draw(chart, "en"))  # noqa: S314
    named = root.attrib["aria-labelledby"].split()
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and told is not None
    assert [title.attrib["id"], told.attrib["id"]] == named
    assert root.attrib["role"] == "img"
    assert title.text == chart.title
    assert "Acts" in (told.text or "")


def words(chart: Chart, language: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(draw(chart, language)).iter(f"{SVG}text")]  # noqa: S314


def test_values_are_written_as_the_reader_writes_them() -> None:
    assert "1,200" in words(BARS, "en")
    assert "1\u202f200" in words(BARS, "fr")


def test_bars_are_as_long_as_their_values() -> None:
    drawn = [each for each in ET.fromstring(draw(BARS, "en")).iter(f"{SVG}rect") if each.attrib["fill"] == "#1f5fa8"]  # noqa: S314
    long, short = (float(each.attrib["width"]) for each in drawn)
    assert long / short == pytest.approx(1200 / 44, rel=0.01)


def test_circles_have_surfaces_in_proportion_and_places_without_outline_stay_in_the_list() -> None:
    root = ET.fromstring(draw(MAP, "fr"))  # noqa: S314
    sahel, iraq = (float(each.attrib["r"]) for each in root.iter(f"{SVG}circle"))
    assert sahel / iraq == pytest.approx(2, rel=0.01)
    assert {"1. Sahel\u00a0: 36", "2. Iraq\u00a0: 9", "–. Nowhere\u00a0: 1"} <= set(words(MAP, "fr"))


def test_lines_are_told_apart_without_colour_and_the_smallest_are_summed() -> None:
    many = Lines("When?", "Acts", ("2020", "2021"), tuple(Series(f"s{each}", (each, each)) for each in range(12)))
    root = ET.fromstring(draw(many, "en"))  # noqa: S314
    dashes = [each.attrib.get("stroke-dasharray", "") for each in root.iter(f"{SVG}polyline")]
    assert len(set(dashes)) == 8
    assert "5 others together" in words(many, "en")


def test_hostile_words_stay_words() -> None:
    bad = Bars("<script>alert(1)</script>\x00\u202e", "&", (Bar("]]>\ud800", 1),))
    text = draw(bad, "en")
    assert "<script" not in text
    assert ET.fromstring(text).find(f"{SVG}script") is None  # noqa: S314
    assert "\u202e" not in text


def test_a_terminal_shows_every_value() -> None:
    shown = "\n".join(text_chart(BARS, "en", 40))
    assert "Sahel" in shown and "1,200" in shown and "█" in shown
    assert all(len(line) <= 40 for line in shown.split("\n"))
    assert "justice" in "\n".join(text_chart(LINES, "en", 40))
    assert next(line for line in text_chart(MAP, "en") if "█" in line).startswith("Sahel")


def test_outlines_know_countries_and_regions_lie_between_theirs() -> None:
    assert len(countries()) > 230
    east, north = centre(("IRQ",)) or (0, 0)
    assert 40 < east < 48 and 30 < north < 37
    assert centre(("XXX",)) is None
    across = centre(("FJI", "WSM"))
    assert across is not None and abs(across[0]) > 170
    assert project(180, 0)[0] == pytest.approx(2.7066, abs=0.001)


@pytest.mark.parametrize("highest", [0, 0.3, 1, 7, 99, 12345])
def test_the_axis_reaches_the_highest_value(highest: float) -> None:
    steps = ticks(highest)
    assert steps[0] == 0 and steps[-1] >= highest and 2 <= len(steps) <= 6


def test_areas_with_addresses_are_links_and_leave_the_list_to_the_page() -> None:
    linked = Map("Where?", "Acts", (Area("Iraq", 9, ("IRQ",), "i.html"), Area("Nowhere", 20, (), "n.html")))
    root = ET.fromstring(draw(linked, "en"))  # noqa: S314
    (link,) = root.iter(f"{SVG}a")
    assert (link.get("href"), link.get("aria-label")) == ("i.html", "Iraq: 9")
    # What has no place on the map keeps its number in the list.
    assert [text.text for text in root.iter(f"{SVG}text")] == ["2"]
    assert root.get("role") == "group"


def test_no_line_is_drawn_over_a_moment_without_a_value() -> None:
    years = ("2019", "2020", "2021", "2022", "2023", "2024")
    chart = Lines("When?", "Acts", years, (Series("money", (1, 2, None, 4, None, 0)),))
    root = ET.fromstring(draw(chart, "en"))  # noqa: S314
    runs = [[point.split(",") for point in each.attrib["points"].split()] for each in root.iter(f"{SVG}polyline")]
    assert [len(run) for run in runs] == [2, 1, 1]
    # Each value has its mark; only the last, which is nought, lies on the ground line.
    assert len(list(root.iter(f"{SVG}circle"))) == 4
    ground = max(float(y) for run in runs for _, y in run)
    assert [float(y) == ground for run in runs for _, y in run] == [False, False, False, True]
    told = root.find(f"{SVG}desc")
    assert told is not None and told.text == "Acts. money: 2019 1, 2020 2, 2022 4, 2024 0"


def test_others_together_have_a_gap_where_none_of_them_has_a_value() -> None:
    few = tuple(Series(f"s{each}", (each, None, each)) for each in range(1, 10))
    many = Lines("When?", "Acts", ("2020", "2021", "2022"), (*few, Series("s10", (1, 1, None))))
    told = ET.fromstring(draw(many, "en")).find(f"{SVG}desc")  # noqa: S314
    assert told is not None and "3 others together: 2020 4, 2021 1, 2022 3" in (told.text or "")
    without = Lines("When?", "Acts", ("2020", "2021", "2022"), few)
    told = ET.fromstring(draw(without, "en")).find(f"{SVG}desc")  # noqa: S314
    assert told is not None and "2 others together: 2020 3, 2022 3" in (told.text or "")
