"""The order in which a person reads a graph: meeting, statement, texts, participations, acts with passages, things."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.graph.namespaces import BASE, DCT, KG, OA, RDFS

Block = dict[bytes, list[bytes]]
"""``{subject: [predicates and objects, …]}`` in UTF-8, as Oxigraph writes Turtle; subjects are written in full.

In each text ``VERB`` stands between a predicate and the next, `` , `` between objects in a row of one predicate. Terms
of the vocabularies of ``SHORT`` have its prefixes, which makes the texts half as long.
"""

SHORT: Mapping[str, str] = MappingProxyType(
    {"d": DCT.namespace, "k": KG.namespace, "l": RDFS.namespace, "o": OA.namespace}
)

VERB = b" ;\n\t"
_NUMBER = re.compile(rb"(\d+)")
_OFFSET = b"#offset_"
# No text has more characters than these digits can count.
_DIGITS = 40
_ID = b"<%bid/" % BASE.encode()
_STATEMENT = _ID + b"statement/"


def _spelled(term: ox.NamedNode) -> bytes:
    return b"k:%b " % term.value.removeprefix(SHORT["k"]).encode()


_ISSUED_AT = _spelled(KG.issuedAt)
_PARTICIPATION = _spelled(KG.participation)
_TEXT_OF = _spelled(KG.textOf)
_EXPRESSED_IN = _spelled(KG.expressedIn)


def in_full(name: bytes) -> bytes:
    """Return a name with a prefix of ``SHORT`` as an IRI in angle brackets; anything else as it is.

    Two others have a colon at the same place: the blank node ``_:a`` and the literal ``":"``.
    """
    if name[1:2] != b":" or name[:1] in {b"_", b'"'}:
        return name
    return b"<%b%b>" % (SHORT[name[:1].decode()].encode(), name[2:].replace(b"\\", b""))


def reading_order(block: Block) -> Iterator[bytes]:
    """Yield every subject of ``block`` exactly once.

    Statements come first, in the order of their names; under each its meeting, itself, its texts, who took part, its
    acts, each followed by its passages, and the other passages. Whatever belongs to no statement follows, by kind.
    """
    links = _Links(block)
    seen: set[bytes] = set()
    for statement in sorted(links.statements, key=natural):
        for subject in _statement(statement, block, links, seen):
            if subject not in seen and subject in block:
                seen.add(subject)
                yield subject
    yield from sorted((subject for subject in block if subject not in seen), key=_thing_key)


Natural = tuple[list[bytes | int], bytes]


def natural(term: bytes) -> Natural:
    """Return a sort key under which numbers inside names count as numbers: ``a9`` before ``a10``; no two are equal.

    >>> sorted([b"a10", b"a9", b"a09", b"a"], key=natural)
    [b'a', b'a09', b'a9', b'a10']
    """
    parts = _NUMBER.split(term)
    # Of a number longer than int() takes the beginning will do.
    return [int(part[:_DIGITS]) if part.isdigit() else part for part in parts], term


class _Links:
    """Who hangs on whom: the inverse of the links that lead from children to their parents."""

    def __init__(self, block: Block) -> None:
        self.texts: dict[bytes, list[bytes]] = {}
        self.acts: dict[bytes, list[bytes]] = {}
        self.spans: dict[bytes, list[bytes]] = {}
        statements = []
        for subject, said in block.items():
            cut = subject.rfind(_OFFSET)
            if cut > 0:
                self.spans.setdefault(subject[:cut] + b">", []).append(subject)
            elif subject.startswith(_STATEMENT):
                statements.append(subject)
            else:
                for parent in _objects(said, _TEXT_OF):
                    self.texts.setdefault(parent, []).append(subject)
                for parent in _objects(said, _EXPRESSED_IN):
                    self.acts.setdefault(parent, []).append(subject)
        self.statements = {*statements, *self.texts, *self.acts}


def _statement(statement: bytes, block: Block, links: _Links, seen: set[bytes]) -> Iterator[bytes]:
    """Yield a statement and what hangs on it; whoever takes them puts them into ``seen``."""
    meetings = sorted(_objects(block.get(statement, ()), _ISSUED_AT))
    texts = sorted(links.texts.get(statement, ()), key=natural)
    yield from meetings
    yield statement
    yield from texts
    for meeting in meetings:
        yield from sorted(set(_objects(block.get(meeting, ()), _PARTICIPATION)), key=natural)
    for act in sorted(links.acts.get(statement, ()), key=natural):
        yield act
        if act in block:
            yield from _by_offset({span for chunk in block[act] for span in _spans(chunk)} - seen)
    for text in texts:
        yield from _by_offset(each for each in links.spans.get(text, ()) if each not in seen)


def _objects(said: Iterable[bytes], predicate: bytes) -> list[bytes]:
    """Return the objects of one predicate in what is said of a subject; a text may come in pieces, or not at all."""
    found = []
    for chunk in said:
        start = chunk.find(predicate)
        while start >= 0:
            # Inside a text stands no end of a line.
            if not start or chunk.startswith(b"\n\t", start - 2):
                found += chunk[start + len(predicate) :].partition(VERB)[0].split(b" , ")
            start = chunk.find(predicate, start + 1)
    return found


def _spans(chunk: bytes) -> Iterator[bytes]:
    """Yield the passages that a text of Turtle names, and perhaps what only looks like one."""
    found = chunk.find(_OFFSET)
    while found > 0:
        end = chunk.find(b">", found) + 1
        yield chunk[chunk.rfind(b"<", 0, found) : end]
        found = chunk.find(_OFFSET, found + 1)


def _by_offset(spans: Iterable[bytes]) -> list[bytes]:
    """Return passages in the order of their offsets."""
    found = list(spans)
    return sorted(found, key=_offsets) if len(found) > 1 else found


def _offsets(span: bytes) -> tuple[int, int, bytes]:
    """Return where a passage starts and ends, as its IRI tells; its IRI orders those that do not tell."""
    start, _, end = span[span.rfind(_OFFSET) + len(_OFFSET) : -1].partition(b"_")
    if start.isdigit() and end.isdigit() and len(start + end) < _DIGITS:
        return int(start), int(end), span
    return 0, 0, span


def _thing_key(subject: bytes) -> tuple[bool, bytes, Natural]:
    kind = subject[len(_ID) :].partition(b"/")[0] if subject.startswith(_ID) else b""
    return not kind, kind, natural(subject)
