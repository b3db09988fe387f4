"""Validation: the shapes of ``ontology/shapes`` run on what was asserted, never on what was inferred.

The shapes run as compiled SPARQL on an in-memory Oxigraph store (``validate``) or on an index (``validate_store``);
``kg.graph.pyshacl_engine`` gives the same report from pySHACL, for shapes that the compiler does not support.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.errors import ContractError
from kg.graph.background import Background
from kg.graph.compile_shapes import Check, Target, compile_shapes
from kg.graph.infer import ontology_structure
from kg.graph.namespaces import RDFS
from kg.graph.report import Finding, Report, make_report
from kg.graph.shapes import ShapesGraph, Term, load_shapes


def validate(
    triples: Iterable[ox.Triple], background: Background | None = None, shapes: ShapesGraph | None = None
) -> Report:
    """Return what the shapes find in ``triples``.

    Only subjects of ``triples`` are checked. The background lends the types of the things they name (a country, an
    organisation, a concept), which are not checked again; what it knows of a subject of ``triples`` stays out, so
    that only what was asserted is judged.

    Args:
        triples: What was asserted about one statement, or what a person wrote.
        background: Closed reference data.
        shapes: Other shapes than those that are shipped.

    Raises:
        InputError: the shapes use what the compiler does not support.
    """
    asserted = frozenset(triples)
    subjects = frozenset(triple.subject for triple in asserted)
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in asserted)
    if background is not None:
        about = background.about(asserted)
        store.extend(ox.Quad(*triple) for triple in about if triple.subject not in subjects)
    predicates = frozenset(triple.predicate.value for triple in asserted)
    return _judge(store, shapes, _Part(subjects, predicates))


def validate_store(store: ox.Store, shapes: ShapesGraph | None = None) -> Report:
    """Return what the shapes find in the default graph of a store; nothing is copied.

    Raises:
        InputError: the shapes use what the compiler does not support.
    """
    return _judge(store, shapes, None)


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a store that is to be checked: these subjects, which use these properties."""

    subjects: frozenset[Term | ox.Triple]
    predicates: frozenset[str]


def _judge(store: ox.Store, shapes: ShapesGraph | None, part: _Part | None) -> Report:
    """Run every check that has something to look at, and report."""
    numbers: dict[Target, int] = {}
    findings: list[Finding] = []
    idle: set[str] = set()
    checked = 0
    for check in _shipped_checks() if shapes is None else compile_shapes(shapes, subclasses()):
        if check.target not in numbers:
            numbers[check.target] = _number(store, check.target, part)
        checked += numbers[check.target]
        if not numbers[check.target]:
            idle.add(check.shape)
        elif part is None or check.needs <= part.predicates:
            findings += _run(store, check, part)
    return make_report(findings, checked, idle)


@cache
def _shipped_checks() -> tuple[Check, ...]:
    """Return the shipped shapes compiled, once a process."""
    return compile_shapes(load_shapes(), subclasses())


def _number(store: ox.Store, target: Target, part: _Part | None) -> int:
    """Return how many things a target has in the part to be checked."""
    if part is None:
        (row,) = _rows(store, f"SELECT (COUNT(DISTINCT ?this) AS ?number) WHERE {{ {target.pattern()} }}")
        return int(row["number"].value)
    found = _rows(store, f"SELECT DISTINCT ?this WHERE {{ {target.pattern()} }}")
    return sum(row["this"] in part.subjects for row in found)


def _run(store: ox.Store, check: Check, part: _Part | None) -> Iterator[Finding]:
    """Yield a finding for each thing in the part that breaks one constraint."""
    for row in _rows(store, check.query):
        this, value, unexpected = row["this"], row["value"], row["property"]
        if part is None or this in part.subjects:
            yield Finding(
                focus=this.value,
                path=check.path if unexpected is None else str(unexpected),
                value=None if value is None else str(value),
                shape=check.shape,
                words=check.words,
            )


def _rows(store: ox.Store, query: str) -> ox.QuerySolutions:
    """Run a SELECT query over the default graph."""
    result = store.query(query)
    if not isinstance(result, ox.QuerySolutions):
        raise ContractError("KG900", query, en="is not a SELECT query", fr="n’est pas une requête SELECT")
    return result


@cache
def subclasses() -> Mapping[Term, tuple[Term, ...]]:
    """Return ``{class: itself and all its subclasses}`` for the classes of ``kg.ttl``."""
    children: dict[Term, list[Term]] = {}
    for triple in ontology_structure():
        child, parent = triple.subject, triple.object
        if triple.predicate == RDFS.subClassOf and isinstance(child, ox.NamedNode) and isinstance(parent, ox.NamedNode):
            children.setdefault(parent, []).append(child)
    return {parent: _descend(parent, children) for parent in children}


def _descend(parent: Term, children: Mapping[Term, list[Term]]) -> tuple[Term, ...]:
    """Return a class and all classes below it, each once."""
    found = [parent]
    for term in found:
        found.extend(child for child in children.get(term, ()) if child not in found)
    return tuple(found)
