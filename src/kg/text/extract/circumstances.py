"""When and where the meeting was, at what level, and who met."""

from dataclasses import replace
from datetime import timedelta

from kg.model.facts import Annotations, Dated, Evidence, Meeting, Mention, Participation
from kg.model.reference import Reference
from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.order import inside
from kg.text.annotate.recognise import Seen
from kg.text.extract.places import Locator
from kg.text.extract.reports import Candidate, body_sentences
from kg.text.extract.tables import Tables

_HEADINGS = 3
_TITLE_LENGTH = 200
_SENTENCE_ENDS = ".!?;"
_ASIDE = 60
_CLAUSE = 140
_OPENING = 20
_BESIDE = 70
_STALE = timedelta(days=45)


def describe_meeting(
    seen: Seen, annotations: Annotations, candidates: tuple[Candidate, ...], reference: Reference, tables: Tables
) -> Meeting:
    """Return the meeting that the candidates report, each field with its passage; body and level are left open."""
    first = candidates[0]
    language = tables.language
    evidence = Evidence(first.sentence, f"{language}.{first.rule.id}", first.rule.confidence)
    zones = (*(one.sentence for one in candidates), *headings(seen))
    online = _online(seen, zones, tables)
    hybrid = online is not None and any(tables.hybrid.search(seen.text.text, zone.start, zone.end) for zone in zones)
    dated = _when(seen, annotations, candidates, tables)
    locator = Locator(seen, annotations, reference, tables)
    place, country = (None, None) if online and not hybrid else locator.where(candidates, headings(seen), dated)
    return Meeting(evidence, dated, place, country, online, hybrid)


def headings(seen: Seen) -> tuple[Span, ...]:
    """Return the titles of the text: short first blocks that do not end like a sentence."""
    return tuple(
        block
        for block in seen.sentences[:_HEADINGS]
        if block.end - block.start < _TITLE_LENGTH
        and not seen.zones.hold(block)
        and seen.text.text[block.end - 1] not in _SENTENCE_ENDS
    )


def _online(seen: Seen, zones: tuple[Span, ...], tables: Tables) -> Evidence | None:
    """Return the first words that tell a meeting held online, unless one person only spoke to it that way."""
    plain = seen.text.text
    for zone in zones:
        for match in tables.online.finditer(plain, zone.start, zone.end):
            if tables.spoken.search(plain, max(zone.start, match.start() - _CLAUSE), match.start()) is None:
                return Evidence(Span(*match.span()), f"{tables.language}.meeting.online", 0.95)
    return None


def _when(seen: Seen, annotations: Annotations, candidates: tuple[Candidate, ...], tables: Tables) -> Dated | None:
    """Return the date in the report, else a heading's, else the dateline's, else (inferred) the publication's.

    A date in the report that is said of something else counts only where nothing else tells the day.
    """
    others: list[Dated] = []
    for candidate in candidates:
        days = inside(annotations.dates, candidate.sentence, lambda dated: dated.evidence.span)
        stated = [dated for dated in days if not seen.zones.hold(dated.evidence.span)]
        own = [dated for dated in stated or days if not _of_other(seen, candidate, dated.evidence.span, tables)]
        if own:
            return min(own, key=lambda dated: _far(dated, candidate.trigger))
        others.extend(days)
    for heading in headings(seen):
        days = inside(annotations.dates, heading, lambda dated: dated.evidence.span)
        if len(days) == 1:
            return days[0]
    sure = candidates[0]
    if seen.zones.dateline is not None:
        dated = seen.zones.dateline
        evidence = Evidence(dated.evidence.span, f"{tables.language}.meeting.date.dateline", 0.6, inferred=True)
        return Dated(dated.start, dated.end, evidence)
    told = _told(seen, annotations)
    if told is not None:
        return told
    published = seen.document.metadata.published
    near = [one for one in others if published is None or abs(published - one.start) <= _STALE]
    if near or published is None:
        return near[0] if near else None
    return Dated(
        published, None, Evidence(sure.trigger, f"{tables.language}.meeting.date.published", 0.4, inferred=True)
    )


def _told(seen: Seen, annotations: Annotations) -> Dated | None:
    """Return the only day that the first sentence counts from the day of the text: "yesterday", « lundi soir »."""
    first = next((one for one in body_sentences(seen) if one not in headings(seen)), None)
    days = inside(annotations.dates, first, lambda dated: dated.evidence.span) if first else []
    relative = [dated for dated in days if _relative(dated)]
    return relative[0] if len(days) == 1 and relative else None


