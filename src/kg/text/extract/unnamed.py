"""Finds whom a host acts for where the sentence gives only a person or an office.

The country may stand where the person is named in full, or be the one where the meeting was. Who presides over the
group that met is there for a country; the group itself is no host of its own meeting.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from kg.model.facts import Meeting, Participation
from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.recognise import Seen
from kg.text.extract.parties import Party, parse_parties
from kg.text.extract.reports import Candidate
from kg.text.extract.tables import Tables
from kg.text.extract.words import words_of

_MARK = re.compile(r"[,;:(] ")
_FORENAMES = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ][\w.'-]* ){1,3}$")
# A name in capitals, with short words in it: "the Parliament and the Embassy of".
_PHRASE = re.compile(r"(?:(?:[^\W\d_a-zß-öø-ÿ][\w'&-]*|[^\W\d_]{2,3}|&),? ){1,14}")
_BEFORE = 160
_AFTER = 200
_PLACES = 12
_SURNAME = 3
_FULL_NAME = 40
_AWAY = 0.3
_ELSEWHERE = 0.15
_SUBJECT = 30


def located(
    seen: Seen,
    hosts: tuple[Participation, ...],
    candidates: tuple[Candidate, ...],
    meeting: Meeting | None,
    tables: Tables,
) -> tuple[Participation, ...]:
    """Return the hosts, each with the country or organisation that the rest of the text tells, one host an actor."""
    groups = _groups(seen, candidates)
    found = [_elsewhere(seen, _own(seen, host, groups, alone=len(hosts) == 1)) for host in hosts]
    return _at_home(tuple(found), meeting, tables)


def owner_of(seen: Seen, start: int, end: int, tables: Tables) -> tuple[Party, ...]:
    """Return the country whose parliament, ministry, embassy or school the words name: "the Senate of Peru"."""
    while seen.text.text[start : start + 1] == " ":
        start += 1
    phrase = _PHRASE.match(seen.text.text, start, end)
    if phrase is None:
        return ()
    words = seen.text.text[start : phrase.end()].split()
    hits = (
        hit for hit in seen.hits_in(Span(start, min(end, phrase.end() + _PLACES))) if hit.span.start <= phrase.end()
    )
    hit = next((hit for hit in hits if hit.thing.kind in {"country", "organisation"}), None)
    if (
        hit is None
        or hit.rule != "name"
        or hit.thing.kind != "country"
        or words_of(seen.lexicon).houses.isdisjoint(words)
    ):
        return ()
    of = tables.of.search(seen.text.text, start, hit.span.start) is not None
    return (Party(Span(start, hit.span.end), hit.thing),) if of else ()


def _groups(seen: Seen, candidates: tuple[Candidate, ...]) -> frozenset[Thing]:
    """Return the organisations that the reports name before or in the words that report the meeting."""
    hits = (hit for one in candidates for hit in seen.hits_in(one.sentence) if hit.span.start < one.trigger.end)
    return frozenset(hit.thing for hit in hits if hit.thing.kind == "organisation")


def _own(seen: Seen, host: Participation, groups: frozenset[Thing], *, alone: bool) -> Participation:
    """Leave the actor open when the host is named only as who presides over the group that met."""
    chairs = host.office is not None and words_of(seen.lexicon).chairing.match(host.office) is not None
    named = host.person is not None or not alone
    return replace(host, actor=None) if chairs and named and host.actor in groups else host


def _elsewhere(seen: Seen, host: Participation) -> Participation:
    """Give a host without actor the one that the person is named with in another place."""
    surname = host.person.split()[-1].strip(".") if host.person else ""
    if host.actor is not None or len(surname) < _SURNAME:
        return host
    actors = {party.actor for party in _named(seen, surname) if not party.chairs}
    actor = actors.pop() if len(actors) == 1 else None
    if actor is None:
        return host
    confidence = round(host.evidence.confidence - _ELSEWHERE, 3)
    return replace(host, actor=actor, evidence=replace(host.evidence, confidence=confidence, inferred=True))


def _named(seen: Seen, surname: str) -> Iterator[Party]:
    plain = seen.text.text
    for match in islice(re.finditer(rf"\b{re.escape(surname)}\b", plain, re.IGNORECASE), _PLACES):
        name = _FORENAMES.search(plain, max(0, match.start() - _FULL_NAME), match.start())
        own = name.start() if name else match.start()
        for start in (*starts_before(seen, own), own):
            parties = parse_parties(seen, start, min(len(plain), match.end() + _AFTER), persons_first=True)
            named = (one for one in parties if one.person and one.person.start <= match.start() < one.person.end)
            party = next(named, None)
            if party is not None and party.actor is not None:
                yield party
                break


def starts_before(seen: Seen, end: int) -> tuple[int, ...]:
    """Return where the parties that stand before ``end`` in its sentence may begin, the farthest first."""
    at = bisect_right(seen.sentences, end, key=lambda one: one.start)
    if at == 0 or seen.sentences[at - 1].end < end:
        return ()
    first = seen.sentences[at - 1].start
    if first == end:
        return ()
    near = Span(max(first, end - _BEFORE), end)
    found = {near.start + match.end() for match in _MARK.finditer(seen.text.text[near.start : near.end])}
    found.update(hit.span.start for hit in seen.hits_in(near))
    found.update(office.start for office in seen.offices.scan(seen.text, near.start, near.end))
    if near.start == first:
        found.add(first)
    return tuple(sorted(start for start in found if start < end))


def _at_home(hosts: tuple[Participation, ...], meeting: Meeting | None, tables: Tables) -> tuple[Participation, ...]:
    """Give the only host named by a national office without its country the country where the meeting was.

    Not where organisations have their seat: ministers of any country chair meetings there.
    """
    lost = [host for host in hosts if host.actor is None and host.office and tables.national.search(host.office)]
    if len(lost) != 1 or meeting is None or meeting.country is None:
        return hosts
    seat = meeting.place is not None and meeting.place.thing.key in tables.seats
    if seat or meeting.country.thing in {host.actor for host in hosts}:
        return hosts
    evidence = replace(lost[0].evidence, confidence=round(lost[0].evidence.confidence - _AWAY, 3), inferred=True)
    found = replace(lost[0], actor=meeting.country.thing, evidence=evidence)
    return tuple(found if host is lost[0] else host for host in hosts)


def beside(seen: Seen, end: int) -> tuple[Party, ...]:
    """Return the party that ends just before the words."""
    for start in starts_before(seen, end):
        parties = parse_parties(seen, start, end, persons_first=True)
        if parties and not seen.text.text[parties[-1].span.end : end].strip(" ,"):
            return parties[-1:]
    return ()


def near_subject(seen: Seen, sentence: Span, end: int, tables: Tables) -> tuple[Party, ...]:
    """Return the party just before the words, near the start, or the country of the city there: "Oslo hosted".

    Not of a city that is a seat of organisations.
    """
    named = beside(seen, end)
    if named and named[0].actor is not None and named[0].span.start - sentence.start < _SUBJECT:
        return named
    hits = [hit for hit in seen.hits_in(Span(sentence.start, end)) if hit.thing.kind == "place"]
    country = seen.names.countries.get(hits[-1].thing) if hits else None
    if country is None or hits[-1].thing.key in tables.seats:
        return ()
    alone = seen.text.text[hits[-1].span.end : end].strip() in {"", "has"}
    opens = hits[-1].span.start == sentence.start or seen.text.text[hits[-1].span.start - 2] == ","
    return (Party(hits[-1].span, country, inferred=True),) if alone and opens else ()
