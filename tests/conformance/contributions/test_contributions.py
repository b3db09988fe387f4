"""What a contributor is told: each planted error, on its line, in both languages and all formats, and nothing else."""

import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pyoxigraph as ox
import pytest

from kg.cli.verdicts import FORMATS, write_verdict
from kg.graph.examination import Examination
from kg.graph.examine import examine
from kg.graph.namespaces import RDF, SH
from kg.graph.verdict import Result, Verdict

HERE = Path(__file__).parent
PLANTED = HERE / "planted.ttl"
MARK = re.compile(r"#! (\S+)$")
KINDS = 14
LANGUAGES = ("en", "fr")


@cache
def judged(file: str = "planted.ttl", engine: str = "compiled") -> Verdict:
    return examine(Examination((HERE / file,), (), None, engine, 60, 1 << 26))


def planted() -> set[tuple[int, str]]:
    lines = enumerate(PLANTED.read_text("utf-8").splitlines(), 1)
    return {(number, found[1]) for number, line in lines if (found := MARK.search(line))}


def at(line: int) -> Result:
    (found,) = (each for each in judged().results if each.spot.line == line)
    return found


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(PLANTED.read_text("utf-8").splitlines(), 1) if words in line)


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_every_planted_error_is_found_on_its_line_and_nothing_else(engine: str) -> None:
    found = judged(engine=engine).results
    assert {(each.spot.line, each.rule) for each in found} == planted()
    assert len(found) == len(planted())
    assert len({each.rule for each in found}) >= KINDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_says_what_to_do_in_the_readers_language(language: str) -> None:
    other = "en" if language == "fr" else "fr"
    for each in judged().results:
        assert each.message.of(language)
        assert each.message.of(language) != each.message.of(other)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('kg:date "13 mai 2025"', '"2025-05-13"^^xsd:date'),
        ('kg:host "France"', "country:FRA"),
        ("level:ministral", "level:ministerial"),
        ("role:hote", "role:host"),
        ("kg:regoin", "kg:region"),
        ("kg:Cal ;", "kg:Call"),
        ("country:Frnace", "country:FRA"),
        ("place:mosul", ""),
        ('kg:sha256 "0a1b2c3d"', ""),
    ],
)
def test_what_was_meant_is_suggested_where_it_can_be_known(line: str, meant: str) -> None:
    assert at(line_of(line)).suggestion.term == meant


@pytest.mark.parametrize(
    ("line", "column"),
    [('"13 mai 2025"', 13), ("        42 ;", 9), ("kg:regoin", 5), ("a kg:Cal ;", 43), ("oa:start 52", 14)],
)
def test_columns_point_at_the_term(line: str, column: int) -> None:
    spot = at(line_of(line)).spot
    assert (spot.column, spot.file) == (column, str(PLANTED))


def test_labels_are_those_of_the_data_the_shapes_and_the_reference() -> None:
    result = at(line_of('kg:host "France"'))
    assert (result.focus.label.fr, result.path.label.fr, result.suggestion.label.fr) == (
        "Réunion sur les ports",
        "hôte",
        "France",
    )
    assert result.focus.label.en == "Meeting on harbours"


def test_a_verdict_survives_the_way_from_the_worker() -> None:
    assert Verdict.from_json(judged().to_json()).to_json() == judged().to_json()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_every_finding(form: str, language: str) -> None:
    written = write_verdict(judged(), form, "info", language)
    for each in judged().results:
        places = (
            f"{each.spot.line}:{each.spot.column}",
            f'"startLine": {each.spot.line},',
            f'"line": {each.spot.line},',
        )
        assert any(place in written for place in places)
    assert write_verdict(judged(), form, "info", language) == written


SARIF = json.loads((HERE / "sarif.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_is_what_code_scanning_takes(language: str) -> None:
    told = json.loads(write_verdict(judged(), "sarif", "info", language))
    jsonschema.validate(told, SARIF)
    (run,) = told["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_a_fingerprint_stays_when_lines_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    prints = []
    for before in ("", "# one line more\n\n"):
        Path("data.ttl").write_text(before + PLANTED.read_text("utf-8"), encoding="utf-8")
        verdict = examine(Examination((Path("data.ttl"),), (), None, "compiled", 60, 1 << 26))
        results = json.loads(write_verdict(verdict, "sarif", "info", "en"))["runs"][0]["results"]
        prints.append({each["partialFingerprints"]["primaryLocationLineHash"] for each in results})
        uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert uri == {"uri": "data.ttl", "uriBaseId": "%SRCROOT%"}
    assert prints[0] == prints[1]


def test_junit_counts_agree_with_its_cases() -> None:
    root = ET.fromstring(write_verdict(judged(), "junit", "info", "en"))  # noqa: S314
    failures = root.findall(".//failure")
    assert len(failures) == len(planted()) == int(root.get("failures", ""))
    assert len(root.findall(".//testcase")) == int(root.get("tests", ""))


def test_turtle_is_a_report_of_shacl() -> None:
    store = ox.Store()
    store.load(write_verdict(judged(), "turtle", "info", "en"), ox.RdfFormat.TURTLE)
    assert len({quad.object for quad in store.quads_for_pattern(None, SH.result, None)}) == len(planted())
    (conforms,) = (quad.object for quad in store.quads_for_pattern(None, SH.conforms, None))
    assert conforms == ox.Literal("false", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    for quad in store.quads_for_pattern(None, RDF.type, SH.ValidationResult):
        for needed in (SH.resultSeverity, SH.sourceConstraintComponent, SH.focusNode, SH.resultMessage):
            assert list(store.quads_for_pattern(quad.subject, needed, None)), needed


def test_html_escapes_what_data_say(tmp_path: Path) -> None:
    data = tmp_path / "x.ttl"
    words = PLANTED.read_text("utf-8").replace("13 mai 2025", "<script>alert(1)</script>")
    data.write_text(words, encoding="utf-8")
    verdict = examine(Examination((data,), (), None, "compiled", 60, 1 << 26))
    written = write_verdict(verdict, "html", "info", "fr")
    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert '<html lang="fr">' in written
