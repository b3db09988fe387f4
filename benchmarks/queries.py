"""Stored queries through the library and the command line beside peers: ``python -m benchmarks.queries [QUADS …]``.

The same data, machine and run for all: pyoxigraph on the same index in this process, Oxigraph's server, Virtuoso and
rdflib, at 60,000 and at 1,000,000 quads. Each query is a stored one with its defaults; an answer is CSV, written whole.
Peers are timed in turn with the library; the best of the rounds counts.
"""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from math import prod
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
import pytest

from benchmarks.graphs import folder, parts
from benchmarks.measure import Comparison, command, compare, processor, seconds, spent
from benchmarks.peers import Answering, oxigraph_server, pyoxigraph, rdflib_graph, tried, virtuoso_server
from kg.graph.engine import Limits, Session, run_query
from kg.graph.query import StoredQuery, stored_queries
from kg.graph.store import build_index, open_index
from kg.workspace import Workspace

Clock = Callable[[], float]
SIZES = (60_000, 1_000_000)
LIMITS = Limits(seconds=120, memory=8 * 1024**3, result=512 * 1024**2)
BUDGET = "1.2 times"
_NONE = "none, for comparison"
_RDFLIB = 10
"""Seconds after which rdflib is interrupted."""
_FEW, _MANY, _ENOUGH = 3, 40, 1.0
"""Rounds at least and at most, and seconds that those of one side may take."""
_CHAIN, _SMALL = "full-chain", "hosts-by-frequency"


@dataclass(frozen=True, slots=True)
class Timed:
    """One query answered by both.

    Attributes:
        name: The query.
        ours: Seconds of the library.
        peer: Seconds of the peer.
        same: Whether both gave the same rows.
    """

    name: str
    ours: float
    peer: float
    same: bool


def make_workspace(quads: int) -> tuple[Workspace, list[ox.Triple]]:
    """Make a workspace with an index of ``quads`` quads; return it and the triples that queries see."""
    made = parts(quads)
    workspace = Workspace.create(folder() / "workspace")
    workspace.index.parent.mkdir(parents=True, exist_ok=True)
    size = build_index(workspace.index, made, "benchmark")
    triples = list(dict.fromkeys(triple for part in made for triple in (*part.asserted, *part.inferred)))
    print(f"{size} quads in the index (asked for: {quads}), {len(triples)} triples in its default graph", flush=True)
    return workspace, triples


def time_all(ours: Answering, peer: Answering, rounds: int, clock: Clock) -> Iterator[Timed]:
    """Time every stored query that the peer answers, both ways: the more rounds the shorter it is, ``rounds`` at most.

    What takes a peer over a second is not asked again.
    """
    for query in stored_queries():
        theirs, once = tried(peer, query, clock)
        if theirs is not None:
            same = rows(ours(query)) == rows(theirs)
            number = min(rounds, max(_FEW, round(_ENOUGH / once)))
            if once > _ENOUGH:
                yield Timed(query.id, seconds(partial(ours, query), clock), once, same)
            else:
                yield Timed(
                    query.id, *compare(partial(ours, query), partial(peer, query), rounds=number, clock=clock), same
                )


def rows(content: bytes) -> list[list[str]]:
    """Return the lines of a CSV without their order, which queries give by labels that engines collate differently."""
    return sorted(csv.reader(io.StringIO(content.decode("utf-8"))))


def against(name: str, ours: Answering, peer: Answering, budget: str, clock: Clock = perf_counter) -> Iterator[str]:
    """Give the sums, the mean ratio, the shortest query, and what the peer could not do."""
    found = list(time_all(ours, peer, _MANY if budget == BUDGET else _FEW, clock))
    mine, others = sum(each.ours for each in found), sum(each.peer for each in found)
    mean = prod(each.ours / each.peer for each in found) ** (1 / len(found))
    queries = stored_queries()
    note = f"sum of {len(found)} of {len(queries)} queries; geometric mean of the ratios {mean:.2f}"
    what = "by the clock" if clock is perf_counter else "processor time"
    yield Comparison(f"library, warm worker, {what}", mine, name, others, budget, note).line()
    short = min(found, key=lambda each: each.peer)
    yield Comparison(f"  the shortest: {short.name}", short.ours, name, short.peer, budget).line()
    answered = {each.name for each in found}
    left = [each.id for each in queries if each.id not in answered]
    if left:
        yield f"  {name} gave no answer to {len(left)}: {', '.join(left)}"
    other = [each.name for each in found if not each.same]
    if other:
        yield f"  {name} gave other rows to {len(other)}: {', '.join(other)}"


def command_line(workspace: Path) -> Iterator[str]:
    """Time ``kg query`` with its start, to a table and to CSV."""
    program = str(Path(sys.executable).with_name("kg"))
    for name in (_SMALL, _CHAIN):
        for form in ("table", "csv"):
            run = command([program, "query", name, "--format", form, "--workspace", str(workspace)])
            yield f"{f'kg query {name} --format {form}':42} {spent(run, rounds=7)}  budget: 0.5 s, small workspace"


def lines(quads: int) -> Iterator[str]:
    """Yield the lines for one size."""
    workspace, triples = make_workspace(quads)
    chain = next(each for each in stored_queries() if each.id == _CHAIN)
    cold = spent(lambda: run_query(workspace.index, chain.text, form="csv", limits=LIMITS), rounds=7)
    yield f"{f'{_CHAIN}, new worker, index opened':42} {cold}  budget: 1 s at a million quads"
    yield from command_line(workspace.root)
    with Session(workspace.index, LIMITS) as session:

        def ours(query: StoredQuery) -> bytes:
            return session.ask(query.text, form="csv").content

        raw = pyoxigraph(open_index(workspace.index))
        for clock in (perf_counter, processor):
            yield from against("pyoxigraph", ours, raw, BUDGET, clock)
        servers: tuple[tuple[str, AbstractContextManager[Answering]], ...] = (
            ("Oxigraph server", oxigraph_server(workspace.index, LIMITS)),
            ("Virtuoso", virtuoso_server(triples, LIMITS)),
        )
        for name, server in servers:
            try:
                with server as peer:
                    yield from against(name, ours, peer, _NONE)
            except pytest.skip.Exception as absent:
                yield f"{name}: {absent}"
        yield f"rdflib is interrupted after {_RDFLIB} s a query, and asked once"
        yield from against("rdflib", ours, rdflib_graph(triples, _RDFLIB), _NONE)


def main() -> None:
    """Print the comparison for each size."""
    for quads in [int(each) for each in sys.argv[1:]] or SIZES:
        for line in lines(quads):
            print(line, flush=True)


if __name__ == "__main__":
    main()
