"""Whatever a value holds, it is one term in its places: no query's meaning ever changes.

A hundred values a test; the 10,000 of the bar with

    python -m pytest tests/property/test_parameters.py --hypothesis-profile=many
"""

from dataclasses import replace
from functools import partial

import pyoxigraph as ox
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.parameters import bind_query, place_of
from kg.graph.placeholders import placeholders
from kg.graph.query import Parameter, StoredQuery, stored_queries
from kg.graph.select import select
from kg.graph.tokens import tokens

# What looks like a place for a value stands in comments, strings and names too; the places are laid out oddly.
TEXT = """# VALUES ?value { UNDEF }
SELECT ?value ?x ?note ?VALUES WHERE { VALUES ?value { UNDEF } # } VALUES ?value { UNDEF }
  BIND("VALUES ?value { UNDEF }" AS ?note) BIND('''LIMIT 3
  VALUES ?value { UNDEF }
  ''' AS ?VALUES)
  { SELECT ?x ?value WHERE { values
    $value # { "comment" }
    {
      UNDEF # }
    } ?x <urn:p> ?o . VALUES ?valued { UNDEF } VALUES (?value) { (UNDEF) } } LIMIT 7 }
}
ORDER BY ?x LIMIT 5 OFFSET 0
"""
NASTY = st.one_of(
    st.text(),
    st.text(st.sampled_from("\"'\\{}<>#\n\r\t?$.;,()|^@:/*\u202e\u2066\u2069\u200f\u00a0\u2028\ufeff&"), max_size=40),
    st.lists(
        st.sampled_from(
            [
                *(
                    '"',
                    "'" * 3,
                    '"' * 3,
                    "\\",
                    "\\u0022",
                    "}",
                    "{",
                    "#",
                    "\n",
                    "?x ?y ?z",
                    ".",
                    ";",
                    "<urn:a>",
                    "<",
                    ">",
                ),
                *("UNION", "UNDEF", "LIMIT 0", "VALUES ?value", "SERVICE", "INSERT"),
                *("\u202e", "@en", "^^", "//", "--", "/*", "x"),
            ]
        ),
        max_size=12,
    ).map(" ".join),
)
KINDS = ("iri", "integer", "decimal", "date", "language", "country-or-region", "theme", "kg:Act", "limit", "offset")


def stored(kind: str) -> StoredQuery:
    parameter = Parameter("value", kind, None, "x", {"en": "Value", "fr": "Valeur"})
    return StoredQuery("mine", {}, {}, (parameter,), (), (), "", TEXT)


def graph() -> ox.Store:
    filled = ox.Store()
    filled.extend([ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal("secret")) for n in "ab"])
    return filled


EMPTY = partial(select, ox.Store())
GRAPH = graph()


def rows(text: str) -> list[tuple[object, ...]]:
    answer = GRAPH.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(row) for row in answer]


def shape(text: str, places: set[str]) -> list[str]:
    """Return the tokens of a query with a mark in the place of what stands in the placeholders."""
    marked = text
    for place in reversed(placeholders(text)):
        if place.name in places:
            marked = f"{marked[: place.start]}?MARK{marked[place.end :]}"
    return [token[0] for token in tokens(marked)]


@given(NASTY)
@example('" } UNION { ?x ?y ?value } #')
@example("x\\")
@example("\\u0022 } #")
@example("\r\nLIMIT 0")
def test_a_string_comes_back_as_itself_and_nothing_else_changes(value: str) -> None:
    assume(not any("\ud800" <= letter <= "\udfff" for letter in value))
    bound = bind_query(stored("string"), {"value": value}, EMPTY)
    looks_like = [ox.Literal("VALUES ?value { UNDEF }"), ox.Literal("LIMIT 3\n  VALUES ?value { UNDEF }\n  ")]
    assert rows(bound) == [(ox.Literal(value), ox.NamedNode(f"urn:{n}"), *looks_like) for n in "ab"]
    assert shape(bound, {"value"}) == shape(TEXT, {"value"})


@pytest.mark.parametrize("kind", KINDS)
@given(value=NASTY)
@example("7")
@example("urn:x")
@example("2024-02-29")
def test_a_value_of_another_type_is_a_term_or_an_error(kind: str, value: str) -> None:
    query = stored(kind)
    try:
        bound = bind_query(query, {"value": value}, EMPTY)
    except QueryError as error:
        assert error.code in ("KG514", "KG515")
        return
    place = place_of(query.parameters[0])
    assert shape(bound, {place}) == shape(TEXT, {place})
    assert len(rows(bound)) == 2 or kind in ("limit", "offset")


QUERIES = stored_queries()


@given(value=NASTY, data=st.data())
def test_no_stored_query_changes_its_meaning(value: str, data: st.DataObject) -> None:
    query = data.draw(st.sampled_from(QUERIES))
    terms = [parameter for parameter in query.parameters if parameter.type not in ("limit", "offset")]
    assume(terms and not any("\ud800" <= letter <= "\udfff" for letter in value))
    # The widest type there is: what a string cannot do, the others cannot.
    parameter = replace(data.draw(st.sampled_from(terms)), type="string")
    asked = replace(query, parameters=(parameter,))
    bound = bind_query(asked, {parameter.name: value}, EMPTY)
    assert shape(bound, {parameter.name}) == shape(query.text, {parameter.name})
    assert {place.content for place in placeholders(bound) if place.name == parameter.name} == {str(ox.Literal(value))}


def test_an_unknown_parameter_is_named_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"KG513.*value"):
        bind_query(stored("string"), {"valu": "x"}, EMPTY)


def test_a_limit_is_a_whole_number_in_the_outer_query_alone() -> None:
    bound = bind_query(stored("limit"), {"value": "1"}, EMPTY)
    assert bound == TEXT.replace("LIMIT 5", "LIMIT 1")
    assert len(rows(bound)) == 1
    for wrong in ("-1", "1.5", "1 OFFSET 2", "ten", "", "99999999999"):
        with pytest.raises(QueryError, match="KG514"):
            bind_query(stored("limit"), {"value": wrong}, EMPTY)


def test_a_parameter_without_a_place_is_an_error() -> None:
    only_a_comment = replace(
        stored("string"), text="# VALUES ?value { UNDEF }\nSELECT * { BIND('VALUES ?value {}' AS ?x) }"
    )
    with pytest.raises(QueryError, match=r"KG512.*VALUES \?value"):
        bind_query(only_a_comment, {"value": "x"}, EMPTY)
