"""Whatever a term holds, Turtle and TriG give it back."""

from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.namespaces import BASE, KG, PREFIXES, RDF, XSD
from kg.graph.turtle import write_turtle

texts = st.text(st.characters(exclude_categories=["Cs"]))
iris = st.one_of(
    st.builds(
        "{}{}".format,
        st.sampled_from(sorted(PREFIXES.values())),
        texts.filter(lambda t: not set(t) & set('<>"{}|^`\\ ')),
    ),
    st.sampled_from(
        [
            f"{BASE}id/text/a-fr-12345678#offset_1_2",
            f"{BASE}id/act/a-b.",
            "urn:x:y",
            "mailto:a@b.example",
            "kg:x",
            "id:x",
            "javascript:alert(1)",
            "http://e/\u202e",
            f"{BASE}id///x",
            f"{BASE}def#issuedAt",
            f"{RDF.namespace}type",
            f"{BASE}id/statement/a",
        ]
    ),
).filter(lambda iri: all(ord(c) > 0x20 for c in iri))


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


nodes = iris.map(_node).filter(lambda node: node is not None)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(
        lambda text, tag, direction: ox.Literal(text, language=tag, direction=direction),
        texts,
        st.sampled_from(["fr", "en-gb", "AR", "x-private"]),
        st.sampled_from([None, ox.BaseDirection.LTR, ox.BaseDirection.RTL]),
    ),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=kind),
        st.one_of(
            texts, st.sampled_from(["1", "01", "-0", "1.0", ".5", "1.", "true", "TRUE", "1e3", "1.50", "-5", "9" * 20])
        ),
        st.sampled_from(
            [XSD.integer, XSD.decimal, XSD.boolean, XSD.date, KG.rule, ox.NamedNode(f"{RDF.namespace}JSON")]
        ),
    ),
)
blanks = st.sampled_from("abc").map(ox.BlankNode)
graphs = st.lists(st.builds(ox.Triple, nodes, nodes, st.one_of(nodes, literals)), max_size=12)
# What nobody wishes to read: blank nodes anywhere, triples as values.
subjects = st.one_of(nodes, blanks)
hostile = st.builds(ox.Triple, subjects, nodes, st.one_of(subjects, literals))
hostile = st.one_of(hostile, st.builds(ox.Triple, subjects, nodes, hostile))
quads = st.builds(
    lambda triple, graph: ox.Quad(triple.subject, triple.predicate, triple.object, graph),
    hostile,
    st.one_of(st.just(ox.DefaultGraph()), subjects),
)


@given(graphs)
def test_turtle_gives_the_graph_back(triples: list[ox.Triple]) -> None:
    parsed = {quad.triple for quad in ox.parse(write_turtle(triples), format=ox.RdfFormat.TURTLE)}
    assert parsed == set(triples)


@given(graphs, st.randoms(use_true_random=False))
def test_order_and_repetition_change_no_byte(triples: list[ox.Triple], random: Random) -> None:
    again = triples * 2
    random.shuffle(again)
    assert write_turtle(again) == write_turtle(triples)


@pytest.mark.parametrize("text", [":", "_:a", "k:region", "a:b\\:c", '":"'])
def test_a_text_with_a_colon_inside_a_triple_is_no_name(text: str) -> None:
    term = ox.NamedNode("https://w3id.org/statements-kg/id/text/a")
    triple = ox.Triple(term, term, ox.Triple(term, term, ox.Literal(text)))
    assert [quad.triple for quad in ox.parse(write_turtle([triple]).encode(), ox.RdfFormat.TURTLE)] == [triple]
