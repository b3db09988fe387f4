"""Every stored query gives its expected result on the shipped data (to renew them, see ``renew.py``)."""

from functools import partial

import pytest
from tests.conformance.queries.renew import EXPECTED, result, shipped_store

from kg.graph.parameters import bind_query
from kg.graph.query import StoredQuery, stored_queries
from kg.graph.select import select

QUERIES = stored_queries()


def test_every_expected_result_belongs_to_a_query() -> None:
    assert {path.stem for path in EXPECTED.glob("*.csv")} == {query.id for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_the_answer_is_the_expected_one(query: StoredQuery) -> None:
    assert result(query).decode() == (EXPECTED / f"{query.id}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
def test_the_examples_of_its_parameters_are_in_the_shipped_data(query: StoredQuery) -> None:
    for parameter in query.parameters:
        bind_query(query, {parameter.name: parameter.example}, partial(select, shipped_store()))
