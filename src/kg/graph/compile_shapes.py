"""SHACL Core shapes compiled to SPARQL SELECT queries, one a constraint, each listing what breaks it.

Measured against pySHACL on the same findings: see ``benchmarks/``. pySHACL is the oracle in the tests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.constraints import Constraints, Violation
from kg.graph.namespaces import RDF
from kg.graph.report import Words
from kg.graph.shapes import Node, ShapesGraph, Term


@dataclass(frozen=True, slots=True)
class Target:
    """Which things a shape is about (SHACL section 2.1.3).

    Attributes:
        kind: ``targetClass``, ``targetNode``, ``targetSubjectsOf`` or ``targetObjectsOf``.
        terms: The class with all its subclasses, or the nodes, or the property.
    """

    kind: str
    terms: tuple[Term, ...]

    def pattern(self) -> str:
        """Return the graph pattern that binds ``?this`` to the focus nodes."""
        listed = " ".join(str(term) for term in self.terms)
        if self.kind == "targetClass":
            return f"VALUES ?class {{ {listed} }} ?this {RDF.type} ?class ."
        if self.kind == "targetNode":
            return f"VALUES ?this {{ {listed} }}"
        link = f"?this {listed} ?any ." if self.kind == "targetSubjectsOf" else f"?any {listed} ?this ."
        return f"{{ SELECT DISTINCT ?this WHERE {{ {link} }} }}"


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of one shape, ready to run.

    Attributes:
        shape: IRI of the shape that the findings name, or the identifier of its blank node.
        words: What that shape says.
        target: Which things it is about.
        path: SPARQL property path, or the empty string for a node shape.
        query: SELECT query over the default graph that binds ``?this``, mostly ``?value`` and for sh:closed
            ``?property`` to what breaks it.
        needs: Properties without which nothing can break it; empty when something may be missing.
        predicate: The path when it is one property, else None.
        constraint: Name of the constraint, such as ``minCount``.
        parameter: Its value in the shapes graph.
        terms: For sh:class, the class and all its subclasses; for sh:closed, the properties that are allowed.
    """

    shape: str
    words: Words
    target: Target
    path: str
    query: str
    needs: frozenset[str]
    predicate: ox.NamedNode | None
    constraint: str
    parameter: Term
    terms: frozenset[Term]


def compile_shapes(shapes: ShapesGraph, subclasses: Mapping[Term, tuple[Term, ...]]) -> tuple[Check, ...]:
    """Return the checks of every shape that has a target, and of the property shapes that it leads to.

    Args:
        shapes: The shapes.
        subclasses: ``{class: the class itself and all its subclasses}``.

    Raises:
        InputError: a shape uses what the compiler does not support.
    """
    constraints = Constraints(shapes, subclasses)
    return tuple(
        check
        for node in shapes.targeted()
        for target in _targets(shapes, node, subclasses)
        for shape in _with_properties(shapes, node)
        for check in _checks(constraints, shape, target)
    )


def _with_properties(shapes: ShapesGraph, node: Node) -> Iterator[Node]:
    """Yield a shape and its property shapes, those switched off left out (section 2.1.6)."""
    for shape in (node, *shapes.values(node, "property")):
        if shape is not node and shapes.values(shape, "property"):
            raise InputError(
                "KG133",
                str(shape),
                en="has sh:property inside a property shape, which the compiler does not support",
                fr="a sh:property dans une forme de propriété, ce que le compilateur ne connaît pas",
            )
        switch = shapes.one(shape, "deactivated")
        if not isinstance(shape, ox.Literal) and (switch is None or switch.value != "true"):
            yield shape


def _targets(shapes: ShapesGraph, node: Node, subclasses: Mapping[Term, tuple[Term, ...]]) -> Iterator[Target]:
    """Yield the targets that a shape declares."""
    for iri in shapes.values(node, "targetClass"):
        yield Target("targetClass", subclasses.get(iri, (iri,)))
    if nodes := shapes.values(node, "targetNode"):
        yield Target("targetNode", nodes)
    for kind in ("targetSubjectsOf", "targetObjectsOf"):
        for iri in shapes.values(node, kind):
            yield Target(kind, (iri,))


def _checks(constraints: Constraints, shape: Node, target: Target) -> Iterator[Check]:
    """Yield the checks of the constraints that stand on one shape itself."""
    shapes = constraints.shapes
    node = shapes.one(shape, "path")
    path = "" if node is None else shapes.path(node)
    words = shapes.words(shape)
    for violation in constraints.violations(shape, "?this", "?value"):
        simple = isinstance(node, ox.NamedNode) and str(node) in "".join(violation.steps)
        yield Check(
            shape=shape.value,
            words=words,
            target=target,
            path=path,
            query=f"SELECT DISTINCT ?this ?value ?property WHERE {{ {target.pattern()} {violation.group()} }}",
            needs=frozenset((node.value,)) if simple and node is not None else frozenset(),
            predicate=node if isinstance(node, ox.NamedNode) else None,
            constraint=violation.constraint,
            parameter=violation.parameter,
            terms=_terms(constraints, shape, violation),
        )


def _terms(constraints: Constraints, shape: Node, violation: Violation) -> frozenset[Term]:
    """Return the terms that a look-up compares with."""
    if violation.constraint == "closed":
        return frozenset(constraints.allowed(shape))
    return frozenset(constraints.subclasses.get(violation.parameter, (violation.parameter,)))
