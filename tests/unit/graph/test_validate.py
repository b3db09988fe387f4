"""What validation reports, beyond what each shape says (see tests/conformance)."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.graph.report import Report, Severity
from kg.graph.shapes import read_shapes
from kg.graph.validate import validate, validate_store

MEETING = """
@prefix kg: <https://w3id.org/statements-kg/def#> .
@prefix meeting: <https://w3id.org/statements-kg/id/meeting/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
meeting:m a kg:Meeting ; kg:date "2024-09-30"^^xsd:date , "2024-10-01"^^xsd:date .
"""


def triples(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def test_a_finding_says_what_where_and_what_to_do_in_both_languages() -> None:
    report = validate(triples(MEETING))
    worst = report.findings[0]
    assert not report.conforms
    assert worst.shape.endswith("#Meeting-date-max")
    assert worst.focus.endswith("/id/meeting/m")
    assert worst.severity is Severity.VIOLATION
    assert "kg:date" in worst.message("fr")
    assert "kg:date" in worst.message("en")
    assert worst.message("fr") != worst.message("en")


def test_findings_come_worst_first_and_a_warning_does_not_refuse() -> None:
    report = validate(triples(MEETING.replace(', "2024-10-01"^^xsd:date', "")))
    assert report.conforms
    assert report.count(Severity.WARNING) > 0
    severities = [finding.severity for finding in report.findings]
    assert severities == sorted(severities, reverse=True)


def test_nothing_to_check_never_conforms() -> None:
    report = validate(triples("<urn:a> <urn:b> <urn:c> ."))
    assert report.checked == 0
    assert not report.conforms
    assert report.findings[0].shape.endswith("#nothing-checked")
    assert report.idle


def test_a_store_is_judged_like_its_triples() -> None:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples(MEETING))
    assert validate_store(store) == validate(triples(MEETING))


@pytest.mark.parametrize("term", ["minCout", "targetclass", "NodeShap"])
def test_a_misspelt_shacl_term_is_an_error(tmp_path: Path, term: str) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(f"@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:{term} 1 .", "utf-8")
    with pytest.raises(InputError, match=f"KG132.*{term}"):
        read_shapes([file])


SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <urn:ex:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def report_on(shapes: str, data: str, tmp_path: Path) -> Report:
    file = tmp_path / "shapes.ttl"
    file.write_text(SHAPE + shapes, "utf-8")
    return validate(triples(SHAPE + data), shapes=read_shapes([file]))


def test_what_is_no_query_goes_to_pyshacl_and_the_report_says_so(tmp_path: Path) -> None:
    shapes = "ex:s sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node ex:s ] ; sh:class ex:C ."
    report = report_on(shapes, "ex:a ex:p ex:b . ex:b a ex:C .", tmp_path)
    assert [finding.component.rpartition("#")[2] for finding in report.findings] == ["ClassConstraintComponent"]
    assert list(report.outside) == ["urn:ex:s"]
    assert report.outside["urn:ex:s"].code == "KG133"


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ("sh:minCount ex:few", "KG134"),
        ("sh:nodeKind ex:Blank", "KG134"),
        ("sh:in ex:nowhere", "KG135"),
        ("sh:sparql ex:q", "KG136"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p" ]', "KG136"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { SERVICE <urn:x> { $this ?p ?o } }" ]', "KG136"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o MINUS { $this ex:q ?o } }" ]', "KG136"),
    ],
)
def test_a_shape_that_makes_no_sense_is_an_error(shape: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=code):
        report_on(f"ex:s sh:targetNode ex:a ; sh:path ex:p ; {shape} .", "ex:a ex:p ex:b .", tmp_path)


def test_a_literal_is_judged_as_it_is_written(tmp_path: Path) -> None:
    shapes = """ex:s sh:targetNode ex:a ; sh:property
        [ sh:path ex:p ; sh:datatype xsd:integer ; sh:minInclusive 2 ; sh:maxCount 3 ; sh:pattern "^[0-9]$" ] ."""
    data = 'ex:a ex:p 1 , 01 , "3"^^xsd:byte , "x"^^xsd:integer .'
    found = [(each.component.rpartition("#")[2][:8], each.value) for each in report_on(shapes, data, tmp_path).findings]
    whole = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert found == [
        ("MaxCount", None),
        ("MinInclu", f'"01"{whole}'),
        ("PatternC", f'"01"{whole}'),
        ("MinInclu", f'"1"{whole}'),
        ("Datatype", '"3"^^<http://www.w3.org/2001/XMLSchema#byte>'),
        ("Datatype", f'"x"{whole}'),
        ("MinInclu", f'"x"{whole}'),
        ("PatternC", f'"x"{whole}'),
    ]


def test_a_datatype_that_the_index_does_not_keep_is_refused_there(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(f"{SHAPE} ex:s sh:targetNode ex:a ; sh:path ex:p ; sh:datatype xsd:byte .", "utf-8")
    with pytest.raises(InputError, match=r"KG137.*xsd:integer"):
        validate_store(ox.Store(), read_shapes([file]))


def test_coverage_tells_what_no_shape_looked_at(tmp_path: Path) -> None:
    shapes = "ex:s sh:targetClass ex:C ; sh:class ex:C . ex:t sh:targetClass ex:None ; sh:class ex:C ."
    report = report_on(shapes, "ex:a a ex:C . ex:b a ex:D . ex:c ex:p 1 .", tmp_path)
    assert report.targets == {"urn:ex:s": 1, "urn:ex:t": 0}
    assert report.unseen == {"": 1, "urn:ex:D": 1}
    assert report.idle == ("urn:ex:t",)


def test_a_message_in_another_language_is_better_than_none(tmp_path: Path) -> None:
    shapes = 'ex:s sh:targetNode ex:a ; sh:class ex:C ; sh:message "Nein"@de .'
    (finding,) = report_on(shapes, "ex:a ex:p 1 .", tmp_path).findings
    assert finding.message("fr") == finding.message("en") == "Nein"
