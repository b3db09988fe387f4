"""The order in which a person reads a graph: meeting, statement, texts, participations, acts with passages, things."""

import re
from collections.abc import Iterable, Iterator

from kg.graph.namespaces import BASE, KG

Block = dict[bytes, list[bytes]]
"""``{subject: [predicate and object, …]}``, as N-Triples writes them, in UTF-8, a space between the two."""

_NUMBER = re.compile(rb"(\d+)")
_ISSUED_AT = b"<%b> " % KG.issuedAt.value.encode()
_PARTICIPATION = b"<%b> " % KG.participation.value.encode()
_TEXT_OF = b"<%b> " % KG.textOf.value.encode()
_EXPRESSED_IN = b"<%b> " % KG.expressedIn.value.encode()
_UPWARD = (_EXPRESSED_IN, _TEXT_OF)
_ID = b"<%bid/" % BASE.encode()
_STATEMENT = _ID + b"statement/"
_OFFSET = b"#offset_"


def reading_order(block: Block) -> Iterator[bytes]:
    """Yield every subject of ``block`` exactly once.

    Statements come first, in the order of their names; under each its meeting, itself, its texts, who took part, its
    acts, each followed by its passages, and the other passages. Whatever belongs to no statement follows, by kind.
    """
    links = _Links(block)
    seen: set[bytes] = set()
    for statement in sorted(links.statements, key=natural):
        for subject in _statement(statement, block, links):
            if subject not in seen and subject in block:
                seen.add(subject)
                yield subject
    yield from sorted((subject for subject in block if subject not in seen), key=_thing_key)


def natural(term: bytes) -> list[bytes | int]:
    """Return a sort key under which numbers inside names count as numbers: ``a9`` before ``a10``."""
    return [int(part) if part.isdigit() else part for part in _NUMBER.split(term)]


class _Links:
    """Who hangs on whom: the inverse of the links that lead from children to their parents."""

    def __init__(self, block: Block) -> None:
        self.texts: dict[bytes, list[bytes]] = {}
        self.acts: dict[bytes, list[bytes]] = {}
        self.spans: dict[bytes, list[bytes]] = {}
        statements = []
        for subject in block:
            cut = subject.rfind(_OFFSET)
            if cut > 0:
                self.spans.setdefault(subject[:cut] + b">", []).append(subject)
            elif subject.startswith(_STATEMENT):
                statements.append(subject)
            else:
                for part in block[subject]:
                    if part.startswith(_UPWARD):
                        predicate, _, parent = part.partition(b" ")
                        children = self.texts if _TEXT_OF.startswith(predicate) else self.acts
                        children.setdefault(parent, []).append(subject)
        self.statements = {*statements, *self.texts, *self.acts}


def _statement(statement: bytes, block: Block, links: _Links) -> Iterator[bytes]:
    meetings = _objects(block, statement, _ISSUED_AT)
    texts = sorted(links.texts.get(statement, ()), key=natural)
    yield from meetings
    yield statement
    yield from texts
    for meeting in meetings:
        yield from sorted(_objects(block, meeting, _PARTICIPATION), key=natural)
    for act in sorted(links.acts.get(statement, ()), key=natural):
        yield act
        yield from by_offset(each.rpartition(b" ")[2] for each in block[act] if _OFFSET in each)
    for text in texts:
        yield from by_offset(links.spans.get(text, ()))


def _objects(block: Block, subject: bytes, predicate: bytes) -> list[bytes]:
    """Return the objects of one subject and predicate, sorted; none when there are none."""
    return sorted({each[len(predicate) :] for each in block.get(subject, ()) if each.startswith(predicate)})


def by_offset(spans: Iterable[bytes]) -> list[bytes]:
    """Return passages of one text in the order of their offsets."""
    return sorted(set(spans), key=_offsets)


def _offsets(span: bytes) -> tuple[int, int, bytes]:
    """Return where a passage starts and ends, as its IRI tells; its IRI orders those that do not tell."""
    start, _, end = span[span.rfind(_OFFSET) + len(_OFFSET) : -1].partition(b"_")
    if start.isdigit() and end.isdigit():
        return int(start), int(end), span
    return 0, 0, span


def _thing_key(subject: bytes) -> tuple[bool, bytes, list[bytes | int]]:
    kind = subject[len(_ID) :].partition(b"/")[0] if subject.startswith(_ID) else b""
    return not kind, kind, natural(subject)
