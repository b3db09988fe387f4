"""Answers as people and programs read them: every format, citations in each, charts, hostile words kept harmless."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.answer.chart import chart_of
from kg.answer.grid import grid_of
from kg.answer.labels import labels_of
from kg.answer.png import write_png
from kg.answer.words import link
from kg.answer.write import FORMATS, Reader, wire_form, write_answer
from kg.draw import Area, Bar, Bars, Lines, Map, draw
from kg.errors import QueryError
from kg.graph.engine import Answer, Session

DATA = """
@base <https://w3id.org/statements-kg/id/> .
@prefix kg: <https://w3id.org/statements-kg/def#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix eulang: <http://publications.europa.eu/resource/authority/language/> .
<act/a1> kg:evidence <text/s-en-01234567#offset_6_17> ; kg:expressedIn <statement/s> ; kg:region <country/IRQ> .
<statement/s> a kg:Statement ; kg:issuedAt <meeting/m> .
<meeting/m> a kg:Meeting ; kg:evidence <text/s-en-01234567#offset_0_4> , <text/s-fr-01234567#offset_0_5> .
<text/s-en-01234567#offset_6_17> kg:inText <text/s-en-01234567> ; oa:start 6 ; oa:end 17 ; oa:exact "we | *pay*\\n" .
<text/s-en-01234567#offset_0_4> kg:inText <text/s-en-01234567> ; oa:start 0 ; oa:end 4 ; oa:exact "here" .
<text/s-fr-01234567#offset_0_5> kg:inText <text/s-fr-01234567> ; oa:start 0 ; oa:end 5 ; oa:exact "voici" .
<text/s-en-01234567> kg:textOf <statement/s> ; dct:title "A <b>title</b>" ; dc:publisher "P" ;
    dct:language eulang:ENG ; dct:source <https://x.org/doc> .
