"""One site, built once: two meetings of the shipped statements, and a statement that means harm."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.site.example import HOSTILE, Example

from kg.build import Options, build
from kg.graph.store import open_index
from kg.site import build_site
from kg.workspace import Workspace

STATEMENTS = Path(__file__).parents[3] / "data" / "statements"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    root = tmp_path_factory.mktemp("site")
    workspace = Workspace.create(root / "workspace")
    found = (*STATEMENTS.glob("2024-09-30-*.txt"), *STATEMENTS.glob("2021-06-28-*.txt"))
    build(workspace, sorted(found), Options(jobs=1))
    store = ox.Store()
    store.extend(open_index(workspace.index))
    store.load(HOSTILE.encode(), format=ox.RdfFormat.TURTLE)
    built = build_site(store, workspace, root / "out", url="https://example.org/statements/", limit=120)
    return Example(store, workspace, root / "out", built)
