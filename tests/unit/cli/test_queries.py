"""``kg queries``: what a person and a program do with the stored queries, and what the check finds in bad ones."""

import json
from pathlib import Path

import openapi_spec_validator
import pyoxigraph as ox
import pytest
from tests.unit.cli.test_cli import Run, built, kg

from kg.graph.namespaces import SCHEMA, SH
from kg.graph.query import stored_queries

__all__ = ["built", "kg"]

GOOD = """#+ id: good
#+ title: {en: "Which meetings?", fr: "Quelles réunions ?"}
#+ description: {en: All., fr: Toutes.}
#+ parameters:
#+   - {name: meeting, type: meeting, example: "2023-05-03", en: Meeting, fr: Réunion}
#+   - {name: lang, type: language, default: en, example: en, en: Language, fr: Langue}
#+ columns:
#+   - {name: meeting, en: Meeting, fr: Réunion}
#+   - {name: meetingLabel, en: Meeting, fr: Réunion}
#+ tags: [meeting]
#+ since: "0.1.0"
SELECT ?meeting ?meetingLabel WHERE {
  VALUES ?meeting { UNDEF }
  VALUES ?lang { "en" }
  ?meeting a kg:Meeting ; rdfs:label ?meetingLabel . FILTER(LANG(?meetingLabel) = ?lang)
} ORDER BY ?meeting
"""


def written(folder: Path, text: str, name: str = "good") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_of_ones_own_is_checked_and_its_results_are_kept(kg: Run, built: Path, tmp_path: Path) -> None:
    mine = written(tmp_path / "mine", GOOD)
    assert kg("queries", "check", mine, "--workspace", built)[0] == 0
    assert kg("queries", "check", mine, "--workspace", built, "--renew")[0] == 0
    kept = mine / "expected" / "good.csv"
    assert kept.read_text(encoding="utf-8").startswith("meeting,meetingLabel\n")
    assert kg("queries", "check", mine, "--workspace", built)[0] == 0
    kept.write_text("meeting,meetingLabel\nother,row\n", encoding="utf-8")
    status, out, err = kg("queries", "check", mine, "--workspace", built, "--lang", "fr")
    assert status == 3
    assert "attendues" in out
    assert "avec un défaut\u00a0: 1" in err


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("id: good", "id: other", "its id is other"),
        ("tags: [meeting]", "tags: []", "no tags"),
        ("type: meeting,", "type: meting,", "KG512"),
        ('"2023-05-03"', '"2099-01-01"', "KG515"),
        ("VALUES ?meeting { UNDEF }", "# VALUES ?meeting { UNDEF }", "KG512"),
        ('VALUES ?lang { "en" }', 'VALUES ?lang { "fr" }', "its default is"),
        ("name: meetingLabel", "name: label", "its header says"),
        ("ORDER BY ?meeting\n", "\n", "no ORDER BY"),
        ("ORDER BY ?meeting\n", "ORDER BY (1 = 1)\n", "does not decide"),
        ("kg:Meeting ;", "kg:Country ; kg:code 'nothing' ;", "no row"),
        (
            "?meeting a kg:Meeting",
            "{ ?meeting a kg:Meeting } UNION { ?meeting a kg:Meeting } ?meeting a ?any",
            "repeats",
        ),
        (" FILTER(LANG(?meetingLabel) = ?lang)", ' FILTER(LANG(?meetingLabel) = "fr")', "another language"),
        ("SELECT ?meeting", "SELECT ?meeting SELECT", "KG506"),
    ],
)
def test_the_check_finds(kg: Run, built: Path, tmp_path: Path, old: str, new: str, found: str) -> None:
    assert old in GOOD
    status, out, _ = kg("queries", "check", written(tmp_path / "bad", GOOD.replace(old, new)), "--workspace", built)
    assert status == 3
    assert found in out


def test_a_folder_without_queries_is_an_error(kg: Run, tmp_path: Path) -> None:
    status, _, err = kg("queries", "list", tmp_path)
    assert status == 1
    assert "KG519" in err


def test_a_query_of_ones_own_is_asked_by_its_path(kg: Run, built: Path, tmp_path: Path) -> None:
    mine = written(tmp_path / "mine", GOOD) / "good.rq"
    status, out, _ = kg("query", mine, "--param", "meeting=2023-05-03", "--workspace", built, "--lang", "fr")
    assert status == 0
    assert "Réunion" in out
    status, out, _ = kg("query", mine, "--help", "--workspace", built)
    assert "in this graph: 2023-05-03" in " ".join(out.split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_interface_is_valid_openapi(kg: Run, language: str) -> None:
    status, out, _ = kg("queries", "openapi", "--lang", language)
    assert status == 0
    described = json.loads(out)
    openapi_spec_validator.validate(described)
    assert described["openapi"] == "3.1.0"
    assert len(described["paths"]) == len(stored_queries())


def test_the_export_holds_every_query_as_an_executable(kg: Run, tmp_path: Path) -> None:
    whole, apart = tmp_path / "all.ttl", tmp_path / "apart"
    assert kg("queries", "export", "-o", whole, "--target", "https://example.org/sparql")[0] == 0
    assert kg("queries", "export", "-o", apart)[0] == 0
    assert {path.stem for path in apart.glob("*.ttl")} == {query.id for query in stored_queries()}
    store = ox.Store()
    store.load(path=str(whole))
    selects = [quad.object for quad in store.quads_for_pattern(None, SH.select, None)]
    texts = {each.value for each in selects if isinstance(each, ox.Literal)}
    assert len(texts) == len(stored_queries())
    for text in texts:
        ox.Store().query(text)
    comments = store.query(
        "SELECT ?query WHERE { ?query a <http://www.w3.org/ns/shacl#SPARQLExecutable> ; "
        "<http://www.w3.org/2000/01/rdf-schema#comment> ?en, ?fr . FILTER(LANG(?en) = 'en' && LANG(?fr) = 'fr') }"
    )
    assert isinstance(comments, ox.QuerySolutions)
    assert len(list(comments)) == len(texts)
    targets = {quad.object for quad in store.quads_for_pattern(None, SCHEMA.target, None)}
    assert targets == {ox.NamedNode("https://example.org/sparql")}
    assert kg("queries", "export", "--target", "nowhere")[0] == 1


def test_a_query_is_shown_with_its_values(kg: Run, built: Path) -> None:
    status, out, _ = kg("queries", "show", "commitments-by-meeting", "--workspace", built, "--lang", "fr")
    assert status == 0
    assert "2023-05-03" in out
    assert "#+" not in out
    assert "SELECT ?meeting" in out


def test_help_and_unknown_actions_speak_both_languages(kg: Run) -> None:
    assert "Lister les requêtes" in kg("queries", "--help", "--lang", "fr")[1]
    status, _, err = kg("queries", "lsit")
    assert status == 2
    assert "list, show, check" in err
