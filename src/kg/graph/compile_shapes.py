"""SHACL shapes compiled to SPARQL SELECT queries, one a constraint, each listing what breaks it.

Measured against pySHACL on the same findings: see ``benchmarks/``. pySHACL is the oracle in the tests, and judges the
shapes that use what SPARQL alone cannot express.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.constraints import Constraints, Scope, Violation
from kg.graph.lexical import keep, loses_datatype
from kg.graph.namespaces import SH
from kg.graph.report import Words
from kg.graph.shapes import Node, ShapesGraph, Term
from kg.graph.sparql_constraints import Select, read_select
from kg.graph.targets import Focus, focus_of
from kg.graph.value_tests import UnsupportedError, unsupported

_DATATYPE = re.compile(r"DATATYPE\(\?\w+\) = <([^>]+)>")


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of one shape, ready to run.

    Attributes:
        root: The shape with the target, as in findings.
        shape: IRI of the shape that the findings name, or the identifier of its blank node.
        words: What that shape says.
        focus: Which things it is about.
        path: SPARQL property path, or the empty string for a node shape.
        query: SELECT query over the default graph that binds ``?this``, mostly ``?value`` and for sh:closed
            ``?property`` to what breaks it.
        component: IRI of the constraint component.
        predicate: The path when it is one property, else None.
        constraint: Name of the constraint, such as ``minCount``.
        parameter: Its value in the shapes graph.
        terms: For sh:class, the class and all its subclasses; for sh:closed, the properties that are allowed.
        doubtful: Whether only the query can tell.
        chained: Whether the shape is about values of another property shape: then ``?root`` and ``?focus`` are bound
            instead of ``?this``.
        about: Whether a finding has a value of its own.
        select: The query of sh:sparql.
        qualified: The shape of sh:qualifiedValueShape, unless those beside it count as well.
    """

    root: str
    shape: str
    words: Words
    focus: Focus
    path: str
    query: str
    component: str
    predicate: ox.NamedNode | None
    constraint: str
    parameter: Term
    terms: frozenset[Term]
    doubtful: bool = False
    chained: bool = False
    about: bool = True
    select: Select | None = None
    qualified: Term | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """A shape that the compiler leaves to pySHACL.

    Attributes:
        shape: The shape with the target.
        focus: What it is about.
        reason: Why.
    """

    shape: Node
    focus: Focus
    reason: UnsupportedError


@dataclass(frozen=True, slots=True)
class Compiled:
    """Shapes, ready to run.

    Attributes:
        checks: What runs as queries.
        outside: What does not.
        targets: Every shape with a target, and what it is about.
        subclasses: ``{class: the class itself and all its subclasses}``.
    """

    checks: tuple[Check, ...]
    outside: tuple[Outside, ...]
    targets: Mapping[str, Focus]
    subclasses: Mapping[Term, tuple[Term, ...]]


def compile_shapes(
    shapes: ShapesGraph, subclasses: Mapping[Term, tuple[Term, ...]], *, written: bool = True
) -> Compiled:
    """Return the checks of every shape that has a target, and of the property shapes that it leads to.

    Args:
        shapes: The shapes.
        subclasses: ``{class: the class itself and all its subclasses}``.
        written: Whether the store that they will run on keeps literals as they were written (``kg.graph.lexical``),
            else in Oxigraph's own form.

    Raises:
        InputError: a parameter makes no sense, or a query is wrong (KG134 to KG136).
    """
    constraints = Constraints(shapes, subclasses, _kept if written else str, _custom(shapes))
    checks: list[Check] = []
    outside: list[Outside] = []
    targets = {node.value: focus_of(shapes, node, subclasses) for node in shapes.targeted()}
    for node in shapes.targeted():
        try:
            found = [*_shape(constraints, node, targets[node.value])]
            if not written:
                _refuse_lost(found)
            checks += found
        except UnsupportedError as reason:
            outside.append(Outside(node, targets[node.value], reason))
    return Compiled(tuple(checks), tuple(outside), targets, subclasses)


def _kept(term: Term) -> str:
    return str(keep(term))


def _custom(shapes: ShapesGraph) -> frozenset[str]:
    """Return the parameters of the constraint components that the shapes graph declares (section 6.2.1)."""
    declared = (each for node in shapes.triples for each in shapes.values(node, "parameter"))
    return frozenset(path.value for each in declared for path in shapes.values(each, "path"))


