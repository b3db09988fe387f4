"""A look at one small graph that clears most checks at once, so that few of them need a query.

Compiled shapes cost a query a check, whatever the graph's size; for one statement that is most of the time. A glance
answers only what plain look-ups answer with certainty, never reports anything itself, and leaves every doubt (a path of
several steps, logic, an unusual literal) to the query. The compiled query stays the only judge of what is wrong.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import ge, gt, le, lt

import pyoxigraph as ox

from kg.graph.compile_shapes import Check
from kg.graph.namespaces import RDF, SH, XSD
from kg.graph.shapes import Term
from kg.graph.targets import Focus, Target

_Node = Term | ox.Triple
_Values = Sequence[_Node]

_PLAIN_PATTERN = re.compile(r"(?:[\w /^$()\[\]{}|+*?,:#-]|\\\.)+")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,12})?")
_TEXT = re.compile(r".*", re.DOTALL)
_LEXICAL = {
    XSD.integer: re.compile(r"[0-9]{1,15}"),
    XSD.decimal: _NUMBER,
    XSD.boolean: re.compile(r"true|false"),
    XSD.date: re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"),
    XSD.string: _TEXT,
    RDF.langString: _TEXT,
}
_COMPARE = {"minInclusive": ge, "minExclusive": gt, "maxInclusive": le, "maxExclusive": lt}
_PAIRS = {"lessThan": lt, "lessThanOrEquals": le}


class Glance:
    """A graph as columns: for each property, the values of each thing."""

    def __init__(self, asserted: Iterable[ox.Triple], known: Iterable[ox.Triple]) -> None:
        """Take what is checked, and what is known of other things that it names; neither may repeat a triple."""
        self._numbers: dict[_Node, int] = {}
        self._columns: dict[ox.NamedNode, dict[int, list[_Node]]] = {}
        self._add(asserted)
        self._asserted = len(self._numbers)
        self._add(known)
        self._known = len(self._numbers)
        self._types = self._columns.get(RDF.type, {})
        self._focus: dict[Focus, tuple[int, ...]] = {}

    def _add(self, triples: Iterable[ox.Triple]) -> None:
        numbers, columns = self._numbers, self._columns
        for triple in triples:
            number = numbers.setdefault(triple.subject, len(numbers))
            columns.setdefault(triple.predicate, {}).setdefault(number, []).append(triple.object)

    def focus(self, focus: Focus) -> tuple[int, ...]:
        """Return the things to check that a shape is about, as numbers."""
        if focus not in self._focus:
            found = {number for target in focus.targets for number in self._select(target)}
            self._focus[focus] = tuple(sorted(n for n in found if not self._asserted <= n < self._known))
        return self._focus[focus]

    def _select(self, target: Target) -> Iterator[int]:
        terms = frozenset(target.terms)
        properties = [self._columns.get(term, {}) for term in target.terms if isinstance(term, ox.NamedNode)]
        if target.kind == "targetClass":
            return (number for number, types in self._types.items() if not terms.isdisjoint(types))
        if target.kind == "targetSubjectsOf":
            return (number for column in properties for number in column)
        nodes: Iterable[_Node] = terms
        if target.kind == "targetObjectsOf":
            nodes = (value for column in properties for values in column.values() for value in values)
        return (self._numbers.setdefault(node, len(self._numbers)) for node in nodes)

    def unseen(self, classes: frozenset[Term]) -> dict[str, int]:
        """Return how many things are of each class that no shape is about, and how many have none and are unseen."""
        count: Counter[str] = Counter()
        seen = {number for focus in self._focus.values() for number in focus}
        for number in range(self._asserted):
            types = self._types.get(number, ())
            if not types and number not in seen:
                count[""] += 1
            elif classes.isdisjoint(types):
                count.update(each.value for each in types if isinstance(each, ox.NamedNode))
        return dict(sorted(count.items()))

    def is_known(self, node: _Node) -> bool:
        """Tell whether a thing is only known, and so not to be judged."""
        return self._asserted <= self._numbers.get(node, -1) < self._known

    def clears(self, check: Check) -> bool:
        """Tell whether nothing in the graph can break ``check``; False when a query must tell."""
        focus = self.focus(check.focus)
        if not focus:
            return True
        if check.constraint == "closed" and not check.path and not check.chained:
            others = (column for term, column in self._columns.items() if term not in check.terms)
            return not any(number in column for column in others for number in focus)
        if (check.path and check.predicate is None) or check.chained or check.constraint == "sparql":
            return False
        if check.constraint in _PAIRS:
            return self._in_order(focus, check, _PAIRS[check.constraint])
        return all(map(self._test(check), self._reached(focus, check)))

    def _in_order(self, focus: Sequence[int], check: Check, compare: Callable[[Decimal, Decimal], bool]) -> bool:
        """Tell whether each thing's values, plain numbers, stand in order with those of another property."""
        others = self._columns.get(check.parameter, {}) if isinstance(check.parameter, ox.NamedNode) else {}
        return all(
            (low := _number(one)) is not None and (high := _number(other)) is not None and compare(low, high)
            for number, values in zip(focus, self._reached(focus, check), strict=True)
            for one in values
            for other in others.get(number, ())
        )

    def _reached(self, focus: Sequence[int], check: Check) -> Iterator[_Values]:
        """Yield the value nodes of each thing."""
        if check.predicate is None:
            nodes = tuple(self._numbers)
            return ((nodes[number],) for number in focus)
        column = self._columns.get(check.predicate, {})
        return (column.get(number, ()) for number in focus)

    def _test(self, check: Check) -> Callable[[_Values], bool]:
        """Return what tells whether the values of one thing satisfy the constraint, as far as look-ups tell."""
        parameter = check.parameter
        match check.constraint:
            case "minCount":
                least = int(parameter.value)
                return lambda values: len(values) >= least
            case "maxCount":
                most = int(parameter.value)
                return lambda values: len(values) <= most
            case "hasValue":
                return lambda values: parameter in values
            case _:
                one = self._test_of_value(check)
                return (lambda values: all(map(one, values))) if one else _doubt

    def _test_of_value(self, check: Check) -> Callable[[_Node], bool] | None:
        """Return what tells whether one value satisfies the constraint, or None when the constraint is another."""
        parameter = check.parameter
        match check.constraint:
            case "class":
                return lambda value: not check.terms.isdisjoint(self._types.get(self._numbers.get(value, -1), ()))
            case "datatype":
                lexical = _LEXICAL.get(parameter) if isinstance(parameter, ox.NamedNode) else None
                return lambda value: lexical is not None and _is_plain(value, parameter, lexical)
            case "nodeKind":
                return lambda value: parameter == SH.IRI and isinstance(value, ox.NamedNode)
            case "pattern":
                pattern = re.compile(parameter.value) if _PLAIN_PATTERN.fullmatch(parameter.value) else None
                return lambda value: pattern is not None and _fits(value, pattern)
            case "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive":
                compare, limit = _COMPARE[check.constraint], _number(parameter)
                if limit is None:
                    return _doubt
                return lambda value: (number := _number(value)) is not None and compare(number, limit)
            case "in" | "node" | "not" | "and" | "or":
                # Whatever they ask of a value, nothing breaks them where there is none.
                return _doubt
            case _:
                return None


def _doubt(value: _Node | _Values) -> bool:
    """Leave ``value`` to the query."""
    del value
    return False


def _is_plain(value: _Node, datatype: Term, lexical: re.Pattern[str]) -> bool:
    """Tell whether a literal has the datatype, in a form that is surely valid."""
    return isinstance(value, ox.Literal) and value.datatype == datatype and lexical.fullmatch(value.value) is not None


def _fits(value: _Node, pattern: re.Pattern[str]) -> bool:
    """Tell whether a value matches a pattern that means the same in XPath and here."""
    if not isinstance(value, ox.NamedNode | ox.Literal):
        return False
    # The store writes numbers and dates its own way (007 becomes 7), so only a query tells what a pattern sees there.
    if isinstance(value, ox.Literal) and value.datatype not in (XSD.string, RDF.langString):
        return False
    text = value.value
    return text.isascii() and text.isprintable() and pattern.search(text) is not None


def _number(value: _Node) -> Decimal | None:
    """Return the number that a literal in a plain form stands for, or None."""
    if not isinstance(value, ox.Literal) or value.datatype not in (XSD.integer, XSD.decimal):
        return None
    return Decimal(value.value) if _NUMBER.fullmatch(value.value) else None
