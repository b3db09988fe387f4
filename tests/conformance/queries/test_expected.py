"""Every stored query gives its expected result on the shipped data (to renew them, see ``renew.py``)."""

import pytest
from tests.conformance.queries.renew import EXPECTED, result

from kg.graph.query import StoredQuery, stored_queries

QUERIES = stored_queries()


def test_every_expected_result_belongs_to_a_query() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} == {query.id for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_the_answer_is_the_expected_one(query: StoredQuery) -> None:
    assert result(query).decode() == (EXPECTED / f"{query.id}.csv").read_text(encoding="utf-8")
