"""Whether a node conforms to a shape, as far as look-ups tell: yes, no, or None for what only a query can tell."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.columns import Columns, Node, language_of, written
from kg.graph.namespaces import RDF, SH
from kg.graph.plain_tests import Test, plain_test
from kg.graph.shapes import PARAMETERS, ShapesGraph, Term

Answer = bool | None


Judge = Callable[[Node, Sequence[Node]], Answer]
"""Tells whether value nodes satisfy a constraint on the shape of a node."""


class Sure:
    """Answers about the nodes of one graph."""

    def __init__(self, columns: Columns, shapes: ShapesGraph, instances: Callable[[Term], frozenset[int]]) -> None:
        """Look at ``columns``; ``instances`` gives the things of a class and of those below it."""
        self._columns = columns
        self._shapes = shapes
        self._instances = instances
        self._judges: dict[Term, Callable[[Node], Answer]] = {}
        self._values: dict[Term, Mapping[Node, list[Node]]] = {}

    def judge(self, shape: Term) -> Callable[[Node], Answer]:
        """Return what tells whether a node conforms to ``shape``."""
        if shape not in self._judges:
            self._judges[shape] = _unknown  # what a recursive shape finds
            self._judges[shape] = _known if self._shapes.is_off(shape) else self._judge(shape)
        return self._judges[shape]

    def _judge(self, shape: Term) -> Callable[[Node], Answer]:
        path = self._shapes.one(shape, "path")
        steps = () if path is None else self._steps(path)
        judges: list[Judge] = []
        for predicate, parameters in self._shapes.triples.get(shape, {}).items():
            name = predicate.removeprefix(SH.namespace)
            if name == "equals":
                judges += map(self._equal_to, parameters)
            elif name in ("property", "sparql") or name in PARAMETERS:
                judges += [self.constraint(name, parameter) for parameter in parameters]
            elif not predicate.startswith(SH.namespace) and predicate not in _HARMLESS:
                return _unknown  # it may be the parameter of a constraint component
        if steps is None or self._shapes.one(shape, "flags") is not None:
            return _unknown
        judge = _together(judges)
        return (lambda node: judge(node, (node,))) if path is None else lambda node: judge(node, _reached(steps, node))

    def constraint(self, name: str, parameter: Term) -> Judge:
        """Return what tells whether values satisfy a constraint."""
        if name in ("minCount", "maxCount") and parameter.value.isdecimal():
            limit = int(parameter.value)
            return lambda _, values: len(values) >= limit if name == "minCount" else len(values) <= limit
        if name == "hasValue":
            wanted = written(parameter)
            return lambda _, values: wanted in values
        if (member := self._membership(name, parameter)) is not None:
            return lambda _, values: all(map(member, values))
        if name in ("property", "node", "not", "or", "and"):
            logic = self._logic(name, parameter)
            return lambda _, values: logic(values[0]) if len(values) == 1 else both(map(logic, values))
        # A test is certain of what fits, not of what does not.
        test = plain_test(name, parameter) or _never
        return lambda _, values: True if all(map(test, values)) else None

    def _equal_to(self, other: Term) -> Judge:
        found = self._of(other)
        return lambda node, values: set(values) == set(found.get(node, ()))

    def _membership(self, name: str, parameter: Term) -> Test | None:
        """Return the test of a constraint that look-ups settle either way, or None when it is another."""
        if name == "class":
            instances, numbers = self._instances(parameter), self._columns.numbers
            return lambda value: numbers.get(value, -1) in instances
        if name == "in":
            members = frozenset(map(written, self._shapes.members(parameter)))
            return lambda value: value in members
        if name == "languageIn":
            tags = frozenset(each.value.lower() for each in self._shapes.members(parameter))
            return lambda value: _speaks(value, tags)
        return None

    def _logic(self, name: str, parameter: Term) -> Callable[[Node], Answer]:
        if name in ("property", "node", "not"):
            judge = self.judge(parameter)
            return (lambda value: negate(judge(value))) if name == "not" else judge
        judges = [self.judge(each) for each in self._shapes.members(parameter)]
        join = one if name == "or" else both
        return lambda value: join(each(value) for each in judges)

    def _steps(self, path: Term) -> Sequence[Mapping[Node, list[Node]]] | None:
        """Return the values along a property or a sequence of properties; None for other paths."""
        lists = RDF.first.value in self._shapes.triples.get(path, {})
        steps = self._shapes.members(path) if lists else (path,)
        return [self._of(step) for step in steps] if all(isinstance(step, ox.NamedNode) for step in steps) else None

    def _of(self, path: Term) -> Mapping[Node, list[Node]]:
        """Return the values of a property by thing."""
        if path not in self._values:
            column, nodes, found = self._columns.column(path), self._columns.nodes(), dict[Node, list[Node]]()
            for subject, value in zip(column.subjects, column.values, strict=True):
                found.setdefault(nodes[subject], []).append(value)
            self._values[path] = found
        return self._values[path]


_HARMLESS = frozenset(
    f"http://www.w3.org/{name}"
    for name in ("1999/02/22-rdf-syntax-ns#type", "2000/01/rdf-schema#label", "2000/01/rdf-schema#comment")
)


def _reached(steps: Sequence[Mapping[Node, list[Node]]], node: Node) -> Sequence[Node]:
    """Return what a path leads to from a node."""
    nodes: Sequence[Node] = (node,)
    for values in steps:
        nodes = [value for each in nodes for value in values.get(each, ())]
    return nodes if len(steps) == 1 else tuple(dict.fromkeys(nodes))


def _together(judges: Sequence[Judge]) -> Judge:
    """Return what judges say together."""
    return judges[0] if len(judges) == 1 else lambda node, values: both(judge(node, values) for judge in judges)


def _known(node: Node) -> Answer:
    """Say yes of every node: the shape is switched off."""
    del node
    return True


def _unknown(node: Node) -> Answer:
    """Leave every node to a query."""
    del node
    return None


def _never(value: Node) -> bool:
    """Be sure of no value."""
    del value
    return False


def both(answers: Iterable[Answer]) -> Answer:
    """Return the conjunction of answers, one of which may be missing."""
    found: Answer = True
    for each in answers:
        if each is False:
            return False
        found = found and each
    return found


def one(answers: Iterable[Answer]) -> Answer:
    """Return the disjunction of answers."""
    return negate(both(map(negate, answers)))


def negate(answer: Answer) -> Answer:
    """Return the contrary of an answer."""
    return None if answer is None else not answer


def _speaks(value: Node, tags: frozenset[str]) -> bool:
    """Tell whether a value has one of some language tags, or a longer one that begins with it."""
    language = language_of(value)
    return language != "" and any(f"{language}-".startswith(f"{tag}-") for tag in tags)
