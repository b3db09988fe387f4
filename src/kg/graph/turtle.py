"""Turtle and TriG with the same bytes on any machine, grouped in the order a person reads.

Oxigraph writes the terms (as N-Triples, which is Turtle: RDF 1.1 Turtle section 6), so that escaping is its own; this
file groups, orders and shortens them. Prefixed names are used only where they need no escape. Terms stay bytes all the
way: decoding each line costs more than all the rest.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, RDF, XSD
from kg.graph.order import Block, reading_order

_LOCAL = re.compile(rb"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPE = b"<%b>" % RDF.type.value.encode()
# A number or truth value that Turtle reads back as the same literal (section 2.5): its form is already canonical.
_SHORT = re.compile(
    rb'"(-?(?:0|[1-9][0-9]*))"\^\^<%b>|"(-?[0-9]+\.[0-9]+)"\^\^<%b>|"(true|false)"\^\^<%b>'
    % tuple(re.escape(kind.value.encode()) for kind in (XSD.integer, XSD.decimal, XSD.boolean))
)
_SPAN = b"#offset_"


def write_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the graph ``triples`` as Turtle: the prefixes it uses, then a block a subject, an object a line.

    The order of ``triples`` does not matter, nor do repetitions. Blank nodes keep their labels: rename them first
    when the bytes must not depend on them.
    """
    block = group(triples)
    names = Names(prefixes, [block])
    body = b"\n".join(subjects(block, names))
    return (names.declarations() + body).decode("utf-8")


def write_trig(
    default: Iterable[ox.Triple], named: Mapping[str, Iterable[ox.Triple]], prefixes: Mapping[str, str] = PREFIXES
) -> str:
    """Return a dataset as TriG: the default graph, then ``{IRI: graph}`` in the order of the IRIs."""
    first = group(default)
    graphs = {b"<%b>" % name.encode(): group(triples) for name, triples in sorted(named.items())}
    names = Names(prefixes, [first, *graphs.values()])
    parts = list(subjects(first, names))
    for graph, block in graphs.items():
        parts.append(b"%b {\n%b}\n" % (names[graph], b"\n".join(subjects(block, names))))
    return (names.declarations() + b"\n".join(parts)).decode("utf-8")


def group(triples: Iterable[ox.Triple]) -> Block:
    """Return the triples by subject and predicate."""
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    block: Block = {}
    last, predicates = b"", dict[bytes, bytes]()
    for line in written.split(b" .\n")[:-1]:
        subject, predicate, value = line.split(b" ", 2)
        if subject != last:
            last, predicates = subject, block.setdefault(subject, {})
        known = predicates.setdefault(predicate, value)
        if known is not value:
            predicates[predicate] = known + b"\n" + value
    return block


class Names(dict[bytes, bytes]):
    """``{term of N-Triples: as Turtle writes it best}``, filled as it is asked; knows which prefixes that took."""

    def __init__(self, prefixes: Mapping[str, str], blocks: Sequence[Block]) -> None:
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
        short = self[term] = self._shorten(term)
        return short

    def _shorten(self, term: bytes) -> bytes:
        if term.startswith(b"<"):
            return self._prefixed(term)
        if term.startswith(b'"') and term.endswith(b">"):
            found = _SHORT.fullmatch(term)
            if found:
                return found[found.lastindex or 0]
            literal, _, datatype = term.rpartition(b"^^")
            return literal + b"^^" + self._prefixed(datatype)
        return term

    def _prefixed(self, term: bytes) -> bytes:
        cut = max(term.rfind(b"/"), term.rfind(b"#")) + 1
        prefix = self._by_namespace.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self._used.add(prefix)
        return prefix + b":" + term[cut:-1]


def subjects(block: Block, names: Names) -> Iterator[bytes]:
    """Yield one block of Turtle for each subject, in reading order; its class first, objects sorted, each once."""
    for subject in reading_order(block):
        predicates = block[subject]
        classes = predicates.pop(_TYPE, None)
        parts = [
            names[predicate] + b" " + (_several(objects, names) if b"\n" in objects else names[objects])
            for predicate, objects in predicates.items()
        ]
        parts.sort()
        if classes:
            parts.insert(0, b"a " + _several(classes, names))
        yield names[subject] + b" " + b" ;\n    ".join(parts) + b" .\n"


def _several(objects: bytes, names: Names) -> bytes:
    return b" ,\n        ".join([names[each] for each in sorted(set(objects.split(b"\n")))])


def _span_prefix(blocks: Sequence[Block]) -> dict[bytes, bytes]:
    texts = {subject[1 : subject.rfind(_SPAN)] for block in blocks for subject in block if _SPAN in subject}
    return {b"span": texts.pop() + b"#"} if len(texts) == 1 else {}
