"""The closed vocabulary and the ontology name the same terms."""

import pyoxigraph as ox
import pytest

from kg import assets
from kg.errors import ContractError
from kg.graph.namespaces import KG, PREFIXES


def test_every_term_is_declared_by_the_ontology() -> None:
    triples = ox.parse(path=str(assets.ontology() / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    declared = {quad.subject.value for quad in triples if isinstance(quad.subject, ox.NamedNode)}
    assert {KG.namespace + name for name in KG.terms()} <= declared


def test_a_wrong_term_raises() -> None:
    with pytest.raises(ContractError, match="Meetting"):
        _ = KG.Meetting


def test_prefixes_are_sorted_and_name_one_namespace_each() -> None:
    assert list(PREFIXES) == sorted(PREFIXES)
    assert len(set(PREFIXES.values())) == len(PREFIXES)
