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
from kg.graph.refuse import ServiceError, check_query
from kg.graph.request import Data, Form, Request, prefixes_in, send

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
        try:
            check_query(text, name)
        except ServiceError as refusal:
            if refusal.parsed is not None:
                self._parse(refusal.parsed, text, name, base)
            raise
        request = Request(
            source=self._source,
            query=text,
            prefixes=prefixes_in(text),
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

    def _parse(self, harmless: str, text: str, name: str, base: str) -> None:
        """Raise the error of syntax of ``text``, if there is one, by asking no data what stands for it."""
        seconds = max(1, round(self._limits.seconds))
        request = Request((), harmless, prefixes_in(text), "json", base, seconds, self._limits.result)
        head, _ = self.exchange(request, name, time.monotonic())
        if not head["ok"] and head["reason"] == "syntax":
            raise failure(head, name, text, self._limits.memory, self._limits.result)

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
        return death(worker.kill() if worker is not None else 0, name, self._limits)


def death(ended: int, name: str, limits: Limits) -> KgError:
    """Return the error for a process that a signal ended, or that ended by itself (0)."""
    if ended == signal.SIGXCPU:
        return slow(name, limits.seconds)
    # The engine recurses: it runs out of stack, not of memory.
    return deep(name) if ended == signal.SIGSEGV else big(name, limits.memory)


def engine_environment() -> dict[str, str]:
    """Return the environment of a process that runs the engine within a limit of memory."""
    # Each thread of the engine reserves an arena of 64 MB or more; by chance that alone broke the limit of memory.
    return {**os.environ, "MALLOC_ARENA_MAX": "1"}


class _Worker:
    """The process and its two pipes."""

    def __init__(self, memory: int) -> None:
        theirs, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        # Without `site`, which takes longer to load than the engine; the path is handed over instead.
        command = [sys.executable, "-S", "-P", "-c", _PROGRAM, str(memory)]
        environment = {**engine_environment(), "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
        actions = [(os.POSIX_SPAWN_DUP2, theirs, 0), (os.POSIX_SPAWN_DUP2, answers, 1)]
        try:
            self._process = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
        finally:
            os.close(theirs)
            os.close(answers)
        self._status: int | None = None
        self._poll = select.poll()
        self._poll.register(self._answers, select.POLLIN)
        self._held = bytearray()

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
        """Read as much as is there, which wakes this process less often than reading what is asked for."""
        while len(self._held) < count:
            if not self._poll.poll(max(0.0, end - time.monotonic()) * 1000):
                raise TimeoutError
            part = os.read(self._answers, _PIECE)
            if not part:
                raise EOFError
            self._held += part
        with memoryview(self._held) as view:
            content = bytes(view[:count])
        del self._held[:count]
        return content

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
