"""Finds the sentences in which a statement reports the meeting that issued it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from kg.model.facts import Annotations
from kg.model.span import Span
from kg.text.annotate.order import inside
from kg.text.annotate.recognise import Seen
from kg.text.annotate.zones import anchor_of
from kg.text.extract.rules import Report
from kg.text.extract.tables import Tables

_STALE = timedelta(days=45)
_TITLES = 3
_TITLE_LENGTH = 200
_TITLE_LINES = 16
_TRIES = 3
_DATELINE_REACH = 8
_SENTENCE_ENDS = ".!?;:"
_VETO_REACH = 80
_TITLED_CONFIDENCE = 0.7
_BRACKET = re.compile(r"\((?P<inner>[^()]{8,80})\)[ .]*(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that reports the meeting.

    Attributes:
        sentence: The sentence.
        trigger: The words that report it.
        rule: Which construction.
    """

    sentence: Span
    trigger: Span
    rule: Report


def find_reports(seen: Seen, annotations: Annotations, tables: Tables) -> tuple[Candidate, ...]:
    """Return the reports of the meeting, the surest first; empty when the statement reports none."""
    found = tuple(_candidates(seen, annotations, tables)) or tuple(_titled(seen, annotations, tables))
    return tuple(sorted(found, key=lambda one: (-one.rule.confidence, one.sentence)))


def body_sentences(seen: Seen) -> tuple[Span, ...]:
    """Return the sentences that are neither dateline nor publication matter."""
    return tuple(sentence for sentence in seen.sentences if not seen.zones.hold(sentence))


def _titled(seen: Seen, annotations: Annotations, tables: Tables) -> Iterator[Candidate]:
    """Yield the title that ends with a place and a day in brackets, when the statement goes on as of those who met."""
    text = seen.text.text
    for index, block in enumerate(seen.sentences[:_TITLES]):
        bracket = _BRACKET.search(text, block.start, block.end)
        if bracket is None or not tables.titled.search(text, block.start, bracket.start()):
            continue
        inner = Span(*bracket.span("inner"))
        days = inside(annotations.dates, inner, lambda dated: dated.evidence.span)
        placed = any(hit.thing.kind in {"place", "country"} for hit in seen.hits_in(inner))
        following = seen.sentences[index + 1 : index + 1 + _TITLES]
        spoken = any(tables.follows.match(text, one.start, one.end) for one in following)
        if len(days) == 1 and not days[0].evidence.inferred and placed and spoken:
            yield Candidate(block, inner, Report("meeting.titled", tables.titled, "none", _TITLES, _TITLED_CONFIDENCE))
            return


def _candidates(seen: Seen, annotations: Annotations, tables: Tables) -> Iterator[Candidate]:
    lowered = seen.text.text.lower()
    for index, sentence in _counted(seen):
        shouted = len(lowered) == len(seen.text.text) and seen.text.text[sentence.start : sentence.end].isupper()
        for rule in tables.reports:
            if index >= rule.reach:
                continue
            text = lowered if shouted else seen.text.text
            matches = islice(rule.pattern.finditer(text, sentence.start, sentence.end), _TRIES)
            found = (Candidate(sentence, Span(*match.span()), rule) for match in matches)
            candidate = next((one for one in found if _stands(seen, annotations, tables, one)), None)
            if candidate is not None:
                yield candidate
                break


def _counted(seen: Seen) -> Iterator[tuple[int, Span]]:
    """Yield the sentences, each with how many stand before it: titles do not count, and after a dateline all begins.

    A title is a short line at the head of the text that does not end like a sentence.
    """
    text, index, titles = seen.text.text, 0, 0
    for sentence in seen.sentences:
        if seen.zones.hold(sentence):
            index = 0 if index < _DATELINE_REACH else index
            continue
        yield index, sentence
        titled = text[sentence.end - 1] not in _SENTENCE_ENDS and sentence.end - sentence.start < _TITLE_LENGTH
        if titled and titles < _TITLE_LINES:
            titles += 1
        else:
            index += 1


def _stands(seen: Seen, annotations: Annotations, tables: Tables, candidate: Candidate) -> bool:
    before = seen.text.text[candidate.sentence.start : candidate.trigger.start]
    if tables.negation.search(before[-20:]) or tables.veto.search(_clause(before, tables)):
        return False
    zone = Span(candidate.sentence.start, candidate.trigger.end)
    if candidate.rule.subject == "anywhere":
        zone = candidate.sentence
    if candidate.rule.subject != "none" and not _named(seen, zone, tables):
        return False
    return not _stale(seen, annotations, candidate)


def _clause(before: str, tables: Tables) -> str:
    """Return the words before a report that can make it another meeting.

    What opens the sentence and ends with a comma before those who met does not: "Having met twice, the ministers met".
    """
    near = before[-_VETO_REACH:]
    comma = before.rfind(", ") + 2
    own = comma > 1 and tables.participants.search(before, comma) is not None
    return near if not own or tables.recalling.search(before, 0, comma) else before[comma:][-_VETO_REACH:]


def _named(seen: Seen, zone: Span, tables: Tables) -> bool:
    """Tell whether the zone names those who meet, by what they are or by name."""
    if tables.participants.search(seen.text.text, zone.start, zone.end):
        return True
    return any(hit.thing.kind in {"country", "organisation"} for hit in seen.hits_in(zone))


def _stale(seen: Seen, annotations: Annotations, candidate: Candidate) -> bool:
    """Tell whether the dates of the sentence are all long before the day of the text: an earlier meeting.

    Not where the sentence says "today" as well. A text may be published again years later, so the latest day that it
    names itself counts as its day, too.
    """
    absolute = [dated for dated in annotations.dates if not dated.evidence.inferred]
    own = [dated for dated in annotations.dates if candidate.sentence.contains(dated.evidence.span)]
    if any(dated.evidence.rule.endswith(".relative") for dated in own):
        return False
    days = [dated.end or dated.start for dated in own if not dated.evidence.inferred]
    latest = max((dated.end or dated.start for dated in absolute), default=None)
    anchor = anchor_of(seen.document, seen.zones)
    if anchor is None or latest is None or not days:
        return False
    return max(days) < min(anchor, latest) - _STALE
