"""Work spread over processes, each task with a limit of time and memory, and one that crashes costs only itself."""

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

SECONDS = 120
_MEMORY = 6 * 1024**3


def spread(
    function: Callable[[Task], Result], tasks: Sequence[Task], jobs: int
) -> Iterator[tuple[Task, Result | None]]:
    """Yield ``(task, function(task))`` in the order of ``tasks``; the result is None where the process died.

    A process dies when a parser crashes, or when its task takes more than ``SECONDS``: no exception inside the
    process can stop native code (``research``: signal handlers wait for it). The tasks that were under way with
    it are done again, each in a process of its own.

    Args:
        function: Picklable, and so must be the tasks and the results.
        tasks: What to do.
        jobs: Number of processes.
    """
    done = 0
    try:
        for result in _run(function, tasks, jobs):
            yield tasks[done], result
            done += 1
    except BrokenProcessPool:
        for task in tasks[done:]:
            yield task, _alone(function, task)


def _run(function: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    # A spawned process shares nothing with this one: threads and open databases survive no fork.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max(1, min(jobs, len(tasks))), context, _prepare)
    try:
        yield from pool.map(partial(_limited, function), tasks)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(function: Callable[[Task], Result], task: Task) -> Result | None:
    try:
        return next(_run(function, [task], 1))
    except BrokenProcessPool:
        return None


def _limited(function: Callable[[Task], Result], task: Task) -> Result:
    """Call ``function`` with an alarm set that ends the process."""
    signal.alarm(SECONDS)
    try:
        return function(task)
    finally:
        signal.alarm(0)


def _prepare() -> None:
    """Set up a process of the pool: it leaves the keyboard to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
