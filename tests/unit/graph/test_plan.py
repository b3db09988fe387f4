"""``--explain`` runs a program of its own, within the same limits."""

import mmap
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.namespaces import KG
from kg.graph.plan import plan
from kg.graph.session import Limits
from kg.graph.store import Part, build_index

_DOUBLED = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34))
_EVERYTHING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan") / "index"
    things = [ox.NamedNode(f"urn:{number}") for number in range(300)]
    triples = [ox.Triple(one, KG.within, other) for one, other in pairwise(things)]
    build_index(folder, [Part("test", triples)], "key")
    return folder


def test_the_plan_tells_rows_and_times(index: Path) -> None:
    lines = list(plan(index, "SELECT ?x { ?x kg:within ?y } LIMIT 5", Limits()))
    assert "[5 ×" in lines[0]


def test_a_process_larger_than_the_limit_explains(index: Path) -> None:
    with mmap.mmap(-1, 700 * 1024**2):
        assert list(plan(index, "SELECT ?x { ?x kg:within ?y } LIMIT 5", Limits(memory=600 * 1024**2)))


def test_a_plan_that_takes_too_long_is_stopped(index: Path) -> None:
    with pytest.raises(QueryError, match="KG507"):
        list(plan(index, _EVERYTHING, Limits(seconds=0.5)))


@pytest.mark.parametrize("memory", [64 * 1024**2, 600 * 1024**2])
def test_a_plan_that_takes_too_much_memory_is_stopped(index: Path, memory: int) -> None:
    with pytest.raises(QueryError, match="KG508"):
        list(plan(index, f"SELECT * {{ BIND('x' AS ?x0) {_DOUBLED} }}", Limits(seconds=60, memory=memory)))
