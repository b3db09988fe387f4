"""When and where the meeting was, at what level, and who met."""

import re
import unicodedata
from collections.abc import Iterator

from kg.model.facts import Annotations, Dated, Evidence, Level, Meeting, Mention
from kg.model.reference import Reference, Thing
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.order import inside
from kg.text.annotate.recognise import Seen
from kg.text.extract.reports import Candidate
from kg.text.extract.tables import Tables

_CITY = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zß-öø-ÿ][^\W\d_]+){0,2}")
_HEADINGS = 3
_TITLE_LENGTH = 200
_SENTENCE_ENDS = ".!?;"
_PLACE_REACH = 120


def describe_meeting(
    seen: Seen, annotations: Annotations, candidates: tuple[Candidate, ...], reference: Reference, tables: Tables
) -> Meeting:
    """Return the meeting that the candidates report, each field with the passage it stands on."""
    first = candidates[0]
    language = tables.language
    evidence = Evidence(first.sentence, f"{language}.{first.rule.id}", first.rule.confidence)
    zones = (*(one.sentence for one in candidates), *_headings(seen))
    online = _search(seen, tables.online, zones, f"{language}.meeting.online", 0.95)
    hybrid = online is not None and _search(seen, tables.hybrid, zones, "", 1.0) is not None
    place, country = (None, None) if online and not hybrid else _where(seen, candidates, reference, tables)
    level, level_evidence = _level(seen, zones, tables)
    return Meeting(
        evidence,
        _when(seen, annotations, candidates, language),
        place,
        country,
        online,
        hybrid,
        _body(seen, candidates, tables),
        level,
        level_evidence,
    )


def _headings(seen: Seen) -> tuple[Span, ...]:
    return tuple(
        block
        for block in seen.sentences[:_HEADINGS]
        if block.end - block.start < _TITLE_LENGTH
        and not seen.zones.hold(block)
        and seen.text.text[block.end - 1] not in _SENTENCE_ENDS
    )


def _search(
    seen: Seen, pattern: re.Pattern[str], zones: tuple[Span, ...], rule: str, confidence: float
) -> Evidence | None:
    for zone in zones:
        match = pattern.search(seen.text.text, zone.start, zone.end)
        if match:
            return Evidence(Span(*match.span()), rule, confidence)
    return None


def _level(seen: Seen, zones: tuple[Span, ...], tables: Tables) -> tuple[Level | None, Evidence | None]:
    for level, pattern in tables.levels:
        evidence = _search(seen, pattern, zones, f"{tables.language}.meeting.level", 0.9)
        if evidence:
            return level, evidence
    return None, None


def _when(seen: Seen, annotations: Annotations, candidates: tuple[Candidate, ...], language: str) -> Dated | None:
    """Return the date in the report, else the dateline's, else (inferred) the publication's."""
    for candidate in candidates:
        days = inside(annotations.dates, candidate.sentence, lambda dated: dated.evidence.span)
        if days:
            return min(days, key=lambda dated: _far(dated, candidate.trigger))
    for heading in _headings(seen):
        days = inside(annotations.dates, heading, lambda dated: dated.evidence.span)
        if len(days) == 1:
            return days[0]
    sure = candidates[0]
    if seen.zones.dateline is not None:
        dated = seen.zones.dateline
        evidence = Evidence(dated.evidence.span, f"{language}.meeting.date.dateline", 0.6, inferred=True)
        return Dated(dated.start, dated.end, evidence)
    published = seen.document.metadata.published
    if published is None:
        return None
    return Dated(published, None, Evidence(sure.trigger, f"{language}.meeting.date.published", 0.4, inferred=True))


def _far(dated: Dated, trigger: Span) -> tuple[bool, int]:
    """Order dates: absolute before relative, then by distance from the words that report the meeting."""
    span = dated.evidence.span
    distance = max(span.start - trigger.end, trigger.start - span.end, 0)
    return dated.evidence.rule.endswith((".relative", ".weekday")), distance


def _where(
    seen: Seen, candidates: tuple[Candidate, ...], reference: Reference, tables: Tables
) -> tuple[Mention | None, Mention | None]:
    for candidate in candidates:
        place = next(_places(seen, candidate, tables), None)
        if place is not None:
            return place, _country(seen, place, reference, tables.language)
    for heading in seen.sentences[:_HEADINGS]:
        for hit in _hits(seen, heading, {"place"}) if heading.end - heading.start < _TITLE_LENGTH else ():
            if tables.noun.search(seen.text.text, heading.start, heading.end):
                place = Mention(hit.thing, Evidence(hit.span, f"{tables.language}.meeting.place.heading", 0.7))
                return place, _country(seen, place, reference, tables.language)
    for candidate in candidates:
        for hit in _hits(seen, candidate.sentence, {"country"}):
            if hit.rule == "name" and hit.span.start >= candidate.trigger.end and placed(seen, hit.span.start, tables):
                rule = f"{tables.language}.meeting.country"
                return None, Mention(hit.thing, Evidence(hit.span, rule, 0.8))
    return None, None


