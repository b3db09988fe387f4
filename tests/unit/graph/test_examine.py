"""What is said of files beside their findings: coverage, broken syntax, formats, several files, foreign shapes."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.verdicts import FORMATS, write_verdict
from kg.cli.verdicts.as_text import unread
from kg.graph.examination import Examination
from kg.graph.examine import examine
from kg.graph.judge import judge as judge_apart
from kg.graph.places.atlas import Atlas
from kg.graph.places.lines import Lines
from kg.graph.places.turtle import mentions_of_turtle
from kg.graph.store import Part, build_index
from kg.graph.verdict import Verdict

EX = """@prefix ex: <https://example.org/> .
@prefix kg: <https://w3id.org/statements-kg/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def judge(tmp_path: Path, files: dict[str, str], shapes: str = "", engine: str = "compiled") -> Verdict:
    paths = []
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        paths.append(tmp_path / name)
    given: tuple[Path, ...] = ()
    if shapes:
        given = (tmp_path / "given.ttl",)
        given[0].write_text(EX + shapes, encoding="utf-8")
    return examine(Examination(tuple(paths), given, None, engine, 60, 1 << 26))


def places(verdict: Verdict) -> list[tuple[str, int, int, str]]:
    return [(Path(each.spot.file).name, each.spot.line, each.spot.column, each.rule) for each in verdict.results]


def test_nothing_checked_is_no_success(tmp_path: Path) -> None:
    verdict = judge(tmp_path, {"a.ttl": f'{EX}ex:a a ex:Thing ; rdfs:label "A" .\nex:b rdfs:label "B" .'})
    assert (verdict.exit_code, verdict.checked, verdict.conforms) == (3, 0, False)
    assert [each.rule for each in verdict.results] == ["nothing-checked"]
    for form in FORMATS:
        assert write_verdict(verdict, form, "info", "fr")
    assert 'tests="1" failures="1"' in write_verdict(verdict, "junit", "info", "en")


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_what_no_shape_looked_at_is_named_with_its_place(tmp_path: Path, engine: str) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:Seen ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ."
    data = f'{EX}ex:a a ex:Seen ; rdfs:label "A" .\nex:b a ex:Other .\nex:c rdfs:label "C" .'
    verdict = judge(tmp_path, {"a.ttl": data}, shapes, engine)
    assert verdict.exit_code == 0
    assert verdict.targets == {"https://example.org/S": 1}
    named = {each.what.term: [(name, spot.line) for name, spot in each.examples] for each in verdict.unseen}
    assert named == {"ex:Other": [("ex:b", 7)], "": [("ex:c", 8)]}
    assert "ex:b" in write_verdict(verdict, "text", "info", "en")


