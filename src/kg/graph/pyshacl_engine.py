"""The same report from pySHACL: the oracle of the compiler, and the engine for shapes that the compiler does not know.

The shapes are loaded once a process and their targets are cut down to the things to be checked, without pySHACL's own
``focus_nodes`` option: that one also empties the values that ``sh:node`` and ``sh:qualifiedValueShape`` look at, so
that they always hold (pySHACL 0.40.1).
"""

from collections.abc import Container, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from pyshacl.errors import ReportableRuntimeError
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph as PyShapesGraph

from kg.errors import InputError
from kg.graph.background import Background
from kg.graph.infer import ontology_structure
from kg.graph.namespaces import RDFS, SH
from kg.graph.rdflib_terms import from_rdflib, to_rdflib, to_term
from kg.graph.report import Coverage, Finding, Report, make_report
from kg.graph.shapes import Node, ShapesGraph, load_shapes
from kg.graph.unseen import unseen_of

_FOCUS, _PATH, _SHAPE, _VALUE, _COMPONENT, _CONSTRAINT = (
    rdflib.URIRef(term.value)
    for term in (
        SH.focusNode,
        SH.resultPath,
        SH.sourceShape,
        SH.value,
        SH.sourceConstraintComponent,
        SH.sourceConstraint,
    )
)
_ANY = ox.NamedNode("urn:kg:shapes")
_TOLD = (_FOCUS, _PATH, _SHAPE, _VALUE, _COMPONENT, _CONSTRAINT)


def validate_with_pyshacl(
    triples: Iterable[ox.Triple],
    background: Background | None = None,
    shapes: ShapesGraph | None = None,
    only: Container[Node] | None = None,
) -> Report:
    """Return what pySHACL finds in ``triples``.

    Args:
        triples: See ``kg.graph.validate.validate``, as for the next two.
        background: Closed reference data.
        shapes: Other shapes than those that are shipped.
        only: The shapes with a target that are to be judged; None for all.

    Raises:
        InputError: pySHACL refuses the shapes (KG138).
    """
    asserted = tuple(dict.fromkeys(triples))
    data, skipped = prepare_for_pyshacl(asserted, background)
    report = judge_with_pyshacl(data, skipped, shapes, only)
    return replace(report, unseen=unseen_of(asserted, background, load_shapes() if shapes is None else shapes))


def prepare_for_pyshacl(
    triples: Iterable[ox.Triple], background: Background | None
) -> tuple[rdflib.Graph, Container[rdflib.term.Node]]:
    """Return the graph that pySHACL reads, and the things that are only known, and so not to be judged."""
    asserted = tuple(dict.fromkeys(triples))
    subjects = {triple.subject for triple in asserted}
    about = () if background is None else background.about(asserted)
    known = [triple for triple in about if triple.subject not in subjects]
    return _data(asserted, known), frozenset(to_term(triple.subject) for triple in known)


def judge_with_pyshacl(
    data: rdflib.Graph,
    skipped: Container[rdflib.term.Node] = (),
    shapes: ShapesGraph | None = None,
    only: Container[Node] | None = None,
) -> Report:
    """Return what pySHACL finds in a graph that is ready for it; see ``validate_with_pyshacl``."""
    graph = load_shapes() if shapes is None else shapes
    findings: list[Finding] = []
    targets: dict[str, int] = {}
    try:
        engine = _shipped() if shapes is None else _prepare(shapes)
        for target in graph.targeted():
            if only is None or target in only:
                shape: Any = engine.lookup_shape_from_node(to_term(target))
                focus = sorted(node for node in set(shape.focus_nodes(data)) if node not in skipped)
                targets[target.value] = len(focus)
                if focus:
                    _, results = shape.validate(SHACLExecutor(), data, focus=focus)
                    findings += [_finding(graph, [part[1:] for part in parts if part[0] == node])
                                 for _, node, parts in results]  # fmt: skip
    except (ReportableRuntimeError, NotImplementedError, ValueError, KeyError, SyntaxError) as error:
        raise InputError(
            "KG138",
            "pySHACL",
            en=f"cannot run these shapes: {error}; correct them",
            fr=f"ne peut pas exécuter ces formes\u00a0: {error}\u00a0; corrigez-les",
        ) from error
    idle = {name for name, number in targets.items() if not number}
    return make_report(findings, Coverage(sum(targets.values()), idle, targets))


def _data(asserted: Iterable[ox.Triple], known: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return what is judged, with the class hierarchy and the types that the background lends."""
    classes = (triple for triple in ontology_structure() if triple.predicate == RDFS.subClassOf)
    return to_rdflib([*asserted, *classes, *known])


@cache
def _shipped() -> PyShapesGraph:
    """Return the shipped shapes as pySHACL holds them, once a process."""
    return _prepare(load_shapes())


def _prepare(shapes: ShapesGraph) -> PyShapesGraph:
    """Return shapes as pySHACL holds them; blank nodes keep their identifiers."""
    prepared = PyShapesGraph(to_rdflib(quad.triple for quad in shapes.quads(_ANY)))
    _ = prepared.shapes  # reads them now, so that they can be looked up
    return prepared


def _finding(graph: ShapesGraph, parts: Iterable[tuple[rdflib.URIRef, Any]]) -> Finding:
    """Return one of pySHACL's results as a finding; a term comes alone or behind the graph that it comes from."""
    told = {
        predicate: from_rdflib(value[1] if isinstance(value, tuple) else value)
        for predicate, value in parts
        if predicate in _TOLD
    }
    shape, path, constraint = told[_SHAPE], told.get(_PATH), told.get(_CONSTRAINT)
    own = graph.words(shape)
    words = graph.words(constraint) if constraint is not None else own
    return Finding(
        focus=told[_FOCUS].value,
        path="" if path is None else graph.path(path),
        value=str(told[_VALUE]) if _VALUE in told else None,
        shape=shape.value,
        words=words if words.messages else own,
        component=told[_COMPONENT].value,
        node=str(told[_FOCUS]),
        constraint="" if constraint is None else str(constraint),
    )
