"""Validation: shapes run on what was asserted, never on what was inferred.

The shapes run as compiled SPARQL on an in-memory Oxigraph store (``validate``) or on an index (``validate_store``).
What SPARQL alone cannot judge goes to ``kg.graph.pyshacl_engine``, and the report says so.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module

import pyoxigraph as ox

from kg.graph.background import Background
from kg.graph.class_tree import added_structure, subclasses
from kg.graph.columns import Columns, lines_in, lines_of
from kg.graph.compile_shapes import Check, Compiled, compile_shapes
from kg.graph.constraints import ANY_PROPERTY
from kg.graph.glance import Glance
from kg.graph.lexical import keep
from kg.graph.namespaces import RDF, RDFS
from kg.graph.report import Coverage, Finding, Report, make_report
from kg.graph.run_checks import count_focus, rows, run
from kg.graph.shapes import Node, ShapesGraph, Term, load_shapes
from kg.graph.sparql_constraints import SHAPES_GRAPH
from kg.graph.targets import Focus
from kg.graph.unseen import classes_of
from kg.graph.value_tests import unsupported

# pySHACL takes a second for some thousand triples: it judges files, not indexes.
_MOST_OUTSIDE = 500_000
_MOST_SEEN = 3_000_000
# Where a query looks for types in a variable; the classes that it names stand before, in VALUES.
_TYPES = re.compile(rf"{re.escape(str(RDF.type))} (\?\w+)")


def validate(
    triples: Iterable[ox.Triple], background: Background | None = None, shapes: ShapesGraph | None = None
) -> Report:
    """Return what the shapes find in ``triples``.

    The background lends the types of the things they name (a country, an organisation, a concept), which are not
    checked again; what it knows of a subject of ``triples`` stays out, so that only what was asserted is judged.

    Args:
        triples: What was asserted about one statement, or what a person wrote.
        background: Closed reference data.
        shapes: Other shapes than those that are shipped.

    Raises:
        InputError: the shapes make no sense (KG134 to KG136), or pySHACL refuses them (KG138).
    """
    asserted, graph = tuple(triples), shapes or load_shapes()
    with _uninterrupted():
        compiled, numbers, unseen, findings = _of_triples(asserted, background, graph, shipped=shapes is None)
    findings += _outside(compiled, numbers, lambda nodes: _ask_pyshacl(asserted, background, shapes, nodes))
    return make_report(findings, _coverage(compiled, numbers, unseen))


def _of_triples(
    asserted: Sequence[ox.Triple], background: Background | None, shapes: ShapesGraph, *, shipped: bool
) -> tuple[Compiled, Mapping[str, int], Mapping[str, int], list[Finding]]:
    """Return the compiled shapes, how many things each is about, what none is about, and what their queries find."""
    columns = Columns(lines_of(asserted), background)
    compiled = _compiled(None if shipped else shapes, columns.triples(RDFS.subClassOf), written=True)
    glance = Glance(columns, shapes, compiled.subclasses)
    numbers = {name: len(glance.focus(focus)) for name, focus in compiled.targets.items()}
    doubtful = [check for check in compiled.checks if not glance.clears(check)]
    findings = [
        finding
        for store, checks in _stores_for(doubtful, columns, shapes)
        for check in checks
        for this, finding in run(store, check)
        if not glance.is_known(this)
    ]
    return compiled, numbers, glance.unseen(classes_of(compiled.targets.values())), findings


def validate_store(store: ox.Store, shapes: ShapesGraph | None = None) -> Report:
    """Return what the shapes find in the default graph of a store.

    Raises:
        InputError: the shapes make no sense (KG134 to KG136), ask for a datatype that no index keeps (KG137), or must
            be judged by pySHACL, which the index is too large for (KG133).
    """
    graph = shapes or load_shapes()
    structure = store.quads_for_pattern(None, RDFS.subClassOf, None, ox.DefaultGraph())
    compiled = _compiled(shapes, (quad.triple for quad in structure), written=False)
    for check in compiled.checks:
        if check.select is not None and check.select.reads_shapes:
            raise unsupported(check.parameter, "$shapesGraph")
    counts, doubtful = _of_store(store, graph, compiled)
    findings = [finding for check in doubtful if counts[check.focus] for _, finding in run(store, check)]

    def elsewhere(nodes: frozenset[Node]) -> Iterable[Finding]:
        if len(store) > _MOST_OUTSIDE:
            raise compiled.outside[0].reason
        quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return _ask_pyshacl(tuple(quad.triple for quad in quads), None, shapes, nodes)

    numbers = {name: counts[focus] for name, focus in compiled.targets.items()}
    findings += _outside(compiled, numbers, elsewhere)
    return make_report(findings, _coverage(compiled, numbers, _unseen(store, classes_of(compiled.targets.values()))))


def _of_store(store: ox.Store, shapes: ShapesGraph, compiled: Compiled) -> tuple[Mapping[Focus, int], Sequence[Check]]:
    """Return how many things each shape is about in a store, and the checks that need a query.

    A glance costs some hundred bytes a quad; above ``_MOST_SEEN`` quads, and with shapes that compare literals which
    Oxigraph would write in another way, every check is a query.
    """
    focuses = dict.fromkeys(compiled.targets.values())
    if len(store) > _MOST_SEEN or not _is_canonical(shapes):
        return {focus: count_focus(store, focus) for focus in focuses}, compiled.checks
    with _uninterrupted():
        columns = Columns(lines_in(store))
        glance = Glance(columns, shapes, compiled.subclasses)
        counts = {focus: len(glance.focus(focus)) for focus in focuses}
        return counts, [check for check in compiled.checks if not glance.clears(check)]


def _is_canonical(shapes: ShapesGraph) -> bool:
    """Tell whether a store writes every literal of the shapes as they do."""
    return all(keep(each) is each for about in shapes.triples.values() for values in about.values() for each in values)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Make millions of small objects, none of which leads in a circle, without looking for circles meanwhile."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _compiled(shapes: ShapesGraph | None, structure: Iterable[ox.Triple], *, written: bool) -> Compiled:
    more = added_structure(structure)
    if shapes is None and not more:
        return _shipped(written=written)
    return compile_shapes(load_shapes() if shapes is None else shapes, subclasses(more), written=written)


@cache
def _shipped(*, written: bool) -> Compiled:
    """Return the shipped shapes compiled, once a process."""
    return compile_shapes(load_shapes(), subclasses(), written=written)


def _stores_for(
    checks: Sequence[Check], columns: Columns, shapes: ShapesGraph
) -> Iterator[tuple[ox.Store, Sequence[Check]]]:
    """Yield a store of the triples that the checks' queries can see, with literals as they were written.

    The queries of sh:sparql know nothing of our disguise of literals: they have a plain store of their own.
    """
    own = [check for check in checks if check.constraint != "sparql"]
    if own:
        queries = "\n".join(check.query for check in own)
        whole = ANY_PROPERTY in queries
        store = ox.Store()
        # Most triples are types, and most types of no class that a doubtful check names.
        looked_for = [f"VALUES {variable} {{" in queries for variable in _TYPES.findall(queries)]
        by_name = not whole and all(looked_for) and len(looked_for) == queries.count(str(RDF.type))

        def named(node: bytes) -> bool:
            return node.decode() in queries

        columns.fill(store, lambda node: whole or named(node), classes=named if by_name else None)
        yield store, own
    if others := [check for check in checks if check.constraint == "sparql"]:
        plain = ox.Store()
        columns.fill(plain, lambda _: True, disguised=False)
        if any(check.select is not None and check.select.reads_shapes for check in others):
            plain.extend(shapes.quads(SHAPES_GRAPH))
        yield plain, others


def _coverage(compiled: Compiled, numbers: Mapping[str, int], unseen: Mapping[str, int]) -> Coverage:
    """Return what was looked at; a shape with a target that selects nothing is idle."""
    idle = {check.shape for check in compiled.checks if not numbers[check.root]}
    return Coverage(
        checked=sum(numbers[check.root] for check in compiled.checks)
        + sum(numbers[each.shape.value] for each in compiled.outside),
        idle=idle | {each.shape.value for each in compiled.outside if not numbers[each.shape.value]},
        targets=numbers,
        unseen=unseen,
        outside={each.shape.value: each.reason for each in compiled.outside},
    )


def _outside(
    compiled: Compiled, numbers: Mapping[str, int], judge: Callable[[frozenset[Node]], Iterable[Finding]]
) -> Iterable[Finding]:
    """Return what ``judge`` finds with the shapes that are not compiled and have something to check."""
    nodes = frozenset(each.shape for each in compiled.outside if numbers[each.shape.value])
    return judge(nodes) if nodes else ()


def _ask_pyshacl(
    triples: Sequence[ox.Triple],
    background: Background | None,
    shapes: ShapesGraph | None,
    nodes: frozenset[Node],
) -> tuple[Finding, ...]:
    # pySHACL takes most of a second to import, so it is imported only when a shape needs it.
    report: Report = import_module("kg.graph.pyshacl_engine").validate_with_pyshacl(triples, background, shapes, nodes)
    return report.findings


def _unseen(store: ox.Store, classes: frozenset[Term]) -> dict[str, int]:
    """Return how many things a store has of each class that no shape is about."""
    counts = rows(store, f"SELECT ?class (COUNT(*) AS ?number) WHERE {{ ?this {RDF.type} ?class }} GROUP BY ?class")
    found = {row["class"].value: int(row["number"].value) for row in counts if row["class"] not in classes}
    return dict(sorted(found.items()))
