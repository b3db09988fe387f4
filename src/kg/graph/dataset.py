"""Quads grouped by graph and subject, as Turtle writes them, with blank nodes named by what is said of them.

Every writer starts from here, so that neither the order of the quads nor the labels that a file gave its blank nodes
reach the bytes. What is said of a subject stays one text, cut only when it is written: a Python object for each term,
or only for each triple, costs more than all the rest.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import cast

import pyoxigraph as ox

from kg.graph.blank import canonical
from kg.graph.order import SHORT, Block, in_full

Graphs = dict[bytes, Block]
"""``{graph: {subject: what is said of it}}``; the default graph, always there, is ``b""``."""

_BATCH = 5_000
# Subjects that are made into lines of N-Quads at once.
_SUBJECTS = 500
# Found by a pattern three times as fast as by ``in``.
_BLANK = re.compile(b"_:")
_END = b" .\n"
_PREFIXES = dict(SHORT)
_HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in SHORT.items()).encode()


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
    """Yield the dataset as canonical N-Quads in code point order, each quad once, many lines at a time."""
    # Whatever follows a subject in a line is greater than the space that ends it: subjects in order are lines in order.
    subjects = iter(sorted(set().union(*graphs.values())))
    while batch := list(islice(subjects, _SUBJECTS)):
        lines: set[bytes] = set()
        for graph, block in graphs.items():
            written = _lines({each: block[each] for each in batch if each in block})
            lines.update(line + b" %b" % graph for line in written) if graph else lines.update(written)
        yield _END.join([*sorted(lines), b""])


def lines_of(block: Block) -> list[bytes]:
    """Return a graph as lines of N-Triples, sorted, each once."""
    return sorted(line + _END for line in set(_lines(block)))


def triples_about(subject: bytes, said: Iterable[bytes]) -> list[ox.Triple]:
    """Return the triples about one subject, in the order of their N-Triples, each once."""
    found = {str(triple): triple for triple in _triples({subject: said})}
    return [found[line] for line in sorted(found)]


def triples_of(graphs: Graphs) -> Iterator[ox.Triple]:
    """Yield the triples of the default graph."""
    said = iter(graphs[b""].items())
    while batch := dict(islice(said, _SUBJECTS)):
        yield from _triples(batch)


@dataclass(frozen=True, slots=True)
class Default:
    """The triples of the default graph of a dataset, as often as they are asked for; none is kept.

    Attributes:
        graphs: The dataset.
    """

    graphs: Graphs

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield them."""
        return triples_of(self.graphs)


def with_graph(graphs: Graphs, name: ox.NamedNode, triples: Iterable[ox.Triple]) -> Graphs:
    """Return a dataset that has only a default graph with a named one; ``graphs`` is not to be used afterwards."""
    quads = [ox.Quad(each.subject, each.predicate, each.object, name) for each in triples]
    if any(_BLANK.search(text) for subject, said in graphs[b""].items() for text in (subject, *said)):
        # What a graph more says of a blank node can change the labels of all.
        return group_graphs(chain(triples_of(graphs), quads))
    return {**graphs, **{graph: block for graph, block in group_graphs(quads).items() if graph}}


def digest(graphs: Graphs) -> str:
    """Return the SHA-256 of the dataset in canonical form (RDFC-1.0): equal for equal datasets, in hexadecimal."""
    found = hashlib.sha256()
    for lines in sorted_lines(graphs):
        found.update(lines)
    return found.hexdigest()


def _triples(block: Mapping[bytes, Iterable[bytes]]) -> Iterator[ox.Triple]:
    texts = (b"%b %b .\n" % (subject, chunk) for subject, said in block.items() for chunk in said)
    return (quad.triple for quad in ox.parse(b"".join([_HEADER, *texts]), format=ox.RdfFormat.TURTLE))


def _lines(block: Mapping[bytes, Iterable[bytes]]) -> list[bytes]:
    """Return lines of N-Triples without their ends."""
    return (ox.serialize(_triples(block), format=ox.RdfFormat.N_TRIPLES) or b"").split(_END)[:-1]


def _by_graph(batch: Sequence[ox.Quad | ox.Triple]) -> dict[object, Sequence[ox.Triple]]:
    if set(map(type, batch)) == {ox.Triple}:
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
    if _BLANK.search(written) or isinstance(name, ox.BlankNode):
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
    # The prefixes come first, in whatever order.
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b"")[len(_HEADER) :]


def _file(graphs: Graphs, name: object, written: bytes) -> None:
    """Put each subject's text where it belongs; inside a text stands no line end (Oxigraph escapes them)."""
    texts = written.split(_END)[:-1]
    if not texts:
        return
    block = graphs.setdefault(b"" if name is None or isinstance(name, ox.DefaultGraph) else str(name).encode(), {})
    known = block.get
    for text in texts:
        subject, _, said = text.partition(b" ")
        before = known(subject)
        if before is None:
            block.setdefault(in_full(subject), []).append(said)
        else:
            before.append(said)
