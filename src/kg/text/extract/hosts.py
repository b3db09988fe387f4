"""Who invited, hosted, chaired or convened the meeting."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from kg.model.facts import Evidence, Meeting, Participation
from kg.model.span import Span
from kg.text.annotate.recognise import Seen
from kg.text.extract.parties import Party, parse_parties
from kg.text.extract.reports import Candidate, body_sentences
from kg.text.extract.rules import HostRule, Thanks
from kg.text.extract.tables import Tables
from kg.text.extract.unnamed import beside, located, near_subject, owner_of, starts_before

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FUTURE_REACH = 24
_PARTY_REACH = 500
_THANKED_REACH = 2_000
_FOLLOWING = 4
_LEADING = 2
_SUBJECT = 30
_INTRODUCTIONS = 3
_THANKS_REACH = 90
_OTHERS_REACH = 140
_HEADINGS = 6
_SIGNATURES = 8
_LINE = 200
_INFERRED = 0.1
_GUESSED = 0.3
_AUTHORS = 0.75
# What an agency writes before its first sentence: "LIMA, Peru - ", "ANKARA: ".
_DATELINE = re.compile(r"[^.;:()]{3,50}?(?: - | ?[–—] ?| ?-- ?|: )(?=\w)")
_DATELINE_REACH = 60
_ACTORS = frozenset({"country", "organisation"})


def find_hosts(
    seen: Seen, candidates: tuple[Candidate, ...], meeting: Meeting | None, tables: Tables
) -> tuple[Participation, ...]:
    """Return the hosts, chairs and conveners of ``meeting``, which ``candidates`` report, in text order.

    Host words count in a sentence that reports the meeting, in the two before it and the four after it, or in the
    headings when they say who speaks as host; thanks count anywhere. One actor is one host, however often named.
    """
    found: list[Participation] = []
    reported = reporting(seen, candidates, tables)
    for sentence in dict.fromkeys((*seen.sentences[:_HEADINGS], *reported)):
        for rule in tables.hosts:
            if not rule.heading and sentence not in reported:
                continue
            for match in rule.pattern.finditer(seen.text.text, sentence.start, sentence.end):
                if not _vetoed(seen, sentence, match, tables) and not _elsewhere(
                    seen, candidates, sentence, match, tables
                ):
                    found.extend(_parties(seen, sentence, match, rule, tables))
    for sentence in seen.sentences:
        for thanks in tables.thanks:
            if thanks.close.search(seen.text.text, sentence.start, sentence.end) is None:
                continue
            found.extend(_thanked(seen, sentence, thanks, meeting, tables))
    found.extend(() if found else _authors(seen, candidates, tables))
    hosts = _merged(located(seen, _merged(found), candidates, meeting, tables))
    return tuple(host for host in hosts if host.actor or host.person)


def reporting(seen: Seen, candidates: tuple[Candidate, ...], tables: Tables) -> tuple[Span, ...]:
    """Return the sentences of the reports and those beside them, unless they announce another meeting."""
    sentences = body_sentences(seen)
    reports = {one.sentence for one in candidates}
    indexes = {
        at + step
        for at, sentence in enumerate(sentences)
        if sentence in reports
        for step in range(-_LEADING, _FOLLOWING + 1)
    }
    chosen = [sentences[at] for at in sorted(indexes) if 0 <= at < len(sentences)]
    return tuple(one for one in chosen if one in reports or not _announces(seen, one, tables))


def _announces(seen: Seen, sentence: Span, tables: Tables) -> bool:
    return any(pattern.search(seen.text.text, sentence.start, sentence.end) for _, pattern in tables.announced)


def _vetoed(seen: Seen, sentence: Span, match: re.Match[str], tables: Tables) -> bool:
    """Tell whether the words speak of a meeting to come, of an earlier one, or of what others do."""
    before = seen.text.text[max(sentence.start, match.start() - _FUTURE_REACH) : match.start()]
    return tables.veto.search(before) is not None or tables.negation.search(before) is not None


def _elsewhere(
    seen: Seen, candidates: tuple[Candidate, ...], sentence: Span, match: re.Match[str], tables: Tables
) -> bool:
    """Tell whether the words before make what was hosted another meeting than the one reported, or none at all."""
    start = max(0, match.start() - _OTHERS_REACH)
    other = tables.others.search(seen.text.text, start, match.start())
    if other is None:
        own = {candidates[0].sentence, min(one.sentence for one in candidates)}
        return sentence not in own and _late(seen, sentence, match, tables)
    said = Span(other.start(), match.end())
    if tables.margins.search(other.group()) and tables.adjunct.match(match.group()):
        return sentence not in {one.sentence for one in candidates}
    return not any(one.trigger.overlaps(said) for one in candidates)


def _late(seen: Seen, sentence: Span, match: re.Match[str], tables: Tables) -> bool:
    """Tell whether the sentence only mentions the meeting that the words are about, which is not its subject."""
    nouns = list(tables.noun.finditer(seen.text.text, sentence.start, match.start()))
    if not nouns or nouns[-1].start() - sentence.start < _SUBJECT:
        return False
    return tables.present.search(seen.text.text, sentence.start, nouns[-1].start()) is None


def _parties(
    seen: Seen, sentence: Span, match: re.Match[str], rule: HostRule, tables: Tables
) -> Iterator[Participation]:
    if rule.side == "after":
        start, end = match.end(), min(sentence.end, match.end() + _PARTY_REACH)
        last = rule.until.search(seen.text.text, start, end) if rule.until else None
        end = last.start() if last else end
        parties = parse_parties(seen, start, end, persons_first=True)[: 1 if last else None]
        parties = parties if rule.whole else _without_subject(seen, sentence, parties, tables)
        parties = parties if any(one.actor for one in parties) else owner_of(seen, start, end, tables) or parties
    elif rule.side == "beside":
        parties = beside(seen, match.start())
    else:
        parties = _subjects(seen, sentence, match.start()) or near_subject(seen, sentence, match.start(), tables)
    for party in parties:
        span = Span(min(match.start(), party.span.start), max(match.end(), party.span.end))
        yield _participation(seen, party, rule, span, tables.language)


def _authors(seen: Seen, candidates: tuple[Candidate, ...], tables: Tables) -> Iterator[Participation]:
    """Yield those whom the headings or the signature name when the authors say that they hosted: "we hosted".

    The lines before the first report are headings, the last lines of the text signatures.
    """
    text = seen.text.text
    report = next(
        (one for one in candidates if tables.authors.search(text, one.sentence.start, one.sentence.end)), None
    )
    if report is None:
        return
    rule = HostRule("meeting.hosted-by-authors", "co-host", "beside", tables.authors, _AUTHORS)
    before = [one for one in seen.sentences if one.end <= report.sentence.start][:_HEADINGS]
    last = [one for one in seen.sentences[-_SIGNATURES:] if one.start >= report.sentence.end]
    for lines in (before, last):
        found = [party for line in lines for party in _signed(seen, line)]
        if found:
            for party in found:
                yield _participation(seen, party, rule, party.span, tables.language)
            return


def _signed(seen: Seen, line: Span) -> tuple[Party, ...]:
    """Return the parties of a line that is no sentence: all of it, or what follows its first words."""
    if line.end - line.start > _LINE or seen.text.text[line.end - 1] in ".;":
        return ()
    for start in (line.start, *starts_before(seen, line.end)):
        parties = tuple(
            one for one in parse_parties(seen, start, line.end, persons_first=True) if one.actor is not None
        )
        if parties and all(one.office or one.person or len(parties) > 1 for one in parties):
            return parties
    return ()


def _subjects(seen: Seen, sentence: Span, end: int) -> tuple[Party, ...]:
    """Return the parties that open the sentence, or its part after a comma when it opens with a date or the like."""
    start, plain = sentence.start, seen.text.text
    listed = _listed(seen, sentence, end)
    if listed and all(one.actor is None for one in parse_parties(seen, start, end)):
        return listed
    for _ in range(_INTRODUCTIONS):
        parties = parse_parties(seen, start, end)
        comma = plain.find(", ", start, end)
        dash = _DATELINE.match(plain, start, min(end, start + _DATELINE_REACH))
        if dash is not None:
            start = dash.end()
            continue
        if comma < 0 or any(one.actor or one.person for one in parties):
            return parties
        start = comma + 2
    return ()


def _listed(seen: Seen, sentence: Span, end: int) -> tuple[Party, ...]:
    """Return the list that ends just before the words and opens after its head: « déclaration des ministres de »."""
    first = next((hit for hit in seen.hits_in(Span(sentence.start, end)) if hit.thing.kind in _ACTORS), None)
    if first is None or not first.span.start > sentence.start:
        return ()
    parties = parse_parties(seen, first.span.start, end)
    whole = len(parties) > 1 and not seen.text.text[parties[-1].span.end : end].strip(" ,")
    return parties if whole and all(one.actor is not None for one in parties) else ()


def _without_subject(seen: Seen, sentence: Span, parties: tuple[Party, ...], tables: Tables) -> tuple[Party, ...]:
    """Leave out the parties that are the subject of the verb: « at the invitation of A, B and C met » has one host."""
    plain = seen.text.text
    gaps = [plain[one.span.end : other.span.start].split() for one, other in pairwise(parties)]
    open_gaps = [gap[:1] == [","] and not tables.coordinator.intersection(gap) for gap in gaps]
    if True not in open_gaps:
        return parties
    first = open_gaps.index(True)
    joined = any(not tables.coordinator.isdisjoint(gap) for gap in gaps[first:])
    if (
        not joined
        and parties[first].actor is not None
        and plain[parties[-1].span.end : parties[-1].span.end + 1] == " "
    ):
        return parties[: first + 1]
    end = parties[-1].span.end
    while plain[end : end + 1] in {" ", ","}:
        end += 1
    verbs = [rule.pattern for rule in tables.reports if rule.subject == "before"]
    met = any(verb.match(plain, end, sentence.end) for verb in verbs)
    later = open_gaps[-1] and any(verb.search(plain, end, sentence.end) for verb in verbs)
    return parties[: first + 1] if met or later else parties


def _thanked(
    seen: Seen, sentence: Span, thanks: Thanks, meeting: Meeting | None, tables: Tables
) -> Iterator[Participation]:
    for match in thanks.pattern.finditer(seen.text.text, sentence.start, sentence.end):
        end = min(sentence.end, match.end() + _THANKED_REACH)
        parties = parse_parties(seen, match.end(), end, persons_first=True)
        if not parties:
            continue
        close = thanks.close.match(seen.text.text, parties[-1].span.end, sentence.end)
        if close is None or tables.veto.search(seen.text.text, parties[-1].span.end, close.end() + 40):
            continue
        if _other(seen, Span(close.start(), min(sentence.end, close.end() + _THANKS_REACH)), meeting):
            continue
        for party in parties:
            yield _participation(seen, party, thanks, Span(match.start(), close.end()), tables.language)


def _other(seen: Seen, zone: Span, meeting: Meeting | None) -> bool:
    """Tell whether the zone places or dates what was hosted elsewhere or in another year than the meeting."""
    years = set(_YEAR.findall(seen.text.text[zone.start : zone.end]))
    if meeting is None or (meeting.date and years and str(meeting.date.start.year) not in years):
        return meeting is not None
    places = {hit.thing for hit in seen.hits_in(zone) if hit.thing.kind == "place"}
    return meeting.place is not None and bool(places) and meeting.place.thing not in places


def _participation(seen: Seen, party: Party, rule: HostRule | Thanks, span: Span, language: str) -> Participation:
    text = seen.document.text
    doubt = _GUESSED if party.guessed else _INFERRED if party.inferred else 0.0
    return Participation(
        rule.role,
        party.actor,
        Evidence(span, f"{language}.{rule.id}", round(rule.confidence - doubt, 3), inferred=party.inferred),
        " ".join(party.person.of(text).split()) if party.person else None,
        party.person,
        " ".join(party.office.of(text).split()) if party.office else None,
        party.guessed,
    )


def _merged(found: Iterable[Participation]) -> tuple[Participation, ...]:
    """Keep one participation for each actor, or for each person without one; add what another passage says of it."""
    kept: dict[object, Participation] = {}
    for one in sorted(found, key=lambda one: (one.actor is None, -one.evidence.confidence, one.evidence.span)):
        key = one.actor or one.person or one.office
        if key is None or (one.actor is None and _repeats(one, kept.values())):
            continue
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = one
        elif earlier.person is None and one.person is not None:
            kept[key] = replace(earlier, person=one.person, person_span=one.person_span, office=one.office)
    return tuple(sorted(kept.values(), key=lambda one: (one.evidence.span, str(one.actor))))


def _repeats(one: Participation, kept: Iterable[Participation]) -> bool:
    """Tell whether a person without country is one already named in full (« M. Fabius »)."""
    name = one.person or ""
    return any(other.person and (other.person == name or other.person.endswith(" " + name)) for other in kept)
