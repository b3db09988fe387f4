"""A graph as columns: for each property, its subjects as numbers beside its values."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property

import pyoxigraph as ox

from kg.graph.background import Background
from kg.graph.lexical import keep
from kg.graph.namespaces import RDF, XSD
from kg.graph.shapes import Term

Node = Term | ox.Triple

_DIGITS = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,12})?")


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

    @cached_property
    def plain_numbers(self) -> tuple[int | Decimal | None, ...]:
        """The numbers that the values surely stand for."""
        return tuple(map(number_of, self.values))

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


def number_of(value: Node) -> int | Decimal | None:
    """Return the number that a literal in a plain form stands for, or None."""
    if not isinstance(value, ox.Literal):
        return None
    text, datatype = value.value, value.datatype
    if datatype == XSD.integer and _DIGITS.fullmatch(text):
        return int(text)
    return Decimal(text) if datatype == XSD.decimal and _DECIMAL.fullmatch(text) else None


class Columns:
    """A graph, to be looked at by property.

    Attributes:
        numbers: ``{node: its number}``; the numbers of what is checked come first.
        asserted: How many nodes are subjects of what is checked.
        known: How many are subjects of anything.
    """

    def __init__(self, asserted: Iterable[ox.Triple | ox.Quad], background: Background | None = None) -> None:
        """Take what is checked, which may not repeat a triple, and what is known of other things that it names."""
        self.numbers: dict[Node, int] = {}
        self._columns: dict[ox.NamedNode, Column] = {}
        self._add(asserted)
        self.asserted = len(self.numbers)
        if background is not None:
            named = set[Node]().union(*(column.values for column in self._columns.values()))
            self._add(triple for node in named.difference(self.numbers) for triple in background.of(node))
        self.known = len(self.numbers)

    def quads(
        self,
        wanted: Callable[[ox.NamedNode], bool],
        write: Callable[[Node], Node] = keep,
        classes: Callable[[Node], bool] | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield triples as quads.

        Args:
            wanted: Whether those of a property are.
            write: How a value stands in a store; by default such that no store alters it.
            classes: Of which classes alone types are yielded; None for all.
        """
        nodes = self.nodes()
        for predicate, column in self._columns.items():
            if classes is not None and predicate == RDF.type:
                yield from self._types(classes)
            elif wanted(predicate):
                for number, value in zip(column.subjects, column.values, strict=True):
                    if not isinstance(subject := nodes[number], ox.Literal):
                        yield ox.Quad(subject, predicate, write(value))

    def _types(self, wanted: Callable[[Node], bool]) -> Iterator[ox.Quad]:
        nodes = self.nodes()
        for each, numbers in self.by_class.items():
            if wanted(each):
                for number in numbers:
                    if not isinstance(subject := nodes[number], ox.Literal):
                        yield ox.Quad(subject, RDF.type, each)

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
        return self._columns.get(predicate, _EMPTY) if isinstance(predicate, ox.NamedNode) else _EMPTY

    def triples(self, predicate: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield the triples of one property."""
        column, nodes = self.column(predicate), self.nodes()
        for number, value in zip(column.subjects, column.values, strict=True):
            if not isinstance(subject := nodes[number], ox.Literal):
                yield ox.Triple(subject, predicate, value)

    def others(self, allowed: frozenset[Term]) -> Iterator[Column]:
        """Yield the columns of the properties that are not in ``allowed``."""
        return (column for predicate, column in self._columns.items() if predicate not in allowed)

    @cached_property
    def by_class(self) -> dict[Node, frozenset[int]]:
        """The things of each class, by rdf:type alone."""
        types, found = self.column(RDF.type), dict[Node, list[int]]()
        for number, each in zip(types.subjects, types.values, strict=True):
            found.setdefault(each, []).append(number)
        return {each: frozenset(numbers) for each, numbers in found.items()}

    def instances(self, classes: frozenset[Term]) -> frozenset[int]:
        """Return the things that have one of ``classes`` as type."""
        return frozenset[int]().union(*(self.by_class.get(each, ()) for each in classes))

    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes by number."""
        return tuple(self.numbers)

    def number(self, node: Node) -> int:
        """Return the number of a node, a new one if nothing is told of it."""
        return self.numbers.setdefault(node, len(self.numbers))
