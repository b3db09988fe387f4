"""Requests that fail for a moment are sent again; those that cannot succeed say why."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.unit.remote.servers import answering, dripping, free_port

from kg.errors import EndpointError, QueryError
from kg.remote.push import State
from kg.remote.store import graph_store
from kg.wire.address import address
from kg.wire.client import Client
from kg.wire.credentials import Credentials, read_credentials

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def service(answers: list[Answer]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Answer requests one after the other; give the address and the headers of the requests."""
    seen: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.do_PUT()

        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append(dict(self.headers))
            status, headers, body = answers[min(len(seen), len(answers)) - 1]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with answering(Handler) as port:
        yield f"http://127.0.0.1:{port}/store", seen


def client(credentials: Credentials | None = None, waits: list[float] | None = None) -> Client:
    return Client(credentials or Credentials(), seconds=2, pause=(waits if waits is not None else []).append)


def test_a_busy_service_is_asked_again_when_it_says() -> None:
    waits: list[float] = []
    with service([(503, {"Retry-After": "7"}, b""), (502, {}, b""), (204, {}, b"")]) as (url, seen):
        assert client(waits=waits).send("PUT", address(url), {}, b"x").status == 204
    assert len(seen) == 3
    # A little more, so that many who failed together do not come back together.
    assert [int(wait) for wait in waits] in ([7, 2], [8, 2])


def test_a_service_that_stays_busy_is_an_error() -> None:
    with (
        service([(503, {}, b"<h1>Too\nbusy</h1>")]) as (url, seen),
        pytest.raises(EndpointError, match="KG573") as caught,
    ):
        client().send("PUT", address(url), {})
    assert len(seen) == 4
    assert "503 Too busy" in caught.value.en


def test_a_bad_request_is_not_repeated() -> None:
    with service([(400, {}, b"no")]) as (url, seen), pytest.raises(EndpointError, match="KG573"):
        client().send("PUT", address(url), {})
    assert len(seen) == 1


def test_basic_and_bearer() -> None:
    with service([(204, {}, b"")]) as (url, seen):
        client(Credentials("me", "pässword")).send("PUT", address(url), {})
    # Unasked: a service that lets everybody in to less never asks.
    assert base64.b64decode(seen[0]["Authorization"].removeprefix("Basic ")).decode() == "me:pässword"
    with service([(204, {}, b"")]) as (url, seen):
        client(Credentials("", "", "t0ken")).send("PUT", address(url), {})
    assert seen[0]["Authorization"] == "Bearer t0ken"


def test_a_password_or_a_token_never_travels_unencrypted_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.wire.address._LOCAL", ())
    with service([(204, {}, b"")]) as (url, seen), pytest.raises(EndpointError, match="KG580"):
        client(Credentials("", "", "t0ken")).send("PUT", address(url), {})
    assert seen == []
    challenge = {"WWW-Authenticate": 'Basic realm="a"'}
    with service([(401, challenge, b"")]) as (url, seen), pytest.raises(EndpointError, match="KG580") as caught:
        client(Credentials("me", "secret")).send("PUT", address(url), {})
    assert len(seen) == 1
    assert "Authorization" not in seen[0]
    assert "secret" not in str(caught.value)
    digest = {"WWW-Authenticate": 'Digest realm="a", nonce="n", qop="auth"'}
    with service([(401, digest, b""), (204, {}, b"")]) as (url, seen):
        client(Credentials("me", "secret")).send("PUT", address(url), {})
    assert seen[1]["Authorization"].startswith("Digest ")


