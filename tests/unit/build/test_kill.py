"""A build killed with SIGKILL, early and late: the next one completes it to the same bytes, and nothing lives on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

# Parts of the time that a whole build takes.
MOMENTS = (0.3, 0.6, 0.8, 0.95)
FRENCH = (
    "Déclaration conjointe\n\nLes ministres des Affaires étrangères se sont réunis à Lisbonne le {day}\u00a0mai "
    "2023, à l’invitation du Portugal. Ils s’engagent à soutenir l’Irak et saluent la résolution 2254.\n"
)


def start(root: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg", "build", str(folder), "--workspace", str(root), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def members(session: int) -> list[str]:
    """Return the processes of a session that still run, by /proc; a zombie runs no more."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if entry.name.isdigit() and fields[3] == str(session) and fields[0] != "Z":
            found.append(entry.name)
    return found


def graph(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "graph").iterdir())}


def test_a_build_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    for day in range(1, 7):
        (folder / f"lisbon-{day}-fr.txt").write_text(FRENCH.format(day=day), encoding="utf-8")
    begin = time.monotonic()
    assert start(tmp_path / "whole", folder).wait() == 0
    whole = time.monotonic() - begin
    for moment in MOMENTS:
        running = start(tmp_path / "w", folder)
        time.sleep(moment * whole)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        deadline = time.monotonic() + 20
        while members(running.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not members(running.pid), "a reading process outlives the build"
    assert start(tmp_path / "w", folder).wait() == 0
    assert graph(tmp_path / "w") == graph(tmp_path / "whole")
    assert not (tmp_path / "w" / ".kg" / "staging").exists()