def _refuse_lost(checks: Iterable[Check]) -> None:
    """Refuse to judge datatypes that an index does not keep."""
    for check in checks:
        for iri in _DATATYPE.findall(check.query):
            if loses_datatype(ox.NamedNode(iri)):
                raise InputError(
                    "KG137",
                    check.shape,
                    en=f"asks for <{iri}>, which the index keeps as xsd:integer; validate the files instead",
                    fr=f"demande <{iri}>, que l’index garde comme xsd:integer\u00a0; validez plutôt les fichiers",
                )


def _shape(constraints: Constraints, root: Node, focus: Focus) -> Iterator[Check]:
    """Yield the checks of a shape with a target and of what it leads to."""
    start = f"{focus.pattern(constraints.write)} "
    yield from _walk(constraints, root, _Place(root, focus, start, "?this", ()))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk through property shapes has arrived: ``this`` is bound by ``pattern``."""

    root: Node
    focus: Focus
    pattern: str
    this: str
    trail: tuple[Term, ...]


def _walk(constraints: Constraints, shape: Term, place: _Place) -> Iterator[Check]:
    shapes = constraints.shapes
    if shapes.is_off(shape):
        return
    if shape in place.trail:
        raise unsupported(shape, "itself")
    value = constraints.variable()
    scope = constraints.scope(shape, place.this, value)
    yield from _checks(constraints, scope, place)
    inner = replace(
        place, pattern=f"{place.pattern} {' '.join(scope.values())} ", this=scope.value, trail=(*place.trail, shape)
    )
    for nested in shapes.values(shape, "property"):
        yield from _walk(constraints, nested, inner)


def _checks(constraints: Constraints, scope: Scope, place: _Place) -> Iterator[Check]:
    """Yield the checks of the constraints that stand on one shape itself."""
    shapes = constraints.shapes
    node = shapes.one(scope.shape, "path")
    check = Check(
        root=place.root.value,
        shape=scope.shape.value,
        words=shapes.words(scope.shape),
        focus=place.focus,
        path="" if node is None else shapes.path(node),
        query="",
        component="",
        predicate=node if isinstance(node, ox.NamedNode) else None,
        constraint="",
        parameter=scope.shape,
        terms=frozenset(),
        doubtful=place.this != "?this" or shapes.one(scope.shape, "flags") is not None,
        chained=place.this != "?this",
    )
    for violation in constraints.violations(scope):
        yield replace(
            check,
            query=_query(place, violation),
            component=_component(violation.constraint),
            constraint=violation.constraint,
            parameter=violation.parameter,
            terms=_terms(constraints, scope.shape, violation),
            about=bool(violation.value),
            qualified=constraints.qualified(scope.shape) if violation.constraint.startswith("qualified") else None,
        )
    for constraint in shapes.values(scope.shape, "sparql"):
        if not shapes.is_off(constraint):
            yield _sparql(shapes, constraint, scope.shape, check, place)


def _query(place: _Place, violation: Violation) -> str:
    """Return the query for what breaks one constraint."""
    wanted = ["?this"] if place.this == "?this" else ["(?this AS ?root)", f"({place.this} AS ?focus)"]
    wanted += [f"({variable} AS ?{name})" for name, variable in (
        ("value", violation.value if violation.value != place.this else ""),
        ("property", violation.unexpected),
        ("key", violation.key),
    ) if variable]  # fmt: skip
    return f"SELECT DISTINCT {' '.join(wanted)} WHERE {{ {place.pattern} {violation.group()} }}"


def _sparql(shapes: ShapesGraph, constraint: Term, shape: Term, check: Check, place: _Place) -> Check:
    """Return the check of a sh:sparql constraint that stands on ``shape``."""
    if place.this != "?this":
        raise unsupported(constraint, "sh:sparql")
    select = read_select(shapes, constraint, shape, check.path)
    words = shapes.words(constraint)
    return replace(
        check,
        words=words if words.messages else check.words,
        query=select.over(place.pattern) if select.joins else f"SELECT DISTINCT ?this WHERE {{ {place.pattern} }}",
        component=SH.SPARQLConstraintComponent.value,
        about=not check.path,
        doubtful=True,
        constraint="sparql",
        parameter=constraint,
        select=select,
    )


def _component(constraint: str) -> str:
    return SH.term(f"{constraint[0].upper()}{constraint[1:]}ConstraintComponent").value


def _terms(constraints: Constraints, shape: Term, violation: Violation) -> frozenset[Term]:
    """Return the terms that a look-up compares with."""
    if violation.constraint == "closed":
        return frozenset(constraints.allowed(shape))
    return frozenset(constraints.subclasses.get(violation.parameter, (violation.parameter,)))
