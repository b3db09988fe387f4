"""A graph as columns: for each property, its subjects as numbers beside its values.

Nodes are what N-Triples writes of them, as bytes: equal terms are equal bytes, which Python hashes once and compares
at once, where it would ask the engine about two terms again and again.
"""

import io
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

Node = bytes
"""A term as N-Triples writes it."""

# In literals that a store may write in another way.
_TYPED = f'"^^<{XSD.namespace}'.encode()
_NUMBER = re.compile(
    rf'"([0-9]{{1,15}})"\^\^{re.escape(str(XSD.integer))}'
    rf'|"([0-9]{{1,15}}(?:\.[0-9]{{1,12}})?)"\^\^{re.escape(str(XSD.decimal))}'.encode()
)


def written(term: Term | ox.Triple) -> Node:
    """Return a term as N-Triples writes it.

    >>> written(ox.Literal("l’été", language="fr")).decode()
    '"l’été"@fr'
    """
    return str(term).encode()


class Column:
    """The triples of one property.

    Attributes:
        subjects: Numbers of the subjects, one a triple; what is told twice may stand here twice.
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
    def pairs(self) -> Iterable[tuple[int, Node]]:
        """Subjects and values, each pair once."""
        pairs = list(zip(self.subjects, self.values, strict=True))
        return pairs if len(self.owners) == len(pairs) else dict.fromkeys(pairs)

    @cached_property
    def several(self) -> dict[int, int]:
        """``{thing: number of values}`` for the things with more than one."""
        if len(self.owners) == len(self.subjects):
            return {}
        return {subject: number for subject, number in Counter(one for one, _ in self.pairs).items() if number > 1}

    @cached_property
    def distinct(self) -> frozenset[Node]:
        """The values, each once."""
        return frozenset(self.values)

    @cached_property
    def plain_numbers(self) -> dict[Node, int | Decimal | None]:
        """The numbers that the values surely stand for."""
        return {value: number_of(value) for value in self.distinct}

    def failing(self, test: Callable[[Node], bool]) -> frozenset[int]:
        """Return the things of which some value fails ``test``."""
        wrong = frozenset(value for value in self.distinct if not test(value))
        return frozenset(subject for subject, value in self.pairs if value in wrong) if wrong else frozenset()

    def repeating(self) -> frozenset[int]:
        """Return the things with two values in one language."""
        several = self.several
        told = Counter((subject, language_of(value)) for subject, value in self.pairs if subject in several)
        return frozenset(subject for (subject, tag), number in told.items() if number > 1 and tag)


_EMPTY = Column()


def number_of(value: Node) -> int | Decimal | None:
    """Return the number that a literal in a plain form stands for, or None."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None
    return Decimal(found[2].decode()) if found[1] is None else int(found[1])


def language_of(value: Node) -> str:
    """Return the language of a literal, in lower case; empty for anything else.

    >>> language_of(b'"Paris"@fr'), language_of(b'"a"^^<http://x/@en>'), language_of(b'"Paris"')
    ('fr', '', '')
    """
    if value[:1] != b'"' or value[-1:] in (b'"', b">"):
        return ""
    return value.rpartition(b'"@')[2].decode().lower()


