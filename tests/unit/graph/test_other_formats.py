"""What leaves RDF: every thing and link is there, in the structure that each tool documents."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.csv_tables import write_csv, write_neo4j
from kg.graph.geojson import write_geojson
from kg.graph.graphml import write_graphml
from kg.graph.namespaces import BASE, KG, PREFIXES, RDF, RDFS
from kg.graph.property_graph import PropertyGraph, property_graph

_NS = "{http://graphml.graphdrawing.org/xmlns}"
_DATA = """
act:a a kg:Call ; kg:expressedIn statement:s ; kg:region country:MLI , region:x-sahel ; kg:confidence 0.9 ;
    rdfs:label "Appel : « <a> & b »"@fr , "Call"@en .
statement:s a kg:Statement ; kg:issuedAt meeting:m .
meeting:m a kg:Meeting ; kg:date "2024-09-30"^^xsd:date ; kg:place country:USA ; kg:memberCount 87 ;
    dct:source <https://example.org/a;b> , <https://example.org/c> .
country:MLI a kg:Country ; rdfs:label "Mali"@fr , "Mali"@en ; geo:lat 18.64 ; geo:long -1.99 .
region:x-sahel a kg:Region ; geo:lat 17.4 ; geo:long 3.4 .
country:USA a kg:Country ; rdfs:label "United States"@en .
"""


def graph(data: str = _DATA) -> PropertyGraph:
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    return property_graph(quad.triple for quad in ox.parse(head + data, format=ox.RdfFormat.TURTLE))


def written(write: Callable[[PropertyGraph, BinaryIO], None], given: PropertyGraph | None = None) -> bytes:
    file = io.BytesIO()
    write(given or graph(), file)
    return file.getvalue()


def tables(
    write: Callable[[PropertyGraph, BinaryIO], None], given: PropertyGraph | None = None
) -> dict[str, list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(written(write, given)))
    return {
        name: list(csv.reader(io.StringIO(archive.read(name).decode(), newline="")))
        for name in archive.namelist()
        if name.endswith(".csv")
    }


def test_graphml_declares_its_keys_and_joins_known_nodes() -> None:
    root = ET.XML(written(write_graphml))
    keys = {
        key.get("id"): (key.get("for"), key.get("attr.name"), key.get("attr.type")) for key in root.iter(f"{_NS}key")
    }
    nodes = {node.get("id"): node for node in root.iter(f"{_NS}node")}
    edges = [(edge.get("source"), edge.get("target"), edge.findtext(f"{_NS}data")) for edge in root.iter(f"{_NS}edge")]
    assert len(nodes) == 6
    assert {end for source, target, _ in edges for end in (source, target)} <= nodes.keys()
    assert (f"{BASE}id/act/a", f"{BASE}id/country/MLI", "region") in edges
    assert len(edges) == 5
    data = {keys[each.get("key")][1]: each.text for each in nodes[f"{BASE}id/act/a"]}
    assert data == {"class": "Call", "confidence": "0.9", "label_en": "Call", "label_fr": "Appel : « <a> & b »"}
    assert ("node", "confidence", "double") in keys.values()
    assert ("node", "source", "string") in keys.values()


def test_graphml_refuses_what_xml_cannot_hold() -> None:
    with pytest.raises(QueryError, match="KG522"):
        written(write_graphml, graph('act:a rdfs:label "a\\u0001" .'))


def test_csv_has_a_table_a_class_and_says_what_each_column_is() -> None:
    found = tables(write_csv)
    assert sorted(found) == ["Call.csv", "Country.csv", "Meeting.csv", "Region.csv", "Statement.csv", "columns.csv"]
    (head, row) = found["Call.csv"]
    assert head == ["id", "confidence", "expressedIn", "label_en", "label_fr", "region"]
    assert row[-1] == f"{BASE}id/country/MLI | {BASE}id/region/x-sahel"
    documented = {(table, column) for table, column, *_ in found["columns.csv"][1:]}
    assert documented == {
        (n.removesuffix(".csv"), c) for n, rows in found.items() if n != "columns.csv" for c in rows[0]
    }
    meaning = {column: fr for _, column, _, _, fr in found["columns.csv"][1:]}
    assert meaning["confidence"].startswith("Confiance")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "+cmd",
        "-2+3",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "'=1",
        "''-x",
        "-5",
        "+0.5",
        "-1e5",
        "'s",
        "a=1",
    ],
)
def test_csv_defuses_formulas_and_says_how_to_undo_it(text: str) -> None:
    thing = ox.NamedNode(f"{BASE}id/act/a")
    name = ox.Triple(thing, RDFS.comment, ox.Literal(text))
    (_, (_, cell)) = tables(write_csv, property_graph([ox.Triple(thing, RDF.type, KG.Call), name]))["Call.csv"]
    # What the file in the archive says to do: the first apostrophe goes where only apostrophes precede such a sign.
    assert re.sub("^'(?='*[=+\\-@\t\r\n＝])", "", cell) == text
    assert cell[0] not in "=+-@\t\r\n＝" or cell in ("-5", "+0.5")


def test_neo4j_takes_the_headers_of_its_importer() -> None:
    found = tables(write_neo4j)
    assert found["nodes-Meeting.csv"] == [
        ["iri:ID", ":LABEL", "date:date", "memberCount:long", "source:string[]"],
        [f"{BASE}id/meeting/m", "Meeting", "2024-09-30", "87", "https://example.org/a;b\x1fhttps://example.org/c"],
    ]
    (head, *rows) = found["relationships.csv"]
    assert head == [":START_ID", ":END_ID", ":TYPE"]
    ids = {row[0] for name, rows in found.items() if name.startswith("nodes-") for row in rows[1:]}
    assert len(ids) == 6
    assert {end for row in rows for end in row[:2]} <= ids
    assert len(rows) == 5


def test_geojson_says_what_concerns_where() -> None:
    read = json.loads(written(write_geojson))
    assert read["type"] == "FeatureCollection"
    act, meeting = read["features"]
    assert act["geometry"] == {"type": "MultiPoint", "coordinates": [[-1.99, 18.64], [3.4, 17.4]]}
    assert act["properties"]["where_fr"] == "Mali"
    assert act["properties"]["date"] == ["2024-09-30"]
    # A country without a point.
    assert meeting["geometry"] is None
    assert meeting["properties"]["where_en"] == "United States"


@pytest.mark.parametrize("write", [write_csv, write_geojson, write_graphml, write_neo4j])
def test_the_order_of_the_triples_changes_no_byte(write: Callable[[PropertyGraph, BinaryIO], None]) -> None:
    backwards = "\n".join(reversed(_DATA.replace("\n    ", " ").splitlines()))
    assert written(write, graph(backwards)) == written(write)
