"""Every stored query keeps its promises on the shipped data, and gives its expected result on three engines.

To renew the expected results: ``kg queries check --renew``.
"""

import csv
import http.client
import io
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from tests.conformance.queries.shipped import EXPECTED, shipped_store

from kg.graph.answers import Answer
from kg.graph.check_query import check_query
from kg.graph.namespaces import BASE
from kg.graph.query import StoredQuery, stored_queries
from kg.graph.select import select

QUERIES = stored_queries()
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.id)
_REFERENCE = tuple(
    f"<{BASE}id/{kind}/"
    for kind in ("country", "region", "place", "organisation", "resolution", "person", "membership", "tenure")
)


def expected(query: StoredQuery) -> str:
    return (EXPECTED / f"{query.id}.csv").read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    return [*csv.reader(io.StringIO(text))]


def direct(text: str) -> Answer:
    """Answer without a worker: the shipped queries are trusted, and many."""
    answer = shipped_store().query(text)
    assert isinstance(answer, ox.QuerySolutions)
    content = answer.serialize(format=ox.QueryResultsFormat.JSON)
    assert content is not None
    return Answer("select", content, "json")


def test_every_expected_result_belongs_to_a_query() -> None:
    assert len(QUERIES) >= 30
    assert {path.stem for path in EXPECTED.glob("*.csv")} == {query.id for query in QUERIES}


@each_query
def test_it_keeps_its_promises(query: StoredQuery) -> None:
    """Header, columns, places, examples, total order, no repetition, labels in both languages, expected rows."""
    checked = check_query(query, query.id, direct, partial(select, shipped_store()), expected(query))
    assert checked.rows
    assert not checked.findings


@pytest.fixture(scope="module")
def triples() -> list[ox.Triple]:
    """The shipped graph without the reference data that nothing read leads to: most countries and resolutions."""
    about: dict[object, list[ox.Triple]] = {}
    for quad in shipped_store():
        about.setdefault(quad.subject, []).append(quad.triple)
    left = [subject for subject in about if not str(subject).startswith(_REFERENCE)]
    reached = set()
    while left:
        subject = left.pop()
        if subject not in reached and subject in about:
            reached.add(subject)
            left += [triple.object for triple in about[subject]]
    return [triple for subject in reached for triple in about[subject]]


@pytest.fixture(scope="module")
def graph(triples: list[ox.Triple]) -> rdflib.Graph:
    filled = rdflib.Graph()
    filled.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return filled


@each_query
def test_rdflib_gives_the_expected_result(query: StoredQuery, graph: rdflib.Graph) -> None:
    content = graph.query(query.text).serialize(format="csv")
    assert content is not None
    assert rows(content.decode("utf-8")) == rows(expected(query))


@pytest.fixture(scope="module")
def endpoint(triples: list[ox.Triple]) -> Iterator[int]:
    """An Oxigraph server on a free port of this machine, holding the graph; the port."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("the oxigraph server is not installed: pip install -r requirements-dev.txt")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = subprocess.Popen(
        [str(program), "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, server)
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        assert _post(port, "/store?default", content, {"Content-Type": "application/n-triples"})[0] in (200, 201, 204)
        yield port
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server does not answer")


def _post(port: int, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    with closing(connection):
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


@each_query
def test_an_endpoint_gives_the_expected_result(query: StoredQuery, endpoint: int) -> None:
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    status, content = _post(endpoint, "/query", query.text.encode("utf-8"), headers)
    assert status == 200, content
    assert rows(content.decode("utf-8")) == rows(expected(query))
