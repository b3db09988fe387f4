"""Tables from spreadsheets: columns and values as people write them, each error with its cell."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.contribute.workspaces import ADA

from kg.contribute.kinds import kind_called, kinds
from kg.contribute.places import Places
from kg.contribute.rows import read_sheet
from kg.contribute.sheet import Cell
from kg.contribute.take import add
from kg.contribute.template import csv_template, turtle_template
from kg.contribute.values import day_of
from kg.errors import InputError
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.load import load_triples
from kg.graph.report import Severity
from kg.graph.validate import validate
from kg.workspace import Workspace

MEETING = "date*;organisation*;hôte;lieu;niveau;nom fr*\n"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Return the reference data and code lists, in which names are looked up."""
    made = ox.Store()
    made.extend(ox.Quad(*triple) for triple in read_triples(known_files()))
    return made


def table(tmp_path: Path, content: str | bytes, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, store: ox.Store) -> tuple[str, list[str]]:
    """Return what a table says, as N-Triples, and the codes and places of what is wrong."""
    triples, _, problems = read_sheet(path, store, lambda _: None)
    assert all(problem.fr != problem.en for problem in problems)
    return "\n".join(sorted(map(str, triples))), [
        f"{each.code} {each.where.replace(f'{path.parent}/', '')}" for each in problems
    ]


@pytest.mark.parametrize("name", list(kinds()))
def test_a_template_filled_with_its_own_examples_conforms(name: str, tmp_path: Path) -> None:
    kind = kind_called(name)
    path = tmp_path / "t.ttl"
    path.write_text(turtle_template(kind, filled=True), encoding="utf-8")
    triples = load_triples(path)
    report = validate(triples, load_background())
    assert [each.words.en for each in report.findings if each.severity is Severity.VIOLATION] == []
    assert report.conforms
    assert Places(path, triples).misspelt() is None


@pytest.mark.parametrize("name", list(kinds()))
def test_an_empty_template_parses_is_bilingual_and_says_what_it_lacks(name: str, tmp_path: Path) -> None:
    content = turtle_template(kind_called(name))
    path = tmp_path / "t.ttl"
    path.write_text(content, encoding="utf-8")
    assert "TODO" in " ".join(str(term) for triple in load_triples(path) for term in triple)
    assert "Facultatif" in content or "Optional" not in content
    uncommented = (
        content.replace("    # kg:", "    kg:").replace("    # rdfs:", "    rdfs:").replace("# skos:", "skos:")
    )
    path.write_text(uncommented, encoding="utf-8")
    assert len(load_triples(path)) >= len(kind_called(name).columns) / 2


def test_an_unfilled_template_is_not_added(workspace: Workspace, tmp_path: Path) -> None:
    for name in kinds():
        path = tmp_path / f"{name}.ttl"
        path.write_text(turtle_template(kind_called(name)), encoding="utf-8")
        assert add(workspace, [path], ADA).exit_code == 3


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", [name for name in kinds() if kind_called(name).prefix != "act"])
def test_a_table_filled_with_its_own_examples_is_read_and_conforms(
    name: str, language: str, store: ox.Store, tmp_path: Path
) -> None:
    kind = kind_called(name)
    path = table(tmp_path, csv_template(kind, language, filled=True))
    if name in ("participation", "statement"):
        known = ox.Store()
        known.extend(store)
        meeting = ox.NamedNode("https://w3id.org/statements-kg/id/meeting/2024-09-30-gcd")
        kind_of = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        known.add(ox.Quad(meeting, kind_of, ox.NamedNode("https://w3id.org/statements-kg/def#Meeting")))
        store = known
    triples, _, problems = read_sheet(path, store, lambda _: None)
    assert [str(problem) for problem in problems] == []
    violations = [
        each.words.en
        for each in validate(triples, load_background()).findings
        if each.severity is Severity.VIOLATION and "issuedAt" not in each.path
    ]
    assert violations == []


