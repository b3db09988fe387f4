"""The order in which a person reads a graph: meeting, statement, texts, participations, acts with passages, things."""

import re
from collections.abc import Iterator, Mapping

from kg.graph.namespaces import BASE, KG

Predicates = Mapping[str, list[str]]

_NUMBER = re.compile(r"(\d+)", re.ASCII)
_ISSUED_AT = f"<{KG.issuedAt.value}>"
_PARTICIPATION = f"<{KG.participation.value}>"
_TEXT_OF = f"<{KG.textOf.value}>"
_EXPRESSED_IN = f"<{KG.expressedIn.value}>"
_IN_TEXT = f"<{KG.inText.value}>"
_ID = f"<{BASE}id/"


def reading_order(block: Mapping[str, Predicates]) -> Iterator[str]:
    """Yield every subject of ``{subject: {predicate: objects}}`` (terms as in N-Triples) exactly once.

    Statements come first, in the order of their names; under each its meeting, itself, its texts, who took part, its
    acts, each followed by its passages, and the other passages. Whatever belongs to no statement follows, by kind.
    """
    links = _Links(block)
    seen: set[str] = set()
    for statement in sorted(links.statements, key=natural):
        for subject in _statement(statement, block, links):
            if subject in block and subject not in seen:
                seen.add(subject)
                yield subject
    yield from sorted((subject for subject in block if subject not in seen), key=_thing_key)


def natural(term: str) -> list[str | int]:
    """Return a sort key under which numbers inside names count as numbers: ``a9`` before ``a10``."""
    return [int(part) if part.isdecimal() else part for part in _NUMBER.split(term)]


class _Links:
    """Who hangs on whom: the inverse of the links that lead from children to their parents."""

    def __init__(self, block: Mapping[str, Predicates]) -> None:
        self.statements: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.acts: dict[str, list[str]] = {}
        self.spans: dict[str, list[str]] = {}
        statements = set()
        for subject, predicates in block.items():
            for predicate, children in ((_TEXT_OF, self.texts), (_EXPRESSED_IN, self.acts), (_IN_TEXT, self.spans)):
                for parent in predicates.get(predicate, ()):
                    children.setdefault(parent, []).append(subject)
            if subject.startswith(f"{_ID}statement/"):
                statements.add(subject)
        self.statements = sorted(statements | self.texts.keys() | self.acts.keys())


def _statement(statement: str, block: Mapping[str, Predicates], links: _Links) -> Iterator[str]:
    meetings = block.get(statement, {}).get(_ISSUED_AT, [])
    texts = sorted(links.texts.get(statement, ()), key=natural)
    yield from meetings
    yield statement
    yield from texts
    for meeting in meetings:
        yield from sorted(block.get(meeting, {}).get(_PARTICIPATION, ()), key=natural)
    spans = {span for text in texts for span in links.spans.get(text, ())}
    for act in sorted(links.acts.get(statement, ()), key=natural):
        yield act
        named = {each for objects in block[act].values() for each in objects if each in spans}
        yield from sorted(named, key=natural)
    yield from sorted(spans, key=natural)


def _thing_key(subject: str) -> tuple[bool, str, list[str | int]]:
    kind = subject[len(_ID) :].partition("/")[0] if subject.startswith(_ID) else ""
    return not kind, kind, natural(subject)
