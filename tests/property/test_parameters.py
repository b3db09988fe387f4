"""Whatever a value holds, it is one term in one place: no query's meaning ever changes."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.parameters import bind_query
from kg.graph.query import Parameter, StoredQuery

TEXT = (
    "SELECT ?value ?x WHERE {\n  VALUES ?value { UNDEF }\n  { SELECT ?x ?value WHERE {\n"
    "    VALUES ?value { UNDEF }\n    ?x <urn:p> ?o . } }\n}\nORDER BY ?x\n"
)
NASTY = st.one_of(
    st.text(),
    st.text(st.sampled_from("\"'\\{}<>#\n\r\t?$.;,()|^@:/*\u202e\u2066\u00a0\ufeff&"), max_size=40),
)


def stored(kind: str) -> StoredQuery:
    parameter = Parameter("value", kind, None, "x", {"en": "Value", "fr": "Valeur"})
    return StoredQuery("mine", {}, {}, (parameter,), (), (), "", TEXT)


def graph() -> ox.Store:
    filled = ox.Store()
    filled.extend([ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal("secret")) for n in "ab"])
    return filled


@given(NASTY)
@example('" } UNION { ?x ?y ?value } #')
@example("x\\")
@example("\\u0022 } #")
def test_a_string_comes_back_as_itself_and_nothing_else_changes(value: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return
    answer = graph().query(bind_query(stored("string"), {"value": value}, ox.Store))
    assert isinstance(answer, ox.QuerySolutions)
    assert [(row["value"], row["x"]) for row in answer] == [
        (ox.Literal(value), ox.NamedNode("urn:a")),
        (ox.Literal(value), ox.NamedNode("urn:b")),
    ]


@pytest.mark.parametrize("kind", ["iri", "integer", "decimal", "date", "language", "country-or-region", "theme"])
@given(value=NASTY)
def test_a_value_of_another_type_is_a_term_or_an_error(kind: str, value: str) -> None:
    try:
        text = bind_query(stored(kind), {"value": value}, ox.Store)
    except QueryError as error:
        assert error.code in ("KG514", "KG515")
    else:
        assert text.count("\n") == TEXT.count("\n")
        answer = graph().query(text)
        assert isinstance(answer, ox.QuerySolutions)
        assert len(list(answer)) == 2


def test_an_unknown_parameter_is_named_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"KG513.*value"):
        bind_query(stored("string"), {"valu": "x"}, ox.Store)
