"""A whole index has no violation: what two texts of one statement tell of one meeting fits together."""

import os
from pathlib import Path

import pytest
from tests.conformance.queries.shipped import store_of

from kg import assets
from kg.graph.report import Severity
from kg.graph.validate import validate_store

ROOT = Path(__file__).parents[2]
REAL_TEXTS = Path(os.environ.get("KG_EVALUATION", ROOT.parent / "shared" / "evaluation")) / "texts"


@pytest.mark.parametrize("folder", [assets.root() / "data" / "statements", REAL_TEXTS], ids=["digests", "real texts"])
def test_no_violation(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"the real texts are not here ({folder.name}): set KG_EVALUATION to check what is read in them")
    report = validate_store(store_of(folder))
    assert report.checked > 50_000
    assert [finding for finding in report.findings if finding.severity >= Severity.VIOLATION] == []
