"""The checks that keep the tree in order, run as tests so that one command runs them all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "layers": ["lint-imports", "--no-cache"],
}


def tool(name: str) -> str:
    """Return the path of a development tool: beside this Python, else on the PATH."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is missing: install requirements-dev.txt"
    return found


@pytest.mark.parametrize("check", CHECKS)
def test_check_passes(check: str) -> None:
    name, *arguments = CHECKS[check]
    result = subprocess.run([tool(name), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
