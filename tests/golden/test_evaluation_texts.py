"""The sixteen real texts of the evaluation: built, validated, traced, measured, and the same bytes every time.

The texts belong to others and are no part of the project. They are looked for beside the checkout and in
``$KG_EVALUATION``; elsewhere these tests are skipped.
"""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.evaluate import Evaluation, compare_index, load_gold

PLACES = (os.environ.get("KG_EVALUATION", ""), str(Path(__file__).parents[3] / "shared" / "evaluation"))
FOLDER = next((Path(place) for place in PLACES if place and (Path(place) / "texts").is_dir()), None)
pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="the evaluation texts are not here; name their folder in $KG_EVALUATION"
)
FORMATS = ("turtle", "trig", "nt", "nq", "jsonld")


def kg(*words: object, seed: int = 0, status: int = 0) -> str:
    """Run ``kg`` in a process of its own, with its own hash seed; return what it wrote on stdout."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "kg", *map(str, words)]
    done = subprocess.run(command, capture_output=True, env=environment, text=True, encoding="utf-8", check=False)
    assert done.returncode == status, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder() -> Path:
    assert FOLDER is not None
    return FOLDER


@pytest.fixture(scope="module")
def workspace(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("evaluation") / "w"
    out = kg("build", folder / "texts", "--workspace", root, "--jobs", 2, seed=1)
    assert len(out.splitlines()) == 17
    return root


@pytest.fixture(scope="module")
def evaluation(folder: Path, workspace: Path) -> Evaluation:
    return compare_index(workspace / ".kg" / "index", load_gold(folder / "gold"))


def test_every_text_conforms_and_every_passage_is_in_its_text(workspace: Path) -> None:
    assert len(list((workspace / "graph").glob("*.ttl"))) == 16
    assert not list((workspace / ".kg" / "rejected").glob("*"))
    kg("validate", *sorted((workspace / "graph").glob("*.ttl")))
    kg("verify", "--workspace", workspace)


def test_nothing_is_read_again_when_nothing_changed(folder: Path, workspace: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (workspace / "graph").iterdir()}
    kg("build", folder / "texts", "--workspace", workspace)
    assert {path: path.stat().st_mtime_ns for path in (workspace / "graph").iterdir()} == before


def test_the_same_bytes_whatever_the_seed_and_the_number_of_processes(
    folder: Path, workspace: Path, tmp_path: Path
) -> None:
    kg("build", folder / "texts", "--workspace", tmp_path / "w", "--jobs", 1, seed=2)
    one, other = (
        {path.name: path.read_bytes() for path in (root / "graph").iterdir()} for root in (workspace, tmp_path / "w")
    )
    assert one == other
    for form in FORMATS:
        assert kg("export", "--workspace", workspace, "--format", form, seed=3) == kg(
            "export", "--workspace", tmp_path / "w", "--format", form, seed=4
        )


@pytest.mark.parametrize(
    ("measure", "least"),
    [("resolutions", 0.95), ("hosts", 0.8), ("meeting", 0.8), ("regions", 0.8), ("Commitment", 0.75), ("acts", 0.75)],
)
def test_the_reading_is_as_good_as_promised(evaluation: Evaluation, measure: str, least: float) -> None:
    assert not evaluation.absent
    assert len(evaluation.documents) == 16
    assert evaluation.scores[measure].f1 >= least


def test_the_measures_are_those_of_the_evaluation_s_own_program(
    folder: Path, workspace: Path, evaluation: Evaluation, tmp_path: Path
) -> None:
    kg("export", "--workspace", workspace, "--format", "trig", "-o", tmp_path / "out.trig")
    program = [sys.executable, folder / "score.py", tmp_path / "out.trig", "--gold", folder / "gold"]
    subprocess.run([*map(str, program), "--json", str(tmp_path / "score.json")], check=True, capture_output=True)
    theirs = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    for measure, score in evaluation.scores.items():
        counts = (theirs[measure]["tp"], theirs[measure]["fp"], theirs[measure]["fn"])
        assert (measure, score.right, score.extra, score.missed) == (measure, *counts)


def test_the_chain_from_meeting_to_region_has_an_answer(workspace: Path) -> None:
    answer = kg("query", "full-chain", "--workspace", workspace, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert rows
    assert all(row["meeting"] and row["act"] and row["quote"] for row in rows)
    # A commitment that cites no resolution or names no region keeps its row; the more whole a chain, the earlier.
    links = [sum(bool(row[name]) for name in ("hostLabel", "symbol", "regionLabel")) for row in rows]
    assert links == sorted(links, reverse=True)
    assert any(row["symbol"] for row in rows)
    assert any(row["regionLabel"] for row in rows)
