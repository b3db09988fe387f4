"""SHACL Core constraints as SPARQL: for each, the pattern and the filter whose solutions break it.

Section numbers are those of the W3C recommendation of 20 July 2017. What SPARQL alone cannot judge (recursive shapes,
constraint components of one's own, sh:sparql inside another shape) raises ``UnsupportedError``, never passes silently.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import pyoxigraph as ox

from kg.graph.lexical import value_of
from kg.graph.namespaces import RDF, SH
from kg.graph.shapes import PARAMETERS, ShapesGraph, Term
from kg.graph.value_tests import any_of, pattern_test, unsupported, value_test, whole_number

_PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}
# Up to this number, different values are named one by one; above, they are counted.
_NAMED = 3
Qualified = Callable[[str], str]


def exists(steps: tuple[str, ...], condition: str) -> str:
    """Return the expression that is true when ``steps`` lead, one by one, to something that meets ``condition``.

    One EXISTS a step: Oxigraph then follows them from the bound variable on, instead of starting at the far end.
    """
    for step in reversed(steps):
        condition = f"EXISTS {{ {step}{f' FILTER({condition})' if condition else ''} }}"
    return condition or "true"


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks a constraint: the solutions of ``steps`` that satisfy ``condition``.

    Attributes:
        steps: Graph patterns, each starting from a variable that is already bound; empty for one solution.
        condition: SPARQL expression, or the empty string for every solution.
        value: Variable of the value at fault, or empty when something is missing.
        unexpected: Variable of the property at fault, for sh:closed.
        key: Expression that tells violations of one value apart, for sh:uniqueLang and sh:lessThan.
        constraint: Name of the constraint, such as ``minCount``.
        parameter: Its value in the shapes graph.
    """

    steps: tuple[str, ...]
    condition: str
    value: str = ""
    unexpected: str = ""
    key: str = ""
    constraint: str = ""
    parameter: Term = RDF.nil

    def group(self) -> str:
        """Return steps and condition as the inside of a group graph pattern."""
        return " ".join((*self.steps, f"FILTER({self.condition})" if self.condition else ""))

    def absent(self) -> str:
        """Return the expression that is true where nothing breaks the constraint."""
        return f"!({exists(self.steps, self.condition)})"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a constraint stands.

    Attributes:
        shape: The shape that it stands on.
        this: Variable of the focus node, with its question mark.
        path: Steps of the path as SPARQL property paths; none for a node shape.
        value: Variable of the value nodes; that of the focus node for a node shape.
    """

    shape: Term
    this: str
    path: tuple[str, ...]
    value: str

    def values(self, node: str | None = None) -> tuple[str, ...]:
        """Return the patterns that bind the value nodes, to ``node`` if given; none for a node shape."""
        last = node or self.value
        stem = last[1:] if last.startswith("?") else "known"
        names = [self.this, *(f"?{stem}_{number}" for number in range(1, len(self.path))), last]
        return tuple(f"{names[at]} {step} {names[at + 1]} ." for at, step in enumerate(self.path))

    def holds(self, node: str) -> str:
        """Return the expression that is true when ``node``, a variable or a term, is one of the value nodes."""
        return exists(self.values(node), "") if self.path else f"sameTerm({node}, {self.this})"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Turns the constraints of shapes into violations.

    Attributes:
        shapes: The shapes graph.
        subclasses: ``{class: the class itself and all its subclasses}``; a class that is absent has none.
        write: How a term stands in a query.
        custom: IRIs of the parameters of constraint components of the shapes' own (section 6).
    """

    shapes: ShapesGraph
    subclasses: Mapping[Term, tuple[Term, ...]]
    write: Callable[[Term], str] = str
    custom: frozenset[str] = frozenset()
    _fresh: Iterator[int] = field(default_factory=count)
    _open: list[Term] = field(default_factory=list)

    def scope(self, shape: Term, this: str, value: str) -> Scope:
        """Return where the constraints of ``shape`` stand: its focus nodes in ``this``, its values in ``value``."""
        path = self.shapes.one(shape, "path")
        return Scope(shape, this, (), this) if path is None else Scope(shape, this, self.shapes.steps(path), value)

    def violations(self, scope: Scope) -> Iterator[Violation]:
        """Yield the violations of the constraints that stand on a shape itself, sh:property and sh:sparql left out.

        Raises:
            UnsupportedError: a constraint cannot be compiled.
            InputError: a parameter makes no sense (KG134), or is no list (KG135).
        """
        for predicate, parameters in self.shapes.triples.get(scope.shape, {}).items():
            name = predicate.removeprefix(SH.namespace)
            if predicate in self.custom:
                raise unsupported(scope.shape, f"<{predicate}>")
            if predicate.startswith(SH.namespace) and name in PARAMETERS:
                for parameter in parameters:
                    for violation in self._violation(name, parameter, scope):
                        yield replace(violation, constraint=name, parameter=parameter)

    def conforms(self, shape: Term, variable: str) -> str:
        """Return the expression that is true when the node in ``variable`` conforms to ``shape`` (section 4.7.1)."""
        if self.shapes.is_off(shape):
            return "(true)"
        if shape in self._open:
            raise unsupported(shape, "itself")
        if self.shapes.values(shape, "sparql"):
            raise unsupported(shape, "sh:sparql")
        self._open.append(shape)
        scope = self.scope(shape, variable, self.variable())
        parts = [violation.absent() for violation in self.violations(scope)]
        for nested in self.shapes.values(shape, "property"):
            inner = self.conforms(nested, scope.value)
            parts.append(f"!{exists(scope.values(), f'!{inner}')}" if scope.path else inner)
        self._open.pop()
        return f"({' && '.join(parts)})" if parts else "(true)"

    def allowed(self, shape: Term) -> tuple[Term, ...]:
        """Return the properties that sh:closed leaves to ``shape``: the ignored ones, then those with a shape."""
        ignored = self.shapes.one(shape, "ignoredProperties")
        found = list(self.shapes.members(ignored)) if ignored is not None else []
        for inner in self.shapes.values(shape, "property"):
            found += self.shapes.values(inner, "path")
        return tuple(each for each in found if isinstance(each, ox.NamedNode))

    def qualified(self, shape: Term) -> Term | None:
        """Return the shape that values are counted by, or None if those beside it count as well (section 4.7.3)."""
        own = self.shapes.one(shape, "qualifiedValueShape")
        return None if own is None or self._siblings(shape, own) else own

    def variable(self) -> str:
        """Return a variable that nothing else uses."""
        return f"?v{next(self._fresh)}"

    def _violation(self, name: str, parameter: Term, scope: Scope) -> tuple[Violation, ...]:
        """Return the violations of one constraint: cardinality, pair, or one value at a time."""
        match name:
            case "minCount" | "maxCount":
                limit = whole_number(parameter, name)
                return (self._fewer_than(limit, scope) if name == "minCount" else self._more_than(limit, scope),)
            case "equals" | "disjoint" | "lessThan" | "lessThanOrEquals":
                return self._pair(name, str(parameter), scope)
            case "qualifiedMinCount" | "qualifiedMaxCount":
                return self._qualified(name, whole_number(parameter, name), scope)
            case "hasValue":
                return (Violation((), f"!{scope.holds(self.write(parameter))}"),)
            case "uniqueLang":
                return self._unique_lang(parameter, scope)
            case "closed":
                return self._closed(parameter, scope)
            case _:
                return (Violation(scope.values(), f"!({self._value(name, parameter, scope)})", scope.value),)

    def _distinct(self, number: int, scope: Scope, qualified: Qualified | None) -> str:
        """Return what matches when ``number`` different value nodes satisfy ``qualified``."""
        if number > _NAMED:
            condition = f" FILTER({qualified(scope.value)})" if qualified else ""
            inside = f"{' '.join(scope.values())}{condition}"
            grouped = f"GROUP BY {scope.this} HAVING(COUNT(DISTINCT {scope.value}) >= {number})"
            return f"{{ SELECT {scope.this} WHERE {{ {inside} }} {grouped} }}"
        variables = [self.variable() for _ in range(number)]
        patterns = " ".join(step for variable in variables for step in scope.values(variable))
        filters = [qualified(variable) for variable in variables] if qualified else []
        filters += [f"!sameTerm({one}, {two})" for n, one in enumerate(variables) for two in variables[n + 1 :]]
        return f"{patterns} FILTER({' && '.join(filters)})" if filters else patterns

    def _fewer_than(self, limit: int, scope: Scope, qualified: Qualified | None = None) -> Violation:
        """Return what has fewer than ``limit`` value nodes."""
        if limit == 0:
            return _NOTHING
        if limit == 1 and qualified is None:
            return Violation((), f"!{exists(scope.values(), '')}")
        return Violation((), f"NOT EXISTS {{ {self._distinct(limit, scope, qualified)} }}")

    def _more_than(self, limit: int, scope: Scope, qualified: Qualified | None = None) -> Violation:
        """Return what has more than ``limit`` value nodes."""
        if limit == 0 and qualified is None:
            return Violation(scope.values(self.variable()), "")
        return Violation((self._distinct(limit + 1, scope, qualified),), "")

    def _qualified(self, name: str, limit: int, scope: Scope) -> tuple[Violation, ...]:
        """Return the violation of sh:qualifiedMinCount or sh:qualifiedMaxCount (section 4.7.3)."""
        shape = self.shapes.one(scope.shape, "qualifiedValueShape")
        if shape is None or not scope.path:
            return ()
        others = self._siblings(scope.shape, shape)

        def qualified(variable: str) -> str:
            conditions = [self.conforms(shape, variable), *(f"!{self.conforms(other, variable)}" for other in others)]
            return " && ".join(conditions)

        judge = self._fewer_than if name == "qualifiedMinCount" else self._more_than
        return (judge(limit, scope, qualified),)

    def _siblings(self, shape: Term, own: Term) -> tuple[Term, ...]:
        """Return the qualified shapes beside that of ``shape`` if their values must be disjoint (section 4.7.3)."""
        if not any(each.value == "true" for each in self.shapes.values(shape, "qualifiedValueShapesDisjoint")):
            return ()
        parents = (node for node in self.shapes.triples if shape in self.shapes.values(node, "property"))
        beside = (each for parent in parents for each in self.shapes.values(parent, "property"))
        found = (other for each in beside for other in self.shapes.values(each, "qualifiedValueShape"))
        return tuple(dict.fromkeys(other for other in found if other != own))

    def _pair(self, name: str, other: str, scope: Scope) -> tuple[Violation, ...]:
        """Return the violations of a property pair constraint (section 4.5); sh:equals fails in two ways."""
        mine, theirs = scope.values(), f"{scope.this} {other} {scope.value} ."
        if name == "equals":
            extra = self.variable()
            return (
                Violation(mine, f"!{exists((theirs,), '')}", scope.value),
                Violation((f"{scope.this} {other} {extra} .",), f"!{scope.holds(extra)}", extra),
            )
        if name == "disjoint":
            return (Violation((*mine, theirs), "", scope.value),)
        against = self.variable()
        condition = f"!COALESCE({value_of(scope.value)} {_PAIRS[name]} {value_of(against)}, false)"
        return (Violation((*mine, f"{scope.this} {other} {against} ."), condition, scope.value, key=against),)

    def _unique_lang(self, wanted: Term, scope: Scope) -> tuple[Violation, ...]:
        """Return the violation of sh:uniqueLang (section 4.4.5): one a language."""
        one, two = self.variable(), self.variable()
        same = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({two})) && !sameTerm({one}, {two})'
        violation = Violation((*scope.values(one), *scope.values(two)), same, key=f"LCASE(LANG({one}))")
        return (violation,) if wanted.value == "true" else ()

    def _closed(self, wanted: Term, scope: Scope) -> tuple[Violation, ...]:
        """Return the violation of sh:closed (section 4.8.1): an unexpected property and its value."""
        listed = ", ".join(str(iri) for iri in self.allowed(scope.shape))
        found, unexpected = self.variable(), f"{ANY_PROPERTY}{next(self._fresh)}"
        steps = (*scope.values(), f"{scope.value} {unexpected} {found} .")
        violation = Violation(steps, f"{unexpected} NOT IN ({listed})", found, unexpected)
        return (violation,) if wanted.value == "true" else ()

    def _value(self, name: str, parameter: Term, scope: Scope) -> str:
        """Return the expression that is true of a value node that satisfies one constraint."""
        value = scope.value
        match name:
            case "class":
                listed = " ".join(str(term) for term in self.subclasses.get(parameter, (parameter,)))
                inner = self.variable()
                return f"EXISTS {{ VALUES {inner} {{ {listed} }} {value} {RDF.type} {inner} . }}"
            case "pattern":
                return pattern_test(scope.shape, parameter, self.shapes.one(scope.shape, "flags"), value)
            case "in":
                members = (each for each in self.shapes.members(parameter) if not isinstance(each, ox.BlankNode))
                return any_of(f"sameTerm({value}, {self.write(member)})" for member in members)
            case "languageIn":
                return any_of(f"LANGMATCHES(LANG({value}), {tag})" for tag in self.shapes.members(parameter))
            case "node" | "not" | "and" | "or" | "xone":
                return self._logic(name, parameter, value)
            case _:
                return value_test(name, parameter, value)

    def _logic(self, name: str, parameter: Term, value: str) -> str:
        """Return the expression of sh:node and of the logical constraints (sections 4.6 and 4.7.1)."""
        if name in ("node", "not"):
            inner = self.conforms(parameter, value)
            return inner if name == "node" else f"!{inner}"
        choices = [self.conforms(member, value) for member in self.shapes.members(parameter)]
        if name == "xone":
            return f"(({' + '.join(f'IF({choice}, 1, 0)' for choice in choices) or '0'}) = 1)"
        joined = (" && " if name == "and" else " || ").join(choices)
        return f"({joined or ('true' if name == 'and' else 'false')})"


ANY_PROPERTY = "?property"
"""How the variables begin that stand for any property, in the queries that look at all properties of a thing."""

_NOTHING = Violation((), "false")