def test_one_slip_is_one_finding(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetClass kg:Meeting ;
        sh:property [ sh:path kg:host ; sh:minCount 1 ] , [ sh:path kg:place ; sh:minCount 1 ] ."""
    verdict = judge(tmp_path, {"a.ttl": f"{EX}ex:a a kg:Meetting ;\n  kg:hots ex:b .\n"}, shapes)
    assert places(verdict) == [
        ("a.ttl", 6, 1, "minCount"),
        ("a.ttl", 6, 8, "unknown-term"),
        ("a.ttl", 7, 3, "unknown-term"),
    ]
    assert [each.suggestion.term for each in verdict.results] == ["", "kg:Meeting", "kg:host"]
    assert verdict.results[0].path.term == "kg:place"


@pytest.mark.parametrize("wrong", ["http://w3id.org/statements-kg/def#", "https://w3id.org/statement-kg/def#"])
def test_a_wrong_namespace_is_told_from_ours(tmp_path: Path, wrong: str) -> None:
    data = EX.replace("https://w3id.org/statements-kg/def#", wrong) + "ex:a a kg:Meeting ."
    found = [each for each in judge(tmp_path, {"a.ttl": data}).results if each.rule == "unknown-term"]
    assert [(each.spot.line, each.spot.column) for each in found] == [(6, 8)]
    assert "https://w3id.org/statements-kg/def#" in found[0].message.fr


def test_a_class_is_no_property(tmp_path: Path) -> None:
    data = f"{EX}ex:a kg:Meeting ex:b ; a kg:host .\n"
    found = [each for each in judge(tmp_path, {"a.ttl": data}).results if each.rule == "unknown-term"]
    assert [each.spot.column for each in found] == [6, 26]


SYNTAX = {
    "quote.ttl": ('ex:a ex:b "é 𝔘 ;\n ex:c ex:d .', (6, 11), "closed on its line"),
    "prefix.ttl": ('ex:a ex:b "é 𝔘" ; zz:c 1 .', (6, 18 + 1), "zz: is not declared"),
    "known.ttl": ("ex:a ex:b country:FRA .", (6, 11), "id/country/"),
    "dot.ttl": ("ex:a ex:b ex:c\nex:d ex:e ex:f .", (7, 1), "full stop"),
    "end.ttl": ("ex:a ex:b [ ex:c ex:d ", (6, 22 + 1), "bracket"),
    "relative.ttl": ("ex:a ex:b <c> .", (6, 11), "not absolute"),
    "curly.ttl": ("ex:a ex:b “c” .", (6, 11), "straight quotation marks"),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_syntax_errors_show_the_place_in_every_format(tmp_path: Path, name: str) -> None:
    content, place, words = SYNTAX[name]
    verdict = judge(tmp_path, {name: EX + content})
    assert (verdict.exit_code, list(verdict.unread)) == (1, ["KG155"])
    (result,) = verdict.results
    assert (result.spot.line, result.spot.column) == place
    assert words in result.message.en
    assert result.spot.text == (EX + content).splitlines()[place[0] - 1]
    for language in ("en", "fr"):
        told, source, caret = unread(verdict, language, excerpts=True)
        assert f"{name}:{place[0]}:{place[1]}" in told
        mark = caret.index("^")
        assert source[mark : mark + 1] == result.spot.text[place[1] - 1 : place[1]]
        for form in FORMATS:
            assert name in write_verdict(verdict, form, "info", language)


TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
OTHERS = {
    "a.jsonld": (
        """{"@context": {"kg": "https://w3id.org/statements-kg/def#", "n": {"@id": "kg:hots", "@type": "@id"}},\r
 "@id": "https://example.org/a", "@type": "kg:Meetting",\r
 "n": ["https://example.org/b"]}""",
        [(2, 43), (3, 2)],
    ),
    "a.rdf": (
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:kg="https://w3id.org/statements-kg/def#">
 <!-- é --><kg:Meetting rdf:about="https://example.org/a">
  <kg:hots rdf:resource="https://example.org/b"/>
 </kg:Meetting>
</rdf:RDF>""",
        [(3, 12), (4, 3)],
    ),
    "a.nt": (
        f"""<https://example.org/a> <{TYPE}>\t<https://w3id.org/statements-kg/def#Meetting> .
<https://example.org/a> <https://w3id.org/statements-kg/def#hots> <https://example.org/b> .
""",
        [(1, 75), (2, 25)],
    ),
    "a.trig": (f"{EX}ex:g {{ ex:a a kg:Meetting .\r\n\tex:a kg:hots ex:b }}", [(6, 15), (7, 7)]),
    "bom.ttl": (f"\ufeff{EX}ex:a a kg:Meetting ; kg:hots ex:b .", [(6, 8), (6, 22)]),
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_format_has_places(tmp_path: Path, name: str) -> None:
    content, expected = OTHERS[name]
    found = [each for each in judge(tmp_path, {name: content}).results if each.rule == "unknown-term"]
    assert [(each.spot.line, each.spot.column) for each in found] == expected
    assert [each.suggestion.term for each in found] == ["kg:Meeting", "kg:host"]


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path rdfs:label ; sh:maxCount 1 ] ."
    data = f'{EX}_:x a ex:T ; rdfs:label "{{}}" .\n[] a ex:T ; rdfs:label "1" , "2" .'
    verdict = judge(tmp_path, {"a.ttl": data.format("a"), "b.ttl": data.format("b")}, shapes)
    assert verdict.targets == {"https://example.org/S": 4}
    assert places(verdict) == [("a.ttl", 7, 30, "maxCount"), ("b.ttl", 7, 30, "maxCount")]