class Columns:
    """A graph, to be looked at by property.

    Attributes:
        numbers: ``{node: its number}``; the numbers of what is checked come first.
        asserted: How many nodes are subjects of what is checked.
        known: How many are subjects of anything.
    """

    def __init__(self, lines: Iterable[bytes], background: Background | None = None) -> None:
        """Take what is checked as lines of N-Triples, and what is known of other things that it names."""
        self.numbers: dict[Node, int] = {}
        self._columns: dict[Node, Column] = {}
        self._instances: dict[frozenset[Term], frozenset[int]] = {}
        self._add(lines)
        self.asserted = len(self.numbers)
        if background is not None:
            named = set[Node]().union(*(column.values for column in self._columns.values()))
            self._add(lines_of(_known(named.difference(self.numbers), background)))
        self.known = len(self.numbers)

    def fill(
        self,
        store: ox.Store,
        wanted: Callable[[Node], bool],
        *,
        classes: Callable[[Node], bool] | None = None,
        disguised: bool = True,
    ) -> None:
        """Put triples into a store.

        Args:
            store: The store.
            wanted: Whether those of a property are.
            classes: Of which classes alone types are put; None for all.
            disguised: Whether literals stand there such that the store does not alter them.
        """
        types = written(RDF.type)
        for predicate, column in self._columns.items():
            some = classes if predicate == types else None
            if some is None and not wanted(predicate):
                continue
            lines = self._lines(
                predicate, column.distinct if some is None else frozenset(filter(some, column.distinct))
            )
            # The engine gives blank nodes of bytes that it loads other names.
            slow = {line for line in lines if b"_:" in line or (disguised and _TYPED in line)}
            store.load(b"".join(line for line in lines if line not in slow), format=ox.RdfFormat.N_TRIPLES)
            parsed = ox.parse(b"".join(slow), format=ox.RdfFormat.N_TRIPLES) if slow else ()
            store.extend(
                ox.Quad(each.subject, each.predicate, keep(each.object) if disguised else each.object)
                for each in parsed
            )

    def triples(self, predicate: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield the triples of one property."""
        name = written(predicate)
        lines = self._lines(name, self.column(predicate).distinct)
        return (quad.triple for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES))

    def _lines(self, predicate: Node, values: frozenset[Node]) -> list[bytes]:
        """Return the triples of one property with some values as lines of N-Triples."""
        column, nodes = self._columns.get(predicate, _EMPTY), self.nodes()
        return [
            b"%b %b %b .\n" % (nodes[number], predicate, value)
            for number, value in zip(column.subjects, column.values, strict=True)
            if value in values
        ]

    def _add(self, lines: Iterable[bytes]) -> None:
        numbers, columns = self.numbers, self._columns
        last, number = b"", 0
        for line in lines:
            subject, predicate, value = line.split(b" ", 2)
            if subject != last:
                last, number = subject, numbers.setdefault(subject, len(numbers))
            column = columns.get(predicate)
            if column is None:
                column = columns[predicate] = Column()
            column.subjects.append(number)
            column.values.append(value[:-3])  # without the full stop and the end of the line

    def column(self, predicate: Term | None) -> Column:
        """Return the column of one property, empty if no thing has it."""
        return _EMPTY if predicate is None else self._columns.get(written(predicate), _EMPTY)

    def others(self, allowed: frozenset[Term]) -> Iterator[Column]:
        """Yield the columns of the properties that are not in ``allowed``."""
        names = frozenset(map(written, allowed))
        return (column for predicate, column in self._columns.items() if predicate not in names)

    @cached_property
    def by_class(self) -> dict[Node, frozenset[int]]:
        """The things of each class, by rdf:type alone."""
        types, found = self.column(RDF.type), dict[Node, list[int]]()
        for number, each in zip(types.subjects, types.values, strict=True):
            found.setdefault(each, []).append(number)
        return {each: frozenset(numbers) for each, numbers in found.items()}

    def instances(self, classes: frozenset[Term]) -> frozenset[int]:
        """Return the things that have one of ``classes`` as type."""
        if classes not in self._instances:
            found = (self.by_class.get(written(each), ()) for each in classes)
            self._instances[classes] = frozenset[int]().union(*found)
        return self._instances[classes]

    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes by number."""
        return tuple(self.numbers)

    def number(self, node: Node) -> int:
        """Return the number of a node, a new one if nothing is told of it."""
        return self.numbers.setdefault(node, len(self.numbers))


def lines_of(triples: Iterable[ox.Triple]) -> Iterable[bytes]:
    """Return triples as lines of N-Triples."""
    return io.BytesIO(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def lines_in(store: ox.Store) -> Iterable[bytes]:
    """Return the default graph of a store as lines of N-Triples."""
    return io.BytesIO(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"")


def _known(nodes: Iterable[Node], background: Background) -> Iterator[ox.Triple]:
    """Yield what is known of nodes."""
    for node in nodes:
        if node.startswith(b"<") and not node.startswith(b"<<"):
            yield from background.of(ox.NamedNode(node[1:-1].decode()))
