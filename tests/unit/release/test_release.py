"""A release holds what it promises, adds up, is the same every time, and never replaces what it should not."""

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.release.conftest import TEXTS

import kg.exchange
from kg.build import Options, build
from kg.cli import main
from kg.errors import InputError, WorkspaceError
from kg.graph.dataset import digest, group_graphs
from kg.graph.load import load_triples
from kg.graph.namespaces import BASE, DCAT, DCT, INFERRED_GRAPH, KG, OA, RDF
from kg.release import Order, read_settings, write_release
from kg.release.coverage import Coverage
from kg.release.papers import papers
from kg.release.parts import quoted, write_by_class, write_by_meeting, write_dumps
from kg.workspace import Workspace

DAY = date(2026, 2, 1)


@pytest.fixture
def order(tmp_path: Path, settings_file: Path) -> Order:
    return Order(tmp_path / "out", read_settings(settings_file), DAY)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def value(triple: ox.Triple) -> str:
    assert isinstance(triple.object, ox.Literal | ox.NamedNode)
    return triple.object.value


def load_triples_of(dump: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(gzip.decompress(dump.read_bytes()), format=ox.RdfFormat.N_TRIPLES)]


def test_everything_is_there_and_the_checksums_hold(river: Workspace, order: Order) -> None:
    released = write_release(river, order)
    assert released.written
    found = files(order.folder)
    for name in ("ttl", "trig", "nt", "nq", "jsonld", "rdf"):
        assert f"dump/statements.{name}.gz" in found
    for path in (
        "README.md", "README.fr.md", "LICENSE.md", "CITATION.cff", "CHANGELOG.md", "catalog.ttl", "release.json",
        "ontology/kg.ttl", "ontology/context.jsonld", "ontology/frame.jsonld", "shapes/Meeting.ttl",
        "codelists/themes.ttl", "queries/full-chain.rq", "data/class/Commitment.ttl",
    ):  # fmt: skip
        assert path in found, path
    assert [path for path in found if path.startswith("data/meeting/")] == ["data/meeting/2021-03-01-oslo-oslo.ttl"]
    lines = found.pop("SHA256SUMS").decode().splitlines()
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in found.items()}
    assert {line[66:]: line[:64] for line in lines} == sums
    assert json.loads(found["release.json"])["rdfc10"] == released.hash


def test_every_dump_holds_the_same_graph(river: Workspace, order: Order) -> None:
    released = write_release(river, order)
    formats = {
        "ttl": "TURTLE",
        "nt": "N_TRIPLES",
        "rdf": "RDF_XML",
        "jsonld": "JSON_LD",
        "nq": "N_QUADS",
        "trig": "TRIG",
    }
    for suffix, name in formats.items():
        content = gzip.decompress((order.folder / f"dump/statements.{suffix}.gz").read_bytes())
        quads = list(ox.parse(content, format=getattr(ox.RdfFormat, name)))
        asserted = [quad.triple for quad in quads if quad.graph_name == ox.DefaultGraph()]
        assert digest(group_graphs(asserted)) == released.hash, suffix
        named = {quad.graph_name for quad in quads} - {ox.DefaultGraph()}
        assert named == ({INFERRED_GRAPH} if suffix in ("nq", "trig", "jsonld") else set())


