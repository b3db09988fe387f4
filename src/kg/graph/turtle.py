"""Turtle and TriG with the same bytes on any machine, grouped in the order a person reads.

Oxigraph writes the terms (as N-Triples, which is Turtle: RDF 1.1 Turtle section 6), so that escaping is its own; this
file groups, orders and shortens them. Prefixed names are used only where they need no escape. Terms stay bytes all the
way: decoding each line costs more than all the rest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

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
# Neighbouring lines of one subject with the same predicate; no term holds a line end.
_REPEATED = re.compile(rb"\n    (\S+ ).*(?:\n    \1.*)+")


def write_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the graph ``triples`` as Turtle: the prefixes it uses, then a block a subject, an object a line.

    The order of ``triples`` does not matter, nor do repetitions. Blank nodes keep their labels: rename them first
    when the bytes must not depend on them.
    """
    block = group(triples)
    names = Names(prefixes, [block])
    body = write_body(block, names)
    return (names.declarations() + body).decode("utf-8")


def write_trig(
    default: Iterable[ox.Triple], named: Mapping[str, Iterable[ox.Triple]], prefixes: Mapping[str, str] = PREFIXES
) -> str:
    """Return a dataset as TriG: the default graph, then ``{IRI: graph}`` in the order of the IRIs."""
    first = group(default)
    graphs = {b"<%b>" % name.encode(): group(triples) for name, triples in sorted(named.items())}
    names = Names(prefixes, [first, *graphs.values()])
    parts = [write_body(first, names)] if first else []
    for graph, block in graphs.items():
        parts.append(b"%b {\n%b}\n" % (names[graph], write_body(block, names)))
    return (names.declarations() + b"\n".join(parts)).decode("utf-8")


def group(triples: Iterable[ox.Triple]) -> Block:
    """Return the triples by subject."""
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    block: Block = {}
    last, parts = b"", list[bytes]()
    for line in written.split(b" .\n")[:-1]:
        subject, _, part = line.partition(b" ")
        if subject != last:
            last, parts = subject, block.setdefault(subject, [])
        parts.append(part)
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


class Parts(dict[bytes, bytes]):
    """``{predicate and object of N-Triples: as Turtle writes them}``, filled as it is asked: most come back often."""

    def __init__(self, names: Names) -> None:
        """Shorten terms with ``names``."""
        super().__init__()
        self._names = names

    def __missing__(self, part: bytes) -> bytes:
        """Shorten a predicate and object that are met for the first time."""
        predicate, _, value = part.partition(b" ")
        verb = b"a" if predicate == _TYPE else self._names[predicate]
        short = self[part] = verb + b" " + self._names[value]
        return short


def write_body(block: Block, names: Names) -> bytes:
    """Return a block of Turtle for each subject, in reading order: its class first, an object a line, each once."""
    short = Parts(names)
    lines = []
    for subject in reading_order(block):
        parts = sorted({short[part] for part in block[subject]})
        if parts[0] < b"a ":
            parts.sort(key=_class_first)
        lines.append(names[subject] + b"\n    " + b" ;\n    ".join(parts) + b" .\n")
    return _REPEATED.sub(_objects, b"\n".join(lines))


def _class_first(part: bytes) -> bytes:
    return b"" if part.startswith(b"a ") else part


def _objects(found: re.Match[bytes]) -> bytes:
    """Write the predicate once for several objects: ``p a ;`` and ``p b ;`` become ``p a ,`` and ``b ;``."""
    first, *others = found[0][len(b"\n    ") :].split(b"\n    ")
    joined = b"\n        ".join([first, *(each.removeprefix(found[1]) for each in others)])
    return b"\n    " + joined.replace(b" ;\n        ", b" ,\n        ")


def _span_prefix(blocks: Sequence[Block]) -> dict[bytes, bytes]:
    texts = {subject[1 : subject.rfind(_SPAN)] for block in blocks for subject in block if _SPAN in subject}
    return {b"span": texts.pop() + b"#"} if len(texts) == 1 else {}
