"""The compiled shapes and pySHACL say the same about a described statement, whole and with triples taken away."""

import pyoxigraph as ox
import pytest
from tests.unit.graph.build_facts import REFERENCE, facts

from kg.graph.closure import load_background
from kg.graph.describe import describe
from kg.graph.identity import identify
from kg.graph.pyshacl_engine import validate_with_pyshacl
from kg.graph.validate import validate

TRIPLES = describe(facts(), identify(facts()), REFERENCE)


@pytest.mark.parametrize("gone", range(0, len(TRIPLES), 18))
def test_engines_agree_when_a_triple_is_missing(gone: int) -> None:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for number, triple in enumerate(TRIPLES) if number != gone)
    triples = [quad.triple for quad in store]
    compiled = validate(triples, load_background())
    assert compiled.findings == validate_with_pyshacl(triples, load_background()).findings
    assert compiled.checked > 0
