"""``kg export --site`` on the command line: what goes together, and what a person reads."""

from pathlib import Path

import pytest

from kg.build import Options, build
from kg.cli import main
from kg.graph.store import Part, build_index
from kg.workspace import Workspace


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[object, str]:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, words), "--lang", "fr"])
    return ended.value.code, capsys.readouterr().err


@pytest.fixture
def root(tmp_path: Path) -> Path:
    workspace = Workspace.create(tmp_path / "w")
    build_index(workspace.index, [Part("none", ())], "")
    return workspace.root


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--site", "x", "--format", "nq"), "--format ne va pas avec --site"),
        (("--site", "x", "--hash"), "--hash ne va pas avec --site"),
        (("--url", "https://example.org/"), "--url exige --site DOSSIER"),
        (("--quotation", "10"), "--quotation exige --site DOSSIER"),
        (("--release", "x", "--format", "nq"), "--format ne va pas avec --release"),
        (("--release", "x", "-o", "y"), "ne va pas avec --release"),
        (("--release", "x", "--site", "y"), "--release ne va pas avec --site"),
        (("--previous", "x"), "--previous exige --release DOSSIER"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], root: Path, words: tuple[str, ...], said: str
) -> None:
    code, err = run(capsys, "export", *words, "--workspace", root)
    assert code == 2
    assert said in err


def test_it_says_what_it_wrote_and_refuses_what_is_not_its_own(
    capsys: pytest.CaptureFixture[str], root: Path, tmp_path: Path
) -> None:
    code, err = run(capsys, "export", "--site", tmp_path / "site", "--workspace", root)
    assert code in (0, None), err
    assert err.startswith(f"site écrit dans {tmp_path / 'site'}\u00a0; pages\u00a0: ")
    (tmp_path / "site" / "mien.txt").write_text("x", encoding="utf-8")
    code, err = run(capsys, "export", "--site", tmp_path / "site", "--workspace", root)
    assert code == 1
    assert "KG642" in err
    assert "mien.txt" in err
    assert len(err.strip().splitlines()) == 1
    code, err = run(capsys, "export", "--site", tmp_path / "s", "--url", "exemple", "--workspace", root)
    assert (code, "KG641" in err) == (1, True)


def test_a_site_of_what_was_accepted_shows_no_other_act(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    texts = sorted((Path(__file__).parents[3] / "data" / "statements").glob("2024-09-30-*-fr.txt"))
    build(workspace, texts, Options(jobs=1))
    run(capsys, "export", "--site", tmp_path / "all", "--workspace", workspace.root)
    acts = sorted((tmp_path / "all" / "fr" / "act").iterdir())
    assert len(acts) > 5
    accepted = f"act:{acts[2].stem}"
    run(capsys, "review", "accept", accepted, "--by", "Ada", "--workspace", workspace.root)
    code, err = run(capsys, "export", "--site", tmp_path / "ours", "--only", "accepted", "--workspace", workspace.root)
    assert code in (0, None), err
    assert [path.name for path in (tmp_path / "ours" / "fr" / "act").iterdir()] == [acts[2].name]