def test_separators_encodings_and_marks_of_spreadsheets_make_no_difference(store: ox.Store, tmp_path: Path) -> None:
    rows = [["date", "body", "host", "name fr"], ["2025-02-13", "gcd", "Niger | Tchad", "Réunion"]]
    plain = "\n".join(";".join(row) for row in rows)
    expected, problems = read(table(tmp_path, plain), store)
    assert problems == []
    assert "country/NER" in expected
    assert "country/TCD" in expected
    variants: list[str | bytes] = [
        "\ufeff" + plain,
        plain.replace(";", ","),
        plain.replace(";", "\t"),
        plain.replace("\n", "\r\n") + "\r\n;;;\r\n\r\n",
        "sep=;\r\n" + plain,
        "# a.csv\n# remark; of mine\n" + plain,
        plain.encode("utf-16"),
        plain.replace("date", "Date*").replace("host", "HÔTE").replace("name fr", "Nom FR"),
        plain.replace("Niger | Tchad", '"Niger|Tchad"').replace(";gcd", ";\u00a0gcd\u202f"),
        plain.replace("Réunion", "'Réunion").replace("'R", "R"),
    ]
    for variant in variants:
        assert read(table(tmp_path, variant), store) == (expected, [])


def test_each_error_is_told_with_row_column_and_name_and_nothing_is_taken(store: ox.Store, tmp_path: Path) -> None:
    rows = (
        "13/02/2025;gdc;Nigger;;;Un\n"
        "03/02/2025;gcd;;;minstre;Deux\n"
        ";gcd;;;;Trois\n"
        "45565;gcd;;;;Quatre\n"
        "13/02/2025;gcd;;;;=HYPERLINK(1)\n"
        "13/02/2025;gcd;;;;Six;Sept\n"
    )
    _, problems = read(table(tmp_path, MEETING + rows), store)
    assert [each.partition(" “")[0] for each in problems] == [
        "KG441 t.csv:6, F (nom fr*)",
        "KG433 t.csv:7, G",
        "KG515 t.csv:2, B (organisation*)",
        "KG515 t.csv:2, C (hôte)",
        "KG434 t.csv:3, A (date*)",
        "KG515 t.csv:3, E (niveau)",
        "KG436 t.csv:4",
        "KG434 t.csv:5, A (date*)",
        "KG437 t.csv:7",
    ]


