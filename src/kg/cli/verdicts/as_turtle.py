"""A verdict as an ``sh:ValidationReport`` in Turtle (SHACL section 3.6)."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, RDF, RDFS, SH, XSD
from kg.graph.shacl_path import path_triples
from kg.graph.turtle import write_turtle
from kg.graph.verdict import Result, Verdict

_SHAPES = "https://w3id.org/statements-kg/shapes#"
_UNREAD = ox.NamedNode(f"{_SHAPES}Unread")
_UNKNOWN = ox.NamedNode(f"{_SHAPES}UnknownTerm")


def write(verdict: Verdict, severity: str, language: str) -> str:
    """Return the report; messages of the shapes are in every language they have, ours in both."""
    del language
    report = ox.BlankNode("report")
    shown = verdict.at_least(severity)
    conforms = not verdict.results and verdict.conforms
    triples = [
        ox.Triple(report, RDF.type, SH.ValidationReport),
        ox.Triple(report, SH.conforms, ox.Literal("true" if conforms else "false", datatype=XSD.boolean)),
    ]
    for number, result in enumerate(shown, 1):
        node = ox.BlankNode(f"result{number:04}")
        triples.append(ox.Triple(report, SH.result, node))
        triples += _result(node, result)
    return write_turtle(triples, {**PREFIXES, "sh": SH.namespace, "kgsh": _SHAPES})


def _result(node: ox.BlankNode, result: Result) -> Iterator[ox.Triple]:
    yield ox.Triple(node, RDF.type, SH.ValidationResult)
    yield ox.Triple(node, SH.resultSeverity, ox.NamedNode(result.severity_iri))
    component = ox.NamedNode(result.component) if result.component else _UNKNOWN if result.focus.raw else _UNREAD
    yield ox.Triple(node, SH.sourceConstraintComponent, component)
    if result.focus.raw:
        yield ox.Triple(node, SH.focusNode, _term(result.focus.raw))
    if result.value.raw:
        yield ox.Triple(node, SH.value, _term(result.value.raw))
    if result.path.raw:
        path, more = path_triples(result.path.raw, node.value)
        yield ox.Triple(node, SH.resultPath, path)
        yield from more
    if result.shape:
        shape = ox.NamedNode(result.shape) if ":" in result.shape else ox.BlankNode(result.shape)
        yield ox.Triple(node, SH.sourceShape, shape)
    for message in _messages(result):
        yield ox.Triple(node, SH.resultMessage, message)
    yield ox.Triple(node, RDFS.comment, ox.Literal(result.spot.address))


def _messages(result: Result) -> Iterator[ox.Literal]:
    if result.messages:
        for each in map(_term, result.messages):
            if isinstance(each, ox.Literal):
                yield each
    else:
        yield ox.Literal(result.message.en, language="en")
        yield ox.Literal(result.message.fr, language="fr")


def _term(written: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    """Return the term that stands in N-Triples syntax, or, for a triple in place of a term, without its brackets."""
    try:
        return _parsed(written)
    except SyntaxError:
        return _parsed(f"<<( {written} )>>")


def _parsed(written: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    triple: ox.Triple = next(iter(ox.parse(f"<x:s> <x:p> {written} .", format=ox.RdfFormat.N_TRIPLES))).triple
    return triple.object
