"""Every format gives back the graph that went in, and the same bytes whatever the order."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from tests.property.test_turtle import graphs

from kg.graph.export import export, formats
from kg.graph.namespaces import INFERRED_GRAPH

READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def test_every_format_is_tested() -> None:
    assert formats() == tuple(sorted(READERS))


@pytest.mark.parametrize("form", sorted(READERS))
@given(asserted=graphs, inferred=graphs)
def test_a_format_gives_the_graph_back(form: str, asserted: list[ox.Triple], inferred: list[ox.Triple]) -> None:
    text = export(asserted, inferred, form)
    assert text == export(asserted[::-1] * 2, inferred[::-1], form)
    expected = {ox.Quad(each.subject, each.predicate, each.object) for each in asserted}
    if form in ("trig", "nq"):
        expected |= {ox.Quad(each.subject, each.predicate, each.object, INFERRED_GRAPH) for each in inferred}
    assert set(ox.parse(text, format=READERS[form])) == expected
