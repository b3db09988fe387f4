"""SHACL property paths (section 2.3.1) from SPARQL property paths with full IRIs."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

import pyoxigraph as ox

from kg.graph.namespaces import RDF, SH

_TOKEN = re.compile(r"<[^<>]*>|[()^/|*+?]")
_AFTER = {"*": SH.zeroOrMorePath, "+": SH.oneOrMorePath, "?": SH.zeroOrOnePath}

Node = ox.NamedNode | ox.BlankNode


def path_triples(path: str, stem: str) -> tuple[Node, Sequence[ox.Triple]]:
    """Return the node of a path and the triples that say what it is.

    Args:
        path: SPARQL property path with full IRIs.
        stem: Start of the names of the blank nodes.
    """
    builder = _Builder(path, stem)
    return builder.alternatives(), builder.triples


class _Builder:
    def __init__(self, path: str, stem: str) -> None:
        self.triples: list[ox.Triple] = []
        self._tokens = _TOKEN.findall(path)
        self._names: Iterator[str] = (f"{stem}-path{number:02}" for number in count(1))

    def _blank(self) -> ox.BlankNode:
        return ox.BlankNode(next(self._names))

    def _skip(self, sign: str) -> bool:
        if self._tokens and self._tokens[0] == sign:
            self._tokens.pop(0)
            return True
        return False

    def _made(self, predicate: ox.NamedNode, value: Node) -> ox.BlankNode:
        node = self._blank()
        self.triples.append(ox.Triple(node, predicate, value))
        return node

    def alternatives(self) -> Node:
        choices = [self._sequence()]
        while self._skip("|"):
            choices.append(self._sequence())
        return choices[0] if len(choices) == 1 else self._made(SH.alternativePath, self._list(choices))

    def _sequence(self) -> Node:
        steps = [self._step()]
        while self._skip("/"):
            steps.append(self._step())
        return steps[0] if len(steps) == 1 else self._list(steps)

    def _step(self) -> Node:
        if self._skip("^"):
            return self._made(SH.inversePath, self._step())
        if self._skip("("):
            node = self.alternatives()
            self._skip(")")
        else:
            node = ox.NamedNode(self._tokens.pop(0)[1:-1])
        while self._tokens and self._tokens[0] in _AFTER:
            node = self._made(_AFTER[self._tokens.pop(0)], node)
        return node

    def _list(self, members: Sequence[Node]) -> ox.BlankNode:
        cells = [self._blank() for _ in members]
        for number, (cell, member) in enumerate(zip(cells, members, strict=True)):
            rest = cells[number + 1] if number + 1 < len(cells) else RDF.nil
            self.triples += [ox.Triple(cell, RDF.first, member), ox.Triple(cell, RDF.rest, rest)]
        return cells[0]
