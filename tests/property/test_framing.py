"""Our JSON-LD is what the Framing algorithm gives for ``frame.jsonld``; PyLD, which implements it, is the oracle.

PyLD leaves three steps to us: the specification tells at the top no thing that stands inside another already (section
4.2, step 4.2), which PyLD forgets between one thing and the next; things without a type are framed by ``"@type": []``;
and a thing may not stand inside itself. What ``docs/decisions/0008-framing.md`` says of blank nodes and of named graphs
holds here: they keep their names, and each graph is framed by itself.
"""

import hashlib
import io
import json
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from kg import assets
from kg.build import Options, build
from kg.graph.dataset import digest, group_graphs
from kg.graph.namespaces import BASE, DCT, KG, OA, RDF, RDFS, SCHEMA, SKOS, XSD
from kg.graph.serialise import write
from kg.workspace import Workspace

FRAME = json.loads((assets.ontology() / "frame.jsonld").read_text(encoding="utf-8"))
STATEMENTS = Path(__file__).parents[2] / "data" / "statements"

NODES: list[ox.NamedNode | ox.BlankNode] = [
    *(ox.NamedNode(f"{BASE}id/{each}") for each in ("act/a", "act/b", "text/t#offset_1_2", "sum/1", "")),
    ox.NamedNode("http://example.org/x"),
    ox.NamedNode(KG.trigger.value),
    ox.BlankNode("a"),
    ox.BlankNode("b"),
]
PREDICATES = [
    KG.trigger, KG.evidence, KG.amount, KG.participation, KG.inText, KG.denotes, KG.date, KG.confidence, KG.rule,
    OA.start, RDFS.label, DCT.title, RDF.rest, RDF.first, SCHEMA.value, ox.NamedNode("http://example.org/p"),
]  # fmt: skip
LITERALS: list[ox.Literal] = [
    ox.Literal("a"),
    ox.Literal("id:act/a"),
    ox.Literal("a", language="fr"),
    ox.Literal("a", language="en-gb"),
    ox.Literal("1", datatype=XSD.integer),
    ox.Literal("01", datatype=XSD.integer),
    ox.Literal("0.9", datatype=XSD.decimal),
    ox.Literal("true", datatype=XSD.boolean),
    ox.Literal("2024-01-31", datatype=XSD.date),
    ox.Literal("a", datatype=KG.rule),
]
TYPES = [KG.Commitment, KG.TextSpan, KG.Participation, SCHEMA.MonetaryAmount, SKOS.Concept, ox.NamedNode("http://e/T")]
subjects = st.sampled_from(NODES)
triples = st.one_of(
    st.builds(ox.Triple, subjects, st.sampled_from(PREDICATES), st.sampled_from([*NODES, *LITERALS])),
    st.builds(ox.Triple, subjects, st.just(RDF.type), st.sampled_from(TYPES)),
)
quads = st.builds(
    lambda triple, graph: ox.Quad(triple.subject, triple.predicate, triple.object, graph),
    triples.filter(lambda triple: triple.subject != triple.object),
    st.sampled_from([ox.DefaultGraph(), ox.DefaultGraph(), NODES[0], NODES[-1]]),
)


class Kept:
    """Lets blank nodes keep their names."""

    def __init__(self) -> None:
        """Start with none."""
        self._names: dict[str, str] = {}

    def get_id(self, old: str) -> str:
        """Return the name itself."""
        return self._names.setdefault(old, old)

    def has_id(self, old: str) -> bool:
        """Tell whether it was asked for before."""
        return old in self._names


def written(given: Iterable[ox.Quad]) -> dict[str, Any]:
    file = io.BytesIO()
    write(given, "jsonld", file)
    found: dict[str, Any] = json.loads(file.getvalue())
    return found


def framed(context: Any, nodes: list[Any]) -> dict[str, Any]:
    """Return ``{@id: thing}`` of one graph, as PyLD makes it out of the graph without any nesting."""
    flat = jsonld.flatten({"@context": context, "@graph": nodes}, None, {"identifierIssuer": Kept()})
    found: dict[str, Any] = {}
    for types in list[Any](({}, [])):
        frame = {"@context": context, "@graph": [{**FRAME["@graph"][0], "@type": types}]}
        options = {"omitGraph": False, "pruneBlankNodeIdentifiers": False, "identifierIssuer": Kept()}
        told = jsonld.frame(flat, frame, options)["@graph"]
        found |= {each["@id"]: plain(each) for each in told if len(each) > 1}
    return found


