"""Turtle and TriG with the same bytes on any machine, grouped in the order a person reads.

Oxigraph writes the terms, so that escaping is its own; this file orders and shortens them. Prefixed names are used only
where they need no escape. Of a large graph only one form is held at a time: what is said of each subject is let go as
it is shortened.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.dataset import Graphs, group_graphs
from kg.graph.namespaces import PREFIXES, XSD
from kg.graph.order import VERB, Block, in_full, reading_order

_LOCAL = re.compile(rb"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# Of the numbers that Oxigraph writes without quotes, those that we do: a form that people know.
_PLAIN = re.compile(rb"-?(?:0|[1-9][0-9]*)|-?[0-9]+\.[0-9]+|true|false")
# A literal, or what stands between two spaces.
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"[^ ]*|[^ "]+')
_NEXT = b" ,\n        "
_SPAN = b"#offset_"
_BATCH = 500
_THEN = b" ;\n    "
# Bytes of a text that may be worth keeping.
_SHORT = 48
_QUOTE = ord('"')


def write_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the graph ``triples`` as Turtle: the prefixes it uses, then a block a subject, an object a line.

    Neither the order of ``triples``, nor repetitions, nor the labels of blank nodes matter.
    """
    return b"".join(_pieces(group_graphs(triples), prefixes)).decode("utf-8")


def write_blocks(graphs: Graphs, file: BinaryIO) -> None:
    """Write a dataset as TriG, which is Turtle when it has no named graph; ``graphs`` is empty afterwards.

    The default graph comes first, then the others in the order of their IRIs.
    """
    file.writelines(_pieces(graphs, PREFIXES))


def _pieces(graphs: Graphs, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    names = Names(prefixes, graphs.values())
    # Which prefixes it takes is known, and can be declared, when all is shortened.
    short = [(names[graph] if graph else b"", _shorten(graphs.pop(graph), names)) for graph in sorted(graphs)]
    yield names.declarations()
    between = b""
    for graph, pieces in short:
        if pieces or graph:
            yield between + (b"%b {\n" % graph if graph else b"")
            yield from pieces
            yield b"}\n" if graph else b""
            between = b"\n"


class Names(dict[bytes, bytes]):
    """``{term as Oxigraph writes it: as we do}``, filled as it is asked; knows which prefixes that took."""

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
        if term.startswith(b"<<("):
            return b" ".join(map(_in_full, _TOKEN.findall(term)))
        if term.startswith(b"<") or term[1:2] == b":":
            return self._prefixed(in_full(term))
        if term.startswith(b'"'):
            text, _, kind = term.rpartition(b'"')
            return b'%b"^^%b' % (text, self[kind[2:]]) if kind.startswith(b"^^") else term
        if term.startswith(b"_") or _PLAIN.fullmatch(term):
            return term
        # A number in a form that looks like a mistake without its quotes.
        number = XSD.double if b"e" in term.lower() else XSD.decimal if b"." in term else XSD.integer
        return b'"%b"^^%b' % (term, self[b"<%b>" % number.value.encode()])

    def _prefixed(self, term: bytes) -> bytes:
        cut = max(term.rfind(b"/"), term.rfind(b"#")) + 1
        prefix = self._by_namespace.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self._used.add(prefix)
        return prefix + b":" + term[cut:-1]


class Parts(dict[bytes, tuple[bytes, bytes]]):
    """``{predicate and objects as Oxigraph writes them: (what to sort by, the same as we write it)}``.

    Filled as it is asked; most parts come back often, so that what is done for each of them is done in C.
    """

    def __init__(self, names: Names) -> None:
        """Shorten terms with ``names``."""
        super().__init__()
        self._names = names
        self._verbs = {b"a": (b"", b"a ")}

    def __missing__(self, part: bytes) -> tuple[bytes, bytes]:
        """Write a part that is met for the first time; keep all but long texts, which seldom come back."""
        predicate, _, value = part.partition(b" ")
        verb, written = self._verbs.get(predicate) or self._verb(predicate)
        if b" , " in value:
            return verb, written + _NEXT.join(sorted({self._names.shorten(each) for each in _objects(value)}))
        if value[0] == _QUOTE and b'"^^' not in value:
            # A text stays as it is.
            found = verb, written + value
            if len(value) > _SHORT:
                return found
        else:
            found = verb, written + self._names[value]
        self[part] = found
        return found

    def _verb(self, predicate: bytes) -> tuple[bytes, bytes]:
        written = self._names[predicate] + b" "
        verb = self._verbs[predicate] = (written, written)
        return verb


def _objects(value: bytes) -> list[bytes]:
    """Cut a row of objects at its commas, of which texts and triples may hold some too."""
    objects: list[list[bytes]] = [[]]
    depth = 0
    for token in _TOKEN.findall(value):
        depth += (token == b"<<(") - (token == b")>>")
        if token == b"," and not depth:
            objects.append([])
        else:
            objects[-1].append(token)
    return [b" ".join(tokens) for tokens in objects]


def _shorten(block: Block, names: Names) -> list[bytes]:
    """Return the subjects in reading order, many to a piece, as they are to be written; empties ``block``."""
    short = Parts(names)
    pieces, texts = [], list[bytes]()
    for subject in list(reading_order(block)):
        parts = VERB.join(block.pop(subject)).split(VERB)
        said = dict(map(short.__getitem__, parts))
        if len(said) < len(parts):
            said = _joined(map(short.__getitem__, parts))
        texts.append(b"%b\n    %b .\n" % (names.shorten(subject), _THEN.join(map(said.__getitem__, sorted(said)))))
        if len(texts) == _BATCH:
            pieces.append(b"\n".join(texts))
            texts = [b""]
    return [*pieces, b"\n".join(texts)] if texts else []


def _in_full(token: bytes) -> bytes:
    """Return a token of a triple in full: an IRI, or a literal, of which a datatype may have a prefix."""
    text, mark, kind = token.rpartition(b'"^^')
    return text + mark + in_full(kind)


def _joined(parts: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Say each verb once for all its objects, each once."""
    found: dict[bytes, tuple[bytes, set[bytes]]] = {}
    for verb, part in parts:
        written, _, values = part.partition(b" ")
        found.setdefault(verb, (written, set()))[1].update(values.split(_NEXT))
    return {verb: b"%b %b" % (written, _NEXT.join(sorted(values))) for verb, (written, values) in found.items()}


def _span_prefix(blocks: Collection[Block]) -> dict[bytes, bytes]:
    text = b""
    for block in blocks:
        for subject in block:
            if _SPAN in subject and not subject.startswith(b"%b#" % text, 1):
                if text:
                    return {}
                text = subject[1 : subject.rfind(_SPAN)]
    return {b"span": text + b"#"} if text else {}
