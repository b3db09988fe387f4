"""A build brings the workspace up to date, touches only what changed, and survives being killed at every write."""

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import Build, Options, build
from kg.build.pool import Pool
from kg.build.worker import Task
from kg.errors import WorkspaceError
from kg.graph.background import Background
from kg.graph.report import Finding, Report, Severity, Words
from kg.graph.store import Part
from kg.graph.validate import validate
from kg.graph.verify import verify
from kg.workspace import Workspace, locked

FRENCH = (
    "Déclaration conjointe\n\nLes ministres des Affaires étrangères se sont réunis à Lisbonne le 3\u00a0mai 2023, à "
    "l’invitation du Portugal. Ils s’engagent à soutenir l’Irak et saluent la résolution 2254 du Conseil de sécurité.\n"
)
ENGLISH = (
    "Joint statement\n\nForeign ministers met in Lisbon on 3 May 2023 at the invitation of Portugal. They commit to "
    "supporting Iraq and welcome Security Council resolution 2254.\n"
)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the work here: processes cost a second each, and have tests of their own."""

    def here(_pool: Pool, work: Callable[[Task], object], tasks: Sequence[Task]) -> Iterator[tuple[Task, object]]:
        for task in tasks:
            yield task, work(task)

    monkeypatch.setattr("kg.build.steps.Pool.spread", here)
    # The reference data fills most of an index, and is the same in every test.
    monkeypatch.setattr("kg.build.index.known", lambda: Part("reference", ()))


def statements(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def run(root: Path, *paths: Path) -> Build:
    return build(Workspace.create(root), paths, Options(jobs=1))


def graph(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "graph").rglob("*")) if path.is_file()}


def test_build_writes_one_graph_and_one_text_for_each_text(tmp_path: Path) -> None:
    done = run(tmp_path / "w", statements(tmp_path / "s", x_fr=FRENCH, x_en=ENGLISH))
    assert (done.exit_code, len(done.fresh), len(done.records)) == (0, 2, 2)
    assert len({record.identity.statement for record in done.records}) == 1
    files = graph(tmp_path / "w")
    assert sorted(name.partition(".")[2] for name in files) == ["en.ttl", "en.txt", "fr.ttl", "fr.txt"]
    assert FRENCH.encode() in files.values()
    assert done.quads > 0


def test_build_reads_again_only_what_changed(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", a=FRENCH, b=ENGLISH)
    run(tmp_path / "w", folder)
    assert len(run(tmp_path / "w", folder).fresh) == 0
    statements(folder, b=ENGLISH + "They thank their hosts.\n")
    assert len(run(tmp_path / "w", folder).fresh) == 1
    (folder / "a.toml").write_text("published = 2023-05-04", encoding="utf-8")
    assert len(run(tmp_path / "w", folder).fresh) == 1


def test_build_makes_again_what_was_deleted_or_damaged(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", a=FRENCH, b=ENGLISH)
    run(tmp_path / "w", folder)
    before = graph(tmp_path / "w")
    first, second, *_ = sorted((tmp_path / "w" / "graph").glob("*.ttl"))
    first.unlink()
    second.write_text("# nothing", encoding="utf-8")
    (tmp_path / "w" / ".kg" / "manifest.json").write_text("[", encoding="utf-8")
    run(tmp_path / "w", folder)
    assert graph(tmp_path / "w") == before


def test_build_after_each_change_equals_a_build_from_nothing(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", a=FRENCH, b=ENGLISH, c=FRENCH.replace("3\u00a0mai", "4\u00a0mai"))
    run(tmp_path / "w", folder)
    (folder / "c.txt").unlink()
    statements(folder, b=ENGLISH.replace("Iraq", "Syria"), d=ENGLISH.replace("3 May", "5 June"))
    changed = run(tmp_path / "w", folder)
    fresh = run(tmp_path / "fresh", folder)
    assert graph(tmp_path / "w") == graph(tmp_path / "fresh")
    assert changed.quads == fresh.quads


def test_build_keeps_what_was_built_from_elsewhere(tmp_path: Path) -> None:
    run(tmp_path / "w", statements(tmp_path / "s", a=FRENCH))
    done = run(tmp_path / "w", statements(tmp_path / "t", b=ENGLISH.replace("3 May", "5 June")))
    assert (len(done.records), done.elsewhere) == (1, 1)
    assert len(graph(tmp_path / "w")) == 4


def test_build_reports_bad_files_and_builds_the_others(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", good=FRENCH, empty="", copy=FRENCH)
    (folder / "latin.txt").write_bytes("réunis".encode("latin-1"))
    done = run(tmp_path / "w", folder, tmp_path / "absent.txt")
    assert [error.code for error in done.errors] == ["KG101", "KG106", "KG120", "KG107"]
    assert (done.exit_code, len(done.records)) == (1, 1)


def test_a_file_that_turns_bad_keeps_the_graph_it_had(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", a=FRENCH)
    run(tmp_path / "w", folder)
    before = graph(tmp_path / "w")
    statements(folder, a="")
    assert [error.code for error in run(tmp_path / "w", folder).errors] == ["KG106"]
    assert graph(tmp_path / "w") == before


def test_build_reads_what_people_contribute_and_says_what_it_cannot_use(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", a=FRENCH)
    before = run(tmp_path / "w", folder).quads
    contributed = tmp_path / "w" / "graph" / "contributed"
    contributed.mkdir()
    (contributed / "broken.ttl").write_text("no Turtle", encoding="utf-8")
    (contributed / "wrong.ttl").write_text(
        "<https://example.org/x> a <https://w3id.org/statements-kg/def#Statement> .", encoding="utf-8"
    )
    done = run(tmp_path / "w", folder)
    assert [error.code for error in done.errors] == ["KG155", "KG403"]
    assert done.quads == before


def test_only_what_changed_is_validated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []

    def counted(triples: Iterable[ox.Triple], background: Background) -> Report:
        report = validate(triples, background)
        judged.append(report.checked)
        return report

    monkeypatch.setattr("kg.pipeline.validate", counted)
    monkeypatch.setattr("kg.build.contributed.validate", counted)
    folder = statements(tmp_path / "s", a=FRENCH, b=ENGLISH.replace("3 May", "5 June"))
    theirs = tmp_path / "w" / "graph" / "contributed"
    theirs.mkdir(parents=True)
    fine = "<https://w3id.org/statements-kg/id/person/x> a <https://w3id.org/statements-kg/def#Person> ."
    (theirs / "people.ttl").write_text(fine, encoding="utf-8")
    whole = run(tmp_path / "w", folder)
    assert len(judged) == 3
    everything = sum(judged)
    judged.clear()
    run(tmp_path / "w", folder)
    assert judged == []
    statements(folder, c=ENGLISH.replace("3 May", "7 July"))
    more = run(tmp_path / "w", folder)
    assert len(judged) == 1
    assert 0 < sum(judged) < everything / 2
    assert more.quads > whole.quads
    judged.clear()
    (theirs / "people.ttl").write_text(fine.replace("/x>", "/y>"), encoding="utf-8")
    run(tmp_path / "w", folder)
    assert len(judged) == 1


def test_a_statement_that_does_not_conform_is_kept_out_and_the_others_go_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = statements(tmp_path / "s", a=FRENCH, b=ENGLISH.replace("3 May", "5 June"))
    whole = run(tmp_path / "w", folder)
    judge = validate

    def strict(triples: Iterable[ox.Triple], background: Background) -> Report:
        asserted = tuple(triples)
        report = judge(asserted, background)
        french = any("s’engagent" in str(each.object) for each in asserted)
        words = Words(Severity.VIOLATION, "Corrigez.", "Mend it.", "La règle.", "The rule.")
        return replace(report, findings=(Finding("urn:x", "", None, "urn:shape", words),)) if french else report

    monkeypatch.setattr("kg.pipeline.validate", strict)
    monkeypatch.setattr("kg.build.manifest.tools", lambda: "another version")
    done = run(tmp_path / "w", folder)
    assert (done.exit_code, len(done.records), len(done.rejected)) == (3, 2, 1)
    assert [finding.en for finding in done.rejected[0].findings] == ["Mend it."]
    assert [name.partition(".")[2] for name in graph(tmp_path / "w")] == ["en.ttl", "en.txt"]
    assert len(list((tmp_path / "w" / ".kg" / "rejected").glob("*.fr.ttl"))) == 1
    assert done.quads < whole.quads


def test_build_stores_the_text_that_it_extracted_from_a_page(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s")
    paragraphs = "".join(f"<p>{line}</p>" for line in FRENCH.splitlines() if line)
    (folder / "a.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>", encoding="utf-8")
    assert run(tmp_path / "w", folder).exit_code == 0
    verification = verify(tmp_path / "w" / "graph")
    assert (verification.texts, verification.problems) == (1, ())
    assert verification.anchors > 0


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    folder = statements(tmp_path / "s", a=FRENCH)
    with locked(Workspace.create(tmp_path / "w")), pytest.raises(WorkspaceError) as caught:
        run(tmp_path / "w", folder)
    assert caught.value.code == "KG603"
    assert run(tmp_path / "w", folder).exit_code == 0


def test_a_full_disk_is_one_clear_error_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = statements(tmp_path / "s", a=FRENCH)
    run(tmp_path / "w", folder)
    before = graph(tmp_path / "w")
    statements(folder, a=FRENCH.replace("Irak", "Tchad"))

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(WorkspaceError) as caught:
            run(tmp_path / "w", folder)
    assert caught.value.code == "KG602"
    assert graph(tmp_path / "w") == before
    assert run(tmp_path / "w", folder).exit_code == 0
    assert graph(tmp_path / "w") != before


class Killed(BaseException):
    """Stands for the end of the process: nothing in kg catches it."""


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the build die just before its ``number``-th change of a file's name."""
    calls = iter(range(number))
    for change in ("replace", "unlink"):
        original = getattr(Path, change)

        def dying(self: Path, *args: object, original: object = original, **kwargs: object) -> object:
            if next(calls, None) is None:
                raise Killed
            assert callable(original)
            return original(self, *args, **kwargs)

        monkeypatch.setattr(Path, change, dying)