def plain(value: Any) -> Any:
    """Sort what JSON-LD does not order."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted((plain(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def inside(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the things that stand inside a thing."""
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict) and "@id" in each and len(each) > 1:
            yield each
        if isinstance(each, dict | list):
            yield from inside(each)


def graphs_of(document: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    named = [each for each in document["@graph"] if "@graph" in each]
    yield [each for each in document["@graph"] if "@graph" not in each]
    for each in named:
        assert set(each) == {"@id", "@graph"}
        yield each["@graph"]


def check(document: dict[str, Any]) -> None:
    for nodes in graphs_of(document):
        expected = framed(document["@context"], nodes)
        told: dict[str, list[Any]] = {}
        for node in nodes:
            assert node["@id"] not in told or plain(node) not in told[node["@id"]], "is told whole already"
            assert plain(node) == expected[node["@id"]]
            for each in inside(node):
                told.setdefault(each["@id"], []).append(plain(each))
        assert set(expected) == {node["@id"] for node in nodes} | set(told)


@settings(deadline=None, max_examples=40)
@given(st.lists(quads, max_size=25))
def test_any_dataset_is_framed_as_the_algorithm_says(given: list[ox.Quad]) -> None:
    check(written(given))


@settings(deadline=None, max_examples=40)
@given(st.lists(quads, max_size=25))
def test_other_processors_read_the_same_dataset(given: list[ox.Quad]) -> None:
    document, expected = written(given), digest(group_graphs(given))
    assert of_pyld(document) == expected
    assert of_rdflib(document) == expected


def of_pyld(document: dict[str, Any]) -> str:
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return digest(group_graphs(ox.parse(lines, format=ox.RdfFormat.N_QUADS)))


def of_rdflib(document: dict[str, Any]) -> str:
    found = rdflib.Dataset()
    with warnings.catch_warnings(), patch.object(rdflib, "NORMALIZE_LITERALS", new=False):
        # rdflib warns of what it does itself.
        warnings.simplefilter("ignore", DeprecationWarning)
        found.parse(data=json.dumps(document), format="json-ld")
        lines = found.serialize(format="nquads").replace("<urn:x-rdflib:default>", "")
    return digest(group_graphs(ox.parse(lines, format=ox.RdfFormat.N_QUADS)))


def test_what_is_shipped_is_framed_as_the_algorithm_says(tmp_path: Path) -> None:
    place = Workspace.create(tmp_path)
    assert build(place, sorted(STATEMENTS.glob("2024-09-30-*-fr.txt")), Options(jobs=1)).exit_code == 0
    (graph,) = place.graph.glob("*.ttl")
    given = list(ox.parse(path=graph, format=ox.RdfFormat.TURTLE))
    document = written(given)
    assert any(each.get("trigger", {}).get("@type") == "TextSpan" for each in document["@graph"])
    check(document)
    expected = digest(group_graphs(given))
    assert of_rdflib(document) == expected
    # Expanded and canonicalised by PyLD alone.
    lines = jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})
    assert hashlib.sha256(lines.encode()).hexdigest() == expected


def test_what_is_too_much_to_repeat_stands_by_itself() -> None:
    act, span = NODES[0], NODES[2]
    said = [ox.Quad(span, OA.exact, ox.Literal("a" * size)) for size in (1, 40_000)]
    assert "exact" in written([ox.Quad(act, KG.trigger, span), said[0]])["@graph"][0]["trigger"]
    assert written([ox.Quad(act, KG.trigger, span), *said])["@graph"][0]["trigger"] == "id:text/t#offset_1_2"


@pytest.mark.parametrize("name", ["context.jsonld", "frame.jsonld"])
def test_frame_and_context_lie_side_by_side(name: str) -> None:
    assert json.loads((assets.ontology() / name).read_text(encoding="utf-8"))["@context"] == FRAME["@context"]