<text/s-fr-01234567> kg:textOf <statement/s> ; dct:title "Un titre" ; dct:language eulang:FRA .
<country/IRQ> a kg:Country ; kg:code "IRQ" ; rdfs:label "Iraq"@en , "Irak"@fr .
<urn:bad> rdfs:seeAlso <javascript:alert(1)> , "<script>alert(1)</script>" .
"""
ACTS = "SELECT ?act ?region (3 AS ?n) { ?act kg:region ?region }"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("data") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    with Session([path]) as opened:
        yield opened


def written(session: Session, query: str, form: str, *, cite: bool = False, language: str = "en") -> str:
    reader = Reader(language, session.ask, cite)
    answer = session.ask(query, form=wire_form(form, cite=cite))
    return write_answer(answer, form, reader).decode("utf-8", "replace")


@pytest.mark.parametrize("form", [each for each in FORMATS if each not in ("table", "parquet", "turtle")])
def test_a_citation_is_in_every_format(session: Session, form: str) -> None:
    text = written(session, ACTS, form, cite=True)
    assert "pay" in text
    assert "doc" in text and "title" in text and "17" in text
    assert "pay" not in written(session, ACTS, form)


def test_turtle_and_parquet_cite_too(session: Session) -> None:
    turtle = written(session, "CONSTRUCT { ?a kg:region ?r } WHERE { ?a kg:region ?r }", "turtle", cite=True)
    assert "oa:start 6" in turtle and "dct:source <https://x.org/doc>" in turtle
    content = write_answer(session.ask(ACTS), "parquet", Reader("en", session.ask, cite=True))
    table = import_module("pyarrow.parquet").read_table(io.BytesIO(content))
    assert table.column("n").to_pylist() == [3]
    assert table.column("citedStart").to_pylist() == [6]


def test_a_meeting_is_cited_in_the_language_of_the_reader(session: Session) -> None:
    query = "SELECT ?meeting { ?meeting a kg:Meeting }"
    for language, words in (("en", "here"), ("fr", "voici")):
        row = json.loads(written(session, query, "jsonl", cite=True, language=language))
        assert row["citedQuotation"] == words


def test_csv_is_that_of_the_w3c_with_or_without_citation(session: Session) -> None:
    plain = list(csv.reader(io.StringIO(written(session, ACTS, "csv"))))
    cited = list(csv.reader(io.StringIO(written(session, ACTS, "csv", cite=True))))
    assert [row[:3] for row in cited] == plain
    assert cited[0][3] == "citedQuotation"


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_what_oxigraph_writes_of_an_answer_we_write_of_its_grid(session: Session, form: str) -> None:
    query = "SELECT * { VALUES (?a ?b) { (1 'é'@fr) (UNDEF <urn:x>) ('2024-01-01'^^xsd:date true) } } ORDER BY ?a"
    straight = session.ask(query, form=wire_form(form, cite=False)).content
    reader = Reader("en", session.ask, cite=True)
    names = session.ask(query).columns
    ours = write_answer(session.ask(query), form, reader)
    if form == "csv":
        rows = list(csv.reader(io.StringIO(ours.decode())))
        assert [row[: len(names)] for row in rows] == list(csv.reader(io.StringIO(straight.decode())))
    assert straight


def test_a_label_stands_beside_a_thing_in_the_language_of_the_reader(session: Session) -> None:
    assert "Irak (country:IRQ)" in written(session, ACTS, "markdown", language="fr")
    assert "\\|" in written(session, ACTS, "markdown", cite=True)


def test_a_page_has_no_script_and_no_odd_link(session: Session) -> None:
    page = written(session, "SELECT ?o { <urn:bad> ?p ?o }", "html")
    assert "<script" not in page
    assert "&lt;script" in page
    assert 'href="javascript' not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a\u202eb/", "https:x", "urn:x"]
)
def test_only_web_addresses_are_links(iri: str) -> None:
    assert link(ox.NamedNode(iri)) == ""
    assert link(ox.Literal("https://a.org/")) == ""
    assert link(ox.NamedNode("https://a.org/b?c=d#e")) == "https://a.org/b?c=d#e"


def test_rows_are_no_turtle(session: Session) -> None:
    with pytest.raises(QueryError, match="KG541"):
        written(session, ACTS, "turtle")


@pytest.mark.parametrize("missing", ["pyarrow", "resvg_py"])
def test_an_extra_that_is_missing_is_named(session: Session, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(QueryError, match=r"KG54[03].*pip install 'statements-kg\["):
        if missing == "pyarrow":
            write_answer(session.ask(ACTS), "parquet", Reader("en", session.ask))
        else:
            write_png("<svg/>")


def answered(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Answer:
    kinds = {int: "http://www.w3.org/2001/XMLSchema#integer", str: "http://www.w3.org/2001/XMLSchema#string"}
    bindings = [
        {
            name: {"type": "uri", "value": value.value}
            if isinstance(value, ox.NamedNode)
            else {"type": "literal", "value": str(value), "datatype": kinds[type(value)]}
            for name, value in zip(names, row, strict=True)
        }
        for row in rows
    ]
    content = json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}).encode()
    return Answer("select", content, "json")


def test_charts_take_the_last_numbers_as_the_measure_and_years_as_time(session: Session) -> None:
    grid = grid_of(answered(["year", "what", "n"], [("2020", "x", 2), ("2022", "x", 3), ("2022", "y", 1)]), title="Q")
    lines = chart_of(grid, "line", session.ask, "en", {})
    assert isinstance(lines, Lines)
    assert lines.moments == ("2020", "2021", "2022")
    assert [each.values for each in lines.series] == [(2, None, 3), (None, None, 1)]
    bars = chart_of(grid.only(["what", "n"]), "bar", session.ask, "en", {})
    assert isinstance(bars, Bars)
    assert bars.bars == (Bar("x", 5), Bar("y", 1))
    counted = chart_of(grid.only(["what"]), "bar", session.ask, "en", {})
    assert isinstance(counted, Bars)
    assert (counted.measure, counted.bars) == ("Number of rows", (Bar("x", 2), Bar("y", 1)))


def test_a_map_knows_the_countries_of_its_areas(session: Session) -> None:
    grid = grid_of(session.ask(ACTS), title="Q")
    drawn = chart_of(grid, "map", session.ask, "fr", labels_of(grid, session.ask, "fr"))
    assert isinstance(drawn, Map)
    assert drawn.areas == (Area("Irak", 3, ("IRQ",)),)


@pytest.mark.parametrize("kind", ["line", "map"])
def test_what_cannot_be_drawn_is_said(session: Session, kind: str) -> None:
    with pytest.raises(QueryError, match="KG542"):
        chart_of(grid_of(answered(["a"], [["x"]])), kind, session.ask, "en", {})
    with pytest.raises(QueryError, match="KG542"):
        chart_of(grid_of(answered(["a"], [])), kind, session.ask, "en", {})


def test_png_is_png() -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not installed")
    assert write_png(draw(Bars("T", "m", (Bar("a", 1),)), "en")).startswith(b"\x89PNG")


def test_paragraphs_are_counted_in_the_text(session: Session, tmp_path: Path) -> None:
    (tmp_path / "s.en.txt").write_text("Head\n\nFirst.\n\nSecond.", encoding="utf-8")
    reader = Reader("fr", session.ask, cite=True, folder=tmp_path)
    row = json.loads(write_answer(session.ask(ACTS), "jsonl", reader))
    assert row["citedParagraph"] == 2
    assert "§\u00a02, caractères 6 à 17" in write_answer(session.ask(ACTS), "markdown", reader).decode()


@pytest.mark.parametrize("cite", [False, True])
def test_xml_is_well_formed_whatever_the_words_hold(session: Session, *, cite: bool) -> None:
    words = "".join(map(chr, range(0x20))) + "\x7f\x85\ufffd\ufffe\uffff\U0001f600<&>"
    text = "".join(f"\\u{ord(each):04X}" if each < "\U00010000" else each for each in words)
    answer = session.ask(f'SELECT ("{text}" AS ?words) {{ }}', form=wire_form("xml", cite=cite))
    root = ET.XML(write_answer(answer, "xml", Reader("en", session.ask, cite)))
    literal = root.find(".//{*}binding[@name='words']/{*}literal")
    assert literal is not None and literal.text is not None
    # What XML cannot hold becomes U+FFFD; all else comes back as it was.
    assert literal.text == "".join("\ufffd" if unfit(each) else each for each in words)


def unfit(character: str) -> bool:
    return (character < " " and character not in "\t\n\r") or character in "\ufffe\uffff"