def _relative(dated: Dated) -> bool:
    return dated.evidence.rule.endswith((".relative", ".weekday"))


def _of_other(seen: Seen, candidate: Candidate, day: Span, tables: Tables) -> bool:
    """Tell whether the words before a date say it of something else than the meeting."""
    start = candidate.trigger.end if day.start >= candidate.trigger.end else candidate.sentence.start
    return tables.other_day.search(seen.text.text, max(start, day.start - _CLAUSE), day.start) is not None


def _far(dated: Dated, trigger: Span) -> tuple[bool, int]:
    """Order dates: absolute before relative, then by distance from the words of the report, or from their end."""
    span = dated.evidence.span
    distance = max(span.start - trigger.end, trigger.start - span.end, 0) or trigger.end - span.end
    return _relative(dated), distance


def find_body(
    seen: Seen, candidates: tuple[Candidate, ...], parties: tuple[Participation, ...], tables: Tables
) -> Mention | None:
    """Return the group that met: named in the report before the verb, or after it with "of", else in a heading.

    An organisation that stands in a list with others is one of the participants, not the group; nor is one that
    presides, or for which a person speaks. One that stands far from all words for those who meet comes last.
    """
    rule = f"{tables.language}.meeting.body"
    doubtful: list[Mention] = []
    for candidate in candidates:
        hits = [
            hit
            for hit in _bodies(seen, candidate.sentence)
            if not _aside(seen, hit, tables) and not any(_speaks(hit, party) for party in parties)
        ]
        before = [hit for hit in hits if hit.span.start < candidate.trigger.start and not _listed(seen, hit, tables)]
        after = [hit for hit in hits if hit.span.start >= candidate.trigger.start and _of(seen, hit, tables)]
        for hit in (*before, *after):
            found = Mention(hit.thing, Evidence(hit.span, rule, 0.9))
            if hit in after or _near(seen, candidate.sentence, hit, tables):
                return found
            doubtful.append(replace(found, evidence=replace(found.evidence, confidence=0.7)))
    for block in headings(seen):
        for hit in _bodies(seen, block):
            if block not in {one.sentence for one in candidates}:
                return Mention(hit.thing, Evidence(hit.span, rule + ".heading", 0.8))
    return doubtful[0] if doubtful else None


def _near(seen: Seen, sentence: Span, hit: Hit, tables: Tables) -> bool:
    """Tell whether the name opens the sentence, or stands beside a word for a meeting or for those who meet."""
    if hit.span.start - sentence.start < _OPENING:
        return True
    zone = (max(sentence.start, hit.span.start - _BESIDE), min(sentence.end, hit.span.end + _BESIDE))
    return any(words.search(seen.text.text, *zone) for words in (tables.participants, tables.noun))


def _speaks(hit: Hit, party: Participation) -> bool:
    """Tell whether the name follows words that make it a host, or is whom a person among those who met speaks for."""
    span = party.evidence.span
    spoken = party.role == "participant" and (party.office is not None or party.person is not None)
    return span.contains(hit.span) and (spoken or (party.role != "participant" and span.start < hit.span.start))


def _listed(seen: Seen, hit: Hit, tables: Tables) -> bool:
    """Tell whether a country stands beside the organisation, parted by a comma or a coordinator only."""
    plain = seen.text.text
    around = Span(max(0, hit.span.start - 40), hit.span.end + 60)
    for other in (one for one in seen.hits_in(around) if one.thing.kind == "country"):
        low, high = sorted((hit.span, other.span))
        if low.end < high.start and tables.coordination.fullmatch(plain, low.end, high.start):
            return True
    return False


def _bodies(seen: Seen, zone: Span) -> list[Hit]:
    hits = seen.hits_in(zone)
    return [hit for hit in hits if hit.thing.kind == "organisation" and hit.thing not in seen.names.bodiless]


def _aside(seen: Seen, hit: Hit, tables: Tables) -> bool:
    """Tell whether the meeting was only held beside that of the organisation."""
    return tables.aside.search(seen.text.text, max(0, hit.span.start - _ASIDE), hit.span.start) is not None


def _of(seen: Seen, hit: Hit, tables: Tables) -> bool:
    return tables.of.search(seen.text.text, max(0, hit.span.start - 12), hit.span.start) is not None
