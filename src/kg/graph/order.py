"""The order in which a person reads a graph: meeting, statement, texts, participations, acts with passages, things."""

import re
from collections.abc import Iterable, Mapping
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
# A literal, or what stands between two spaces.
TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"[^ ]*|[^ "]+')
_NUMBER = re.compile(rb"(\d+)")
_OFFSET = b"#offset_"
# What is left of it in a short name.
_MARK = b"offset_"
_OPEN = ord("<")
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


def reading_order(block: Block) -> list[bytes]:
    """Return every subject of ``block`` exactly once, at the first of its places.

    Statements come first, in the order of their names: whatever is named as one, and whatever a text or an act names as
    its own. Under each its meetings, itself, its texts, who took part, its acts, each followed by the passages that it
    names, and the other passages of its texts. Whatever belongs to no statement follows, by kind. Only a name leads to
    a subject: what a literal or a triple quotes does not.
    """
    links = _Links(block)
    # A dict keeps the first place of each.
    found: dict[bytes, None] = {}
    for statement in sorted(links.statements, key=natural):
        _add(statement, block, links, found)
    known = [subject for subject in found if subject in block]
    return known + sorted(block.keys() - found, key=_thing_key)


def row(value: bytes) -> list[bytes]:
    """Cut a row of objects at its commas, of which texts and triples may hold some too."""
    if b'"' not in value and b"<<" not in value:
        return value.split(b" , ")
    objects: list[list[bytes]] = [[]]
    depth = 0
    for token in TOKEN.findall(value):
        depth += (token == b"<<(") - (token == b")>>")
        if token == b"," and not depth:
            objects.append([])
        else:
            objects[-1].append(token)
    return [b" ".join(tokens) for tokens in objects]


Natural = tuple[list[bytes | int], bytes]


def natural(term: bytes) -> Natural:
    """Return a sort key under which numbers inside names count as numbers: ``a9`` before ``a10``; no two are equal.

    >>> sorted([b"<a10>", b"<a9>", b"<a09>", b"<a>", b"<a-b>"], key=natural)
    [b'<a>', b'<a09>', b'<a9>', b'<a10>', b'<a-b>']
    """
    parts = _NUMBER.split(term.rstrip(b">"))
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
                text = VERB.join(said)
                for parent in _named(text, _TEXT_OF) if _TEXT_OF in text else ():
                    self.texts.setdefault(parent, []).append(subject)
                for parent in _named(text, _EXPRESSED_IN) if _EXPRESSED_IN in text else ():
                    self.acts.setdefault(parent, []).append(subject)
        self.statements = {*statements, *self.texts, *self.acts}


def _add(statement: bytes, block: Block, links: _Links, found: dict[bytes, None]) -> None:
    """Put a statement and what hangs on it into ``found``, subjects or not."""
    meetings = sorted(_named(VERB.join(block.get(statement, ())), _ISSUED_AT), key=natural)
    texts = sorted(links.texts.get(statement, ()), key=natural)
    found.update(dict.fromkeys([*meetings, statement, *texts]))
    for meeting in meetings:
        found.update(dict.fromkeys(sorted(_named(VERB.join(block.get(meeting, ())), _PARTICIPATION), key=natural)))
    for act in sorted(links.acts.get(statement, ()), key=natural):
        found[act] = None
        found.update(dict.fromkeys(_by_offset(_spans(VERB.join(block[act])).difference(found))))
    for text in texts:
        found.update(dict.fromkeys(_by_offset(each for each in links.spans.get(text, ()) if each not in found)))


def _named(text: bytes, predicate: bytes) -> set[bytes]:
    """Return the things that one predicate leads to."""
    found: set[bytes] = set()
    start = text.find(predicate)
    while start >= 0:
        # Inside a text stands no end of a line.
        if not start or text.startswith(b"\n\t", start - 2):
            _name(text, start + len(predicate), found)
        start = text.find(predicate, start + 1)
    return found


def _spans(text: bytes) -> set[bytes]:
    """Return the passages that an act names, and perhaps other things."""
    found: set[bytes] = set()
    start = text.find(_MARK)
    while start >= 0:
        _name(text, text.find(b" ", text.rfind(b"\n", 0, start) + 1) + 1, found)
        end = text.find(b"\n", start)
        start = text.find(_MARK, end) if end > 0 else -1
    return found


def _name(text: bytes, start: int, found: set[bytes]) -> None:
    """Add the things that a row of objects names, as subjects are written."""
    end = text.find(b" ", start)
    if text[start] == _OPEN and (end < 0 or text.startswith(VERB, end)):
        found.add(text[start:end] if end > 0 else text[start:])
    else:
        objects = row(text[start:].partition(VERB)[0])
        found.update(in_full(each) for each in objects if _is_name(each))


def _is_name(term: bytes) -> bool:
    return term[:1] == b"<" != term[1:2] or (term[1:2] == b":" and term[:1] != b'"')


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
