"""What a contributor is told runs as it is written: the two pages, the pre-commit hook, the GitHub action."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MEETINGS = ("2020-06-04", "2024-09-30")
PAGES = ["contributing-data.md", "contributing-data.fr.md"]
GOOD = (
    "@prefix kg: <https://w3id.org/statements-kg/def#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    '<https://w3id.org/statements-kg/id/person/x> a kg:Person ; rdfs:label "X"@en , "X"@fr .\n'
)
BAD = GOOD.replace("kg:Person", "kg:Meeting")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# (\S+\.ttl)\n")
TABLE = "participations.csv"


def environment(here: Path, **more: str) -> dict[str, str]:
    """Return the environment of a contributor whose shell finds kg and git, and nobody's settings."""
    settings = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {"PATH": path, "HOME": str(here), "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", **settings, **more}


def shell(script: str, here: Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=here, env=environment(here, **more), capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_the_page_runs_in_its_order(name: str, tmp_path: Path) -> None:
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("git and bash are needed to run the page's commands")
    statements = tmp_path / "data" / "statements"
    statements.mkdir(parents=True)
    for file in (ROOT / "data" / "statements").iterdir():
        if file.name.startswith(MEETINGS):
            shutil.copy(file, statements)
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "origin.git"], cwd=tmp_path, env=environment(tmp_path), check=True
    )
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    here, ran = tmp_path, 0
    for language, block in BLOCK.findall(page):
        named = NAMED.match(block)
        if named or language == "csv":
            path = tmp_path / (named[1] if named else TABLE)
            assert path.is_file(), "the template was written first"
            path.write_text(block, encoding="utf-8")
        elif language == "sh":
            for line in block.strip().splitlines():
                if line.startswith("cd "):
                    here = here / line.removeprefix("cd ")
                    continue
                # The address is the only thing that the reader puts in place.
                done = shell(re.sub(r"\bADDRESS\b|\bADRESSE\b", shlex.quote(str(tmp_path / "origin.git")), line), here)
                assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
                ran += 1
    assert ran >= 22
    heads = shell("git --git-dir=origin.git for-each-ref --format='%(refname:short)'", tmp_path).stdout.split()
    (branch,) = set(heads) - {"main"}
    sent = shell(f"git --git-dir=origin.git ls-tree -r --name-only {branch}", tmp_path)
    assert "graph/contributed/" in sent.stdout
    assert ".kg/" not in sent.stdout


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_name_the_hook_and_the_action_as_they_are(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    workflow, hooks = (yaml.safe_load(block) for language, block in BLOCK.findall(page) if language == "yaml")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [each["id"] for each in hooks["repos"][0]["hooks"]] == [hook["id"]]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    _, step = workflow["jobs"]["validate"]["steps"]
    assert set(step["with"]) <= set(action["inputs"])
    assert workflow["permissions"]["security-events"] == "write"


def test_both_pages_have_the_same_blocks() -> None:
    pages = [BLOCK.findall((ROOT / "docs" / name).read_text(encoding="utf-8")) for name in PAGES]
    assert [language for language, _ in pages[0]] == [language for language, _ in pages[1]]
    assert [len(block.splitlines()) for _, block in pages[0]] == [len(block.splitlines()) for _, block in pages[1]]


def test_the_hook_passes_what_conforms_and_stops_what_does_not(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    for content, code in ((GOOD, 0), (BAD, 3), ("broken", 1)):
        file = tmp_path / "data.ttl"
        assert re.search(hook["files"], file.name)
        file.write_text(content, encoding="utf-8")
        done = shell(shlex.join([*shlex.split(hook["entry"]), str(file)]), tmp_path)
        assert done.returncode == code, done.stderr
        assert code == 0 or "data.ttl" in done.stdout + done.stderr


@pytest.mark.parametrize(("content", "code"), [(GOOD, "0"), (BAD, "3")])
def test_the_action_validates_reports_and_concludes(content: str, code: str, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is needed to run the action's steps")
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = {step["name"]: step for step in action["runs"]["steps"]}
    folder = tmp_path / "graph" / "contributed" / "deep er"
    folder.mkdir(parents=True)
    (folder / "my data.ttl").write_text(content, encoding="utf-8")
    output = tmp_path / "output"
    inputs = {name: str(each["default"]) for name, each in action["inputs"].items()}
    given = {
        key: inputs[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]]  # type: ignore[index]
        for key, value in steps["Validate"]["env"].items()
    }
    done = shell(steps["Validate"]["run"], tmp_path, GITHUB_OUTPUT=str(output), **given)
    assert done.returncode == 0, done.stderr
    assert output.read_text(encoding="utf-8") == f"exit-code={code}\n"
    report = yaml.safe_load((tmp_path / inputs["sarif"]).read_text(encoding="utf-8"))
    assert report["version"] == "2.1.0"
    assert bool(report["runs"][0]["results"]) is (code == "3")
    assert str(shell(steps["Conclude"]["run"], tmp_path, KG_CODE=code).returncode) == code
    hostile = {**given, "KG_FILES": "$(touch pwned) ; touch pwned `touch pwned`"}
    assert shell(steps["Validate"]["run"], tmp_path, GITHUB_OUTPUT=str(output), **hostile).returncode in (0, 2)
    assert not (tmp_path / "pwned").exists()
    assert "${{" not in steps["Validate"]["run"] + steps["Conclude"]["run"] + steps["Install kg"]["run"]
