"""SHACL Core constraints as SPARQL: for each, the pattern and the filter whose solutions break it.

Section numbers are those of the W3C recommendation of 20 July 2017. Not supported, and an error rather than a check
that silently passes: ``sh:sparql``, ``sh:qualifiedValueShapesDisjoint`` and recursive shapes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.namespaces import RDF, SH, XSD
from kg.graph.shapes import PARAMETERS, ShapesGraph, Term

ANY_PROPERTY = "?property ?value ."
"""The end of a pattern that looks at all properties of a thing."""

_UNCAST = (XSD.string, RDF.langString)
_KINDS = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}
_COMPARE = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
_LENGTH = {"minLength": ">=", "maxLength": "<="}
_PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}


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
        constraint: Name of the constraint, such as ``minCount``.
        parameter: Its value in the shapes graph.
    """

    steps: tuple[str, ...]
    condition: str
    constraint: str = ""
    parameter: Term = RDF.nil

    def group(self) -> str:
        """Return both as the inside of a group graph pattern."""
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


@dataclass(frozen=True, slots=True)
class Constraints:
    """Turns the constraints of shapes into violations.

    Attributes:
        shapes: The shapes graph.
        subclasses: ``{class: the class itself and all its subclasses}``; a class that is absent has none.
    """

    shapes: ShapesGraph
    subclasses: Mapping[Term, tuple[Term, ...]]
    _fresh: Iterator[int] = field(default_factory=count)

    def violations(self, shape: Term, this: str, value: str) -> Iterator[Violation]:
        """Yield the violations of the constraints that stand on ``shape`` itself, not on its property shapes.

        Raises:
            InputError: a constraint is not supported.
        """
        path = self.shapes.one(shape, "path")
        scope = Scope(shape, this, (), this) if path is None else Scope(shape, this, self.shapes.steps(path), value)
        for predicate, parameters in self.shapes.triples.get(shape, {}).items():
            name = predicate.removeprefix(SH.namespace)
            if name in ("sparql", "qualifiedValueShapesDisjoint"):
                raise InputError(
                    "KG133",
                    str(shape),
                    en=f"uses sh:{name}, which the compiler does not support; validate with --engine pyshacl",
                    fr=f"emploie sh:{name}, que le compilateur ne connaît pas\u00a0; validez avec --engine pyshacl",
                )
            if predicate.startswith(SH.namespace) and name in PARAMETERS:
                for parameter in parameters:
                    for violation in self._violation(name, parameter, scope):
                        yield replace(violation, constraint=name, parameter=parameter)

    def conforms(self, shape: Term, variable: str) -> str:
        """Return the expression that is true when the node in ``variable`` conforms to ``shape`` (section 4.7.1)."""
        inner = self._variable()
        parts = [violation.absent() for violation in self.violations(shape, variable, inner)]
        parts += [self.conforms(nested, variable) for nested in self.shapes.values(shape, "property")]
        return f"({' && '.join(parts)})" if parts else "(true)"

    def allowed(self, shape: Term) -> tuple[Term, ...]:
        """Return the properties that sh:closed leaves to ``shape``: the ignored ones, then those with a shape."""
        ignored = self.shapes.one(shape, "ignoredProperties")
        found = list(self.shapes.members(ignored)) if ignored is not None else []
        for inner in self.shapes.values(shape, "property"):
            found += [path for path in self.shapes.values(inner, "path") if isinstance(path, ox.NamedNode)]
        return tuple(found)

    def _variable(self) -> str:
        """Return a variable that nothing else uses."""
        return f"?v{next(self._fresh)}"

    def _violation(self, name: str, parameter: Term, scope: Scope) -> tuple[Violation, ...]:
        """Return the violations of one constraint: cardinality, pair, or one value at a time."""
        match name:
            case "minCount" | "maxCount":
                return (self._cardinality(name, int(parameter.value), scope),)
            case "equals" | "disjoint" | "lessThan" | "lessThanOrEquals":
                return self._pair(name, str(parameter), scope)
            case "qualifiedValueShape":
                return (self._qualified(parameter, scope),)
            case "hasValue" if scope.path:
                return (Violation((), f"!{exists(scope.values(str(parameter)), '')}"),)
            case "uniqueLang":
                return (self._unique_lang(parameter, scope),)
            case "closed":
                return (self._closed(parameter, scope),)
            case _:
                return (Violation(scope.values(), f"!({self._value(name, parameter, scope)})"),)

    def _cardinality(self, name: str, limit: int, scope: Scope) -> Violation:
        """Return the violation of sh:minCount or sh:maxCount (section 4.2)."""
        if name == "minCount":
            return Violation((), f"!{exists(scope.values(), '')}") if limit == 1 else self._fewer_than(limit, scope, "")
        return self._more_than(limit, scope, "") if limit else Violation(scope.values(self._variable()), "")

    def _distinct(self, number: int, scope: Scope, qualified: str) -> str:
        """Return what matches when ``number`` different value nodes satisfy ``qualified``; ``{0}`` is each."""
        variables = [self._variable() for _ in range(number)]
        patterns = " ".join(step for variable in variables for step in scope.values(variable))
        filters = [qualified.format(variable) for variable in variables if qualified]
        filters += [f"!sameTerm({one}, {two})" for n, one in enumerate(variables) for two in variables[n + 1 :]]
        return f"{patterns} FILTER({' && '.join(filters)})" if filters else patterns

    def _fewer_than(self, limit: int, scope: Scope, qualified: str) -> Violation:
        """Return what has fewer than ``limit`` value nodes."""
        if limit == 0:
            return _NOTHING
        return Violation((), f"NOT EXISTS {{ {self._distinct(limit, scope, qualified)} }}")

    def _more_than(self, limit: int, scope: Scope, qualified: str) -> Violation:
        """Return what has more than ``limit`` value nodes."""
        return Violation((self._distinct(limit + 1, scope, qualified),), "")

    def _qualified(self, shape: Term, scope: Scope) -> Violation:
        """Return the violation of sh:qualifiedValueShape (section 4.7.3), both counts together."""
        marker = self._variable()
        qualified = self.conforms(shape, marker).replace("{", "{{").replace("}", "}}").replace(marker, "{0}")
        least = self.shapes.one(scope.shape, "qualifiedMinCount")
        most = self.shapes.one(scope.shape, "qualifiedMaxCount")
        parts = []
        if least is not None:
            parts.append(self._fewer_than(int(least.value), scope, qualified).condition)
        if most is not None:
            parts.append(exists(self._more_than(int(most.value), scope, qualified).steps, ""))
        return Violation((), " || ".join(parts) or "false")

    def _pair(self, name: str, other: str, scope: Scope) -> tuple[Violation, ...]:
        """Return the violations of a property pair constraint (section 4.5); sh:equals fails in two ways."""
        mine, theirs = scope.values(), (f"{scope.this} {other} {scope.value} .",)
        if name == "equals":
            return (
                Violation(mine, f"!{exists(theirs, '')}"),
                Violation(theirs, f"!{exists(mine, '')}"),
            )
        if name == "disjoint":
            return (Violation((*mine, *theirs), ""),)
        against = self._variable()
        condition = f"!COALESCE({scope.value} {_PAIRS[name]} {against}, false)"
        return (Violation((*mine, f"{scope.this} {other} {against} ."), condition),)

    def _unique_lang(self, wanted: Term, scope: Scope) -> Violation:
        """Return the violation of sh:uniqueLang (section 4.4.5)."""
        one, two = self._variable(), self._variable()
        same = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({two})) && !sameTerm({one}, {two})'
        return Violation((*scope.values(one), *scope.values(two)), same) if wanted.value == "true" else _NOTHING

    def _closed(self, wanted: Term, scope: Scope) -> Violation:
        """Return the violation of sh:closed (section 4.8.1): an unexpected property and its value."""
        listed = ", ".join(str(iri) for iri in self.allowed(scope.shape))
        pattern = f"{scope.this} {ANY_PROPERTY}"
        return Violation((pattern,), f"?property NOT IN ({listed})") if wanted.value == "true" else _NOTHING

    def _value(self, name: str, parameter: Term, scope: Scope) -> str:
        """Return the expression that is true of a value node that satisfies one constraint."""
        value = scope.value
        match name:
            case "class":
                listed = " ".join(str(term) for term in self.subclasses.get(parameter, (parameter,)))
                inner = self._variable()
                return f"EXISTS {{ VALUES {inner} {{ {listed} }} {value} {RDF.type} {inner} . }}"
            case "pattern":
                return self._pattern(parameter, scope)
            case "in":
                return _any(f"sameTerm({value}, {member})" for member in self.shapes.members(parameter))
            case "languageIn":
                return _any(f"LANGMATCHES(LANG({value}), {tag})" for tag in self.shapes.members(parameter))
            case "node" | "not" | "and" | "or" | "xone":
                return self._logic(name, parameter, value)
            case _:
                return _alone(name, parameter, value)

    def _pattern(self, parameter: Term, scope: Scope) -> str:
        """Return the expression of sh:pattern (section 4.4.3)."""
        flags = self.shapes.one(scope.shape, "flags")
        arguments = f"STR({scope.value}), {parameter}" + (f", {flags}" if flags is not None else "")
        return f"(!isBlank({scope.value}) && COALESCE(REGEX({arguments}), false))"

    def _logic(self, name: str, parameter: Term, value: str) -> str:
        """Return the expression of sh:node and of the logical constraints (sections 4.6 and 4.7.1)."""
        if name in ("node", "not"):
            inner = self.conforms(parameter, value)
            return inner if name == "node" else f"!{inner}"
        choices = [self.conforms(member, value) for member in self.shapes.members(parameter)]
        if name == "xone":
            return f"(({' + '.join(f'IF({choice}, 1, 0)' for choice in choices)}) = 1)"
        return f"({(' && ' if name == 'and' else ' || ').join(choices)})"


_NOTHING = Violation((), "false")


def _any(choices: Iterable[str]) -> str:
    """Return the expression that is true when one of ``choices`` is, and false when it raises an error."""
    return f"COALESCE({' || '.join(choices) or 'false'}, false)"


def _alone(name: str, parameter: Term, value: str) -> str:
    """Return the expression of a constraint that looks at the value node only."""
    if name == "datatype":
        return _datatype(parameter, value)
    if name == "nodeKind":
        return _KINDS[parameter.value.removeprefix(SH.namespace)].format(value)
    if name in _COMPARE:
        return f"COALESCE({value} {_COMPARE[name]} {parameter}, false)"
    if name in _LENGTH:
        return f"(!isBlank({value}) && STRLEN(STR({value})) {_LENGTH[name]} {parameter})"
    return f"sameTerm({value}, {parameter})"


def _datatype(parameter: Term, value: str) -> str:
    """Return the expression of sh:datatype (section 4.1.2): the type, and a lexical form that the type allows."""
    typed = f"isLiteral({value}) && DATATYPE({value}) = {parameter}"
    if parameter in _UNCAST:
        return f"COALESCE({typed}, false)"
    return f"COALESCE({typed} && isLiteral({parameter}(STR({value}))), false)"
