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
from kg.graph.order import TOKEN, VERB, Block, in_full, reading_order, row

_LOCAL = re.compile(rb"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# Of the numbers that Oxigraph writes without quotes, those that we do: a form that people know.
_PLAIN = re.compile(rb"-?(?:0|[1-9][0-9]*)|-?[0-9]+\.[0-9]+|true|false")
_NEXT = b" ,\n        "
_SPAN = b"#offset_"
# Sorts before any other verb.
_TYPE = b"!a "
_BATCH = 200
_FIRST = b"\n    "
_THEN = b" ;" + _FIRST
_END = b" .\n\n"
# Parts to be kept.
_MANY = 20_000
_OPEN, _QUOTE = b'<"'


def write_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the graph ``triples`` as Turtle: the prefixes it uses, then a block a subject, an object a line.

    Neither the order of ``triples``, nor repetitions, nor the labels of blank nodes matter.
    """
    return "".join([piece.decode("utf-8") for piece in _pieces(group_graphs(triples), prefixes)])


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
        if term[0] != _OPEN or term[1] == _OPEN:
            return self._other(term)
        cut = term.rfind(b"#") + 1
        if term.find(b"/", cut) > 0:
            cut = term.rfind(b"/") + 1
        prefix = self._by_namespace.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self._used.add(prefix)
        return prefix + b":" + term[cut:-1]

    def _other(self, term: bytes) -> bytes:
        """Return what does not stand in angle brackets."""
        if term.startswith(b'"'):
            text, _, kind = term.rpartition(b'"')
            return b'%b"^^%b' % (text, self[kind[2:]]) if kind.startswith(b"^^") else term
        if term.startswith(b"_") or _PLAIN.fullmatch(term):
            return term
        if term.startswith(b"<<"):
            return b" ".join(map(_in_full, TOKEN.findall(term)))
        if b":" in term:
            return self.shorten(in_full(term))
        # A number in a form that looks like a mistake without its quotes.
        number = XSD.double if b"e" in term.lower() else XSD.decimal if b"." in term else XSD.integer
        return b'"%b"^^%b' % (term, self[b"<%b>" % number.value.encode()])


class Parts(dict[bytes, bytes]):
    """``{predicate and objects as Oxigraph writes them: as we write them}``; to sort parts is to sort their predicates.

    Filled as it is asked. Most parts come back often, so that what is done for every one of them is done in C.

    Attributes:
        verbs: ``{predicate and objects as Oxigraph writes them: the predicate as we write it}``.
    """

    def __init__(self, names: Names) -> None:
        """Shorten terms with ``names``."""
        super().__init__()
        self.verbs: dict[bytes, bytes] = {}
        self._names = names
        self._known = {b"a": _TYPE}

    def __missing__(self, part: bytes) -> bytes:
        """Write a part that is met for the first time."""
        predicate, _, value = part.partition(b" ")
        verb = self.verbs[part] = self._known.get(predicate) or self._verb(predicate)
        first = value[0]
        if first == _QUOTE and b'"^^' not in value and b" , " not in value:
            # A text stays as it is.
            written = verb + value
        elif b" , " in value:
            written = verb + _NEXT.join(sorted({self._names.shorten(each) for each in row(value)}))
        else:
            written = verb + self._names.shorten(value)
        self[part] = written
        return written

    def forget(self) -> None:
        """Make room when there are many."""
        if len(self) > _MANY:
            self.clear()
            self.verbs.clear()

    def _verb(self, predicate: bytes) -> bytes:
        verb = self._known[predicate] = self._names[predicate] + b" "
        return verb


def _shorten(block: Block, names: Names) -> list[bytes]:
    """Return the subjects in reading order, many to a piece, as they are to be written; empties ``block``."""
    order, short, pieces = reading_order(block), Parts(names), []
    written, verbs, shorten, said = short.__getitem__, short.verbs.__getitem__, names.shorten, block.pop
    for start in range(0, len(order), _BATCH):
        texts = []
        for subject in order[start : start + _BATCH]:
            parts = VERB.join(said(subject)).split(VERB)
            lines = sorted(map(written, parts))
            if len(set(map(verbs, parts))) < len(parts):
                lines = _joined(lines)
            first = lines[0]
            lines[0] = shorten(subject) + _FIRST + (first[1:] if first[0] == _TYPE[0] else first)
            texts.append(_THEN.join(lines))
        pieces.append(_END.join([*texts, b""]))
        short.forget()
    # No empty line after the last.
    return [*pieces[:-1], pieces[-1][:-1]] if pieces else []


def _joined(lines: Iterable[bytes]) -> list[bytes]:
    """Say each verb once for all its objects, and each object once; the lines are sorted."""
    found: list[bytes] = []
    more: list[bytes] = []
    last = b" "
    for line in lines:
        if line.startswith(last):
            more = more or found.pop()[len(last) :].split(_NEXT)
            more += line[len(last) :].split(_NEXT)
        else:
            if more:
                found.append(last + _NEXT.join(sorted(set(more))))
                more = []
            last = line[: line.find(b" ") + 1]
            found.append(line)
    return [*found, last + _NEXT.join(sorted(set(more)))] if more else found


def _in_full(token: bytes) -> bytes:
    """Return a token of a triple in full: an IRI, or a literal, of which a datatype may have a prefix."""
    text, mark, kind = token.rpartition(b'"^^')
    return text + mark + in_full(kind)


def _span_prefix(blocks: Collection[Block]) -> dict[bytes, bytes]:
    text = b""
    for block in blocks:
        for subject in block:
            if _SPAN in subject and not subject.startswith(b"%b#" % text, 1):
                if text:
                    return {}
                text = subject[1 : subject.rfind(_SPAN)]
    return {b"span": text + b"#"} if text else {}
