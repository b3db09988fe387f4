"""``kg load`` from an address: a real HTTP server gives, Oxigraph's server takes."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.unit.remote.servers import answering, dripping, free_port, oxigraph, virtuoso

from kg.cli import main
from kg.errors import KgError
from kg.graph.namespaces import STATEMENTS_GRAPH
from kg.remote.fetch import fetch
from kg.remote.store import graph_store
from kg.wire.client import Client
from kg.wire.credentials import Credentials

Run = Callable[..., tuple[int, str, str]]
_DUMP = gzip.compress(b"".join(b'<urn:s%d> <urn:p> "%d" .\n' % (n, n) for n in range(70)))
_SECOND = gzip.compress(b"<urn:a> <urn:p> <urn:b> <urn:graph> .\n")


def sums(**files: bytes) -> bytes:
    return "".join(f"{hashlib.sha256(each).hexdigest()}  {name}\n" for name, each in files.items()).encode()


RELEASE = {
    "/out/dump/statements.01.nq.gz": ("application/gzip", _DUMP),
    "/out/dump/statements.02.nq.gz": ("application/n-quads", _SECOND),
    "/out/dump/strange.nq.gz": ("application/gzip", _SECOND),
    "/out/SHA256SUMS": (
        "text/plain",
        sums(**{"dump/statements.01.nq.gz": _DUMP, "dump/statements.02.nq.gz": _SECOND, "README.md": b""}),
    ),
    "/altered/dump/statements.nq.gz": ("application/gzip", _SECOND),
    "/altered/SHA256SUMS": ("text/plain", sums(**{"dump/statements.nq.gz": _DUMP})),
    "/other/SHA256SUMS": ("text/plain", sums(**{"debian.iso": b""})),
    "/page/SHA256SUMS": ("text/html", b"<p>Welcome</p>"),
    "/plain/dump/statements.ttl": ("text/plain", b"<a> <urn:p> <../b> ."),
    "/thing": ("text/turtle", b"\xef\xbb\xbf<urn:s> <urn:p> <urn:o> ."),
    "/blob/page.ttl": ("text/html", b"<!DOCTYPE html>"),
    "/sheet.csv": ("text/csv", b"a,b"),
    "/broken.ttl": ("text/turtle", b"<urn:s> <urn:p>\n  oops ."),
    "/cut.nt.gz": ("application/gzip", _DUMP[:-40]),
    "/bomb.nt.gz": ("application/gzip", gzip.compress(b"#" * 2_000_000)),
    "/entity.rdf": ("application/rdf+xml", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'),
}


@contextmanager
def site(seen: list[dict[str, str]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(dict(self.headers))
            status = {"/private.ttl": 401, "/busy/SHA256SUMS": 400, "/away.ttl": 302}.get(self.path, 200)
            kind, content = RELEASE.get(self.path, ("text/plain", b""))
            self.send_response(404 if status == 200 and self.path not in RELEASE else status)
            if status == 302:
                self.send_header("Location", "file:///etc/passwd")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with answering(Handler) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with site([]) as found:
        yield found


def sizes(url: str, *, seconds: float = 5) -> list[tuple[int, bool]]:
    """Return, for each file, its quads and whether its checksum was compared."""
    client = Client(seconds=seconds, pause=lambda _: None)
    return [(len(list(found.source.quads(found.source.name))), found.checked) for found in fetch(url, client)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/out/SHA256SUMS", [(70, True), (1, True)]),
        ("/out/dump/statements.01.nq.gz", [(70, True)]),
        ("/out/dump/statements.02.nq.gz", [(1, True)]),
        ("/thing", [(1, False)]),
        ("/plain/dump/statements.ttl", [(1, False)]),
    ],
)
def test_a_file_or_a_release_is_read(url: str, path: str, expected: list[tuple[int, bool]]) -> None:
    assert sizes(url + path) == expected


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/altered/dump/statements.nq.gz", "KG588", "checksum"),
        ("/altered/SHA256SUMS", "KG588", "checksum"),
        ("/out/dump/strange.nq.gz", "KG588", "not in the SHA256SUMS"),
        ("/other/SHA256SUMS", "KG588", "no dump"),
        ("/page/SHA256SUMS", "KG588", "no list of checksums"),
        # A server that does not answer for the checksums is not one that has none.
        ("/busy/dump/statements.nq.gz", "KG573", "400"),
        ("/nothing.ttl", "KG573", "404"),
        ("/blob/page.ttl", "KG587", "text/html"),
        ("/sheet.csv", "KG587", "text/csv"),
        ("/cut.nt.gz", "KG587", "damaged"),
        ("/broken.ttl", "KG155", ""),
        ("/entity.rdf", "KG157", ""),
        ("/private.ttl", "KG572", "bring the file here"),
        ("/away.ttl", "KG583", "no address"),
        ("/thing#part", "KG586", "http://"),
    ],
)
def test_what_cannot_be_loaded_is_said_in_one_line(url: str, path: str, code: str, says: str) -> None:
    with pytest.raises(KgError) as caught:
        sizes(url + path)
    assert caught.value.code == code
    assert says in caught.value.en
    assert caught.value.where.startswith(url)
    for language in ("en", "fr"):
        assert "\n" not in caught.value.render(language)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a.ttl", "http://me:secret@127.0.0.1/a"])
def test_no_other_scheme_and_no_password_in_an_address(address: str) -> None:
    with pytest.raises(KgError, match="KG586") as caught:
        sizes(address)
    assert "secret" not in str(caught.value)


def test_size_and_time_have_their_limits(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.fetch.BYTES", 1_000_000)
    with pytest.raises(KgError, match="KG153"):
        sizes(f"{url}/bomb.nt.gz")
    monkeypatch.setattr("kg.remote.fetch.BYTES", 10)
    with pytest.raises(KgError, match="KG582"):
        sizes(f"{url}/thing")
    monkeypatch.undo()
    with (
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n") as slow,
        pytest.raises(KgError, match="KG581"),
    ):
        sizes(slow, seconds=0.3)


@contextmanager
def started(name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Run a store; give where it takes graphs, and the name of the graph for what is in none."""
    if name == "oxigraph":
        with oxigraph(free_port()) as url:
            yield f"{url}store", ""
    else:
        with virtuoso(folder) as url:
            yield f"{url}sparql-graph-crud-auth", STATEMENTS_GRAPH.value


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_the_command_loads_a_release_and_keeps_the_account_to_the_store(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    monkeypatch.chdir(tmp_path)
    seen: list[dict[str, str]] = []
    (tmp_path / "store").mkdir()

    def load(source: str, language: str = "en") -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["load", source, "--endpoint", store, "--lang", language])
        return ended.value.code, *capfd.readouterr()

    with site(seen) as url, started(name, tmp_path / "store") as (store, graph):
        code, out, err = load(f"{url}/out/SHA256SUMS")
        assert (code, "70" in out) == (0, True)
        assert err.count("its checksum is right") == 2
        code, _, err = load(f"{url}/altered/SHA256SUMS", "fr")
        assert code == 1
        assert err.count("\n") == 1
        assert "KG588" in err
        there = graph_store(store, "", Client(Credentials("dba", "dba")))
        # The altered release changed nothing.
        assert (there.count(graph), there.count("urn:graph")) == (70, 1)
        (tmp_path / "here.nq.gz").write_bytes(_SECOND)
        assert load("here.nq.gz")[0] == 0
    assert len(seen) == 5
    assert not any("Authorization" in headers for headers in seen)
