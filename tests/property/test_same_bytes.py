"""Two hash seeds, two Pythons: the same bytes in every format."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parents[2]
# Prints one checksum a format, of the reference data with blank nodes among them.
_PROGRAM = """
import hashlib, io, sys
from pathlib import Path
import pyoxigraph as ox
from kg.graph.csv_tables import write_csv, write_neo4j
from kg.graph.dataset import digest, group_graphs, triples_of
from kg.graph.geojson import write_geojson
from kg.graph.graphml import write_graphml
from kg.graph.property_graph import property_graph
from kg.graph.serialise import FORMS, write

files = [Path(sys.argv[1]) / name for name in ("coalition-record.ttl", "regions.ttl")]
triples = {quad.triple for file in files for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)}
extra = "[] <http://e/p> [ <http://e/q> 'a' ] , [ <http://e/q> 'b' ] , ( 1 2 'c' ) ."
triples |= {quad.triple for quad in ox.parse(extra, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)}
print("rdfc", digest(group_graphs(triples)))
for form in FORMS:
    file = io.BytesIO()
    write(triples, form, file)
    print(form, hashlib.sha256(file.getvalue()).hexdigest())
for other in (write_csv, write_geojson, write_graphml, write_neo4j):
    file = io.BytesIO()
    other(property_graph(triples_of(group_graphs(triples))), file)
    print(other.__name__, hashlib.sha256(file.getvalue()).hexdigest())
"""


def checksums(python: str, seed: int) -> list[str]:
    result = _run(python, _PROGRAM, seed, str(ROOT / "data" / "reference"))
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def _run(python: str, program: str, seed: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(Path(kg.__file__).parents[1])}
    command = [python, "-c", program, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def other_pythons() -> list[str]:
    """Return other versions of Python that have pyoxigraph: on the PATH, and those named in ``$KG_PYTHONS``."""
    found: dict[str, str] = {}
    named = [each for each in os.environ.get("KG_PYTHONS", "").split(os.pathsep) if each]
    for python in (*named, *filter(None, map(shutil.which, ("python3.11", "python3.12", "python3.13", "python3.14")))):
        result = _run(python, "import pyoxigraph, sys; print(sys.version_info[:2])", 0)
        if result.returncode == 0:
            found.setdefault(result.stdout, python)
    found.pop(f"{sys.version_info[:2]}\n", None)
    return list(found.values())


@cache
def ours() -> list[str]:
    return checksums(sys.executable, 1)


def test_another_hash_seed_gives_the_same_bytes() -> None:
    assert checksums(sys.executable, 4_000_000) == ours()
    assert len(ours()) == 11


def test_another_python_gives_the_same_bytes() -> None:
    pythons = other_pythons()
    if not pythons:
        pytest.skip("no second Python with pyoxigraph here; name one in KG_PYTHONS")
    for python in pythons:
        assert checksums(python, 2) == ours(), python
