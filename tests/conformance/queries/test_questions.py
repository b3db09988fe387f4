"""The fifteen questions of ``docs/questions.md`` each have a stored query, and an answer on the shipped data."""

import re
from pathlib import Path

import pytest
from tests.conformance.queries.shipped import EXPECTED

from kg.graph.query import stored_queries

DOCS = Path(__file__).parents[3] / "docs"


def table(page: str) -> dict[str, str]:
    """Return ``{number: stored query}``."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return dict(re.findall(r"^\| (\d+) \| .* \| `([a-z-]+)` \|$", text, re.MULTILINE))


def test_both_pages_give_each_question_the_same_query() -> None:
    assert list(table("questions.md")) == [str(number) for number in range(1, 16)]
    assert table("questions.md") == table("questions.fr.md")
    assert set(table("questions.md").values()) <= {query.id for query in stored_queries()}


def test_each_question_has_an_answer_on_the_shipped_data() -> None:
    for name in table("questions.md").values():
        lines = (EXPECTED / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) > 1, name


def test_the_record_tells_meetings_of_ten_years() -> None:
    lines = (EXPECTED / "meetings-and-hosts.csv").read_text(encoding="utf-8").splitlines()[1:]
    years = {line.split(",")[1][:4] for line in lines}
    assert {str(year) for year in range(2014, 2025)} <= years


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_name_every_query_with_its_question(language: str) -> None:
    page = (DOCS / ("questions.md" if language == "en" else "questions.fr.md")).read_text(encoding="utf-8")
    fifteen = set(table("questions.md").values())
    others = {query.id: query.titles[language] for query in stored_queries() if query.id not in fifteen}
    assert dict(reversed(row) for row in re.findall(r"^\| (\D.*) \| `([a-z-]+)` \|$", page, re.MULTILINE)) == others