def test_the_same_graph_gives_the_same_bytes(river: Workspace, order: Order, settings_file: Path) -> None:
    write_release(river, order)
    again = order.folder.with_name("again")
    words = ["export", "--release", str(again), "--settings", str(settings_file), "--workspace", str(river.root)]
    subprocess.run(
        [sys.executable, "-m", "kg", *words, "--date", DAY.isoformat(), "--lang", "fr"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert files(again) == files(order.folder)


def test_names_in_the_graph_never_lead_out_of_the_release(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "release"
    statement = ox.NamedNode(f"{BASE}id/statement/x")
    for meeting in (f"{BASE}id/meeting/../../../../escaped", "http://example.org/../../../../escaped"):
        write_by_meeting(folder, {"x": [ox.Triple(statement, KG.issuedAt, ox.NamedNode(meeting))]})
    write_by_class(folder, [ox.Triple(statement, RDF.type, ox.NamedNode(f"{KG.namespace}../../../escaped"))])
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(found) == 2
    assert {path.parent for path in found} == {folder / "data" / "meeting"}


@pytest.mark.parametrize("names", ['en = "Desk"', 'fr = "Bureau"'])
def test_a_publisher_with_a_name_in_one_language_is_enough(names: str, settings_file: Path) -> None:
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(re.sub(r"publisher = .*", f"publisher = {{ {names} }}", text), encoding="utf-8")
    written = papers(read_settings(settings_file), Coverage(), (), DAY)
    name = names.partition('"')[2].rstrip('"')
    assert all(name in written[path] for path in ("README.md", "README.fr.md", "CITATION.cff"))


@pytest.mark.parametrize(
    ("key", "name", "page"),
    [
        ("CC_BY_4_0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("ODC_BY", "ODC BY", "http://publications.europa.eu/resource/authority/licence/ODC_BY"),
        ("http://example.org/l", "http://example.org/l", "http://example.org/l"),
    ],
)
def test_a_licence_has_the_name_that_people_know(key: str, name: str, page: str, settings_file: Path) -> None:
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(re.sub(r"(?m)^licence = .*", f'licence = "{key}"', text), encoding="utf-8")
    settings = read_settings(settings_file)
    written = papers(settings, Coverage(), (), DAY)
    for path in ("README.md", "README.fr.md", "LICENSE.md"):
        assert f"[{name}](<{page}>)" in written[path]
    assert f'license-url: "{page}"' in written["CITATION.cff"]


def test_a_large_graph_is_divided_between_subjects(tmp_path: Path, river: Workspace) -> None:
    triples = [triple for path in river.graph.glob("*.ttl") for triple in load_triples(path)]
    dumps = write_dumps(tmp_path, triples, [], most=100)
    parts = sorted((tmp_path / "dump").glob("statements.*.nt.gz"))
    assert len(parts) > 2
    assert len(dumps) == 6 * len(parts)
    subjects = [{line.split(b" ")[0] for line in gzip.decompress(part.read_bytes()).splitlines()} for part in parts]
    assert len(set().union(*subjects)) == sum(map(len, subjects))
    again = [triple for part in parts for triple in load_triples_of(part)]
    assert digest(group_graphs(again)) == digest(group_graphs(triples))


def test_a_long_quotation_is_cut_and_a_short_one_is_not(river: Workspace, order: Order) -> None:
    triples = [triple for path in river.graph.glob("*.ttl") for triple in load_triples(path)]
    before = {str(each.subject): value(each) for each in triples if each.predicate == OA.exact}
    after = {str(each.subject): value(each) for each in quoted(triples, 20) if each.predicate == OA.exact}
    assert before.keys() == after.keys()
    assert any(len(quote) > 20 for quote in before.values())
    for span, quote in after.items():
        assert len(quote) <= 20
        assert quote == before[span] or (quote.endswith("…") and " ".join(before[span].split()).startswith(quote[:-1]))
    write_release(river, replace(order, settings=replace(order.settings, quotation=20)))
    released = load_triples_of(order.folder / "dump/statements.nt.gz")
    assert max(len(value(each)) for each in released if each.predicate == OA.exact) <= 20


def test_the_catalogue_keeps_its_names_and_says_what_the_graph_says(river: Workspace, order: Order) -> None:
    write_release(river, order)
    first = load_triples(order.folder / "catalog.ttl")
    write_release(river, replace(order, today=date(2026, 3, 1)))
    second = load_triples(order.folder / "catalog.ttl")
    one, two = ({each.subject for each in found if each.object == DCAT.Dataset} for found in (first, second))
    assert one == two
    assert len(one) == 1
    assert {value(each) for each in second if each.predicate == DCT.modified} == {"2026-03-01"}
    assert {value(each) for each in second if each.predicate == DCT.issued} == {"2026-01-31"}
    dates = {value(each) for each in second if each.predicate in (DCAT.startDate, DCAT.endDate)}
    assert dates == {"2021-03-01"}
    spatial = {value(each).rpartition("/")[2] for each in second if each.predicate == DCT.spatial}
    assert spatial == {"MLI"}


def test_the_changelog_tells_what_is_new_and_what_is_gone(tmp_path: Path, order: Order) -> None:
    place = Workspace.create(tmp_path / "changing")
    (place.statements / "oslo.en.txt").write_text(TEXTS["oslo.en"], encoding="utf-8")
    build(place, [place.statements], Options(jobs=1))
    write_release(place, order)
    assert "First release" in (order.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    second = TEXTS["oslo.en"].replace("Oslo", "Rome").replace("Norway", "Italy").replace("1 March", "2 May")
    (place.statements / "rome.en.txt").write_text(second, encoding="utf-8")
    build(place, [place.statements], Options(jobs=1))
    write_release(place, replace(order, settings=replace(order.settings, version="1.1"), today=date(2026, 3, 1)))
    told = (order.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert told.index("## 1.1 - 2026-03-01") < told.index("## 1.0 - 2026-02-01")
    assert "- `meeting/2021-05-02-rome-rome`" in told
    assert "| kg:Commitment | 1 | 0 | 0 |" in told
    write_release(place, replace(order, settings=replace(order.settings, version="1.1"), today=date(2026, 3, 2)))
    again = (order.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    # The same version with the same data has the same entry.
    assert again == told.replace("## 1.1 - 2026-03-01", "## 1.1 - 2026-03-02")
    write_release(place, replace(order, settings=replace(order.settings, version="1.2"), today=date(2026, 3, 3)))
    again = (order.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert again.count("## 1.1 - ") == 1
    assert "The data is the same." in again


def test_only_what_was_accepted_is_released(tmp_path: Path, order: Order) -> None:
    place = Workspace.create(tmp_path / "reviewed")
    (place.statements / "oslo.en.txt").write_text(TEXTS["oslo.en"], encoding="utf-8")
    build(place, [place.statements], Options(jobs=1))
    acts = sorted(
        {
            str(each.subject)[1:-1]
            for each in load_triples(next(place.graph.glob("*.ttl")))
            if "/act/" in str(each.subject)
        }
    )
    assert len(acts) == 2
    with pytest.raises(SystemExit) as ended:
        main(["review", "accept", acts[0], "--by", "Ada", "--reason", "read", "--workspace", str(place.root)])
    assert ended.value.code in (0, None)
    assert write_release(place, replace(order, only_accepted=True)).written
    for path in ("dump/statements.nt.gz", "data/meeting/2021-03-01-oslo-oslo.ttl"):
        content = (order.folder / path).read_bytes()
        told = (gzip.decompress(content) if path.endswith(".gz") else content).decode()
        names = [act.rpartition("/")[2] for act in acts]
        assert (names[0] in told, names[1] in told) == (True, False), path


def test_a_folder_that_is_no_release_is_left_alone(river: Workspace, order: Order) -> None:
    order.folder.mkdir()
    (order.folder / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="KG642"):
        write_release(river, order)
    assert files(order.folder) == {"thesis.txt": b"mine"}
    (order.folder / "thesis.txt").unlink()
    write_release(river, order)
    (order.folder / "data" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"KG642 .*data/thesis.txt"):
        write_release(river, order)
    assert (order.folder / "data" / "thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("mark", [None, b"{}", b"[1]", b"\xff", b"[" * 100_000])
def test_checksums_of_somebody_else_make_no_release(river: Workspace, order: Order, mark: bytes | None) -> None:
    order.folder.mkdir()
    (order.folder / "disk.iso").write_text("mine", encoding="utf-8")
    names = ["disk.iso"] if mark is None else ["disk.iso", "release.json"]
    (order.folder / "SHA256SUMS").write_text("".join(f"{'0' * 64}  {each}\n" for each in names), encoding="utf-8")
    if mark is not None:
        (order.folder / "release.json").write_bytes(mark)
    before = files(order.folder)
    with pytest.raises(WorkspaceError, match="KG642"):
        write_release(river, order)
    assert files(order.folder) == before


def test_a_file_that_comes_meanwhile_is_not_removed(
    river: Workspace, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_release(river, order)
    reach = kg.exchange.reach_disk

    def slowly(folder: Path) -> None:
        (order.folder / "thesis.txt").write_text("mine", encoding="utf-8")
        reach(folder)

    monkeypatch.setattr(kg.exchange, "reach_disk", slowly)
    with pytest.raises(WorkspaceError, match=r"KG642 .*thesis.txt"):
        write_release(river, order)
    assert (order.folder / "thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("epoch", ["9" * 30, "yesterday", "-", "²"])
def test_an_epoch_that_is_none_is_wrong_usage(
    river: Workspace,
    settings_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    epoch: str,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    words = ["export", "--release", str(tmp_path / "r"), "--settings", str(settings_file)]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--workspace", str(river.root), "--lang", "fr"])
    assert ended.value.code == 2
    assert "SOURCE_DATE_EPOCH, dans l’environnement" in capsys.readouterr().err


def test_a_catalogue_that_breaks_a_shape_leaves_the_old_release(river: Workspace, order: Order) -> None:
    write_release(river, order)
    before = files(order.folder)
    broken = replace(order, settings=replace(order.settings, titles={}, version="2.0"))
    released = write_release(river, broken)
    assert not released.written
    assert files(order.folder) == before
    assert [path.name for path in order.folder.parent.iterdir() if path.name.startswith(".")] == []


def test_a_release_before_that_is_none_is_refused(river: Workspace, order: Order, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="KG165"):
        write_release(river, replace(order, previous=tmp_path))
    assert not order.folder.exists()


@pytest.mark.parametrize(("code", "said"), [("en", "405 of 405 (excellent)"), ("fr", "405 sur 405 (excellent)")])
def test_the_command_shows_checks_and_quality(
    river: Workspace, settings_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, said: str
) -> None:
    words = [
        "export",
        "--release",
        str(tmp_path / "r"),
        "--settings",
        str(settings_file),
        "--workspace",
        str(river.root),
    ]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--lang", code])
    assert ended.value.code in (0, None)
    assert said in capsys.readouterr().out


def test_without_settings_the_command_says_what_to_fill_in(
    river: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "--release", str(tmp_path / "r"), "--workspace", str(river.root), "--lang", "en"])
    assert ended.value.code == 1
    assert "KG621" in (error := capsys.readouterr().err)
    for key in ("version", "homepage", "download", "licence", "publisher.en", "contact.email"):
        assert key in error
    assert not (tmp_path / "r").exists()


def entries(folder: Path) -> list[str]:
    return re.findall(r"^## (.+)$", (folder / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_a_version_is_told_once_and_is_never_other_data(river: Workspace, order: Order) -> None:
    write_release(river, order)
    first = files(order.folder)
    write_release(river, order)
    assert files(order.folder) == first
    later = replace(order, settings=replace(order.settings, version="2.0"), today=date(2026, 3, 1))
    write_release(river, later)
    assert entries(order.folder) == ["2.0 - 2026-03-01", "1.0 - 2026-02-01"]
    told = (order.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    write_release(river, replace(later, today=date(2026, 3, 2)))
    assert (order.folder / "CHANGELOG.md").read_text("utf-8") == told.replace("2.0 - 2026-03-01", "2.0 - 2026-03-02")
    other = replace(later, settings=replace(later.settings, quotation=5))
    before = files(order.folder)
    with pytest.raises(InputError, match="KG623") as caught:
        write_release(river, other)
    assert "2.0" in caught.value.en
    assert files(order.folder) == before
    # It was never published: told again from the release before it.
    previous = order.folder.with_name("first")
    for path, content in first.items():
        (previous / path).parent.mkdir(parents=True, exist_ok=True)
        (previous / path).write_bytes(content)
    write_release(river, replace(other, previous=previous))
    assert entries(order.folder) == ["2.0 - 2026-03-01", "1.0 - 2026-02-01"]


def test_no_release_is_older_than_the_first(river: Workspace, order: Order) -> None:
    with pytest.raises(InputError, match="KG624"):
        write_release(river, replace(order, today=date(2026, 1, 30)))
    assert not order.folder.exists()


def test_the_papers_say_what_others_ask_for(river: Workspace, order: Order) -> None:
    write_release(river, order)
    licence, citation = ((order.folder / name).read_text(encoding="utf-8") for name in ("LICENSE.md", "CITATION.cff"))
    # The points and numbers of places are theirs, under a licence that wants them named.
    assert re.search(r"GeoNames.*CC BY 4\.0", licence)
    assert "license: CC-BY-4.0\n" in citation
    for name in ("README.md", "README.fr.md"):
        assert "river@example.org" in (order.folder / name).read_text(encoding="utf-8")
