"""Stored queries through the library beside peers: ``python -m benchmarks.queries [QUADS …]``.

The same data, machine and run for all: pyoxigraph on the same index in this process, Oxigraph's server on this machine,
rdflib up to 60,000 triples. Each query is one with its defaults; an answer is CSV, written whole.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import prod
from pathlib import Path

import pyoxigraph as ox
import rdflib

from benchmarks.graphs import copies, folder
from benchmarks.measure import Comparison, compare, seconds
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.endpoint import Endpoint
from kg.graph.engine import Limits, Session, run_query
from kg.graph.infer import infer
from kg.graph.query import StoredQuery, stored_queries
from kg.graph.store import Part, build_index, open_index, quads_of
from kg.wire.client import Client

SIZES = (60_000, 1_000_000)
_MOST_RDFLIB = 100_000
_LIMITS = Limits(seconds=120, memory=8 * 1024**3, result=512 * 1024**2)
_BUDGET = "1.2 times"


def make_index(quads: int) -> tuple[Path, list[ox.Triple]]:
    """Build an index of at least ``quads`` quads with what the rules add; return it and its triples."""
    asserted = copies(quads // 2)
    inferred = infer(asserted, load_background())
    triples = list(dict.fromkeys((*asserted, *read_triples(known_files()))))
    path = folder() / "index"
    build_index(path, [Part("copies", triples, inferred)], "benchmark")
    return path, [*triples, *inferred]


def straight(store: ox.Store, query: StoredQuery) -> bytes:
    """Answer a query with pyoxigraph alone."""
    answer = store.query(query.text)
    if isinstance(answer, ox.QueryTriples):
        return answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return answer.serialize(format=ox.QueryResultsFormat.CSV) or b""


@contextmanager
def oxigraph_server(index: Path) -> Iterator[str]:
    """Run Oxigraph's server on a copy of an index and yield the address of its endpoint."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    copy = folder() / "quads"
    shutil.copytree(quads_of(index), copy)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    bind = ["--location", str(copy), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([program, "serve-read-only", *bind], stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


def against(name: str, ours: Callable[[StoredQuery], object], peer: Callable[[StoredQuery], object]) -> Iterator[str]:
    """Time every stored query both ways, and give the sums and the mean ratio."""
    pairs = [compare(partial(ours, each), partial(peer, each), rounds=3) for each in stored_queries()]
    mine, others = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    mean = prod(pair[0] / pair[1] for pair in pairs) ** (1 / len(pairs))
    note = f"sum of {len(pairs)} queries; geometric mean of the ratios {mean:.2f}"
    yield Comparison("library, warm worker", mine, name, others, _BUDGET, note).line()


def lines(quads: int) -> Iterator[str]:
    """Yield the lines for one size."""
    index, triples = make_index(quads)
    store = open_index(index)
    yield f"{len(store)} quads in the index"
    with Session(index, _LIMITS) as session:
        session.ask("ASK {}")

        def ours(query: StoredQuery) -> bytes:
            return session.ask(query.text, form="csv").content

        yield from against("pyoxigraph", ours, partial(straight, store))
        with oxigraph_server(index) as address:
            endpoint = Endpoint(address, Client(total=_LIMITS.seconds, most=_LIMITS.result))
            yield from against("Oxigraph server", ours, lambda query: endpoint.ask(query.text, form="csv"))
        if len(triples) <= _MOST_RDFLIB:
            graph = rdflib.Graph()
            graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
            chain = next(each for each in stored_queries() if each.id == "full-chain")
            mine, other = (
                seconds(partial(ours, chain)),
                seconds(lambda: graph.query(chain.text).serialize(format="csv")),
            )
            yield Comparison("full-chain, warm worker", mine, "rdflib", other, "faster").line()
    chain = next(each for each in stored_queries() if each.id == "full-chain")
    cold = seconds(lambda: run_query(index, chain.text, form="csv", limits=_LIMITS))
    yield f"full-chain, new worker, index opened: {cold:.3f} s  budget: 1 s at a million quads"


def main() -> None:
    """Print the comparison for each size."""
    for quads in [int(each) for each in sys.argv[1:]] or SIZES:
        for line in lines(quads):
            print(line, flush=True)


if __name__ == "__main__":
    main()
