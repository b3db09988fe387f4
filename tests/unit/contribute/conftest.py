"""Fixtures of the contributions' tests."""

from pathlib import Path

import pytest
from tests.unit.contribute import workspaces

from kg.workspace import Workspace


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    workspaces.quick(monkeypatch)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("whole") / "w"
    with pytest.MonkeyPatch.context() as patch:
        workspaces.quick(patch)
        workspaces.make(root)
    return root


@pytest.fixture
def workspace(whole: Path, tmp_path: Path) -> Workspace:
    return workspaces.copy(whole, tmp_path / "w")
