"""W3C's tests of Turtle, TriG, N-Triples, N-Quads and RDF/XML through ``kg``'s reader, test by test.

``parsing.txt`` lists the tests that fail, each with the reason; any other failure, and any success that is listed, is
an error. ``KG_W3C=… python -m pytest tests/w3c/test_parsing.py``.
"""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.w3c.suite import Case, cases, suite

from kg.errors import InputError
from kg.graph.blank import canonical
from kg.graph.load import open_source

FOLDERS = ("rdf-n-quads", "rdf-n-triples", "rdf-trig", "rdf-turtle", "rdf-xml")
PUBLISHED = "https://w3c.github.io/rdf-tests/rdf/rdf11/"
TESTS = 992
KNOWN = Path(__file__).with_name("parsing.txt")


def quads(case: Case, iri: str) -> Iterator[ox.Quad]:
    """Read a file of a test under the address that the suite gives it."""
    return open_source(case.file(iri)).quads(iri)


def outcome(case: Case) -> bool:
    """Tell whether our reader does with a test what the suite asks."""
    if "Negative" in case.kind:
        try:
            for _ in quads(case, case.action):
                pass
        except InputError as error:
            return error.code == "KG155"
        return False
    try:
        read = {str(quad) for quad in canonical(list(quads(case, case.action)))}
        if not case.result:
            return True
        return read == {str(quad) for quad in canonical(list(quads(case, case.result)))}
    except InputError:
        return False


def test_the_reader_fails_where_it_is_known_to_and_nowhere_else() -> None:
    folder = suite()
    if folder is None:
        pytest.skip("the W3C suite is not here; clone github.com/w3c/rdf-tests into the folder that KG_W3C names")
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    known = {line.split()[0] for line in lines if line and not line.startswith("#")}
    failed = set()
    number = 0
    for name in FOLDERS:
        for case in cases(folder / "rdf" / "rdf11" / name / "manifest.ttl", f"{PUBLISHED}{name}/"):
            number += 1
            if not outcome(case):
                failed.add(f"{name}#{case.name}")
    assert failed == known
    assert number == TESTS
