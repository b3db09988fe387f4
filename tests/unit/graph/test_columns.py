"""Nodes as N-Triples writes them are equal exactly where terms are, and come back as they were."""

from collections import Counter

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.columns import Columns, lines_in, lines_of, number_of, written
from kg.graph.namespaces import RDF, XSD
from kg.graph.plain_tests import plain_test

SUBJECT, PROPERTY = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/p")
STRANGE = st.text(alphabet=st.sampled_from('ab \t\r\n"\\@^<>.é’\x00\x7f\x85\u2028'), max_size=8)
LITERALS = st.one_of(
    st.builds(ox.Literal, STRANGE),
    st.builds(lambda text: ox.Literal(text, language="FR-be"), STRANGE),
    st.builds(lambda text: ox.Literal(text, datatype=XSD.integer), STRANGE),
)


@given(values=st.lists(LITERALS, max_size=6))
def test_literals_come_back(values: list[ox.Literal]) -> None:
    """Quotes, line ends and language tags do not confuse the columns."""
    columns = Columns(lines_of(ox.Triple(SUBJECT, PROPERTY, value) for value in values))
    column = columns.column(PROPERTY)
    assert column.values == [written(value) for value in values]
    assert [triple.object for triple in columns.triples(PROPERTY)] == values
    several = len(set(values))
    assert column.several == ({0: several} if several > 1 else {})
    tags = Counter(value.language for value in set(values) if value.language)
    assert bool(column.repeating()) == any(number > 1 for number in tags.values())
    texts, tagged = plain_test("datatype", XSD.string), plain_test("datatype", RDF.langString)
    assert texts is not None
    assert tagged is not None
    assert [texts(each) for each in column.values] == [value.datatype == XSD.string for value in values]
    assert [tagged(each) for each in column.values] == [value.language is not None for value in values]


@given(values=st.lists(st.one_of(LITERALS, st.just(ox.BlankNode("odd"))), max_size=4))
def test_a_store_is_filled_as_it_was(values: list[ox.Literal | ox.BlankNode]) -> None:
    """What goes into a plain store is what was taken; a disguised one has as many."""
    triples = {ox.Triple(SUBJECT, PROPERTY, value) for value in values}
    columns, plain, store, disguised = Columns(lines_of(triples)), ox.Store(), ox.Store(), ox.Store()
    columns.fill(plain, lambda _: True, disguised=False)
    store.extend(ox.Quad(SUBJECT, PROPERTY, value) for value in values)
    assert set(plain) == set(store)
    assert sorted(lines_in(plain)) == sorted(lines_in(store))
    columns.fill(disguised, lambda _: True)
    assert len(disguised) == len(triples)


def test_plain_numbers() -> None:
    """Only a plain form of an integer or a decimal is a number at a look."""
    assert number_of(written(ox.Literal("007", datatype=XSD.integer))) == 7
    assert str(number_of(written(ox.Literal("1.50", datatype=XSD.decimal)))) == "1.50"
    for each in (ox.Literal("7"), ox.Literal("-1", datatype=XSD.integer), ox.Literal("1e3", datatype=XSD.decimal)):
        assert number_of(written(each)) is None
