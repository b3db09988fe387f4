"""The places of the triples that pyoxigraph read, found among those that a lexical reading mentions."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg.graph.places.lines import Lines, Place
from kg.graph.places.mention import Anonymous, Mention, Term, Written

Starts = tuple[int, int, int]
_SUBJECT, _PREDICATE, _OBJECT = range(3)


class Atlas:
    """Where the triples of one file stand; what is not found has no place."""

    def __init__(self, lines: Lines, triples: Sequence[ox.Triple], mentions: Sequence[Mention]) -> None:
        """Match ``mentions`` with ``triples``, both of the same text and each in the order of the file."""
        self.lines = lines
        self._triples: dict[tuple[Term, ox.NamedNode, Term], Starts] = {}
        self._verbs: dict[tuple[Term, ox.NamedNode], Starts] = {}
        self._things: dict[Term, int] = {}
        self._values: dict[Term, int] = {}
        pairs = _pairs(triples, mentions)
        for mention in mentions:
            subject, value = _name(mention.subject, pairs), _name(mention.object, pairs)
            if subject is not None:
                self._verbs.setdefault((subject, mention.predicate), mention.starts)
                self._things.setdefault(subject, mention.starts[_SUBJECT])
            if value is not None:
                self._values.setdefault(value, mention.starts[_OBJECT])
            if subject is not None and value is not None:
                self._triples.setdefault((subject, mention.predicate, value), mention.starts)

    def of_triple(self, subject: Term, predicate: ox.NamedNode, value: Term) -> tuple[Place, Place, Place] | None:
        """Return where the three terms of a triple first stand together."""
        starts = self._triples.get((subject, predicate, value))
        if starts is None:
            return None
        place = self.lines.place
        return place(starts[_SUBJECT]), place(starts[_PREDICATE]), place(starts[_OBJECT])

    def of_verb(self, subject: Term, predicate: ox.NamedNode) -> Place | None:
        """Return where a property of a thing is first given."""
        starts = self._verbs.get((subject, predicate))
        return None if starts is None else self.lines.place(starts[_PREDICATE])

    def of_thing(self, thing: Term) -> Place | None:
        """Return where a thing is first described, else where it is first a value."""
        start = self._things.get(thing, self._values.get(thing))
        return None if start is None else self.lines.place(start)


def _name(written: Written, pairs: Mapping[Anonymous, ox.BlankNode]) -> Term | None:
    """Return the term that is written, or None for a nameless node without a partner."""
    return pairs.get(written) if isinstance(written, Anonymous) else written


def _pairs(triples: Sequence[ox.Triple], mentions: Sequence[Mention]) -> dict[Anonymous, ox.BlankNode]:
    """Return the blank node of pyoxigraph for each nameless node.

    Both readings meet the nameless values of one property of one thing in the same order, and so the nameless things
    that are nobody's value; from these, the rest follows.
    """
    if not any(isinstance(each.subject, Anonymous) or isinstance(each.object, Anonymous) for each in mentions):
        return {}
    labels = {term for each in mentions for term in (each.subject, each.object) if isinstance(term, ox.BlankNode)}
    read = _Nameless()
    for triple in triples:
        read.add(triple.subject, triple.predicate, triple.object, lambda term: _is_nameless(term, labels))
    written = _Nameless()
    for mention in mentions:
        written.add(mention.subject, mention.predicate, mention.object, lambda term: isinstance(term, Anonymous))
    pairs: dict[Anonymous, ox.BlankNode] = {}
    todo: list[tuple[Any, Any]] = [*zip(written.roots(), read.roots(), strict=False)]
    todo += [(thing, thing) for thing in written.values if not isinstance(thing, Anonymous)]
    for one, other in todo:
        if isinstance(one, Anonymous):
            pairs[one] = other
        for predicate, values in written.values.get(one, {}).items():
            todo.extend(zip(values, read.values.get(other, {}).get(predicate, ()), strict=False))
    return pairs


def _is_nameless(term: Term, labels: Container[Term]) -> bool:
    return isinstance(term, ox.BlankNode) and term not in labels


class _Nameless:
    """The nameless nodes of one reading, as values of properties and as things."""

    def __init__(self) -> None:
        self.values: dict[Any, dict[ox.NamedNode, list[Any]]] = {}
        self._things: dict[Any, None] = {}
        self._owned: set[Any] = set()

    def add(self, subject: Any, predicate: ox.NamedNode, value: Any, nameless: Callable[[Any], bool]) -> None:
        if nameless(subject):
            self._things.setdefault(subject)
        if nameless(value):
            self.values.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self._owned.add(value)

    def roots(self) -> list[Any]:
        """Return the nameless things that are nobody's value, in order."""
        return [thing for thing in self._things if thing not in self._owned]