def _hits(seen: Seen, zone: Span, kinds: set[str]) -> Iterator[Hit]:
    return (hit for hit in seen.hits_in(zone) if hit.thing.kind in kinds)


def placed(seen: Seen, start: int, tables: Tables) -> bool:
    """Tell whether a preposition of place stands just before ``start``."""
    return tables.preposition.search(seen.text.text, max(0, start - 30), start) is not None


def _places(seen: Seen, candidate: Candidate, tables: Tables) -> Iterator[Mention]:
    """Yield the places after a preposition in the report, those after the verb first, known ones before unknown."""
    rule = f"{tables.language}.meeting.place"
    known = [
        hit
        for hit in _hits(seen, candidate.sentence, {"place"})
        if (placed(seen, hit.span.start, tables) or seen.text.text[hit.span.start - 2 : hit.span.start] == ", ")
        and tables.veto.search(seen.text.text, candidate.trigger.end, hit.span.start) is None
    ]
    for hit in sorted(known, key=lambda hit: (hit.span.start < candidate.trigger.start, hit.span.start)):
        yield Mention(hit.thing, Evidence(hit.span, rule, 0.95))
    start = candidate.trigger.end
    for match in _CITY.finditer(seen.text.text, start, min(candidate.sentence.end, start + _PLACE_REACH)):
        span = Span(*match.span())
        strange = not any(hit.span.overlaps(span) for hit in seen.hits_in(candidate.sentence))
        words = match.group().replace("-", " ").split()
        ahead = seen.text.text[max(0, span.start - 12) : span.start]
        if strange and tables.city_preposition.search(ahead) and not tables.not_cities.intersection(words):
            yield Mention(Thing("place", _slug(match.group())), Evidence(span, f"{rule}.unknown", 0.6))


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "place"


def _country(seen: Seen, place: Mention, reference: Reference, language: str) -> Mention | None:
    """Return the country that follows the place (Tashkent, Uzbekistan), else the one the reference data knows."""
    end = place.evidence.span.end
    for hit in _hits(seen, Span(end, end + 40), {"country"}):
        if seen.text.text[end : hit.span.start].strip() in {",", "(", ""} and hit.rule == "name":
            return Mention(hit.thing, Evidence(hit.span, f"{language}.meeting.country", 0.95))
    entity = reference.entities.get(place.thing)
    for thing in entity.within if entity else ():
        if thing.kind == "country":
            rule = f"{language}.meeting.country.of-place"
            return Mention(thing, Evidence(place.evidence.span, rule, 0.9, inferred=True))
    return None


def _body(seen: Seen, candidates: tuple[Candidate, ...], tables: Tables) -> Mention | None:
    """Return the group that met: named in the report before the verb, or after it with "of", else in a heading.

    An organisation that stands in a list with others is one of the participants, not the group.
    """
    rule = f"{tables.language}.meeting.body"
    for candidate in candidates:
        hits = [
            hit for hit in _hits(seen, candidate.sentence, {"organisation"}) if hit.thing not in seen.names.bodiless
        ]
        before = [hit for hit in hits if hit.span.start < candidate.trigger.start and not _listed(seen, hit, tables)]
        after = [hit for hit in hits if hit.span.start >= candidate.trigger.start and _of(seen, hit, tables)]
        for hit in (*before, *after):
            return Mention(hit.thing, Evidence(hit.span, rule, 0.9))
    for block in _headings(seen):
        for hit in _hits(seen, block, {"organisation"}):
            if hit.thing not in seen.names.bodiless and block not in {one.sentence for one in candidates}:
                return Mention(hit.thing, Evidence(hit.span, rule + ".heading", 0.8))
    return None


def _listed(seen: Seen, hit: Hit, tables: Tables) -> bool:
    """Tell whether a country stands beside the organisation, parted by a comma or a coordinator only."""
    plain = seen.text.text
    for other in _hits(seen, Span(max(0, hit.span.start - 40), hit.span.end + 60), {"country"}):
        low, high = sorted((hit.span, other.span))
        if low.end < high.start and tables.coordination.fullmatch(plain, low.end, high.start):
            return True
    return False


def _of(seen: Seen, hit: Hit, tables: Tables) -> bool:
    return tables.of.search(seen.text.text, max(0, hit.span.start - 12), hit.span.start) is not None
