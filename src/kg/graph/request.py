"""What passes between a session and its worker: a request as JSON, and messages that say how long they are.

It imports nothing that takes time to load: the session's side is loaded by every command that asks something.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kg.graph.namespaces import PREFIXES

Form = Literal["json", "csv", "tsv", "xml"]
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Data:
    """An RDF file to ask.

    Attributes:
        path: Turtle, N-Triples, TriG or N-Quads, told by the suffix.
        graph: IRI of the named graph that its triples go to; empty for the default graph.
        base: IRI that relative IRIs in the file are resolved against; empty where it has none.
    """

    path: Path
    graph: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One query and what it may take.

    Attributes:
        source: Folder of the index, or the files to load; loaded once while it stays the same.
        query: SPARQL that ``kg.graph.refuse`` accepts.
        prefixes: ``{prefix: namespace}`` that the query need not declare.
        form: Format of rows and truth.
        base: IRI that relative IRIs in the query are resolved against; empty for none.
        seconds: Processor time.
        most: Bytes of the result.
    """

    source: Path | tuple[Data, ...]
    query: str
    prefixes: Mapping[str, str]
    form: Form
    base: str
    seconds: int
    most: int

    def write(self) -> bytes:
        """Return the request as JSON."""
        files = (
            [] if isinstance(self.source, Path) else [[str(each.path), each.graph, each.base] for each in self.source]
        )
        index = str(self.source) if isinstance(self.source, Path) else None
        rest = (self.query, dict(self.prefixes), self.form, self.base, self.seconds, self.most)
        return json.dumps([index, files, *rest], ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def read(cls, content: bytes) -> "Request":
        """Return the request that ``write`` wrote."""
        index, files, *rest = json.loads(content)
        data = tuple(Data(Path(path), graph, base) for path, graph, base in files)
        return cls(data if index is None else Path(index), *rest)


@lru_cache(maxsize=64)
def prefixes_in(text: str) -> Mapping[str, str]:
    """Return ``{prefix: namespace}`` of the known prefixes that a query may use; each one costs the parser time."""
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in text}


def send(file: int, *messages: bytes) -> None:
    """Write messages to a file descriptor, at once as far as it takes them, so that the reader wakes once."""
    lengths = (len(each).to_bytes(_LENGTH, "big") for each in messages)
    parts = [memoryview(part) for pair in zip(lengths, messages, strict=True) for part in pair]
    while parts:
        written = os.writev(file, parts)
        while parts and written >= len(parts[0]):
            written -= len(parts.pop(0))
        if parts:
            parts[0] = parts[0][written:]


def receive(file: int) -> bytes:
    """Read a message from a file descriptor; empty at the end of the stream."""
    return _read(file, int.from_bytes(_read(file, _LENGTH), "big"))


def _read(file: int, count: int) -> bytes:
    parts: list[bytes] = []
    while count and (part := os.read(file, min(count, 1 << 20))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts) if not count else b""
