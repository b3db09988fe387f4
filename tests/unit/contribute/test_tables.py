"""Tables through ``kg validate``: judged as ``kg add`` would, with the row as the line, in every format."""

import json
from pathlib import Path

import pytest
from tests.unit.contribute.workspaces import files

from kg.cli import main
from kg.contribute.tables import judge_tables
from kg.workspace import Workspace

HEADINGS = "date,body,host,place,name fr,name en\n"
GOOD = "2031-06-08,gcd,Saudi Arabia,Riyadh,Réunion de Riyad,Meeting in Riyadh\n"


def table(folder: Path, rows: str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_text(HEADINGS + rows, encoding="utf-8")
    return path


def test_a_table_that_conforms_beside_the_reference_data(tmp_path: Path) -> None:
    verdict = judge_tables([table(tmp_path, GOOD)], None)
    assert verdict.exit_code == 0
    assert verdict.checked
    assert not verdict.count("violation")


def test_each_wrong_cell_has_its_row_and_column(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD + "2031-06-99,gcd,Iraq,Baghdad,R,M\n\n2031-07-01,gcd,Irak0,Baghdad,R,M\n")
    verdict = judge_tables([path], None)
    assert verdict.exit_code == 1
    assert [(each.rule, each.spot.line, each.message.en.partition(" ")[0]) for each in verdict.results] == [
        ("KG434", 3, "A"),
        ("KG515", 5, "C"),
    ]
    assert all("«" in each.message.fr for each in verdict.results)


def test_what_the_reference_data_says_otherwise_is_a_violation(tmp_path: Path) -> None:
    verdict = judge_tables([table(tmp_path, GOOD.replace("2031", "2023"))], None)
    assert verdict.exit_code == 3
    assert {(each.rule, each.spot.line) for each in verdict.results} == {("KG415", 2)}


def test_the_command_judges_tables_and_rdf_together_and_changes_nothing(
    workspace: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = files(workspace)
    path = table(tmp_path, "2031-06-08,gcd,Saudi Arabia,Riyadh,Réunion,\n")
    rdf = tmp_path / "a.ttl"
    rdf.write_text('<https://example.org/a> <https://example.org/b> "c" .', encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["validate", str(rdf), str(path), "--format", "json", "--workspace", str(workspace.root)])
    told = json.loads(capfd.readouterr()[0])
    assert told["files"] == [str(rdf), str(path)]
    assert files(workspace) == before
    with pytest.raises(SystemExit) as ended:
        main(["validate", str(path), "--shapes", str(rdf)])
    assert ended.value.code == 2