def test_values_at_the_end_of_a_path_have_their_own_place(tmp_path: Path) -> None:
    shapes = """ex:S sh:targetClass ex:T ;
        sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:nodeKind sh:Literal ] ,
            [ sh:path ( ex:p ex:r ) ; sh:maxLength 2 ; sh:message "Court"@fr , "Short"@en ] ."""
    data = f'{EX}ex:a a ex:T ;\n  ex:p ex:b .\nex:b\n  ex:r "long" .\nex:c ex:q ex:b .'
    verdict = judge(tmp_path, {"a.ttl": data}, shapes)
    assert places(verdict) == [("a.ttl", 7, 3, "nodeKind"), ("a.ttl", 9, 8, "maxLength")]
    assert (verdict.results[1].message.fr, verdict.results[1].message.en) == ("Court", "Short")
    report = write_verdict(verdict, "turtle", "info", "en")
    assert "sh:inversePath ex:q" in report or "sh:inversePath <https://example.org/q>" in report


def test_the_shapes_own_severity_decides(tmp_path: Path) -> None:
    shapes = """ex:S sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning ] ,
        [ sh:path ex:q ; sh:minCount 1 ; sh:severity sh:Info ] ."""
    verdict = judge(tmp_path, {"a.ttl": f"{EX}ex:a a ex:T ."}, shapes)
    assert (verdict.exit_code, verdict.count("warning"), verdict.count("info")) == (0, 1, 1)
    assert len(verdict.at_least("warning")) == 1
    assert not verdict.at_least("violation")
    assert "sh:minCount" in verdict.results[0].message.fr


def test_an_index_is_judged_apart_too(tmp_path: Path) -> None:
    index = tmp_path / "index"
    meeting = "<https://w3id.org/statements-kg/id/meeting/2025-05-13-x>"
    data = f"{EX}{meeting} a kg:Meeting ; kg:host ex:b ; rdfs:label 'Une'@fr ."
    triples = [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]
    build_index(index, [Part("a.ttl", triples)], "key")
    verdict = judge_apart(index)
    assert (verdict.exit_code, verdict.is_index) == (3, True)
    (found,) = (each for each in verdict.results if each.severity == "violation")
    assert (found.rule, found.focus.label.fr, found.spot.file) == ("Meeting-host-class", "Une", str(index))
    assert str(index) in write_verdict(verdict, "junit", "violation", "en")


def test_lists_and_statements_about_statements_have_places() -> None:
    text = "@prefix : <http://e/> .\n:a :p ( 1 :b\n ( 2 ) ) ;\n :q << :s :p :o >> .\n:c :p :d {| :q :e |} .\n"
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    atlas = Atlas(Lines.of(text), triples, mentions_of_turtle(text))
    found = {
        (str(each.object), places[2])
        for each in triples
        if (places := atlas.of_triple(each.subject, each.predicate, each.object))
        and isinstance(each.object, ox.Literal)
    }
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert found == {(f'"1"{integer}', (2, 9)), (f'"2"{integer}', (3, 4))}
    assert all(atlas.of_triple(each.subject, each.predicate, each.object) for each in triples)


def test_a_triple_in_the_place_of_a_value_is_reported_in_every_format(tmp_path: Path) -> None:
    shapes = "ex:S sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:nodeKind sh:IRI ] ."
    verdict = judge(tmp_path, {"a.ttl": f"{EX}ex:a a ex:T ; ex:p <<( ex:a ex:b <<( ex:c ex:d 1 )>> )>> ."}, shapes)
    assert verdict.count("violation") == 1
    written = {form: write_verdict(verdict, form, "info", "en") for form in FORMATS}
    values = [
        quad.object
        for quad in ox.parse(written["turtle"], format=ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("#value")
    ]
    assert [type(each) for each in values] == [ox.Triple]
