"""The catalogue against shapes and score: what is missing is found and named, and the official shapes accept it."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build.whole import asserted_graph, people
from kg.errors import EndpointError, InputError, WorkspaceError
from kg.graph.namespaces import DCAT, DCT
from kg.graph.report import Severity
from kg.release.catalogue import Dump, catalogue
from kg.release.check import OFFICIAL, check_catalogue
from kg.release.coverage import cover
from kg.release.fetch import fetch_shapes
from kg.release.quality import score
from kg.release.settings import read_settings
from kg.workspace import Workspace

DUMP = Dump(
    "dump/statements.ttl.gz", {"en": "Turtle", "fr": "Turtle"}, "text/turtle", "RDF_TURTLE", 10, compressed=True
)


@pytest.fixture
def found(river: Workspace, settings_file: Path) -> tuple[ox.Triple, ...]:
    coverage = cover(asserted_graph(river, people(river)))
    return catalogue(read_settings(settings_file), coverage, [DUMP], date(2026, 2, 1))


def test_it_conforms_to_our_list_without_a_warning(found: tuple[ox.Triple, ...]) -> None:
    ((name, report),) = check_catalogue(found)
    assert name == "dcat-ap.ttl"
    assert report.checked > 20
    assert report.findings == ()


@pytest.mark.parametrize(
    ("predicate", "severity"),
    [
        (DCT.title, Severity.VIOLATION),
        (DCAT.accessURL, Severity.VIOLATION),
        (DCAT.endpointURL, Severity.VIOLATION),
        (DCAT.keyword, Severity.WARNING),
        (DCT.temporal, Severity.WARNING),
        (DCT.license, Severity.WARNING),
    ],
)
def test_what_is_missing_is_found(found: tuple[ox.Triple, ...], predicate: ox.NamedNode, severity: Severity) -> None:
    ((_, report),) = check_catalogue(each for each in found if each.predicate != predicate)
    assert {each.path.strip("<>") for each in report.findings} == {predicate.value}
    assert {each.severity for each in report.findings} == {severity}
    assert all(each.message(code) for each in report.findings for code in ("en", "fr"))


def test_the_score_is_full_and_falls_with_what_is_missing(found: tuple[ox.Triple, ...]) -> None:
    full = score(found, conforms=True)
    assert sum(each.weight for each in full) == sum(each.points for each in full) == 405
    dimensions = {each.dimension: 0 for each in full}
    for each in full:
        dimensions[each.dimension] += each.weight
    assert dimensions == {
        "findability": 100, "accessibility": 100, "interoperability": 110, "reusability": 75, "contextuality": 20,
    }  # fmt: skip
    assert sum(each.points for each in full if each.expected) == 80
    less = score((each for each in found if each.predicate != DCAT.contactPoint), conforms=False)
    assert {(each.name, each.weight - each.points) for each in less if each.points < each.weight} == {
        ("dcat:contactPoint", 20), ("DCAT-AP", 30),
    }  # fmt: skip
    lost = next(each for each in less if each.name == "dcat:contactPoint")
    assert "contact" in lost.en
    assert "contact" in lost.fr


def test_half_of_the_distributions_get_half_of_the_points(river: Workspace, settings_file: Path) -> None:
    coverage = cover(asserted_graph(river, people(river)))
    other = replace(DUMP, path="dump/statements.nt.gz")
    both = catalogue(read_settings(settings_file), coverage, [DUMP, other], date(2026, 2, 1))
    first = next(each.subject for each in both if each.predicate == DCAT.byteSize)
    less = score((each for each in both if (each.subject, each.predicate) != (first, DCAT.byteSize)), conforms=True)
    assert next(each.points for each in less if each.name == "dcat:byteSize") == 2.5


def test_the_official_shapes_accept_it(found: tuple[ox.Triple, ...]) -> None:
    folder = os.environ.get("KG_DCAT_AP")
    if not folder:
        pytest.skip("KG_DCAT_AP names no folder with the official shapes (SEMICeu/DCAT-AP, releases/3.0.1/html/shacl)")
    reports = dict(check_catalogue(found, Path(folder)))
    assert set(OFFICIAL) < reports.keys()
    for name, report in reports.items():
        assert report.checked, name
        assert report.count(Severity.VIOLATION) == 0, name
        # A publisher who is not in the EU's list of corporate bodies is warned about, whatever is filled in.
        assert {each.path.strip("<>") for each in report.findings} <= {DCT.publisher.value}, name


def test_missing_official_shapes_are_said(found: tuple[ox.Triple, ...], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="KG160"):
        check_catalogue(found, tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(tmp_path / "published"))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None: ...

    (tmp_path / "published").mkdir()
    with HTTPServer(("127.0.0.1", 0), Quiet) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield tmp_path / "published", f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()


def test_shapes_are_fetched_once(server: tuple[Path, str], tmp_path: Path) -> None:
    published, address = server
    for name in OFFICIAL:
        (published / name).write_text(f"# {name}", encoding="utf-8")
    folder = fetch_shapes(tmp_path / "kept", address)
    assert sorted(path.name for path in folder.iterdir()) == sorted(OFFICIAL)
    (published / OFFICIAL[0]).unlink()
    assert fetch_shapes(folder, address) == folder


def test_shapes_that_cannot_be_had_are_said(server: tuple[Path, str], tmp_path: Path) -> None:
    with pytest.raises(EndpointError, match=r"KG573 .*404.*--dcat-shapes"):
        fetch_shapes(tmp_path / "kept", server[1])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('colour = "red"', "KG622 .*colour"),
        ("version = 1", "KG622 .*version"),
        ('homepage = "javascript:alert(1)"', "KG622 .*homepage"),
        ('keywords = { en = "one" }', "KG622 .*keywords.en"),
        ("version =", "KG620"),
    ],
)
def test_a_wrong_setting_is_named(settings_file: Path, line: str, said: str) -> None:
    key = line.partition(" ")[0]
    kept = [each for each in settings_file.read_text(encoding="utf-8").splitlines() if not each.startswith(f"{key} ")]
    settings_file.write_text("\n".join([*kept, line]), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said):
        read_settings(settings_file)
