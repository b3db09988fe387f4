"""The same report from pySHACL: the oracle of the compiler, and the engine for shapes that the compiler does not know.

The shapes are loaded once a process and their targets are cut down to the things to be checked, without pySHACL's own
``focus_nodes`` option: that one also empties the values that ``sh:node`` and ``sh:qualifiedValueShape`` look at, so
that they always hold (pySHACL 0.40.1).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph as PyShapesGraph

from kg.graph.background import Background
from kg.graph.infer import ontology_structure
from kg.graph.namespaces import RDFS, SH
from kg.graph.rdflib_terms import from_rdflib, to_rdflib, to_term
from kg.graph.report import Finding, Report, make_report
from kg.graph.shapes import ShapesGraph, load_shapes

_FOCUS, _PATH, _SHAPE, _VALUE = (
    rdflib.URIRef(term.value) for term in (SH.focusNode, SH.resultPath, SH.sourceShape, SH.value)
)


def validate_with_pyshacl(
    triples: Iterable[ox.Triple], background: Background | None = None, shapes: ShapesGraph | None = None
) -> Report:
    """Return what pySHACL finds in ``triples``; arguments and result are those of ``kg.graph.validate.validate``."""
    asserted = frozenset(triples)
    graph = load_shapes() if shapes is None else shapes
    data = _data(asserted, background)
    wanted = {rdflib.URIRef(t.subject.value) for t in asserted if isinstance(t.subject, ox.NamedNode)}
    findings: list[Finding] = []
    checked, idle = 0, set[str]()
    engine = _shipped() if shapes is None else _prepare(shapes)
    for target in graph.targeted():
        shape: Any = engine.lookup_shape_from_node(to_term(target))
        focus = sorted(shape.focus_nodes(data) & wanted)
        checked += len(focus)
        if focus:
            _, results = shape.validate(SHACLExecutor(), data, focus=focus)
            findings += [_finding(graph, [part[1:] for part in parts if part[0] == node]) for _, node, parts in results]
        else:
            idle.add(target.value)
    return make_report(findings, checked, idle)


def _data(asserted: frozenset[ox.Triple], background: Background | None) -> rdflib.Graph:
    """Return what is judged, with the class hierarchy and the types that the background lends."""
    subjects = {triple.subject for triple in asserted}
    about = () if background is None else background.about(asserted)
    classes = (triple for triple in ontology_structure() if triple.predicate == RDFS.subClassOf)
    return to_rdflib([*asserted, *classes, *(triple for triple in about if triple.subject not in subjects)])


@cache
def _shipped() -> PyShapesGraph:
    """Return the shipped shapes as pySHACL holds them, once a process."""
    return _prepare(load_shapes())


def _prepare(shapes: ShapesGraph) -> PyShapesGraph:
    """Return shapes as pySHACL holds them; blank nodes keep their identifiers."""
    prepared = PyShapesGraph(
        to_rdflib(
            ox.Triple(subject, ox.NamedNode(predicate), value)
            for subject, about in shapes.triples.items()
            if not isinstance(subject, ox.Literal)
            for predicate, values in about.items()
            for value in values
        )
    )
    _ = prepared.shapes  # reads them now, so that they can be looked up
    return prepared


def _finding(graph: ShapesGraph, parts: Iterable[tuple[rdflib.URIRef, Any]]) -> Finding:
    """Return one of pySHACL's results as a finding; a term comes alone or behind the graph that it comes from."""
    told = {predicate: value[1] if isinstance(value, tuple) else value for predicate, value in parts}
    shape, path = from_rdflib(told[_SHAPE]), told.get(_PATH)
    return Finding(
        focus=str(told[_FOCUS]),
        path="" if path is None else graph.path(from_rdflib(path)),
        value=str(from_rdflib(told[_VALUE])) if path is not None and _VALUE in told else None,
        shape=shape.value,
        words=graph.words(shape),
    )
