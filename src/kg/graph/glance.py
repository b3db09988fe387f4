"""A look at a graph that clears most checks at once, so that few of them need a query.

Compiled shapes cost a query a check, whatever the graph's size; that is most of the time. A glance looks at each
property once, for all shapes together. It answers only what plain look-ups answer with certainty, never reports
anything itself, and leaves every doubt (a path of several steps, most logic, an unusual literal) to the query. The
compiled query stays the only judge of what is wrong.
"""

from collections import Counter
from collections.abc import Iterable

from kg.graph.class_tree import Subclasses
from kg.graph.columns import Column, Columns, written
from kg.graph.compile_shapes import Check
from kg.graph.namespaces import RDF
from kg.graph.plain_tests import ORDERS, Test, is_iri, plain_test
from kg.graph.shapes import ShapesGraph, Term
from kg.graph.sure import Sure
from kg.graph.targets import Focus, Target

_DOUBTED = ("equals", "closed")


class Glance:
    """What can be told of a graph at a look."""

    def __init__(self, columns: Columns, shapes: ShapesGraph, subclasses: Subclasses) -> None:
        """Look at ``columns`` with ``shapes``, of which a class has ``subclasses``."""
        self._columns = columns
        self._sure = Sure(columns, shapes, lambda term: columns.instances(frozenset(subclasses.get(term, (term,)))))
        self._focus: dict[Focus, frozenset[int]] = {}
        self._broken: dict[tuple[Term | None, str, Term], frozenset[int]] = {}

    def focus(self, focus: Focus) -> frozenset[int]:
        """Return the things to check that a shape is about, as numbers."""
        if focus not in self._focus:
            found = frozenset(number for target in focus.targets for number in self._select(target))
            first, last = self._columns.asserted, self._columns.known
            self._focus[focus] = found if first == last else frozenset(n for n in found if not first <= n < last)
        return self._focus[focus]

    def _select(self, target: Target) -> Iterable[int]:
        if target.kind == "targetClass":
            return self._columns.instances(frozenset(target.terms))
        if target.kind == "targetSubjectsOf":
            return self._columns.column(target.terms[0]).owners
        listed = map(written, target.terms)
        reached = self._columns.column(target.terms[0]).distinct if target.kind == "targetObjectsOf" else listed
        return map(self._columns.number, reached)

    def unseen(self, classes: frozenset[Term]) -> dict[str, int]:
        """Return how many things are of each class that no shape is about, and how many have none and are unseen."""
        seen = frozenset[int]().union(*self._focus.values())
        typed = self._columns.column(RDF.type)
        names = frozenset(map(written, classes))
        others = {each: each[1:-1].decode() for each in typed.distinct - names if is_iri(each)}
        count = Counter(
            others[each] for number, each in typed.pairs if each in others and number < self._columns.asserted
        )
        bare = sum(n not in seen and n not in typed.owners for n in range(self._columns.asserted))
        return dict(sorted({**count, **({"": bare} if bare else {})}.items()))

    def is_known(self, node: Term) -> bool:
        """Tell whether a thing is only known, and so not to be judged."""
        return self._columns.asserted <= self._columns.numbers.get(written(node), -1) < self._columns.known

    def clears(self, check: Check) -> bool:
        """Tell whether nothing in the graph can break ``check``; False when a query must tell."""
        focus = self.focus(check.focus)
        if not focus:
            return True
        if check.doubtful or (check.path and (check.predicate is None or check.constraint in _DOUBTED)):
            return False
        if not check.path:
            return self._clears_things(focus, check)
        column = self._columns.column(check.predicate)
        if check.constraint in ("minCount", "maxCount", "hasValue"):
            return self._enough(focus, column, check)
        if check.constraint in ("lessThan", "lessThanOrEquals"):
            return self._in_order(focus, column, check)
        if check.constraint in ("qualifiedMinCount", "qualifiedMaxCount"):
            return self._qualified(focus, column, check)
        return focus.isdisjoint(self._failing(column, check))

    def _clears_things(self, focus: frozenset[int], check: Check) -> bool:
        """Tell whether the things themselves satisfy a constraint of a node shape."""
        if check.constraint == "closed":
            return all(focus.isdisjoint(column.owners) for column in self._columns.others(check.terms))
        if check.constraint == "class":
            return focus <= self._columns.instances(check.terms)
        test = self._test(check)
        nodes = self._columns.nodes()
        return all(test(nodes[number]) for number in focus)

    def _enough(self, focus: frozenset[int], column: Column, check: Check) -> bool:
        """Tell whether each thing has as many values as it must, or the one it must have."""
        if check.constraint == "hasValue":
            wanted = written(check.parameter)
            return focus <= {subject for subject, value in column.pairs if value == wanted}
        limit = int(check.parameter.value)
        if check.constraint == "minCount":
            return limit == 0 or (limit == 1 and focus <= column.owners)
        if limit == 0:
            return focus.isdisjoint(column.owners)
        return not any(number > limit and each in focus for each, number in column.several.items())

    def _failing(self, column: Column, check: Check) -> frozenset[int]:
        """Return the things of which a value may break a constraint on each value alone."""
        key = (check.predicate, check.constraint, check.parameter)
        if key not in self._broken:
            repeated = check.constraint == "uniqueLang"
            self._broken[key] = column.repeating() if repeated else column.failing(self._test(check))
        return self._broken[key]

    def _test(self, check: Check) -> Test:
        """Return what is true of a value that surely satisfies a constraint on each value alone."""
        parameter = check.parameter
        if check.constraint == "class":
            instances, numbers = self._columns.instances(check.terms), self._columns.numbers
            return lambda value: numbers.get(value, -1) in instances
        if check.constraint in ("datatype", "pattern", "nodeKind") and (
            test := plain_test(check.constraint, parameter)
        ):
            return test
        judge = self._sure.constraint(check.constraint, parameter)
        return lambda value: judge(value, (value,)) is True

    def _qualified(self, focus: frozenset[int], column: Column, check: Check) -> bool:
        """Tell whether each thing has as many values as it must of those that conform to a shape."""
        shape = check.qualified
        if shape is None:
            return False
        judge = self._sure.judge(shape)
        limit, least = int(check.parameter.value), check.constraint == "qualifiedMinCount"
        count: Counter[int] = Counter()
        answers = {value: judge(value) for value in column.distinct}
        counted = {value for value, answer in answers.items() if answer is True or (answer is None and not least)}
        count.update(subject for subject, value in column.pairs if value in counted and subject in focus)
        if least:
            return limit == 0 or all(count[number] >= limit for number in focus)
        return all(number <= limit for number in count.values())

    def _in_order(self, focus: frozenset[int], column: Column, check: Check) -> bool:
        """Tell whether each thing's values, plain numbers, stand in order with those of another property."""
        other = self._columns.column(check.parameter)
        if not focus.isdisjoint(column.several) or not focus.isdisjoint(other.several):
            return False
        low, high = ({n: each.plain_numbers[value] for n, value in each.pairs} for each in (column, other))
        compare = ORDERS[check.constraint]
        return all(
            (one := low[n]) is not None and (two := high[n]) is not None and compare(one, two)
            for n in focus.intersection(low).intersection(high)
        )
