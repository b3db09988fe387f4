"""Adding killed with SIGKILL, early and late: all files are there or none, and the next command completes the rest."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.unit.contribute.workspaces import PREFIXES

from kg.build.gifts import contributed_files
from kg.workspace import Workspace

# Parts of the time that a whole addition takes.
MOMENTS = (0.5, 0.75, 0.9)
NAMES = [f"club-{number}" for number in range(6)]


def start(root: Path, given: list[Path]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg", "add", *map(str, given), "--workspace", str(root), "--by", "Ada"]
    return subprocess.Popen(
        [*command, "--date", "2026-01-02"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def test_an_addition_killed_at_any_moment_is_whole_or_not_there(workspace: Workspace, tmp_path: Path) -> None:
    given = []
    for name in NAMES:
        path = tmp_path / f"{name}.ttl"
        path.write_text(f'{PREFIXES}organisation:{name} a kg:Organisation ; rdfs:label "{name}"@en .', encoding="utf-8")
        given.append(path)
    Workspace.create(tmp_path / "whole")
    assert start(tmp_path / "whole", given).wait() == 0
    begin = time.monotonic()
    assert start(tmp_path / "whole", given).wait() == 0
    whole = time.monotonic() - begin
    for moment in MOMENTS:
        running = start(workspace.root, given)
        time.sleep(moment * whole)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert list(contributed_files(workspace)) in ([], NAMES)
    assert start(workspace.root, given).wait() == 0
    made = {path.name: path.read_bytes() for path in workspace.contributed.iterdir()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "whole/graph/contributed").iterdir()}
    assert sorted(made) == [f"{name}.ttl" for name in NAMES]
