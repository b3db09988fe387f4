"""What validation reports, beyond what each shape says (see tests/conformance)."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.graph.report import Severity
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


def test_a_constraint_that_is_not_supported_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetNode <urn:x> ; sh:sparql <urn:q> .", "utf-8"
    )
    with pytest.raises(InputError, match=r"KG133.*sh:sparql"):
        validate(triples(MEETING), shapes=read_shapes([file]))
