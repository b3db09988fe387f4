"""Endpoints elsewhere: whole answers or one clear error; patience with what passes, no step to another host."""

import base64
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from tests.unit.remote.servers import dripping

from kg.errors import EndpointError, KgError, QueryError
from kg.graph.endpoint import Endpoint, declared
from kg.wire.client import Client
from kg.wire.credentials import Credentials

ROWS = json.dumps(
    {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "é"}}]}}
).encode()
JSON = {"Content-Type": "application/sparql-results+json"}
QUICK = Client(total=20, most=10_000, pause=lambda _: None)
Reply = tuple[int, dict[str, str], bytes]


class Server:
    """A server on this machine that answers what the test says, and remembers what it was asked."""

    def __init__(self) -> None:
        """Take a free port."""
        self.replies: list[Reply] = []
        self.seen: list[tuple[str, str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.seen.append((self.path, parse_qs(body)["query"][0], self.headers.get("Authorization", "")))
                status, headers, content = outer.replies[min(len(outer.seen), len(outer.replies)) - 1]
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}/sparql"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()


def asked(server: Server, *replies: Reply, who: Credentials | None = None) -> Endpoint:
    server.replies = list(replies)
    return Endpoint(server.address, replace(QUICK, credentials=who or Credentials()))


def test_rows_truth_and_graphs_are_read(server: Server) -> None:
    answer = asked(server, (200, JSON, ROWS)).ask("SELECT ?x { ?x a kg:Act }")
    assert list(answer.rows()) == [(ox.Literal("é"),)]
    assert server.seen[0][1].startswith("PREFIX kg: <https://w3id.org/statements-kg/def#> SELECT")
    truth = json.dumps({"head": {}, "boolean": True}).encode()
    assert Endpoint(server.address, QUICK).ask("ASK {}").kind == "select"
    server.replies = [(200, JSON, truth)]
    assert Endpoint(server.address, QUICK).ask("ASK {}").truth
    server.replies = [(200, {"Content-Type": "text/turtle; charset=utf-8"}, b"<urn:a> a <urn:B> .")]
    assert len(list(Endpoint(server.address, QUICK).ask("DESCRIBE <urn:a>").triples())) == 1


def test_other_formats_are_written_from_what_came(server: Server) -> None:
    assert asked(server, (200, JSON, ROWS)).ask("SELECT ?x {}", form="csv").content == "x\r\né\r\n".encode()


def test_what_passes_is_tried_again(server: Server) -> None:
    endpoint = asked(server, (503, {}, b""), (429, {"Retry-After": "0"}, b""), (200, JSON, ROWS))
    assert endpoint.ask("SELECT ?x {}").columns == ("x",)
    assert len(server.seen) == 3


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ((500, {}, b"no"), "KG573.*500 no"),
        ((400, {}, b"Parse error at line 1"), "KG573.*Parse error at line 1.*correct the query"),
        ((401, {}, b""), "KG572.*KG_ENDPOINT_USER"),
        ((404, {}, b""), "KG573.*404 Not Found.*path"),
        ((302, {"Location": "http://localhost:9/"}, b""), "KG583"),
        ((307, {"Location": "/sparql"}, b""), "KG583"),
        ((200, {"Content-Type": "text/html"}, b"<html>"), "KG548"),
        ((200, JSON, ROWS[:-4]), "KG548"),
        ((200, JSON, b"[" * 9_000), "KG548"),
        ((200, {**JSON, "Content-Length": "5000"}, ROWS), "KG571|KG581"),
        ((200, JSON, b" " * 20_000), "KG582"),
        ((429, {"Retry-After": "600"}, b""), "KG581"),
    ],
)
def test_no_answer_is_one_clear_error(server: Server, reply: Reply, code: str) -> None:
    with pytest.raises(KgError, match=code) as raised:
        asked(server, reply).ask("SELECT ?x {}")
    assert "\n" not in str(raised.value)
    assert raised.value.fr != raised.value.en


def test_a_redirect_on_the_same_host_is_followed_with_the_query(server: Server) -> None:
    endpoint = asked(server, (307, {"Location": "/other?x=1"}, b""), (200, JSON, ROWS), who=Credentials("u", "p"))
    assert endpoint.ask("SELECT ?x {}").columns == ("x",)
    assert server.seen[1] == ("/other?x=1", "SELECT ?x {}", f"Basic {base64.b64encode(b'u:p').decode()}")


def test_an_update_is_refused_before_it_is_sent(server: Server) -> None:
    with pytest.raises(QueryError, match="KG504"):
        asked(server, (200, JSON, ROWS)).ask("DELETE WHERE { ?s ?p ?o }")
    assert server.seen == []


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    with pytest.raises(EndpointError, match=r"KG571.*nothing listens there"):
        Endpoint(address, QUICK).ask("ASK {}")


def test_only_prefixes_that_are_used_and_not_declared_are_added() -> None:
    query = "PREFIX kg: <urn:mine:> SELECT * { ?s a kg:X ; rdfs:label 'oa:x' ; foo:b 1 }"
    assert declared(query) == "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " + query


@pytest.mark.parametrize("to", ["http://127.0.0.1:port/", "http://[::1", "/a b", "/é"])
def test_a_redirect_to_no_address_is_one_clear_error(server: Server, to: str) -> None:
    with pytest.raises(EndpointError, match="KG583") as caught:
        asked(server, (302, {"Location": to}, b"")).ask("ASK {}")
    assert "no address" in caught.value.en


# Each is sent once, then one byte now and then: headers without end, and bodies of unknown and of wrong length.
@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX-A: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 500 No\r\n\r\n",
    ],
)
def test_an_answer_that_drips_is_cut_off(start: bytes) -> None:
    with dripping(start) as address, pytest.raises(EndpointError, match="KG581"):
        Endpoint(address, Client(total=0.3)).ask("ASK {}")
