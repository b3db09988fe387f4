"""A graph as columns: for each property, its subjects as numbers beside its values."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from kg.graph.namespaces import RDF
from kg.graph.shapes import Term

Node = Term | ox.Triple


class Column:
    """The triples of one property.

    Attributes:
        subjects: Numbers of the subjects, one a triple.
        values: The objects, in the same order.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.subjects: list[int] = []
        self.values: list[Node] = []

    @cached_property
    def owners(self) -> frozenset[int]:
        """The things that have the property."""
        return frozenset(self.subjects)

    @cached_property
    def several(self) -> dict[int, int]:
        """``{thing: number of values}`` for the things with more than one."""
        if len(self.owners) == len(self.subjects):
            return {}
        return {subject: number for subject, number in Counter(self.subjects).items() if number > 1}

    def failing(self, test: Callable[[Node], bool]) -> frozenset[int]:
        """Return the things of which some value fails ``test``."""
        return frozenset(
            subject for subject, fits in zip(self.subjects, map(test, self.values), strict=True) if not fits
        )

    def repeating(self) -> frozenset[int]:
        """Return the things with two values in one language."""
        seen: set[tuple[int, str]] = set()
        found: set[int] = set()
        for subject, value in zip(self.subjects, self.values, strict=True):
            language = value.language if isinstance(value, ox.Literal) else None
            if language is not None:
                key = (subject, language.lower())
                if key in seen:
                    found.add(subject)
                seen.add(key)
        return frozenset(found)


_EMPTY = Column()


class Columns:
    """A graph, to be looked at by property.

    Attributes:
        numbers: ``{node: its number}``; the numbers of what is checked come first.
        asserted: How many nodes are subjects of what is checked.
        known: How many are subjects of anything.
    """

    def __init__(self, asserted: Iterable[ox.Triple | ox.Quad], known: Iterable[ox.Triple] = ()) -> None:
        """Take what is checked, and what is known of other things that it names; neither may repeat a triple."""
        self.numbers: dict[Node, int] = {}
        self._columns: dict[Node, Column] = {}
        self._add(asserted)
        self.asserted = len(self.numbers)
        self._add(known)
        self.known = len(self.numbers)

    def _add(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        numbers, columns = self.numbers, self._columns
        last, column = None, _EMPTY
        for triple in triples:
            predicate = triple.predicate
            if predicate != last:
                last = predicate
                found = columns.get(predicate)
                if found is None:
                    found = columns[predicate] = Column()
                column = found
            column.subjects.append(numbers.setdefault(triple.subject, len(numbers)))
            column.values.append(triple.object)

    def column(self, predicate: Node | None) -> Column:
        """Return the column of one property, empty if no thing has it."""
        return _EMPTY if predicate is None else self._columns.get(predicate, _EMPTY)

    def others(self, allowed: frozenset[Term]) -> Iterator[Column]:
        """Yield the columns of the properties that are not in ``allowed``."""
        return (column for predicate, column in self._columns.items() if predicate not in allowed)

    def instances(self, classes: frozenset[Term]) -> frozenset[int]:
        """Return the things that have one of ``classes`` as type."""
        types = self.column(RDF.type)
        return frozenset(n for n, each in zip(types.subjects, types.values, strict=True) if each in classes)

    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes by number."""
        return tuple(self.numbers)

    def number(self, node: Node) -> int:
        """Return the number of a node, a new one if nothing is told of it."""
        return self.numbers.setdefault(node, len(self.numbers))
