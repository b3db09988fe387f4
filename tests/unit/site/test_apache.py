"""The redirects, obeyed by a real Apache: identifiers lead to pages or data, as is asked for."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.unit.site.example import HOSTILE, Example

from kg.site.inventory import inventory
from kg.site.redirects import site_rules, w3id_rules
from kg.site.view import View

APACHE = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")
CONFIGURATION = """\
ServerRoot {root}
ServerName localhost
PidFile {root}/pid
Listen 127.0.0.1:{port}
ErrorLog {root}/error.log
{modules}
{user}
TypesConfig /etc/mime.types
DocumentRoot {root}/www
<Directory {root}/www>
AllowOverride All
Require all granted
</Directory>
"""
pytestmark = pytest.mark.skipif(APACHE is None, reason="needs Apache (Debian package apache2)")
Answer = tuple[int, Mapping[str, str], bytes]


class Server:
    """Apache on a port of this machine, with the site at ``/statements/`` and w3id's folder at ``/statements-kg/``."""

    def __init__(self, port: int) -> None:
        """Ask on ``port``."""
        self.url = f"http://127.0.0.1:{port}"
        self._port = port

    def get(self, path: str, **headers: str) -> Answer:
        """Return status, headers and body of one answer; redirects are not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def leads(self, path: str, **headers: str) -> str:
        """Return where a redirect leads, below the address of the site."""
        status, found, _ = self.get(path, **headers)
        assert status in (302, 303), path
        assert found["Location"].startswith(f"{self.url}/statements/")
        return found["Location"].removeprefix(f"{self.url}/statements/")


@pytest.fixture(scope="module")
def server(example: Example) -> Iterator[Server]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    # Apache's own user must be able to read it, which a folder of pytest does not allow.
    with tempfile.TemporaryDirectory(prefix="kg-apache-") as name:
        root = Path(name)
        root.chmod(0o755)
        (root / "www").mkdir()
        shutil.copytree(example.folder, root / "www" / "statements")
        url = f"http://127.0.0.1:{port}/statements/"
        pages = inventory(View(example.store)).items()
        (root / "www" / "statements" / ".htaccess").write_text(site_rules(pages, url), encoding="utf-8")
        (root / "www" / "statements-kg").mkdir()
        (root / "www" / "statements-kg" / ".htaccess").write_text(w3id_rules(pages, url), encoding="utf-8")
        names = ("mpm_event", "authz_core", "mime", "dir", "rewrite", "headers")
        modules = "\n".join(f"LoadModule {each}_module {MODULES}/mod_{each}.so" for each in names)
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        text = CONFIGURATION.format(root=root, port=port, modules=modules, user=user)
        (root / "apache.conf").write_text(text, encoding="utf-8")
        process = subprocess.Popen([str(APACHE), "-f", str(root / "apache.conf"), "-D", "FOREGROUND"])
        try:
            _wait(process, port, root / "error.log")
            yield Server(port)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert process.poll() is None, log.read_text(encoding="utf-8") if log.exists() else "Apache did not start"
        time.sleep(0.05)
    pytest.fail(f"Apache does not answer on port {port}")


TURTLE, LINKED = "text/turtle", "application/ld+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("start", ["/statements/", "/statements-kg/"])
@pytest.mark.parametrize(
    ("accept", "language", "expected"),
    [
        (BROWSER, "en-GB,en;q=0.9", "en/{}.html"),
        (BROWSER, "fr-FR,fr;q=0.9,en;q=0.8", "fr/{}.html"),
        (BROWSER, "en,fr;q=0.5", "en/{}.html"),
        (BROWSER, "de,fr;q=0.7", "fr/{}.html"),
        (BROWSER, "fr;q=0, en", "en/{}.html"),
        (BROWSER, "", "en/{}.html"),
        ("*/*", "fr", "fr/{}.html"),
        (TURTLE, "fr", "data/{}.ttl"),
        (LINKED, "", "data/{}.jsonld"),
        ("application/ld+json, text/turtle;q=0.9", "", "data/{}.jsonld"),
        ("text/turtle, application/ld+json;q=0.9, */*;q=0.1", "", "data/{}.ttl"),
        ("application/rdf+xml, text/turtle;q=0.8", "", "data/{}.ttl"),
        ("text/html, text/turtle;q=0.5", "en", "en/{}.html"),
        ("text/turtle, text/html;q=0.5", "en", "data/{}.ttl"),
        ("text/turtle;q=0, text/html", "en", "en/{}.html"),
    ],
)
def test_an_identifier_leads_to_what_is_asked_for(
    server: Server, start: str, accept: str, language: str, expected: str
) -> None:
    for kind in ("country/IRQ", "meeting/2024-09-30-gcd", "resolution/S-RES-2178-2014"):
        found = server.leads(f"{start}id/{kind}", Accept=accept, Accept_Language=language)
        assert found == expected.format(kind)
        assert server.get(f"/statements/{found}")[0] == 200
    _, headers, _ = server.get(f"{start}id/country/IRQ", Accept=accept)
    assert {each.strip() for each in headers["Vary"].split(",")} >= {"Accept", "Accept-Language"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("id/text/2024-09-30-gcd-fr-af51c4ab", "en/statement/2024-09-30-gcd.html"),
        ("id/participation/2024-09-30-gcd-host-antony-blinken", "en/meeting/2024-09-30-gcd.html"),
        ("id/amount/2024-09-30-gcd-en-a1e17ef4-m700", "en/statement/2024-09-30-gcd.html"),
        ("def", "en/about.html"),
        ("", "en/index.html"),
    ],
)
def test_what_has_no_page_of_its_own_leads_to_where_it_is_shown(server: Server, path: str, expected: str) -> None:
    for start in ("/statements/", "/statements-kg/"):
        assert server.leads(start + path, Accept=BROWSER) == expected
    assert server.leads("/statements/def", Accept=TURTLE) == "data/def.ttl"


def test_odd_identifiers_lead_to_their_pages_too(server: Server, example: Example) -> None:
    assert "country/..%2F..%2Findex" in HOSTILE
    for lang in ("en", "fr"):
        found = server.leads("/statements/id/region/con", Accept=BROWSER, Accept_Language=lang)
        assert found.startswith(f"{lang}/region/con~")
        assert (example.folder / found).is_file()


def test_data_has_its_type_and_may_be_read_by_other_sites(server: Server) -> None:
    for ending, kind in (("ttl", TURTLE), ("jsonld", LINKED)):
        status, headers, _ = server.get(f"/statements/data/country/IRQ.{ending}")
        assert status == 200
        assert headers["Content-Type"].lower().startswith(kind)
        assert headers["Access-Control-Allow-Origin"] == "*"
    _, headers, _ = server.get("/statements/en/index.html")
    assert headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["id/country/XXX", "id/country/irq/x", "id/../../etc/passwd", "en/nothing.html", "id/run/x"]
)
def test_what_does_not_exist_is_said_in_both_languages(server: Server, path: str) -> None:
    status, headers, body = server.get(f"/statements/{path}", Accept=BROWSER)
    if status == 303:
        status, _, body = server.get(headers["Location"].removeprefix(server.url), Accept=BROWSER)
    assert status == 404
    if path != "id/../../etc/passwd":
        assert "Cette page n’existe pas" in body.decode()
