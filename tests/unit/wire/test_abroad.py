"""Redirects to other servers: real ones with certificates on this machine, which one test takes for the world."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.unit.remote.servers import answering

from kg.errors import EndpointError
from kg.remote.fetch import fetch
from kg.wire.abroad import is_public
from kg.wire.address import address
from kg.wire.client import Client
from kg.wire.credentials import Credentials

TRIPLE = b"<urn:a> <urn:b> <urn:c> ."


class Web:
    """Servers that answer ``/to/NAME`` with a redirect to what ``leads`` has for it, and ``/data.ttl`` with a triple.

    Attributes:
        leads: ``{name: address}``.
        seen: Host, path and authorization of each request.
    """

    def __init__(self) -> None:
        """Start with no redirect."""
        self.leads: dict[str, str] = {}
        self.seen: list[tuple[str, str, str]] = []

    @contextmanager
    def server(self, certificate: Path | None) -> Iterator[int]:
        """Run one server and give its port."""
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                web.seen.append((self.headers["Host"], self.path, self.headers.get("Authorization", "")))
                lead = web.leads.get(self.path.removeprefix("/to/"))
                self.send_response((303 if self.command == "GET" else 307) if lead else 200)
                if lead:
                    self.send_header("Location", lead)
                self.send_header("Content-Type", "application/octet-stream")
                content = b"" if lead else TRIPLE
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        with answering(Handler, certificate) as port:
            yield port


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for this machine that nobody signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: apt-get install openssl")
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(path)]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    made = subprocess.run(["openssl", "req", "-x509", *key, *names, "-days", "2"], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + made.stdout)
    return path


@pytest.fixture
def web(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Web, str, str, str]]:
    """Give the servers, with the address of one without and of two with encryption."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    found = Web()
    with found.server(None) as plain, found.server(certificate) as first, found.server(certificate) as second:
        yield found, f"http://127.0.0.1:{plain}", f"https://localhost:{first}", f"https://127.0.0.1:{second}"


def client(*, world: bool = True) -> Client:
    """Return a client for which this machine is the world, or is what it is."""
    who = Credentials("me", "s3cret")
    return Client(who, seconds=5, pause=lambda _: None, public=(lambda _: True) if world else is_public)


def refused(url: str, given: Client) -> EndpointError:
    with pytest.raises(EndpointError) as caught:
        list(fetch(url, given))
    for language in ("en", "fr"):
        assert "\n" not in caught.value.render(language)
    return caught.value


def test_a_permanent_name_leads_to_the_file_without_the_account(web: tuple[Web, str, str, str]) -> None:
    found, plain, first, second = web
    found.leads = {"name": f"{first}/to/next", "next": f"{second}/data.ttl?signature=s3cret"}
    (got,) = fetch(f"{plain}/to/name", client())
    assert len(list(got.source.quads("urn:x"))) == 1
    assert got.hops == (f"{first}/to/next", f"{second}/data.ttl")
    assert [path for _, path, _ in found.seen] == ["/to/name", "/to/next", "/data.ttl?signature=s3cret"]
    assert not any(who for _, _, who in found.seen)


def test_the_account_stays_with_the_server_that_a_person_named(web: tuple[Web, str, str, str]) -> None:
    found, _, first, second = web
    found.leads = {"name": f"{second}/data.ttl"}
    given = Client(Credentials("me", "s3cret"), abroad=True, public=lambda _: True)
    assert given.send("GET", address(f"{first}/to/name"), {}).hops == (f"{second}/data.ttl",)
    assert [who for _, _, who in found.seen] == ["Basic bWU6czNjcmV0", ""]


def test_what_is_not_followed_names_every_step(web: tuple[Web, str, str, str]) -> None:
    found, plain, first, second = web
    found.leads = {"down": f"{second}/to/further", "further": f"{plain}/data.ttl", "round": f"{first}/to/round"}
    error = refused(f"{first}/to/down", client())
    assert (error.code, error.where) == ("KG583", f"{first}/to/down")
    assert f"{second}/to/further, then to {plain}/data.ttl, which is not followed (it is not encrypted)" in error.en
    assert f"{second}/to/further, puis vers {plain}/data.ttl, adresse qui n’est pas suivie (elle n’est pas" in error.fr
    many = refused(f"{first}/to/round", client())
    assert "too many" in many.en
    assert len([path for _, path, _ in found.seen if path == "/to/round"]) == 6


def test_nobody_is_led_to_the_machines_beside_this_one(web: tuple[Web, str, str, str]) -> None:
    found, _, first, second = web
    found.leads = {"name": f"{second}/data.ttl", "numbers": "https://[::ffff:10.0.0.1]/", "shared": "https://10.0.0.1/"}
    for name in found.leads:
        error = refused(f"{first}/to/{name}", client(world=False))
        assert (error.code, "not on the public network" in error.en) == ("KG583", True)
    assert not any(path == "/data.ttl" for _, path, _ in found.seen)


def test_a_name_that_leads_elsewhere_a_moment_later_is_not_asked(
    web: tuple[Web, str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _, first, second = web
    found.leads = {"name": f"{second}/data.ttl"}
    monkeypatch.setattr("kg.wire.client.numbers", lambda _: ["93.184.216.34"])
    assert "not on the public network" in refused(f"{first}/to/name", client(world=False)).en
    assert not any(path == "/data.ttl" for _, path, _ in found.seen)


def test_what_goes_wrong_there_says_where(web: tuple[Web, str, str, str]) -> None:
    found, _, first, _ = web
    found.leads = {"gone": "https://127.0.0.1:9/data.ttl"}
    error = refused(f"{first}/to/gone", client())
    assert (error.code, error.where) == ("KG571", f"{first}/to/gone → https://127.0.0.1:9/data.ttl")


def test_a_query_is_never_sent_to_another_server(web: tuple[Web, str, str, str]) -> None:
    found, _, first, second = web
    found.leads = {"name": f"{second}/data.ttl"}
    with pytest.raises(EndpointError, match=r"KG583.*another server"):
        Client(abroad=True, public=lambda _: True).send("POST", address(f"{first}/to/name"), {}, b"x")


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("0.1.2.3", False),
        ("::", False),
        ("fd00::1", False),
    ],
)
def test_which_machines_everybody_can_reach(number: str, *, public: bool) -> None:
    assert is_public(number) is public
