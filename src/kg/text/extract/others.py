"""Meetings that the statement recalls or announces."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.model.facts import Annotations, Evidence, Level, Meeting, Mention, OtherMeeting
from kg.model.span import Span
from kg.text.annotate.dates import dates_of
from kg.text.annotate.order import inside
from kg.text.annotate.recognise import Seen, parties_of
from kg.text.annotate.zones import anchor_of
from kg.text.extract.places import placed
from kg.text.extract.reports import Candidate
from kg.text.extract.tables import Tables

_AHEAD = 200
_BEFORE = 24
_CLAUSE = 120
_NEAR = 60
_OWN = 90
_YEAR = re.compile(r"\b20[0-4]\d\b")


def find_others(
    seen: Seen,
    annotations: Annotations,
    meeting: Meeting | None,
    candidates: tuple[Candidate, ...],
    tables: Tables,
) -> tuple[OtherMeeting, ...]:
    """Return the earlier and later meetings that the text dates or places, in text order."""
    own = {one.sentence for one in candidates}
    body = meeting.body if meeting else None
    day = meeting.date.start if meeting and meeting.date else anchor_of(seen.document, seen.zones)
    found: dict[tuple[str, str | None, object], OtherMeeting] = {}
    for sentence in seen.sentences:
        announced = tuple(_announced(seen, annotations, sentence, day, tables))
        recalled = () if sentence in own or announced else tuple(_recalled(seen, annotations, sentence, day, tables))
        for other in (*announced, *recalled):
            place = other.place.thing if other.place else None
            own_body = body if other.body is None and _of_theirs(seen, sentence, other, tables) else other.body
            found.setdefault((other.relation, other.date, place), replace(other, body=own_body))
    # The month or the year of a date that is also given in full adds nothing.
    parts = {(relation, when[:size]) for relation, when, _ in found if when for size in (4, 7) if size < len(when)}
    kept = (other for other in found.values() if (other.relation, other.date) not in parts)
    return tuple(sorted(kept, key=lambda other: other.evidence.span))


def _of_theirs(seen: Seen, sentence: Span, other: OtherMeeting, tables: Tables) -> bool:
    """Tell whether the sentence makes the meeting one of those who speak: « our next meeting »."""
    span, text = other.evidence.span, seen.text.text
    further = other.evidence.rule.endswith("meeting.further")
    start = sentence.start if further else max(sentence.start, span.start - _OWN)
    noun = tables.recalled.search(text, span.start, span.end)
    if noun is not None and tables.foreign.search(text[noun.end() : noun.end() + _BEFORE]):
        return False
    return tables.own.search(text, start, span.end) is not None


def _recalled(
    seen: Seen, annotations: Annotations, sentence: Span, day: date | None, tables: Tables
) -> Iterator[OtherMeeting]:
    plain = seen.text.text
    for match in tables.recalled.finditer(plain, sentence.start, sentence.end):
        if tables.indefinite.search(plain, max(sentence.start, match.start() - _BEFORE), match.start()):
            continue
        dated = _first_date(
            seen, annotations, Span(match.end() - 1, min(sentence.end, match.end() + tables.recalled_reach))
        )
        if dated is None or (day is not None and dated[0] >= day.isoformat()[: len(dated[0])]):
            continue
        span = Span(match.start(), dated[1].end)
        rule = f"{tables.language}.meeting.recalled"
        place, body, level = _named(seen, annotations, Span(match.start(), min(sentence.end, span.end + 30)), tables)
        yield OtherMeeting("recalls", Evidence(span, rule, 0.85), dated[0], place, body, level)


def _announced(
    seen: Seen, annotations: Annotations, sentence: Span, day: date | None, tables: Tables
) -> Iterator[OtherMeeting]:
    plain = seen.text.text
    for match, rule in _heralds(plain, sentence, tables):
        further = tables.further.search(plain, match.end(), min(sentence.end, match.end() + _AHEAD + _CLAUSE))
        zone = Span(match.start(), min(further.start() if further else sentence.end, match.end() + _AHEAD))
        dated = _first_date(seen, annotations, zone)
        when = _later(dated[0], day) if dated else None
        place, body, level = _named(seen, annotations, zone, tables)
        place = place or _hosting(seen, annotations, sentence, zone, tables)
        if when is None and place is None:
            continue
        named = [*([dated[1]] if dated else []), *([place.evidence.span] if place else [])]
        span = Span(min(match.start(), *(one.start for one in named)), max(match.end(), *(one.end for one in named)))
        yield OtherMeeting("announces", Evidence(span, f"{tables.language}.{rule}", 0.85), when, place, body, level)


def _heralds(plain: str, sentence: Span, tables: Tables) -> list[tuple[re.Match[str], str]]:
    """Return the words that announce a meeting: the first of each clause, then "and a meeting of…" after them."""
    found: list[tuple[re.Match[str], str]] = []
    starts: list[int] = []
    for rule, pattern in tables.announced:
        for match in pattern.finditer(plain, sentence.start, sentence.end):
            at = bisect_left(starts, match.start() - _CLAUSE)
            if at == len(starts) or starts[at] > match.start() + _CLAUSE:
                insort(starts, match.start())
                found.append((match, rule))
    if found:
        start = min(match.end() for match, _ in found)
        found.extend((match, "meeting.further") for match in tables.further.finditer(plain, start, sentence.end))
    return sorted(found, key=lambda one: one[0].span())


def _hosting(seen: Seen, annotations: Annotations, sentence: Span, zone: Span, tables: Tables) -> Mention | None:
    """Return the country that is to host, when it stands before the words or follows "hosted by"."""
    around = Span(max(sentence.start, zone.start - _AHEAD), zone.end)
    match = tables.hosting.search(seen.text.text, around.start, around.end)
    if match is None:
        return None
    mentions = inside(annotations.mentions, around, lambda mention: mention.evidence.span)
    countries = [one for one in mentions if one.thing.kind == "country"]
    near = [one for one in countries if abs(one.evidence.span.end - match.start()) < _NEAR]
    return min(near, key=lambda one: abs(one.evidence.span.end - match.start()), default=None)


def _first_date(seen: Seen, annotations: Annotations, zone: Span) -> tuple[str, Span] | None:
    """Return the first date in ``zone`` at the precision of the text (day, month or year), with its words."""
    days = inside(annotations.dates, zone, lambda dated: dated.evidence.span)
    found = [(dated.start.isoformat(), dated.evidence.span) for dated in days]
    table = dates_of(seen.lexicon)
    month = table.partial.search(seen.text.text, zone.start, zone.end)
    if month:
        found.append((f"{month['year']}-{table.months[month['month'].lower()]:02d}", Span(*month.span())))
    found.extend((match.group(), Span(*match.span())) for match in _YEAR.finditer(seen.text.text, zone.start, zone.end))
    return min(found, key=lambda one: (one[1].start, -one[1].end), default=None)


def _later(when: str, day: date | None) -> str | None:
    """Return the date; one without a year was read as past and is moved to the next year; a past one is none."""
    if day is None or when >= day.isoformat()[: len(when)]:
        return when
    moved = f"{int(when[:4]) + 1}{when[4:]}"
    return moved if moved >= day.isoformat()[: len(when)] and int(when[:4]) >= day.year - 1 else None


def _named(
    seen: Seen, annotations: Annotations, zone: Span, tables: Tables
) -> tuple[Mention | None, Mention | None, Level | None]:
    """Return the place, the body and the level that the zone names."""
    named = inside(annotations.mentions, zone, lambda mention: mention.evidence.span)
    places = [mention for mention in parties_of(named) if mention.thing.kind in {"place", "country"}]
    places = [mention for mention in places if placed(seen, mention.evidence.span.start, tables)]
    places.sort(key=lambda mention: mention.thing.kind != "place")
    bodies = (mention for mention in named if mention.thing.kind == "organisation")
    body = next((mention for mention in bodies if mention.thing not in seen.names.bodiless), None)
    words = seen.text.text[zone.start : zone.end]
    level = next((level for level, pattern in tables.levels if pattern.search(words)), None)
    return (places[0] if places else None), body, level
