"""Quads grouped by graph and subject, as N-Triples writes them, with blank nodes named by what is said of them.

Every writer starts from here, so that neither the order of the quads nor the labels that a file gave its blank nodes
reach the bytes. Terms stay bytes all the way: one Python object a term costs more than all the rest.
"""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

import pyoxigraph as ox

from kg.graph.blank import canonical
from kg.graph.order import Block

Graphs = dict[bytes, Block]
"""``{graph: {subject: [predicate and object, …]}}``; the default graph, always there, is ``b""``."""

_BATCH = 20_000
_BLANK = b"_:"


def group_graphs(quads: Iterable[ox.Quad | ox.Triple]) -> Graphs:
    """Return the quads by graph and subject; repetitions may remain; triples belong to the default graph.

    Blank nodes get the labels of RDF Dataset Canonicalization (RDFC-1.0): the same dataset, the same labels. Only the
    quads that name one are canonicalised, since no other has a part in their labels.
    """
    graphs: Graphs = {b"": {}}
    blank: list[ox.Quad] = []
    rest = iter(quads)
    while batch := list(islice(rest, _BATCH)):
        for name, triples in _by_graph(batch).items():
            _add(graphs, name, triples, blank)
    if blank:
        for quad in canonical(blank):
            _file(graphs, quad.graph_name, _written([quad.triple]))
    return graphs


def sorted_lines(graphs: Graphs) -> Iterator[bytes]:
    """Yield the dataset as canonical N-Quads, line by line in code point order, each once."""
    return heapq.merge(*(_sorted(graph, block) for graph, block in graphs.items()))


def triples_of(graphs: Graphs) -> Iterator[ox.Triple]:
    """Yield the triples of the default graph."""
    for subject, parts in graphs[b""].items():
        lines = b"".join(b"%b %b .\n" % (subject, part) for part in parts)
        yield from (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def digest(graphs: Graphs) -> str:
    """Return the SHA-256 of the dataset in canonical form (RDFC-1.0): equal for equal datasets, in hexadecimal."""
    found = hashlib.sha256()
    for line in sorted_lines(graphs):
        found.update(line)
    return found.hexdigest()


def _sorted(graph: bytes, block: Block) -> Iterator[bytes]:
    end = b" %b .\n" % graph if graph else b" .\n"
    for subject in sorted(block):
        for part in sorted(set(block[subject])):
            yield b"%b %b%b" % (subject, part, end)


def _by_graph(batch: Sequence[ox.Quad | ox.Triple]) -> dict[object, Sequence[ox.Triple]]:
    if {type(each) for each in batch} == {ox.Triple}:
        return {None: cast("Sequence[ox.Triple]", batch)}
    found: dict[object, list[ox.Triple]] = defaultdict(list)
    for each in batch:
        if isinstance(each, ox.Quad):
            found[each.graph_name].append(each.triple)
        else:
            found[None].append(each)
    return dict(found)


def _add(graphs: Graphs, name: object, triples: Sequence[ox.Triple], blank: list[ox.Quad]) -> None:
    written = _written(triples)
    if _BLANK in written or isinstance(name, ox.BlankNode):
        graph = name if isinstance(name, ox.NamedNode | ox.BlankNode) else ox.DefaultGraph()
        loose = [triple for triple in triples if isinstance(name, ox.BlankNode) or _names_blank(triple)]
        blank.extend(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in loose)
        gone = set(loose)
        written = _written([triple for triple in triples if triple not in gone])
    _file(graphs, name, written)


def _names_blank(triple: ox.Triple) -> bool:
    return any(
        isinstance(term, ox.BlankNode) or (isinstance(term, ox.Triple) and _names_blank(term)) for term in triple
    )


def _written(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _file(graphs: Graphs, name: object, written: bytes) -> None:
    """Put lines of N-Triples where they belong."""
    lines = written.split(b" .\n")[:-1]
    if not lines:
        return
    block = graphs.setdefault(b"" if name is None or isinstance(name, ox.DefaultGraph) else str(name).encode(), {})
    last, parts = b"", list[bytes]()
    for line in lines:
        subject, _, part = line.partition(b" ")
        if subject != last:
            last, parts = subject, block.setdefault(subject, [])
        parts.append(part)
