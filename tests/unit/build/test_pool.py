"""Processes keep the order of the tasks, and one that dies costs only its own task."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool

import pytest

from kg.build import pool


def answer(task: int) -> int:
    return task * task


def crash(task: int) -> int:
    if task == 2:
        os.kill(os.getpid(), signal.SIGSEGV)
    return task


def test_spread_keeps_the_order_and_outlives_a_process_that_crashes() -> None:
    with pool.Pool(2) as processes:
        assert list(processes.spread(answer, [3, 1, 2])) == [(3, 9), (1, 1), (2, 4)]
        results = dict(processes.spread(crash, [1, 2, 3]))
        assert list(results) == [1, 2, 3]
        assert (results[1], results[3]) == (1, 3)
        assert isinstance(results[2], BrokenProcessPool)
        assert list(processes.spread(answer, [])) == []
        assert list(processes.spread(answer, [5])) == [(5, 25)]


def test_a_task_that_fails_stops_no_other() -> None:
    with pool.Pool(1) as processes:
        results = dict(processes.spread(fail, [1, 2, 3]))
    assert (results[1], results[3]) == (1, 3)
    assert isinstance(results[2], RuntimeError)


def fail(task: int) -> int:
    if task == 2:
        raise RuntimeError("unforeseen")
    return task


def test_a_task_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SECONDS", 1)
    start = time.monotonic()
    with pytest.raises(SystemExit) as ended:
        pool._limited(leave_at_alarm, 30)
    assert ended.value.code == "alarm"
    assert time.monotonic() - start < 10


def leave_at_alarm(seconds: int) -> None:
    def leave(_number: int, _frame: object) -> None:
        raise SystemExit("alarm")

    before = signal.signal(signal.SIGALRM, leave)
    try:
        time.sleep(seconds)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_processes_live_with_less_memory_when_the_user_gives_less() -> None:
    program = (
        "import resource; from kg.build import pool; "
        "resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3, 3 * 1024**3)); "
        "print(list(pool.Pool(2).spread(abs, [-1, -2])))"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, encoding="utf-8")
    assert (ended.stdout, ended.stderr) == ("[(-1, 1), (-2, 2)]\n", "")
