"""Whatever a term holds, Turtle and TriG give it back."""

from random import Random

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.namespaces import BASE, KG, PREFIXES, XSD
from kg.graph.turtle import write_trig, write_turtle

texts = st.text(st.characters(exclude_categories=["Cs"]))
iris = st.one_of(
    st.builds(
        "{}{}".format,
        st.sampled_from(sorted(PREFIXES.values())),
        texts.filter(lambda t: not set(t) & set('<>"{}|^`\\ ')),
    ),
    st.sampled_from([f"{BASE}id/text/a-fr-12345678#offset_1_2", f"{BASE}id/act/a-b.", "urn:x:y", "mailto:a@b.example"]),
).filter(lambda iri: all(ord(c) > 0x20 for c in iri))


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


nodes = iris.map(_node).filter(lambda node: node is not None)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["fr", "en-gb"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=kind),
        st.one_of(texts, st.sampled_from(["1", "01", "-0", "1.0", ".5", "1.", "true", "TRUE", "1e3"])),
        st.sampled_from([XSD.integer, XSD.decimal, XSD.boolean, XSD.date, KG.rule]),
    ),
)
graphs = st.lists(st.builds(ox.Triple, nodes, nodes, st.one_of(nodes, literals)), max_size=12)


@given(graphs)
def test_turtle_gives_the_graph_back(triples: list[ox.Triple]) -> None:
    parsed = {quad.triple for quad in ox.parse(write_turtle(triples), format=ox.RdfFormat.TURTLE)}
    assert parsed == set(triples)


@given(graphs, graphs)
def test_trig_gives_the_dataset_back(default: list[ox.Triple], named: list[ox.Triple]) -> None:
    name = f"{BASE}graph/inferred"
    parsed = set(ox.parse(write_trig(default, {name: named}), format=ox.RdfFormat.TRIG))
    graph = ox.NamedNode(name)
    assert parsed == {ox.Quad(t.subject, t.predicate, t.object) for t in default} | {
        ox.Quad(t.subject, t.predicate, t.object, graph) for t in named
    }


@given(graphs, st.randoms(use_true_random=False))
def test_order_and_repetition_change_no_byte(triples: list[ox.Triple], random: Random) -> None:
    again = triples * 2
    random.shuffle(again)
    assert write_turtle(again) == write_turtle(triples)
