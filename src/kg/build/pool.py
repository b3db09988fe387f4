"""Work spread over processes, each task with a limit of time and memory, and one that crashes costs only itself."""

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

SECONDS = 120
_MEMORY = 6 * 1024**3


class Pool:
    """Processes that are started with the first task and end with the block."""

    def __init__(self, jobs: int) -> None:
        """Use up to ``jobs`` processes."""
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Pool":
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what was not begun is dropped, and after an error (an interruption) what was begun too."""
        if error is not None:
            for process in multiprocessing.active_children():
                process.kill()
        self._end()

    def spread(
        self, function: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[Task, Result | BaseException]]:
        """Yield ``(task, function(task))`` in the order of ``tasks``; where it failed, an exception.

        ``BrokenProcessPool`` stands for a process that died: a parser crashed, or its task took more than ``SECONDS``
        and an alarm ended it, since no exception reaches native code. The tasks that were under way with it are done
        again, each in a process of its own. Any other exception is what ``function`` raised; the others go on.

        Args:
            function: Picklable, and so must be the tasks and the results.
            tasks: What to do.
        """
        futures = self._submit(function, tasks)
        for task, future in zip(tasks, futures, strict=True):
            if isinstance(future.exception(), BrokenProcessPool):
                self._end()
                yield task, self._alone(function, task)
            else:
                yield task, future.exception() or future.result()

    def _submit(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Future[Result]]:
        if not tasks:
            return []
        if self._executor is None:
            # A spawned process shares nothing with this one: threads and open databases survive no fork.
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(min(self._jobs, len(tasks)), context, _prepare)
        return [self._executor.submit(_limited, function, task) for task in tasks]

    def _alone(self, function: Callable[[Task], Result], task: Task) -> Result | BaseException:
        with Pool(1) as single:
            (future,) = single._submit(function, [task])
            return future.exception() or future.result()

    def _end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


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
    allowed = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = _MEMORY if allowed == resource.RLIM_INFINITY else min(_MEMORY, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