def test_a_build_killed_before_any_write_is_completed_by_the_next(tmp_path: Path) -> None:
    old = {"a": FRENCH, "b": ENGLISH.replace("3 May", "5 June"), "gone": ENGLISH.replace("3 May", "6 June")}
    folder = statements(tmp_path / "s", b=ENGLISH.replace("Iraq", "Syria"), a=FRENCH)
    run(tmp_path / "fresh", folder)
    wanted = graph(tmp_path / "fresh")
    for number in range(200):
        root = tmp_path / f"w{number}"
        run(root, statements(folder, **old))
        (folder / "gone.txt").unlink()
        statements(folder, b=ENGLISH.replace("Iraq", "Syria"))
        with pytest.MonkeyPatch.context() as monkeypatch:
            killed_at(number, monkeypatch)
            try:
                run(root, folder)
            except Killed:
                finished = False
            else:
                finished = True
        run(root, folder)
        assert graph(root) == wanted, f"killed at write {number}"
        assert not list((root / ".kg").glob("staging/*"))
        if finished:
            break
    assert finished
    assert number > 8


def failing(error: Exception) -> Callable[[object, object, Sequence[Task]], Iterator[tuple[Task, Exception]]]:
    return lambda _pool, _work, tasks: ((task, error) for task in tasks)


def test_a_bug_of_kg_on_one_text_names_the_text_and_is_no_fault_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.steps.Pool.spread", failing(RuntimeError("unforeseen")))
    done = run(tmp_path / "w", statements(tmp_path / "s", a=FRENCH))
    assert [error.code for error in done.errors] == ["KG999"]
    assert done.errors[0].where.endswith("a.txt")
    assert done.exit_code == 70


def test_a_file_that_crashes_its_reader_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.steps.Pool.spread", failing(BrokenProcessPool()))
    errors = run(tmp_path / "w", statements(tmp_path / "s", a=FRENCH)).errors
    assert [error.code for error in errors] == ["KG119"]
