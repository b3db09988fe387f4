"""The project's own papers: versions agree, the READMEs start with the two commands, the wheel holds every asset."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def blocks(path: Path) -> list[str]:
    """Return the contents of the fenced code blocks of a Markdown file, in order."""
    return re.findall(r"^```\w*\n(.*?)^```", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def test_versions_agree() -> None:
    version = PROJECT["version"]
    assert kg.__version__ == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_readmes_start_with_the_same_two_commands() -> None:
    english, french = blocks(ROOT / "README.md"), blocks(ROOT / "README.fr.md")
    assert english[:2] == french[:2]
    for command in english[:2]:
        assert len(command.strip().splitlines()) == 1
    assert "kg build data/statements" in english[0]
    assert "pytest" in english[1]


def test_ci_runs_the_second_command() -> None:
    program = r"/^```/ { inside = !inside; if (inside) block++; next } inside && block == 2"
    assert program in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git to list the tracked files")
def test_wheel_holds_every_asset(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--outdir", str(tmp_path), "--no-isolation", str(ROOT)]
    result = subprocess.run(build, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    folders = ["ontology", "queries", "data/lexicons", "data/reference"]
    listing = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = {f"kg/_assets/{name}" for name in listing.stdout.splitlines()}
    assert len(tracked) > 10
    assert tracked - inside == set()
    assert {name for name in inside if name.startswith("kg/_assets/")} - tracked == set()
    listing = subprocess.run(["git", "ls-files", "src/kg"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {name.removeprefix("src/") for name in listing.stdout.splitlines()} - inside == set()
