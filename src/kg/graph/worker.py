"""The process that runs queries: no network, little memory, little time, each answer complete or an error.

The parent (``kg.graph.session``) starts it, writes requests to its standard input and kills it when the time of one is
over. Each message is its length, in eight bytes, and its content. A request is JSON; an answer is a head as JSON, then
the result, and nothing is sent before the result is complete.
"""

import contextlib
import ctypes
import io
import json
import os
import resource
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, QueryError, WorkspaceError
from kg.graph.asked_graphs import check_dataset
from kg.graph.bounds import bounded
from kg.graph.examination import Examination
from kg.graph.request import Data, Request, receive, send
from kg.graph.store import manifest_of, open_index

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_FORMS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


def main(memory: int) -> None:
    """Answer requests from standard input on standard output until there are no more.

    The head of an answer is ``{"ok": true, "kind": "select"|"ask"|"graph"}`` or
    ``{"ok": false, "reason": …, "message": …}``.

    Args:
        memory: Bytes of address space that the process may take.
    """
    answers = os.dup(1)
    _confine(memory)
    cache = _Cache()
    while content := receive(0):
        request = _read_request(content)
        _allow(request.seconds)
        head, result = _attempt(request, cache)
        send(answers, json.dumps(head).encode(), result)


def _read_request(content: bytes) -> Request | Examination:
    told = json.loads(content)
    return Examination.read(told) if isinstance(told, dict) else Request.read(content)


def _confine(memory: int) -> None:
    """Give up the network where the system allows it, then standard output and error, memory and core dumps."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    bounded(memory)


def _allow(seconds: int) -> None:
    """Let the process take this much processor time more, and one second; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _attempt(request: Request | Examination, cache: "_Cache") -> tuple[dict[str, object], bytes]:
    try:
        if isinstance(request, Examination):
            kind, result = "verdict", _examined(request)
        else:
            kind, result = _answer(request, cache.store(request.source))
    except (InputError, QueryError, WorkspaceError) as error:
        return {
            "ok": False,
            "reason": "data",
            "message": error.en,
            "fr": error.fr,
            "of": [error.code, error.where],
        }, b""
    except _TooMuchError:
        return {"ok": False, "reason": "size", "message": ""}, b""
    except SyntaxError as error:
        return {"ok": False, "reason": "syntax", "message": str(error)}, b""
    except MemoryError:
        return {"ok": False, "reason": "memory", "message": ""}, b""
    except (ValueError, RuntimeError, OSError) as error:
        return {"ok": False, "reason": "engine", "message": str(error)}, b""
    except (LookupError, TypeError, AttributeError, ArithmeticError) as error:
        return {"ok": False, "reason": "bug", "message": f"{type(error).__name__}: {error}"}, b""
    return {"ok": True, "kind": kind}, result


class _TooMuchError(Exception):
    """The result is larger than allowed."""


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond its limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:
        written = super().write(data)
        if self.tell() > self._most:
            raise _TooMuchError
        return written


def _answer(request: Request, store: ox.Store) -> tuple[str, bytes]:
    answer = store.query(request.query, prefixes=dict(request.prefixes), base_iri=request.base or None)
    # What the engine does not understand comes first. Nothing has been evaluated yet, and nothing is fetched.
    check_dataset(request.query, request.prefixes, request.base, store.contains_named_graph)
    buffer = _Bounded(request.most)
    if isinstance(answer, ox.QueryTriples):
        answer.serialize(buffer, ox.RdfFormat.N_TRIPLES)
        return "graph", buffer.getvalue()
    answer.serialize(buffer, _FORMS[request.form])
    return "select" if isinstance(answer, ox.QuerySolutions) else "ask", buffer.getvalue()


def _examined(asked: Examination) -> bytes:
    # Only who judges files needs shapes, reference data and labels.
    verdict: bytes = import_module("kg.graph.examine").examine(asked).to_json()
    if len(verdict) > asked.most:
        raise _TooMuchError
    return verdict


class _Cache:
    """The store that was asked last: the next query on the same source finds it loaded."""

    def __init__(self) -> None:
        self._key: object = None
        self._store: ox.Store | None = None

    def store(self, source: Path | tuple[Data, ...]) -> ox.Store:
        key = (source, manifest_of(source)) if isinstance(source, Path) else source
        if self._store is None or key != self._key:
            self._store = None
            self._store = open_index(source, counted=False) if isinstance(source, Path) else _loaded(source)
            self._key = key
        return self._store


def _loaded(files: tuple[Data, ...]) -> ox.Store:
    store = ox.Store()
    # An index needs no parser of files, whose checks take as long to import as all the rest.
    load = import_module("kg.graph.load")
    for file in files:
        content, form = load.content_of(file.path)
        graph = ox.NamedNode(file.graph) if file.graph else None
        try:
            store.bulk_load(content, form, base_iri=file.base or None, to_graph=graph)
        except (SyntaxError, MemoryError) as error:
            raise load.broken(file.path, error, content.decode("utf-8")) from error
    return store