def test_digest_is_that_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    # The example of RFC 7616 section 3.9.1.
    monkeypatch.setattr("secrets.token_hex", lambda _: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    challenge = (
        'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    mufasa = Credentials("Mufasa", "Circle of Life")
    expected = {
        "MD5": "8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    }
    for algorithm, response in expected.items():
        answer = mufasa.answer(challenge.format(algorithm), "GET", "/dir/index.html")
        assert f'response="{response}"' in answer


def test_a_password_that_is_refused_is_not_offered_again() -> None:
    challenge = {"WWW-Authenticate": 'Basic realm="a"'}
    with service([(401, challenge, b"")]) as (url, seen), pytest.raises(EndpointError, match="KG572"):
        client(Credentials("me", "secret")).send("PUT", address(url), {})
    assert len(seen) == 1


def test_a_service_that_asks_who_we_are_before_it_took_everything_is_told() -> None:
    body = b"x" * 20_000_000
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])
        taken: list[int] = []

        def serve() -> None:
            with listening.accept()[0] as first:
                first.recv(10)
                first.sendall(b'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="a", nonce="b", qop="auth"\r\n\r\n')
            with listening.accept()[0] as second, second.makefile("rb") as heard:
                head = [*iter(heard.readline, b"\r\n")]
                assert any(line.startswith(b"Authorization: Digest") for line in head)
                taken.append(len(heard.read(len(body))))
                second.sendall(b"HTTP/1.1 204 Done\r\n\r\n")

        serving = threading.Thread(target=serve)
        serving.start()
        assert (
            client(Credentials("me", "secret")).send("PUT", address(f"http://127.0.0.1:{port}/store"), {}, body).status
            == 204
        )
        serving.join()
    assert taken == [len(body)]


def test_a_service_that_breaks_off_after_half_has_not_taken_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = int(listening.getsockname()[1])

        def serve() -> None:
            for _ in range(4):
                with listening.accept()[0] as each:
                    each.recv(10)
                    each.sendall(b"HTTP/1.1 204 Done\r\n\r\n")

        serving = threading.Thread(target=serve)
        serving.start()
        with pytest.raises(EndpointError, match="KG571"):
            client().send("PUT", address(f"http://127.0.0.1:{port}/store"), {}, b"x" * 20_000_000)
        serving.join()


def test_nothing_listens_there() -> None:
    waits: list[float] = []
    with pytest.raises(EndpointError, match=r"KG571.*nothing listens"):
        client(waits=waits).send("PUT", address(f"http://127.0.0.1:{free_port()}/store"), {})
    assert [round(wait / 2**turn) for turn, wait in enumerate(waits)] == [1, 1, 1]


@pytest.mark.parametrize(
    "url",
    ["ftp://a/store", "store", "http://me:secret@host/store", "http://h:x/", "http:///a", "http://[", "http://h/ b"],
)
def test_an_address_that_cannot_be_used(url: str) -> None:
    with pytest.raises(EndpointError, match="KG570") as caught:
        graph_store(url, "", client())
    assert "secret" not in str(caught.value)


def test_where_queries_are_answered() -> None:
    known = {"http://h/store": "http://h/query", "http://h/sparql-graph-crud-auth": "http://h/sparql"}
    for store, queries in known.items():
        assert graph_store(store, "", client()).queries.place.url == queries
    with pytest.raises(EndpointError, match="KG574"):
        graph_store("http://h/elsewhere", "", client())


def test_credentials_come_from_a_file_or_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "auth.toml"

    def made(text: str) -> Credentials:
        path.write_text(text, encoding="utf-8")
        return read_credentials(path, {"KG_ENDPOINT_USER": "another"})

    assert made('user = "me"\npassword = "a:b"\n') == Credentials("me", "a:b")
    assert made('token = "t"') == Credentials("", "", "t")
    # The short form.
    assert made("me:a:b=c\n") == Credentials("me", "a:b=c")
    assert made("Bearer abc\n") == Credentials("", "", "abc")
    assert "secret" not in repr(Credentials("me", "secret", "secret"))
    assert read_credentials(None, {"KG_ENDPOINT_TOKEN": "t"}) == Credentials("", "", "t")
    assert read_credentials(None, {"KG_ENDPOINT_USER": "u", "KG_ENDPOINT_PASSWORD": "p"}) == Credentials("u", "p")
    assert read_credentials(None, {}) == Credentials()
    for text in ("user = 1", 'name = "me"', "[", "", "abc", "user = me:secret"):
        with pytest.raises(EndpointError, match=r"KG575.*another form") as caught:
            made(text)
        assert "secret" not in str(caught.value)
    path.unlink()
    with pytest.raises(EndpointError, match=r"KG575.*no such file"):
        read_credentials(path)


@pytest.mark.parametrize("token", ["a\nX: b", "a b", "é"])
def test_a_token_that_would_break_the_header_is_refused(token: str) -> None:
    with pytest.raises(EndpointError, match="KG584") as caught:
        read_credentials(None, {"KG_ENDPOINT_TOKEN": token})
    assert token not in str(caught.value)


@pytest.mark.parametrize("start", [b"HTTP/1.1 204 No Content\r\nX-A: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_drips_is_cut_off(start: bytes) -> None:
    with dripping(start) as url, pytest.raises(EndpointError, match=r"KG581.*no complete answer in 0\.2 seconds"):
        Client(Credentials(), seconds=0.2, tries=1).send("PUT", address(url), {}, b"x")


def test_an_answer_nested_without_end_is_no_answer() -> None:
    deep: Answer = (200, {}, b"[" * 100_000)
    with service([deep]) as (url, _), pytest.raises(QueryError, match="KG548"):
        graph_store(url, url, client()).count("")


def test_a_state_nested_without_end_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert State(path, "http://127.0.0.1/store").read() == {}
