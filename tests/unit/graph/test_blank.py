"""Blank nodes are named by what is said of them, in bounded time."""

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.graph.blank import canonical

_P = ox.NamedNode("http://example.org/p")


def clique(size: int) -> list[ox.Quad]:
    nodes = [ox.BlankNode(f"n{number}") for number in range(size)]
    return [ox.Quad(one, _P, other) for one in nodes for other in nodes if one != other]


def test_nodes_that_look_alike_are_named_apart_as_at_once() -> None:
    quads = clique(6)
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(canonical(quads)) == set(dataset)


def test_nodes_too_much_alike_are_an_error_not_a_wait() -> None:
    with pytest.raises(InputError, match="KG167"):
        canonical(clique(12), seconds=1)


def test_many_nodes_of_no_name_are_no_trouble() -> None:
    nodes = [ox.BlankNode() for _ in range(2_000)]
    quads = [ox.Quad(node, _P, ox.Literal("the same")) for node in nodes]
    assert {str(quad.subject) for quad in canonical(quads)} == {f"_:c14n{number}" for number in range(2_000)}
