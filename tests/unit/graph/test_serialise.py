"""What a format cannot say is an error that names it; what a person reads is in order."""

import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.namespaces import BASE, KG, OA, RDF, RDFS
from kg.graph.serialise import write

_S = ox.NamedNode("http://example.org/s")


def written(form: str, *triples: ox.Triple) -> str:
    file = io.BytesIO()
    write(triples, form, file)
    return file.getvalue().decode()


@pytest.mark.parametrize(
    "predicate", ["http://example.org/", "http://example.org/1", "http://e/p?q=%20", f"{RDF.namespace}li"]
)
def test_xml_cannot_name_every_property(predicate: str) -> None:
    with pytest.raises(QueryError, match=r"KG522 http"):
        written("rdfxml", ox.Triple(_S, ox.NamedNode(predicate), _S))


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1f", "\ufffe", "\uffff"])
def test_xml_cannot_hold_every_sign(sign: str) -> None:
    with pytest.raises(QueryError, match="KG522"):
        written("rdfxml", ox.Triple(_S, RDFS.label, ox.Literal(f"a{sign}")))


def test_xml_keeps_the_ends_of_lines() -> None:
    assert "a&#13;\nb" in written("rdfxml", ox.Triple(_S, RDFS.label, ox.Literal("a\r\nb")))


def test_json_ld_has_no_triples_as_values() -> None:
    with pytest.raises(QueryError, match="KG522"):
        written("jsonld", ox.Triple(_S, RDFS.seeAlso, ox.Triple(_S, RDFS.label, ox.Literal("a"))))


def test_json_ld_puts_a_passage_into_the_act_that_names_it() -> None:
    act, span = ox.NamedNode(f"{BASE}id/act/a"), ox.NamedNode(f"{BASE}id/text/t#offset_1_2")
    text = written(
        "jsonld",
        ox.Triple(act, RDF.type, KG.Commitment),
        ox.Triple(act, KG.trigger, span),
        ox.Triple(span, RDF.type, KG.TextSpan),
        ox.Triple(span, OA.start, ox.Literal(1)),
    )
    assert json.loads(text)["@graph"] == [
        {
            "@id": "id:act/a",
            "@type": "Commitment",
            "trigger": {"@id": "id:text/t#offset_1_2", "@type": "TextSpan", "start": 1},
        }
    ]
