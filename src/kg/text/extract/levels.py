"""At what level the meeting was: as its report or its title says, else as what those who met hold."""

from dataclasses import replace

from kg.model.facts import Evidence, Level, Meeting, Participation
from kg.model.span import Span
from kg.text.annotate.recognise import Seen
from kg.text.extract.circumstances import headings
from kg.text.extract.reports import Candidate
from kg.text.extract.tables import Tables

_SURE = 0.9
_OFFICES = 0.75
_CLAUSE = 120
_SEVERAL = 2
_PEERS = 2

_Found = tuple[Level, Evidence]


def with_level(
    seen: Seen, meeting: Meeting, candidates: tuple[Candidate, ...], parties: tuple[Participation, ...], tables: Tables
) -> Meeting:
    """Return the meeting with its level and the passage that tells it, or as it is.

    Args:
        seen: The text.
        meeting: The meeting.
        candidates: Its reports, the surest first.
        parties: Its hosts and participants.
        tables: The lexicon.
    """
    titles = headings(seen)
    first, *later = (one.sentence for one in candidates)
    found = (
        _said(seen, (first, *titles), tables)
        or _held(seen, candidates, parties, tables)
        or _said(seen, tuple(later), tables)
        or _said(seen, (first, *titles, *later), tables, beside=True)
    )
    return meeting if found is None else replace(meeting, level=found[0], level_evidence=found[1])


def _said(seen: Seen, zones: tuple[Span, ...], tables: Tables, *, beside: bool = False) -> _Found | None:
    """Return the level that the first words of the first zone tell; a small group goes before all others.

    ``beside`` lets words count that are said of another meeting.
    """
    plain, rule = seen.text.text, f"{tables.language}.meeting.level"
    for zone in zones:
        outright = tables.outright.search(plain, zone.start, zone.end)
        if outright:
            return "ministerial", Evidence(Span(*outright.span()), rule, _SURE)
        found: list[tuple[bool, int, Level, Span]] = []
        for level, pattern in tables.levels:
            for match in pattern.finditer(plain, zone.start, zone.end):
                start = max(zone.start, match.start() - _CLAUSE)
                if beside or tables.beside.search(plain, start, match.start()) is None:
                    found.append((level != "small-group", match.start(), level, Span(*match.span())))
                    break
        if found:
            _, _, level, span = min(found)
            return level, Evidence(span, rule, _SURE)
    return None


def _held(
    seen: Seen, candidates: tuple[Candidate, ...], parties: tuple[Participation, ...], tables: Tables
) -> _Found | None:
    """Return the level of what several countries' representatives hold, or one of them and the peers beside."""
    held = [one for one in parties if one.office and one.actor and one.actor.kind == "country"]
    zones = [Span(one.sentence.start, _behind(seen, one.sentence)) for one in candidates[:_PEERS]]
    peers = any(tables.peers.search(seen.text.text, zone.start, zone.end) for zone in zones)
    for level, pattern in tables.level_of:
        fitting = [one for one in held if one.office and pattern.search(one.office)]
        if fitting and len(fitting) == len(held) and (peers or len(held) >= _SEVERAL):
            rule = f"{tables.language}.meeting.level.offices"
            return level, Evidence(fitting[0].evidence.span, rule, _OFFICES, inferred=True)
    return None


def _behind(seen: Seen, sentence: Span) -> int:
    return min(len(seen.text.text), sentence.end + _CLAUSE)
