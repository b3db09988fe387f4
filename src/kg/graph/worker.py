"""The process that runs one query and ends: no network, little memory, little time, one answer or one error.

The parent (``kg.graph.engine``) starts it with a request and kills it when its time is over. Nothing is sent before the
result is complete: a head, as JSON, then the result.
"""

import contextlib
import ctypes
import io
import json
import os
import resource
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from kg.errors import InputError, WorkspaceError
from kg.graph.load import broken, content_of
from kg.graph.store import open_index

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_FORMS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


@dataclass(frozen=True, slots=True)
class Request:
    """One query and what it may take.

    Attributes:
        index: Folder of the index, or None to load ``files``.
        files: RDF files.
        query: SPARQL that ``kg.graph.refuse`` accepts.
        prefixes: ``{prefix: namespace}`` that the query need not declare.
        form: Format of rows and truth: ``json``, ``csv``, ``tsv`` or ``xml``.
        seconds: Processor time.
        memory: Bytes of address space.
        most: Bytes of the result.
    """

    index: Path | None
    files: tuple[Path, ...]
    query: str
    prefixes: Mapping[str, str]
    form: Literal["json", "csv", "tsv", "xml"]
    seconds: int
    memory: int
    most: int


def work(request: Request, answers: Connection) -> None:
    """Answer ``request``: first the head, then, if it says ``ok``, the result.

    The head is ``{"ok": true, "kind": "select"|"ask"|"graph"}`` or ``{"ok": false, "reason": …, "message": …}``.
    """
    _confine(request)
    head, result = _attempt(request)
    answers.send_bytes(json.dumps(head).encode())
    answers.send_bytes(result)
    answers.close()


def _confine(request: Request) -> None:
    """Give up the network where the system allows it, then standard error, time, memory and core dumps."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 2)
    for what, limit in (
        (resource.RLIMIT_CPU, request.seconds + 1),
        (resource.RLIMIT_AS, request.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))


def _attempt(request: Request) -> tuple[dict[str, object], bytes]:
    try:
        kind, result = _answer(request)
    except (InputError, WorkspaceError) as error:
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


def _answer(request: Request) -> tuple[str, bytes]:
    answer = _store(request).query(request.query, prefixes=dict(request.prefixes))
    buffer = _Bounded(request.most)
    if isinstance(answer, ox.QueryTriples):
        answer.serialize(buffer, ox.RdfFormat.N_TRIPLES)
        return "graph", buffer.getvalue()
    answer.serialize(buffer, _FORMS[request.form])
    return "select" if isinstance(answer, ox.QuerySolutions) else "ask", buffer.getvalue()


def _store(request: Request) -> ox.Store:
    if request.index is not None:
        return open_index(request.index, counted=False)
    store = ox.Store()
    for path in request.files:
        content, form = content_of(path)
        try:
            store.bulk_load(content, form)
        except SyntaxError as error:
            raise broken(path, error) from error
    return store
