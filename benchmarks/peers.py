"""Who else answers the same queries: rdflib in this process, Oxigraph's server and Virtuoso on this machine."""

import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import quote

import pyoxigraph as ox
import rdflib
from tests.unit.remote.servers import free_port, installed_oxigraph, running, virtuoso

from benchmarks.graphs import folder
from kg.errors import EndpointError, QueryError
from kg.graph.dataset import group_graphs
from kg.graph.endpoint import Endpoint
from kg.graph.engine import Limits
from kg.graph.namespaces import STATEMENTS_GRAPH
from kg.graph.query import StoredQuery
from kg.graph.store import quads_of
from kg.remote.push import State, push
from kg.remote.store import graph_store
from kg.wire.client import Client
from kg.wire.credentials import Credentials

Answering = Callable[[StoredQuery], bytes]
"""Answers a stored query with its defaults, as CSV, N-Triples or truth.

Raises ``EndpointError``, ``QueryError`` or ``TimeoutError`` when it cannot.
"""
_BUFFERS = 100_000
"""Pages of 8 kB that Virtuoso may keep in memory: more than a million quads take."""


def pyoxigraph(store: ox.Store) -> Answering:
    """Answer with pyoxigraph alone, in this process."""

    def answer(query: StoredQuery) -> bytes:
        found = store.query(query.text)
        if isinstance(found, ox.QueryTriples):
            return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return found.serialize(format=ox.QueryResultsFormat.CSV) or b""

    return answer


@contextmanager
def oxigraph_server(index: Path, limits: Limits) -> Iterator[Answering]:
    """Run Oxigraph's server on a copy of an index."""
    copy = folder() / "quads"
    shutil.copytree(quads_of(index), copy)
    url = f"http://127.0.0.1:{free_port()}/"
    bind = ["--location", str(copy), "--bind", url.removeprefix("http://").strip("/")]
    with running([str(installed_oxigraph()), "serve-read-only", *bind], Path(), url):
        yield partial(_ask, Endpoint(f"{url}query", _client(limits)))


@contextmanager
def virtuoso_server(triples: Sequence[ox.Triple], limits: Limits) -> Iterator[Answering]:
    """Run Virtuoso with the triples in one graph, pushed as ``kg load`` does."""
    place = folder()
    with virtuoso(place, buffers=_BUFFERS) as url:
        client = Client(Credentials("dba", "dba"), seconds=600)
        store = graph_store(f"{url}sparql-graph-crud-auth", "", client)
        graph = STATEMENTS_GRAPH
        quads = (ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples)
        for _ in push(group_graphs(quads), store, State(place / "state.json", store.store.url)):
            pass
        yield partial(_ask, Endpoint(f"{url}sparql?default-graph-uri={quote(graph.value, safe='')}", _client(limits)))


def _client(limits: Limits) -> Client:
    return Client(seconds=limits.seconds, total=limits.seconds, most=limits.result)


def _ask(endpoint: Endpoint, query: StoredQuery) -> bytes:
    return endpoint.ask(query.text, form="csv", name=query.id).content


def rdflib_graph(triples: Sequence[ox.Triple], seconds: int) -> Answering:
    """Answer with rdflib, which is interrupted after ``seconds``."""
    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")

    def answer(query: StoredQuery) -> bytes:
        before = signal.signal(signal.SIGALRM, _over)
        signal.alarm(seconds)
        try:
            found = graph.query(query.text)
            form = "nt" if found.type in ("CONSTRUCT", "DESCRIBE") else "csv"
            return found.serialize(format=form) or b""
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)

    return answer


def _over(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


def tried(answer: Answering, query: StoredQuery, clock: Callable[[], float]) -> tuple[bytes | None, float]:
    """Return what a peer answers, None when it cannot, and the seconds it took by the clock."""
    start = clock()
    try:
        content: bytes | None = answer(query)
    except (EndpointError, QueryError, TimeoutError):
        content = None
    return content, clock() - start
