"""Who speaks, and which countries sit at the table."""

from kg.model.facts import Evidence, Mention, Participation
from kg.model.span import Span
from kg.text.annotate.normal import normal
from kg.text.annotate.recognise import Seen
from kg.text.extract.hosts import reporting
from kg.text.extract.parties import Party, parse_parties
from kg.text.extract.reports import Candidate, body_sentences
from kg.text.extract.tables import Tables

_FIRST = 6
_SURE = 2
_NEAR = 20
_INTRODUCTION = 80


def find_issuers(
    seen: Seen, candidates: tuple[Candidate, ...], hosts: tuple[Participation, ...], tables: Tables
) -> tuple[Mention, ...]:
    """Return the countries and organisations that open the statement as its speakers, in text order.

    They stand at the beginning of one of the first sentences, two at least; beyond the first two sentences the
    title must name them too. Where a meeting is reported, only its report counts. Whoever is named as a host is no
    issuer there.
    """
    titled = _in_title(seen)
    held = [host.evidence.span for host in hosts]
    sentences = tuple(dict.fromkeys(one.sentence for one in candidates)) or body_sentences(seen)[:_FIRST]
    for index, sentence in enumerate(sentences):
        for start in _openings(seen, sentence, tables):
            parties = _known(parse_parties(seen, start, sentence.end))
            actors = {party.actor for party in parties}
            if any(span.overlaps(party.span) for span in held for party in parties):
                continue
            if len(actors) > 1 and (index < _SURE or actors <= titled):
                return tuple(_mentions(parties, f"{tables.language}.issuer.list"))
    return _single(seen, tables)


def find_participants(
    seen: Seen, candidates: tuple[Candidate, ...], others: tuple[Participation, ...], tables: Tables
) -> tuple[Participation, ...]:
    """Return the countries and organisations that the report, or a sentence near it, lists as those who met.

    ``others``, who are known as hosts or observers, are left out.
    """
    known = {one.actor for one in others}
    found: dict[object, Participation] = {}
    for candidate in candidates:
        for start in _openings(seen, candidate.sentence, tables):
            _keep(found, parse_parties(seen, start, candidate.trigger.start), seen, tables)
    for sentence in reporting(seen, candidates, tables):
        for rule in tables.attended:
            for match in rule.pattern.finditer(seen.text.text, sentence.start, sentence.end):
                if tables.negation.search(seen.text.text, max(sentence.start, match.start() - _NEAR), match.start()):
                    continue
                starts = (match.end(),) if rule.side == "after" else _openings(seen, sentence, tables)
                end = sentence.end if rule.side == "after" else match.start()
                for start in starts:
                    _keep(found, parse_parties(seen, start, end), seen, tables, rule.id)
    kept = (one for one in found.values() if one.actor not in known)
    return tuple(sorted(kept, key=lambda one: (one.evidence.span, str(one.actor))))


def _keep(
    found: dict[object, Participation],
    parties: tuple[Party, ...],
    seen: Seen,
    tables: Tables,
    rule: str = "participant.list",
) -> None:
    """Add the parties of a list of two at least."""
    named = _known(parties)
    if len({party.actor for party in named}) >= _SURE:
        for party in named:
            found.setdefault(party.actor, _participant(seen, party, f"{tables.language}.{rule}"))


def _known(parties: tuple[Party, ...]) -> list[Party]:
    """Return the parties that the reference data holds: in a list, the name of another is too often cut short."""
    return [party for party in parties if party.actor is not None and party.guessed is None]


def _participant(seen: Seen, party: Party, rule: str) -> Participation:
    text = seen.document.text
    return Participation(
        "participant",
        party.actor,
        Evidence(party.span, rule, 0.85, inferred=party.inferred),
        " ".join(party.person.of(text).split()) if party.person else None,
        party.person,
        " ".join(party.office.of(text).split()) if party.office else None,
    )


def _openings(seen: Seen, sentence: Span, tables: Tables) -> tuple[int, ...]:
    """Return where a list of parties may begin: at the sentence's start, after a short introduction that names nobody.

    It may also begin at the sentence's first name, when that belongs to the words before it (« délégations du… »).
    """
    text = seen.text.text
    hits = seen.hits_in(sentence)
    first = hits[0].span.start if hits else sentence.end
    comma = text.find(", ", sentence.start, min(sentence.end, sentence.start + _INTRODUCTION))
    if comma > first and text[comma + 2 : comma + 3].isupper():
        comma = -1
    belongs = bool(hits) and tables.of.search(text, max(sentence.start, first - 12), first) is not None
    return tuple(sorted({sentence.start, *((comma + 2,) if comma >= 0 else ()), *((first,) if belongs else ())}))


def _in_title(seen: Seen) -> set[object]:
    title = normal(seen.document.metadata.title or "")
    return {thing for hit in seen.names.scan(title) for thing in hit.things}


def _mentions(parties: list[Party], rule: str) -> list[Mention]:
    found: dict[object, Mention] = {}
    for party in parties:
        if party.actor is not None:
            found.setdefault(party.actor, Mention(party.actor, Evidence(party.span, rule, 0.85)))
    return list(found.values())


def _single(seen: Seen, tables: Tables) -> tuple[Mention, ...]:
    """Return the organisation that the first words name as the speaker, if the title names it too."""
    titled = _in_title(seen)
    for sentence in body_sentences(seen)[:_FIRST]:
        for hit in seen.hits_in(sentence):
            if hit.thing.kind == "organisation" and hit.thing in titled:
                return (Mention(hit.thing, Evidence(hit.span, f"{tables.language}.issuer.organisation", 0.7)),)
    return ()
