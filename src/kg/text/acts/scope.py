"""How far an act reaches, and what its span contains."""

import re

from kg.model.facts import Mention
from kg.model.span import Span
from kg.text.acts.grammar import Grammar

_TRAILING = " .,;:!?…–—-*•·\"'"
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}
_DEADLINE = re.compile(r"[^,;.:()]{0,40}")
_CONDITION = re.compile(r"[^;.:()]{0,160}")
# A region or place is where something is asked, never who is asked (shape of kg:Call).
_ADDRESSEE = frozenset({"country", "organisation", "person"})


def clean_end(folded: str, start: int, end: int, grammar: Grammar) -> int:
    """Return ``end`` without final punctuation, closing marks that nothing opened, and words that only link."""
    while end > start:
        last = folded[end - 1]
        unopened = last in _CLOSING and folded.count(_CLOSING[last], start, end) < folded.count(last, start, end)
        if last in _TRAILING or unopened:
            end -= 1
            continue
        window = max(start, end - 40)
        found = grammar.tails["connectors"].search(folded[window:end])
        if found is None or window + found.start() <= start:
            return end
        end = window + found.start()
    return end


def deadline(folded: str, span: Span, grammar: Grammar) -> Span | None:
    """Return the passage that sets a date or term for what the act promises, or None."""
    passage = _passage(folded, span, grammar, "deadlines", _DEADLINE)
    if passage is None:
        return None
    words = passage.of(folded)
    return passage if any(character.isdigit() for character in words) else None


def condition(folded: str, span: Span, grammar: Grammar) -> Span | None:
    """Return the passage that makes the act conditional, or None."""
    return _passage(folded, span, grammar, "conditions", _CONDITION)


def _passage(folded: str, span: Span, grammar: Grammar, name: str, rest: re.Pattern[str]) -> Span | None:
    found = grammar.tails[name].search(folded, span.start, span.end)
    if found is None:
        return None
    tail = rest.match(folded, found.end(), span.end)
    end = clean_end(folded, found.start(), tail.end() if tail else found.end(), grammar)
    return Span(found.start(), end) if end > found.start() else None


def addressees(mentions: tuple[Mention, ...], trigger: Span, folded: str, grammar: Grammar) -> tuple[Mention, ...]:
    """Return those of ``mentions`` whom a call asks: named between its verb and what is asked."""
    asked = []
    for mention in mentions:
        span = mention.evidence.span
        if span.start < trigger.end or mention.thing.kind not in _ADDRESSEE:
            continue
        between = folded[trigger.end : span.start].split()
        if len(between) > 12 or any(word in grammar.words["call_stops"] for word in between):
            break
        asked.append(mention)
    return tuple(asked)
