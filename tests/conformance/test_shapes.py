"""Every shape holds in its valid file; its invalid file breaks that shape and no other, for both engines."""

import tomllib
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.background import Background, background
from kg.graph.closure import load_background, read_triples
from kg.graph.pyshacl_engine import validate_with_pyshacl
from kg.graph.report import Finding, Report
from kg.graph.shapes import load_shapes
from kg.graph.validate import validate

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "manifest.toml").read_text("utf-8"))["case"]
VALID = sorted({case["valid"] for case in CASES})
SHAPES = "https://w3id.org/statements-kg/shapes#"


@cache
def known() -> Background:
    shared = [triple for triples in load_background().triples.values() for triple in triples]
    return background([*read_triples([HERE / "known.ttl"]), *shared])


def judge(file: str) -> tuple[Report, Report]:
    """Return what the compiled shapes and what pySHACL find in one file, its numbers written as Oxigraph keeps them."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in read_triples([HERE / file]))
    triples = tuple(quad.triple for quad in store)
    return validate(triples, known()), validate_with_pyshacl(triples, known())


def shapes_of(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.shape.removeprefix(SHAPES) for finding in findings}


@pytest.mark.parametrize("file", VALID)
def test_a_valid_file_breaks_nothing(file: str) -> None:
    compiled, oracle = judge(file)
    assert compiled.findings == oracle.findings == ()


@pytest.mark.parametrize("case", CASES, ids=[case["shape"] for case in CASES])
def test_an_invalid_file_breaks_its_shape_and_no_other(case: dict[str, str]) -> None:
    compiled, oracle = judge(case["invalid"])
    assert shapes_of(compiled.findings) == {case["shape"]}
    assert compiled.findings == oracle.findings


def test_every_shape_has_a_case_and_the_valid_file_gives_it_something_to_check() -> None:
    shapes = load_shapes()
    with_message = {node.value.removeprefix(SHAPES) for node in shapes.triples if shapes.values(node, "message")}
    assert with_message == {case["shape"] for case in CASES}
    assert len(CASES) == 224
    for case in CASES:
        report = validate(tuple(read_triples([HERE / case["valid"]])), known())
        assert SHAPES + case["shape"] not in report.idle
