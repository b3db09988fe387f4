"""Graphs pushed into a store part by part, so that a push that broke off goes on where it stopped.

What was done stands in a small file, replaced whole after each part. A graph that has not changed since is only
counted. The first part of a graph replaces what the store had; the others add to it, and can be sent twice without harm
because every triple with a blank node is in the first.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.graph.dataset import Graphs, lines_of
from kg.remote.store import GraphStore
from kg.workspace import replace, writing

PART = 20_000
"""Triples in one request."""
_BLANK = b"_:"


def _silent(_graph: str, _sent: int, _total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one graph.

    Attributes:
        graph: Its IRI; empty for the default graph.
        triples: How many it has, there as here.
        sent: How many of them this run sent.
    """

    graph: str
    triples: int
    sent: int


@dataclass(frozen=True, slots=True)
class State:
    """What was done, kept in a file.

    Attributes:
        path: The file.
        store: Address that it is about; what it says of any other is not believed.
    """

    path: Path
    store: str

    def read(self) -> dict[str, dict[str, Any]]:
        """Return ``{graph: {"sha256": …, "parts": how many were sent}}``."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return dict(found["graphs"]) if found["store"] == self.store else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            # Without it everything is sent again, which costs time only.
            return {}

    def write(self, graphs: dict[str, dict[str, Any]]) -> None:
        """Put it in the file, whole or not at all."""
        content = json.dumps({"store": self.store, "graphs": graphs}, indent=1, sort_keys=True)
        with writing(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replace(self.path, content.encode("utf-8"))


def push(
    graphs: Graphs,
    store: GraphStore,
    state: State,
    *,
    replacing: bool = False,
    progress: Callable[[str, int, int], None] = _silent,
    size: int = PART,
) -> Iterator[Pushed]:
    """Make the graphs of a store those of ``graphs``, which is empty afterwards, and count them; other graphs stay.

    Args:
        graphs: What to push.
        store: Where to.
        state: What was done before.
        replacing: Whether to send all again, whatever the store has.
        progress: Called after each part with graph, triples there now, and triples in all.
        size: Triples in one request.

    Raises:
        EndpointError: see ``Client.send``; a graph has content that is not ours (KG576), or another number of triples
            than was sent (KG577).
    """
    done = state.read()
    for name in sorted(graphs):
        # Those with blank nodes first.
        lines = sorted(lines_of(graphs.pop(name)), key=lambda line: _BLANK not in line)
        if not lines:
            continue
        graph = name.decode().strip("<>")
        parts = list(_parts(lines, size))
        digest = hashlib.sha256(b"".join(lines)).hexdigest()
        start = 0 if replacing else _start(store, graph, parts, digest, done.get(graph))
        done[graph] = {"sha256": digest, "parts": start}
        state.write(done)
        there = sum(map(len, parts[:start]))
        for number in range(start, len(parts)):
            (store.post if number else store.put)(graph, b"".join(parts[number]))
            done[graph]["parts"] = number + 1
            state.write(done)
            progress(graph, there + sum(map(len, parts[start : number + 1])), len(lines))
        found = store.count(graph)
        if found != _stored(lines, found):
            raise _miscounted(store, graph, len(lines), found)
        yield Pushed(graph, found, len(lines) - there)


def _start(
    store: GraphStore, graph: str, parts: Sequence[Sequence[bytes]], digest: str, known: Mapping[str, Any] | None
) -> int:
    """Return how many parts of a graph the store has: those sent before, unless it lost them."""
    found = store.count(graph)
    if known is None and found:
        raise _not_ours(store, graph)
    if known is None or known.get("sha256") != digest:
        return 0
    start = int(known["parts"])
    sent = [line for part in parts[:start] for line in part]
    return start if found >= _stored(sent, found) else 0


def _parts(lines: list[bytes], size: int) -> Iterator[list[bytes]]:
    """Cut the lines; everything that may hold a blank node goes into the first part."""
    first = max(size, sum(_BLANK in line for line in lines))
    yield lines[:first]
    for start in range(first, len(lines), size):
        yield lines[start : start + size]


def _stored(lines: Sequence[bytes], found: int) -> int:
    """Return how many triples a store makes of the lines, of which it says that it found ``found``.

    Stores write numbers and dates in one form each, after which two triples may be one.
    """
    if found == len(lines):
        return found
    store = ox.Store()
    store.bulk_load(b"".join(lines), ox.RdfFormat.N_TRIPLES)
    return len(store)


def _miscounted(store: GraphStore, graph: str, sent: int, found: int) -> EndpointError:
    return EndpointError(
        "KG577",
        graph or store.store.url,
        en=f"has {found} triples in the store, and {sent} were sent; run again with --replace",
        fr=f"a {found}\u00a0triplets dans le dépôt, et {sent} ont été envoyés\u00a0; relancez avec --replace",
    )


def _not_ours(store: GraphStore, graph: str) -> EndpointError:
    return EndpointError(
        "KG576",
        graph or store.store.url,
        en="has triples in the store that this command did not put there; name another graph with --graph, "
        "or add --replace to replace them",
        fr="a dans le dépôt des triplets que cette commande n’y a pas mis\u00a0; nommez un autre graphe avec --graph, "
        "ou ajoutez --replace pour les remplacer",
    )
