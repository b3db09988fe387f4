"""A damaged or unwritable workspace: said in one line, and the next build puts it right."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import WorkspaceError, reason
from kg.workspace import Workspace, writing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run ``kg`` with the given words; return exit code, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0, out, err

    return run


@pytest.fixture
def workspace(kg: Run, tmp_path: Path) -> Workspace:
    """Build a small workspace."""
    place = Workspace.create(tmp_path / "w")
    (place.statements / "a.txt").write_text(
        "Foreign ministers met in Lisbon on 3 May 2023 at the invitation of Portugal. They commit to supporting Iraq.\n"
    )
    assert kg("build", "--workspace", place.root)[0] == 0
    return place


def test_an_index_cut_short_is_no_bug_and_the_next_build_makes_it_again(kg: Run, workspace: Workspace) -> None:
    before = kg("stats", "--workspace", workspace.root)
    for file in workspace.index.glob("quads/*.sst"):
        os.truncate(file, 100)
    code, out, err = kg("stats", "--workspace", workspace.root, "--lang", "en")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "KG611" in err
    assert "run kg build" in err
    assert kg("build", "--workspace", workspace.root)[0] == 0
    assert kg("stats", "--workspace", workspace.root) == before


def test_what_is_no_file_among_the_contributions_is_named_and_harms_nothing(kg: Run, workspace: Workspace) -> None:
    workspace.contributed.mkdir()
    os.mkfifo(workspace.contributed / "pipe.ttl")
    (workspace.contributed / "folder.ttl").mkdir()
    code, out, err = kg("build", "--workspace", workspace.root, "--lang", "fr")
    assert code == 1
    assert "2023-05-03" in out
    assert err.count("KG156") == 2
    assert "pipe.ttl\u00a0: n’est pas un fichier" in err


def test_a_file_that_cannot_be_written_is_named_as_the_user_does(tmp_path: Path) -> None:
    wanted = tmp_path / "out.ttl"
    with pytest.raises(WorkspaceError) as raised, writing(wanted):
        raise OSError(errno.EROFS, "Read-only file system", str(tmp_path / ".new-abc"))
    assert raised.value.where == str(wanted)
    assert "lecture seule" in raised.value.fr


def test_an_error_is_one_line_whatever_the_user_wrote(kg: Run, workspace: Workspace) -> None:
    for value in ("a\nb", "\x1b[31mred", "x" * 20_000, "\udcff", "\u202eb"):
        words = ("query", "acts-by-region", "--param", f"region={value}", "--workspace", workspace.root)
        code, out, err = kg(*words, "--lang", "en")
        assert (code, out, err.count("\n")) == (2 if value == "\udcff" else 1, "", 1)
        assert len(err) < 600
        assert err.rstrip("\n").isprintable()


def test_programs_get_utf8_whatever_the_machine_speaks_and_a_closed_stream_is_no_bug(workspace: Workspace) -> None:
    command = [sys.executable, "-m", "kg", "export", "--workspace", str(workspace.root)]
    wanted = subprocess.run(command, capture_output=True, check=True).stdout
    foreign = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    assert subprocess.run(command, capture_output=True, check=True, env=foreign).stdout == wanted
    assert "réunion".encode() in wanted.lower()
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], capture_output=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, b"")


def test_a_parameter_given_twice_is_refused(kg: Run, workspace: Workspace) -> None:
    words = ("query", "acts-by-region", "--param", "region=Iraq", "--param", "region=Syria")
    code, out, err = kg(*words, "--workspace", workspace.root, "--lang", "fr")
    assert (code, out, err) == (2, "", "kg: --param donne deux fois un paramètre\n")


def test_a_full_disk_is_told_in_both_languages_whoever_noticed_it() -> None:
    by_system = OSError(errno.ENOSPC, "No space left on device")
    by_oxigraph = OSError("IO error: No space left on device: While appending to file: x.sst")
    assert reason(by_system) == reason(by_oxigraph) == ("the disk is full", "le disque est plein")