def test_rows_are_counted_as_the_spreadsheet_does(store: ox.Store, tmp_path: Path) -> None:
    _, problems = read(table(tmp_path, MEETING + "\n;;;;;\n13/13/2025;gcd;;;;x\n"), store)
    assert problems == ["KG434 t.csv:4, A (date*) “13/13/2025”"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024-09-30", date(2024, 9, 30)),
        ("30/09/2024", date(2024, 9, 30)),
        ("30.9.2024", date(2024, 9, 30)),
        ("04/04/2024", date(2024, 4, 4)),
        ("03/04/2024", None),
        ("12/31/2024", None),
        ("31/02/2024", None),
        ("30/09/24", None),
        ("45565", None),
        ("2024-13-01", None),
        ("hier", None),
    ],
)
def test_a_day_is_read_when_it_can_be_no_other(said: str, day: date | None) -> None:
    if day:
        assert day_of(Cell(said, "t.csv:2")) == day
        return
    with pytest.raises(InputError, match="KG434") as raised:
        day_of(Cell(said, "t.csv:2"))
    hints = {"03/04/2024": "2024-04-03 or 2024-03-04", "12/31/2024": "2024-12-31", "45565": "2024-09-30"}
    assert hints.get(said, "") in raised.value.en


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "KG431"),
        ("a;b;c\n1;2;3\n", "KG431"),
        (MEETING, "KG446"),
        (MEETING.replace("lieu", "leiu") + "2025-02-13;gcd;;;;x\n", "KG432"),
        (MEETING.replace("lieu", "host") + "2025-02-13;gcd;;;;x\n", "KG432"),
        (MEETING.encode("cp1252"), "KG430"),
        (MEETING + '2025-02-13;gcd;;;;"open\n', "KG430"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(
    content: str | bytes, code: str, store: ox.Store, tmp_path: Path
) -> None:
    _, problems = read(table(tmp_path, content), store)
    if code == "KG430" and isinstance(content, str):
        assert problems == []
        return
    assert [each.partition(" ")[0] for each in problems] == [code]


@pytest.mark.parametrize("said", ["+1", "-2", "@SUM(A1)", "'=1+1", "\t=1"])
def test_signs_that_spreadsheets_run_are_text_here_or_refused(said: str, store: ox.Store, tmp_path: Path) -> None:
    found, problems = read(table(tmp_path, f'{MEETING}2025-02-13;gcd;;;;"{said}"\n'), store)
    assert problems in ([], ["KG441 t.csv:2, F (nom fr*)"])
    assert problems or said.strip().removeprefix("'") in found


def test_no_template_starts_a_cell_with_a_sign_that_spreadsheets_run() -> None:
    for kind in kinds().values():
        for language in ("en", "fr"):
            cells = csv_template(kind, language, filled=True).lstrip("\ufeff").replace("\r\n", ";").split(";")
            assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t")]


def in_graph(workspace: Workspace, store: ox.Store) -> tuple[ox.Store, str, str]:
    """Return the graph of the workspace with the reference data, the statement, and its English text."""
    graph = ox.Store()
    graph.extend(store)
    for path in workspace.graph.glob("*.ttl"):
        graph.extend(ox.Quad(*triple) for triple in load_triples(path))
    path = next(workspace.graph.glob("*.en.txt"))
    return graph, path.name.partition(".")[0], path.read_text(encoding="utf-8")


def test_words_that_a_text_does_not_have_once_are_told(workspace: Workspace, store: ox.Store, tmp_path: Path) -> None:
    graph, statement, content = in_graph(workspace, store)
    row = f"appel;{statement};en;Foreign ministers met;ministers;\n"
    wrong = (
        "type;statement;language;passage;trigger;occurrence\n"
        + row.replace("met;", "meet;")
        + row.replace(";ministers;", ";minister X;")
        + row.replace(";en;", ";de;")
        + row.replace("Foreign ministers met;ministers;", "in;in;")
        + row.replace("ministers;\n", "ministers;2\n")
    )
    _, _, problems = read_sheet(table(tmp_path, wrong), graph, lambda _: content)
    assert [problem.code for problem in problems] == ["KG439", "KG439", "KG438", "KG440", "KG440"]
    chosen = wrong.splitlines()[0] + "\n" + row.replace("Foreign ministers met;ministers;", "in;in;2")
    triples, _, problems = read_sheet(table(tmp_path, chosen), graph, lambda _: content)
    assert problems == []
    start = content.index("in", content.index("in") + 1)
    assert f"#offset_{start}_{start + 2}" in str(triples)


def test_an_act_of_a_table_stands_in_the_graph_with_its_passage(
    workspace: Workspace, store: ox.Store, tmp_path: Path
) -> None:
    graph, statement, content = in_graph(workspace, store)
    rows = (
        f"type,statement,language,passage,trigger,region\nappel,{statement},EN,Foreign ministers met,met,Sahel|Irak\n"
    )
    triples, places, problems = read_sheet(table(tmp_path, rows), graph, lambda _: content)
    assert problems == []
    start = content.index("met")
    (act,) = (name for name in places)
    assert act.endswith(f"-a{start}")
    said = "\n".join(map(str, triples))
    assert f"#offset_{start}_{start + 3}" in said
    assert "region/x-sahel" in said
    assert "country/IRQ" in said
    assert "def#Call" in said
