"""Turtle and TriG with the same bytes on any machine, grouped in the order a person reads.

Oxigraph writes the terms (as N-Triples, which is Turtle: RDF 1.1 Turtle section 6), so that escaping is its own; this
file orders and shortens them. Prefixed names are used only where they need no escape. Of a large graph only one form
is held at a time: each subject's lines are let go as they are shortened.
"""

import io
import re
from collections.abc import Collection, Iterable, Mapping
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.dataset import Graphs, group_graphs
from kg.graph.namespaces import PREFIXES, RDF, XSD
from kg.graph.order import Block, reading_order

_LOCAL = re.compile(rb"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPE = b"<%b>" % RDF.type.value.encode()
# A number or truth value that Turtle reads back as the same literal (section 2.5): its form is already canonical.
_PLAIN = {
    b"<%b>" % XSD.integer.value.encode(): re.compile(rb'"-?(?:0|[1-9][0-9]*)"'),
    b"<%b>" % XSD.decimal.value.encode(): re.compile(rb'"-?[0-9]+\.[0-9]+"'),
    b"<%b>" % XSD.boolean.value.encode(): re.compile(rb'"(?:true|false)"'),
}
_SPAN = b"#offset_"
_BATCH = 2_000


def write_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the graph ``triples`` as Turtle: the prefixes it uses, then a block a subject, an object a line.

    Neither the order of ``triples``, nor repetitions, nor the labels of blank nodes matter.
    """
    file = io.BytesIO()
    write_blocks(group_graphs(triples), file, prefixes)
    return file.getvalue().decode("utf-8")


def write_blocks(graphs: Graphs, file: BinaryIO, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write a dataset as TriG, which is Turtle when it has no named graph; ``graphs`` is empty afterwards.

    The default graph comes first, then the others in the order of their IRIs.
    """
    names = Names(prefixes, graphs.values())
    short = [(names[graph] if graph else b"", _shorten(graphs.pop(graph), names)) for graph in sorted(graphs)]
    file.write(names.declarations())
    between = b""
    for graph, subjects in short:
        if subjects or graph:
            file.write(between + (b"%b {\n" % graph if graph else b""))
            _write_subjects(subjects, file)
            file.write(b"}\n" if graph else b"")
            between = b"\n"


class Names(dict[bytes, bytes]):
    """``{term of N-Triples: as Turtle writes it best}``, filled as it is asked; knows which prefixes that took."""

    def __init__(self, prefixes: Mapping[str, str], blocks: Collection[Block]) -> None:
        """Take ``{prefix: namespace}``; add ``span`` when all passages lie in one text."""
        super().__init__()
        self._prefixes = {prefix.encode(): namespace.encode() for prefix, namespace in prefixes.items()}
        self._prefixes.update(_span_prefix(blocks))
        self._by_namespace = {namespace: prefix for prefix, namespace in self._prefixes.items()}
        self._used: set[bytes] = set()

    def declarations(self) -> bytes:
        """Return one ``@prefix`` line for each prefix used so far, sorted, and an empty line."""
        lines = [b"@prefix %b: <%b> .\n" % (prefix, self._prefixes[prefix]) for prefix in sorted(self._used)]
        return b"".join(lines) + b"\n" if lines else b""

    def __missing__(self, term: bytes) -> bytes:
        """Shorten a term that is met for the first time."""
        short = self[term] = self.shorten(term)
        return short

    def shorten(self, term: bytes) -> bytes:
        """Return a term as Turtle writes it best, without keeping it."""
        if term.startswith(b"<"):
            return self._prefixed(term)
        if term.startswith(b'"') and term.endswith(b">"):
            literal, _, datatype = term.rpartition(b"^^")
            plain = _PLAIN.get(datatype)
            return literal[1:-1] if plain and plain.fullmatch(literal) else b"%b^^%b" % (literal, self[datatype])
        return term

    def _prefixed(self, term: bytes) -> bytes:
        cut = max(term.rfind(b"/"), term.rfind(b"#")) + 1
        prefix = self._by_namespace.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self._used.add(prefix)
        return prefix + b":" + term[cut:-1]


class Parts(dict[bytes, bytes]):
    """``{predicate and object of N-Triples: as Turtle writes them}``, filled as it is asked; most come back often."""

    def __init__(self, names: Names) -> None:
        """Shorten terms with ``names``."""
        super().__init__()
        self._names = names
        self._verbs: dict[bytes, bytes] = {}

    def __missing__(self, part: bytes) -> bytes:
        """Shorten a predicate and object; keep all but texts, which seldom come back."""
        predicate, _, value = part.partition(b" ")
        verb = self._verbs.get(predicate) or self._verb(predicate)
        if value.startswith(b'"') and not value.endswith(b">"):
            return verb + value
        short = self[part] = verb + self._names[value]
        return short

    def _verb(self, predicate: bytes) -> bytes:
        verb = self._verbs[predicate] = (b"a" if predicate == _TYPE else self._names[predicate]) + b" "
        return verb


Subject = tuple[bytes, list[bytes]]
"""A subject, and its predicates with an object each, as Turtle writes them."""


def _shorten(block: Block, names: Names) -> list[Subject]:
    """Return the subjects in reading order, the class of each first, each object once; empties ``block``."""
    short = Parts(names)
    subjects = []
    for subject in list(reading_order(block)):
        parts = sorted(set(map(short.__getitem__, block.pop(subject))))
        if parts[0] < b"a ":
            parts.sort(key=_class_first)
        subjects.append((names.shorten(subject), parts))
    return subjects


def _write_subjects(subjects: list[Subject], file: BinaryIO) -> None:
    for start in range(0, len(subjects), _BATCH):
        pieces: list[bytes] = []
        for subject, parts in subjects[start : start + _BATCH]:
            pieces.append(b"\n" + subject if start or pieces else subject)
            last, between = b"", b"\n    "
            for part in parts:
                verb, _, value = part.partition(b" ")
                # The predicate stands once for all its objects.
                pieces += (b" ,\n        ", value) if verb == last else (between, part)
                last, between = verb, b" ;\n    "
            pieces.append(b" .\n")
        file.write(b"".join(pieces))


def _class_first(part: bytes) -> bytes:
    return b"" if part.startswith(b"a ") else part


def _span_prefix(blocks: Collection[Block]) -> dict[bytes, bytes]:
    texts = {subject[1 : subject.rfind(_SPAN)] for block in blocks for subject in block if _SPAN in subject}
    return {b"span": texts.pop() + b"#"} if len(texts) == 1 else {}
