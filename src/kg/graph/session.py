"""A worker process kept warm: it answers one query after the other, and is killed by the first that goes too far.

No mechanism inside a process stops Oxigraph (a thread cannot be killed, an alarm does not reach an aggregate), so the
worker is killed from outside. Whatever it left unfinished is thrown away with it, and the next query starts another.
"""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import KgError
from kg.graph.answers import Answer
from kg.graph.examination import Examination
from kg.graph.failures import big, deep, failure, slow
from kg.graph.namespaces import PREFIXES
from kg.graph.refuse import check_query
from kg.graph.request import Data, Form, Request, send

_PROGRAM = "import sys; from kg.graph.worker import main; main(int(sys.argv[1]))"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Attributes:
        seconds: Time by the clock, start of the process included; processor time is limited to one second more.
        memory: Bytes of address space.
        result: Bytes of the answer.
    """

    seconds: float = 20.0
    memory: int = 2 * 1024**3
    result: int = 64 * 1024**2


DEFAULT_LIMITS = Limits()


class Session:
    """Answers queries on one source with one worker; leave the ``with`` block, or call ``close``, to end it.

    Only the first query pays for the start of a process and the loading of files. When ``kg build`` makes the index
    anew, the next query sees the new one. A session serves one thread at a time.
    """

    def __init__(self, source: Path | Sequence[Path | Data], limits: Limits = DEFAULT_LIMITS) -> None:
        """Take the source: the folder of an index, or RDF files; nothing is started before the first query.

        Args:
            source: Plain paths among the files are loaded into the default graph.
            limits: What each query may take; the memory is that of the worker.
        """
        self._source = source if isinstance(source, Path) else tuple(map(_as_data, source))
        self._limits = limits
        self._worker: _Worker | None = None

    def __enter__(self) -> "Session":
        """Return the session."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.close()

    def close(self) -> None:
        """End the worker, if there is one; the next query would start another."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def start(self) -> "Session":
        """Start the worker now, so that it is ready when the first query comes; return the session."""
        if self._worker is None or not self._worker.alive():
            self.close()
            self._worker = _Worker(self._limits.memory)
        return self

    def ask(self, text: str, *, form: Form = "json", name: str = "", base: str = "") -> Answer:
        """Return the complete answer to a query, or raise; see ``kg.graph.engine.run_query``."""
        began = time.monotonic()
        check_query(text, name)
        request = Request(
            source=self._source,
            query=text,
            prefixes=dict(PREFIXES),
            form=form,
            base=base,
            seconds=max(1, round(self._limits.seconds)),
            most=self._limits.result,
        )
        head, content = self.exchange(request, name, began)
        if not head["ok"]:
            raise failure(head, name, text, self._limits.memory, self._limits.result)
        kind = head["kind"]
        return Answer(kind, content, "nt" if kind == "graph" else form)

    def exchange(self, request: Request | Examination, name: str, began: float) -> tuple[Mapping[str, Any], bytes]:
        """Give the worker a request and return the head and the result of its answer; kill it when its time is over.

        Raises:
            QueryError: it took too long (KG507) or died, as it does without memory (KG508).
        """
        worker = self.start()._worker
        end = began + self._limits.seconds
        whole = False
        try:
            if worker is None or not worker.give(request.write()):
                raise big(name, self._limits.memory)
            head, result = worker.take(end), worker.take(end)
            whole = True
            return json.loads(head), result
        except TimeoutError:
            raise slow(name, self._limits.seconds) from None
        except EOFError:
            raise self._death(worker, name) from None
        finally:
            if not whole:
                self.close()

    def _death(self, worker: "_Worker | None", name: str) -> KgError:
        ended = worker.kill() if worker is not None else 0
        if ended == signal.SIGXCPU:
            return slow(name, self._limits.seconds)
        # The engine recurses: it runs out of stack, not of memory.
        return deep(name) if ended == signal.SIGSEGV else big(name, self._limits.memory)


class _Worker:
    """The process and its two pipes."""

    def __init__(self, memory: int) -> None:
        theirs, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        # Without `site`, which takes longer to load than the engine; the path is handed over instead.
        command = [sys.executable, "-S", "-P", "-c", _PROGRAM, str(memory)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
        # Each thread of the engine reserves an arena of 64 MB or more; by chance that alone broke the limit of memory.
        environment["MALLOC_ARENA_MAX"] = "1"
        actions = [(os.POSIX_SPAWN_DUP2, theirs, 0), (os.POSIX_SPAWN_DUP2, answers, 1)]
        try:
            self._process = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
        finally:
            os.close(theirs)
            os.close(answers)
        self._status: int | None = None

    def alive(self) -> bool:
        """Tell whether the process still runs."""
        if self._status is None:
            done, status = os.waitpid(self._process, os.WNOHANG)
            self._status = status if done else None
        return self._status is None

    def give(self, request: bytes) -> bool:
        """Write a request; tell whether the worker was there to read it."""
        try:
            send(self._requests, request)
        except BrokenPipeError:
            return False
        return True

    def take(self, end: float) -> bytes:
        """Read a message until the clock (``time.monotonic``) says ``end``."""
        return self._read(int.from_bytes(self._read(8, end), "big"), end)

    def _read(self, count: int, end: float) -> bytes:
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        parts = []
        while count:
            if not poll.poll(max(0.0, end - time.monotonic()) * 1000):
                raise TimeoutError
            part = os.read(self._answers, min(count, _PIECE))
            if not part:
                raise EOFError
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def kill(self) -> int:
        """End the process and return the number of the signal that ended it, or 0."""
        if self._status is None:
            if self.alive():
                os.kill(self._process, signal.SIGKILL)
                self._status = os.waitpid(self._process, 0)[1]
            os.close(self._requests)
            os.close(self._answers)
        return os.WTERMSIG(self._status) if self._status is not None and os.WIFSIGNALED(self._status) else 0


def _as_data(file: Path | Data) -> Data:
    return file if isinstance(file, Data) else Data(file)
