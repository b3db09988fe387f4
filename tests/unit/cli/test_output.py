"""A file named for a result: replaced whole or not at all; what is no file is written to, never replaced."""

import os
import stat
import threading
from pathlib import Path

import pytest

from kg.errors import WorkspaceError
from kg.workspace import output


def put(path: Path, content: bytes) -> None:
    with output(path) as file:
        file.write(content)


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe, b"x")
    reader.join()
    assert read == [b"x"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


def test_a_device_stays_one(tmp_path: Path) -> None:
    link = tmp_path / "nothing"
    link.symlink_to(os.devnull)
    put(link, b"x")
    assert link.is_char_device()
    with pytest.raises(WorkspaceError, match=r"KG602 /dev/full: .*disk is full"):
        put(Path("/dev/full"), b"x")
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path: Path, *, there: bool) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "file", tmp_path / "link"
    if there:
        target.write_bytes(b"old")
    link.symlink_to("far/file")
    put(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), output(path) as file:
        file.write(b"new")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_the_umask_says_who_may_read_a_new_file_and_a_replaced_one_stays_as_it_was(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        new, private = tmp_path / "new", tmp_path / "private"
        put(new, b"x")
        private.touch(0o600)
        put(private, b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
