"""What a contributor sees of the commands: one line for each mistake, in both languages, and an exit code."""

from pathlib import Path

import pytest
from tests.unit.contribute.workspaces import CLUB

from kg.cli import main
from kg.workspace import Workspace


def call(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    said = capsys.readouterr()
    code = ended.value.code
    return (code if isinstance(code, int) else 0), said.out, said.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "data.ttl"], 2, "qui donne ceci"),
        (["add", "data.ttl", "data.ttl", "--by", "A", "--name", "x"], 2, "un seul FILE"),
        (["add", "data.ttl", "--by", "A", "--date", "30/09/2024"], 2, "--date"),
        (["add", "absent.ttl", "--by", "A"], 1, "n’existe pas"),
        (["remove", "absent"], 1, "KG409"),
        (["review", "accept"], 2, "par son IRI"),
        (["review", "accept", "act:x", "--set", "region=IRQ", "--by", "A"], 2, "--set"),
        (["review", "correct", "act:x", "--by", "A"], 2, "--set"),
        (["review", "accept", "act:x", "--by", "A"], 1, "KG420"),
        (["review", "praise", "act:x"], 2, "accept"),
        (["new", "reunoin"], 1, "KG425"),
        (["new", "meeting", "-o", "data.ttl"], 2, "existe déjà"),
        (["template", "meeting", "--csv", "-o", "data.ttl"], 2, "existe déjà"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(
    words: list[str],
    code: int,
    said: str,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(workspace.root)
    monkeypatch.delenv("KG_BY", raising=False)
    Path("data.ttl").write_text(CLUB, encoding="utf-8")
    found, out, err = call([*words, "--lang", "fr"], capsys)
    assert (found, out) == (code, ""), err
    assert said in err
    assert err.startswith("kg: ")
    assert "Traceback" not in err


def test_who_gives_is_taken_from_the_line_the_environment_or_the_settings(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    monkeypatch.delenv("KG_BY", raising=False)
    Path("data.ttl").write_text(CLUB, encoding="utf-8")
    workspace.settings_file.write_text('[contribute]\nby = "From settings"\n', encoding="utf-8")
    for given, name in (([], "From settings"), (["--by", "From line"], "From line")):
        assert call(["add", "data.ttl", *given], capsys)[0] == 0
        assert f'"{name}"' in (workspace.contributed / "data.ttl").read_text(encoding="utf-8")
        code, out, _ = call(["remove", "data", "--lang", "en"], capsys)
        assert code == 0
        assert f"given by {name}" in out
    monkeypatch.setenv("KG_BY", "From environment")
    assert call(["add", "data.ttl"], capsys)[0] == 0
    assert '"From environment"' in (workspace.contributed / "data.ttl").read_text(encoding="utf-8")
    code, out, _ = call(["add", "data.ttl", "--lang", "fr"], capsys)
    assert code == 0
    assert "rien ne change" in out


def test_a_review_is_listed_in_words(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--workspace", str(workspace.root), "--lang", "en"]
    act = call(["review", "list", *place], capsys)[1].splitlines()[1].split()[1]
    assert call(["review", "reject", act, "--by", "Ada", "--reason", "only  told", *place], capsys)[0] == 0
    _, out, err = call(["review", "list", *place], capsys)
    assert out.splitlines()[1].split()[:3] == ["rejected", act, "Ada"]
    assert "only told" in out
    assert "decided: 1, of which the fact is gone: 0; waiting: 3" in err
    assert "awaits review again" in call(["review", "withdraw", act, *place], capsys)[1]
