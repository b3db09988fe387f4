"""Meetings that the statement recalls or announces."""

from collections.abc import Iterator
from datetime import date

from kg.model.facts import Annotations, Dated, Evidence, Level, Meeting, Mention, OtherMeeting
from kg.model.span import Span
from kg.text.annotate.dates import dates_of
from kg.text.annotate.recognise import Seen
from kg.text.annotate.zones import anchor_of
from kg.text.extract.reports import Candidate
from kg.text.extract.tables import Tables

_AHEAD = 200


def find_others(
    seen: Seen,
    annotations: Annotations,
    meeting: Meeting | None,
    candidates: tuple[Candidate, ...],
    tables: Tables,
) -> tuple[OtherMeeting, ...]:
    """Return the earlier and later meetings that the text dates or places, in text order."""
    own = {one.sentence for one in candidates}
    day = meeting.date.start if meeting and meeting.date else anchor_of(seen.document, seen.zones)
    found: dict[tuple[str, str | None, object], OtherMeeting] = {}
    for sentence in seen.sentences:
        announced = tuple(_announced(seen, annotations, sentence, day, tables))
        recalled = () if sentence in own or announced else tuple(_recalled(seen, annotations, sentence, day, tables))
        for other in (*announced, *recalled):
            place = other.place.thing if other.place else None
            found.setdefault((other.relation, other.date, place), other)
    return tuple(sorted(found.values(), key=lambda other: other.evidence.span))


def _recalled(
    seen: Seen, annotations: Annotations, sentence: Span, day: date | None, tables: Tables
) -> Iterator[OtherMeeting]:
    for match in tables.recalled.finditer(seen.text.text, sentence.start, sentence.end):
        zone = Span(match.start(), min(sentence.end, match.end() + tables.recalled_reach))
        dated = _first_date(seen, annotations, Span(match.end() - 1, zone.end), day)
        if dated is None or (day is not None and dated[0] >= day.isoformat()[: len(dated[0])]):
            continue
        span = Span(match.start(), dated[1].end)
        rule = f"{tables.language}.meeting.recalled"
        place, body, level = _named(seen, annotations, Span(match.start(), min(sentence.end, span.end + 30)), tables)
        yield OtherMeeting("recalls", Evidence(span, rule, 0.85), dated[0], place, body, level)


def _announced(
    seen: Seen, annotations: Annotations, sentence: Span, day: date | None, tables: Tables
) -> Iterator[OtherMeeting]:
    done = sentence.start
    for rule, pattern in tables.announced:
        for match in pattern.finditer(seen.text.text, sentence.start, sentence.end):
            if match.start() < done:
                continue
            zone = Span(match.start(), min(sentence.end, match.end() + _AHEAD))
            dated = _first_date(seen, annotations, zone, None)
            when = _later(dated[0], day) if dated else None
            place, body, level = _named(seen, annotations, zone, tables)
            if when is None and place is None:
                continue
            ends = [
                match.end(),
                *(span.end for span in (dated[1] if dated else None, place and place.evidence.span) if span),
            ]
            span = Span(match.start(), max(ends))
            done = span.end
            yield OtherMeeting("announces", Evidence(span, f"{tables.language}.{rule}", 0.85), when, place, body, level)


def _first_date(seen: Seen, annotations: Annotations, zone: Span, day: date | None) -> tuple[str, Span] | None:
    """Return the first date in ``zone`` at the precision of the text, with its words."""
    found = [(dated.start.isoformat(), dated.evidence.span) for dated in annotations.dates if _in(dated, zone)]
    table = dates_of(seen.lexicon)
    match = table.partial.search(seen.text.text, zone.start, zone.end)
    if match and not any(span.overlaps(Span(*match.span())) for _, span in found):
        month = f"{match['year']}-{table.months[match['month'].lower()]:02d}"
        found.append((month, Span(*match.span())))
    found = [one for one in found if day is None or one[0] < day.isoformat()]
    return min(found, key=lambda one: one[1], default=None)


def _in(dated: Dated, zone: Span) -> bool:
    return zone.contains(dated.evidence.span)


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
    inside = [mention for mention in annotations.mentions if zone.contains(mention.evidence.span)]
    places = [mention for mention in inside if mention.thing.kind in {"place", "country"}]
    places = [
        mention for mention in places if tables.preposition.search(seen.text.text, 0, mention.evidence.span.start)
    ]
    places.sort(key=lambda mention: mention.thing.kind != "place")
    body = next((mention for mention in inside if mention.thing.kind == "organisation"), None)
    words = seen.text.text[zone.start : zone.end]
    level = next((level for level, pattern in tables.levels if pattern.search(words)), None)
    return (places[0] if places else None), body, level
