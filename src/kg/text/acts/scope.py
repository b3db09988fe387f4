"""How far an act reaches, and what its span contains."""

import re

from kg.model.facts import Mention
from kg.model.span import Span
from kg.text.acts.grammar import Grammar

_TRAILING = " .,;:!?…–—-*•·\"'"
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}
_QUOTES = "'\""
# A straight quotation mark that opened a title in the span closes it.
_QUOTED = {mark: re.compile(rf"(?:^|[\s(]){mark}\w") for mark in _QUOTES}
_WINDOW = 80
# What stands in brackets behind the full stop belongs to the paragraph.
_AFTERTHOUGHT = re.compile(r"[.!?][»”]?\s+\([^()]*\)$")
_DEADLINE = re.compile(r"[^,;.:()]{0,40}")
_NUMBERS = re.compile(r"\d+(?:st|nd|rd|th|er)?")
# Digits of a year; spaces between the numbers of one date.
_YEAR, _DATE_GAP = 4, 3
_CONDITION = re.compile(r"[^;.:()]{0,160}")
# A region or place is where something is asked, never who is asked (shape of kg:Call).
_ADDRESSEE = frozenset({"country", "organisation", "person"})


def clean_end(folded: str, start: int, end: int, grammar: Grammar, *, final: bool = False) -> int:
    """Return ``end`` without final punctuation, closing marks that nothing opened, and words that only link.

    ``final`` tells that the sentence ends there: then « à cette fin » belongs to the act, and leads to no other one.
    """
    while end > start:
        if _is_final_mark(folded, start, end):
            end -= 1
            continue
        window = max(start, end - _WINDOW)
        after = _AFTERTHOUGHT.search(folded, window, end)
        if after is not None and after.start() > start:
            end = after.start()
            continue
        found = grammar.tails["connectors"].search(folded[window:end])
        if found is None or window + found.start() < start or (final and not _only_links(found.group(), grammar)):
            return end
        end = window + found.start()
    return end


def _is_final_mark(folded: str, start: int, end: int) -> bool:
    """Tell whether the last character is a mark that does not belong to the words before it."""
    last = folded[end - 1]
    if last in _QUOTES and _QUOTED[last].search(folded, start, end - 1):
        return False
    unopened = last in _CLOSING and folded.count(_CLOSING[last], start, end) < folded.count(last, start, end)
    return last in _TRAILING or unopened


def _only_links(words: str, grammar: Grammar) -> bool:
    """Tell whether a connector holds nothing but conjunctions and prepositions."""
    lists = grammar.words
    known = lists["conjunctions"] | lists["complementizers"] | lists["prepositions"] | lists["gerund_leads"]
    stripped = words.strip(" ,;:(–—-\n")
    return (
        stripped in lists["joints"] or stripped in lists["breaks"] or known.issuperset(grammar.word.findall(stripped))
    )


def deadline(folded: str, span: Span, grammar: Grammar) -> Span | None:
    """Return the passage that sets a date or term for what the act promises, or None."""
    passage = _passage(folded, span, grammar, "deadlines", _DEADLINE)
    if passage is None:
        return None
    numbers = list(_NUMBERS.finditer(folded, passage.start, passage.end))
    if not numbers:
        return None
    last = numbers[0]
    for number in numbers[1:]:
        if folded.count(" ", last.end(), number.start()) > _DATE_GAP:
            break
        last = number
    unit = grammar.word.search(folded, last.end(), passage.end)
    counts = unit is not None and len(last.group()) < _YEAR and not _links(unit.group(), grammar)
    return Span(passage.start, unit.end() if unit is not None and counts else last.end())


def _links(word: str, grammar: Grammar) -> bool:
    """Tell whether a word behind a date leads on to something else."""
    lists = ("prepositions", "conjunctions", "infinitive_markers", "determiners", "complementizers", "relatives")
    return not word.isalpha() or any(word in grammar.words[name] for name in lists)


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
    named = [one for one in mentions if one.thing.kind in _ADDRESSEE and one.evidence.span.end <= trigger.end]
    if named:
        return tuple(named)
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
