"""Every command of the two READMEs runs as it is written, on a clone's own statements, and answers something."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from kg.cli import main

ROOT = Path(__file__).parents[2]
# Three meetings in both languages stand for all, so that the test is short.
MEETINGS = ("2020-06-04", "2021-03-30", "2024-09-30")


def commands(page: str) -> list[str]:
    """Return the commands of the line that shows kg running, then those of the table, in order."""
    shown = re.findall(r"\.venv/bin/(kg [^&\n]+)", page)
    table = [code for line in page.splitlines() if line.startswith("|") for code in re.findall(r"`(kg [^`]+)`", line)]
    return [*(each.strip() for each in shown), *table]


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_the_commands_run_as_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    found = commands(page)
    assert len(found) >= 15
    monkeypatch.chdir(tmp_path)
    for file in sorted((ROOT / "data" / "statements").iterdir()):
        if file.name.startswith(MEETINGS):
            (tmp_path / "data" / "statements").mkdir(parents=True, exist_ok=True)
            shutil.copy(file, tmp_path / "data" / "statements")
    code = "fr" if name.endswith(".fr.md") else "en"
    for line in found:
        words = shlex.split(line)[1:]
        _provide(words, tmp_path)
        with pytest.raises(SystemExit) as ended:
            main([*words, "--lang", code])
        said = capsys.readouterr()
        assert ended.value.code in (0, None), f"{line}: {said.err}"
        quiet = (
            words[0] in ("init", "export", "verify")
            or "-o" in words
            or (words[0] == "validate" and "conform" in said.err)
        )
        assert quiet or len(said.out.splitlines()) > 1, f"{line}: no answer"


def _provide(words: list[str], here: Path) -> None:
    """Put in place what the page tells the reader to bring: a text, data of one's own, statements in the workspace."""
    statements = here / "data" / "statements"
    if words[0] == "extract":
        shutil.copy(next(statements.glob("*-en.txt")), here / words[-1])
    elif "--settings" in words:
        shutil.copy(ROOT / "data" / "release.toml", here / "data")
    elif words[0] == "validate":
        shutil.copy(next((here / "demo" / "graph").glob("*.ttl")), here / words[-1])
    elif words[0] == "build" and words[1] == "--workspace":
        shutil.copytree(statements, here / words[2] / "statements", dirs_exist_ok=True)
