"""Validation: the shapes of ``ontology/shapes`` run on what was asserted, never on what was inferred.

The shapes run as compiled SPARQL on an in-memory Oxigraph store (``validate``) or on an index (``validate_store``);
``kg.graph.pyshacl_engine`` gives the same report from pySHACL, for shapes that the compiler does not support.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import pyoxigraph as ox

from kg.errors import ContractError
from kg.graph.background import Background
from kg.graph.compile_shapes import Check, Target, compile_shapes
from kg.graph.constraints import ANY_PROPERTY
from kg.graph.glance import Glance
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
    asserted = tuple(dict.fromkeys(triples))
    subjects = frozenset(triple.subject for triple in asserted)
    about = () if background is None else background.about(asserted)
    known = [triple for triple in about if triple.subject not in subjects]
    glance, checks = Glance(asserted, known), _checks(shapes)
    doubtful = [check for check in checks if not glance.clears(check)]
    store = _store_for(doubtful, (*asserted, *known))
    findings = [finding for check in doubtful for this, finding in _run(store, check) if this in subjects]
    return _reported(checks, {check.target: len(glance.focus(check.target)) for check in checks}, findings)


def validate_store(store: ox.Store, shapes: ShapesGraph | None = None) -> Report:
    """Return what the shapes find in the default graph of a store; nothing is copied.

    Raises:
        InputError: the shapes use what the compiler does not support.
    """
    checks = _checks(shapes)
    numbers = {target: _number(store, target) for target in dict.fromkeys(check.target for check in checks)}
    findings = [finding for check in checks if numbers[check.target] for _, finding in _run(store, check)]
    return _reported(checks, numbers, findings)


def _store_for(checks: Sequence[Check], triples: Sequence[ox.Triple]) -> ox.Store:
    """Return a store of the triples that the checks' queries can see: those whose property they name, or all."""
    queries = "\n".join(check.query for check in checks)
    whole = ANY_PROPERTY in queries
    seen = {each for each in {triple.predicate for triple in triples} if whole or str(each) in queries}
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples if triple.predicate in seen)
    return store


def _reported(checks: Sequence[Check], numbers: Mapping[Target, int], findings: Iterable[Finding]) -> Report:
    """Return the report; a shape with a target that selects nothing is idle."""
    checked = sum(numbers[check.target] for check in checks)
    return make_report(findings, checked, {check.shape for check in checks if not numbers[check.target]})


def _checks(shapes: ShapesGraph | None) -> tuple[Check, ...]:
    return _shipped_checks() if shapes is None else compile_shapes(shapes, subclasses())


@cache
def _shipped_checks() -> tuple[Check, ...]:
    """Return the shipped shapes compiled, once a process."""
    return compile_shapes(load_shapes(), subclasses())


def _number(store: ox.Store, target: Target) -> int:
    """Return how many things a target has in the store."""
    (row,) = _rows(store, f"SELECT (COUNT(DISTINCT ?this) AS ?number) WHERE {{ {target.pattern()} }}")
    return int(row["number"].value)


def _run(store: ox.Store, check: Check) -> Iterator[tuple[Term, Finding]]:
    """Yield each thing that breaks one constraint, with the finding."""
    for row in _rows(store, check.query):
        this, value, unexpected = row["this"], row["value"], row["property"]
        yield (
            this,
            Finding(
                focus=this.value,
                path=check.path if unexpected is None else str(unexpected),
                value=None if value is None else str(value),
                shape=check.shape,
                words=check.words,
            ),
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
