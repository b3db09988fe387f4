"""New members, observers, and how many members there are."""

import re
from collections.abc import Iterator

from kg.model.facts import Evidence, MemberCount, Participation
from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.recognise import Seen
from kg.text.extract.rules import ListRule
from kg.text.extract.tables import Tables

_LINK = re.compile(r"(?:[ ,'\"]|\([^()]{1,12}\))+")
_LINK_WORDS = 4


def find_members(seen: Seen, connectors: frozenset[str], tables: Tables) -> tuple[Participation, ...]:
    """Return the new members and observers that the text lists, in text order."""
    found: dict[tuple[str, Thing], Participation] = {}
    for sentence in seen.sentences:
        for rule in tables.lists:
            for match in rule.pattern.finditer(seen.text.text, sentence.start, sentence.end):
                if rule.needs and not rule.needs.search(seen.text.text, sentence.start, sentence.end):
                    continue
                for hit in _listed(seen, sentence, match, rule, connectors):
                    span = Span(min(hit.span.start, match.start()), max(hit.span.end, match.end()))
                    evidence = Evidence(span, f"{tables.language}.{rule.id}", rule.confidence)
                    found.setdefault((rule.role, hit.thing), Participation(rule.role, hit.thing, evidence))
    return tuple(sorted(found.values(), key=lambda one: (one.evidence.span, str(one.actor))))


def find_count(seen: Seen, tables: Tables) -> MemberCount | None:
    """Return the number of members that the text states, or None; the first passage of the surest rule."""
    for rule, pattern, confidence in tables.counts:
        for sentence in seen.sentences:
            match = pattern.search(seen.text.text, sentence.start, sentence.end)
            if match:
                evidence = Evidence(Span(*match.span()), f"{tables.language}.{rule}", confidence)
                return MemberCount(_value(match["count"], tables), evidence)
    return None


def _value(count: str, tables: Tables) -> int:
    """Return the number that digits or words give: « soixante-huit » is 68."""
    if count.isdecimal():
        return int(count)
    return sum(tables.numbers[match.group()] for match in tables.number.finditer(count.lower()))


def _listed(
    seen: Seen, sentence: Span, match: re.Match[str], rule: ListRule, connectors: frozenset[str]
) -> Iterator[Hit]:
    """Yield the countries and organisations of the list beside the words."""
    hits = [
        hit
        for hit in seen.hits_in(sentence)
        if hit.thing.kind in {"country", "organisation"} and hit.rule != "adjective"
    ]
    if rule.side == "after":
        edge, hits = match.end(), [hit for hit in hits if hit.span.start >= match.end()]
    else:
        edge, hits = match.start(), [hit for hit in reversed(hits) if hit.span.end <= match.start()]
    for count, hit in enumerate(hits):
        between = seen.text.text[slice(*sorted((edge, hit.span.start if rule.side == "after" else hit.span.end)))]
        if (count == 0 and len(between) > rule.reach) or (count and not _links(between, connectors)):
            return
        yield hit
        edge = hit.span.end if rule.side == "after" else hit.span.start


def _links(between: str, connectors: frozenset[str]) -> bool:
    """Tell whether the words between two names of a list only link them."""
    if ";" in between:
        return False
    words = [word.strip(".") for word in _LINK.sub(" ", between).split()]
    return len(words) <= _LINK_WORDS and all(word in connectors for word in words)
