"""The meeting of a statement, who took part in it, and the meetings that the statement recalls or announces."""

from collections import Counter, defaultdict

import pyoxigraph as ox

from kg.graph import iri, labels
from kg.graph.identity import Identity
from kg.graph.namespaces import KG, SCHEMA, XSD
from kg.graph.sketch import Sketch, integer
from kg.languages import LANGUAGES
from kg.model.facts import Evidence, Facts, Level, Meeting, Mention, OtherMeeting, Participation
from kg.model.reference import Reference, Thing

_HOSTS = frozenset({"host", "co-host", "chair", "co-chair"})
_FULL_DATE = len("2024-09-30")


def describe_meeting(sketch: Sketch, facts: Facts, identity: Identity, reference: Reference) -> None:
    """Describe the meeting that issued the statement, and every participation in it."""
    if not facts.meeting or not identity.meeting:
        return
    meeting, node = facts.meeting, iri.meeting(identity.meeting)
    sketch.type(node, KG.Meeting)
    sketch.label(node, {code: labels.called("meeting", identity, reference, code) for code in LANGUAGES})
    sketch.rest(node, meeting.evidence, node)
    _when(sketch, node, meeting)
    _where(sketch, node, meeting)
    _mention(sketch, node, KG.heldBy, meeting.body)
    if meeting.level:
        sketch.add(node, KG.level, iri.concept("level", meeting.level))
        _passage(sketch, node, meeting.level_evidence)
    if facts.member_count:
        sketch.add(node, KG.memberCount, integer(facts.member_count.value))
        _passage(sketch, node, facts.member_count.evidence)
    for participation in facts.participations:
        _participation(sketch, node, identity.meeting, participation, reference)


def _when(sketch: Sketch, node: ox.NamedNode, meeting: Meeting) -> None:
    if meeting.date:
        sketch.add(node, KG.date, ox.Literal(meeting.date.start.isoformat(), datatype=XSD.date))
        if meeting.date.end and meeting.date.end != meeting.date.start:
            sketch.add(node, KG.endDate, ox.Literal(meeting.date.end.isoformat(), datatype=XSD.date))
        _passage(sketch, node, meeting.date.evidence)


def _where(sketch: Sketch, node: ox.NamedNode, meeting: Meeting) -> None:
    where = meeting.place or meeting.country
    _mention(sketch, node, KG.place, where)
    if meeting.online:
        mode = SCHEMA.MixedEventAttendanceMode if meeting.hybrid else SCHEMA.OnlineEventAttendanceMode
        sketch.add(node, SCHEMA.eventAttendanceMode, mode)
        _passage(sketch, node, meeting.online)
    elif where:
        sketch.add(node, SCHEMA.eventAttendanceMode, SCHEMA.OfflineEventAttendanceMode)
    if meeting.place and meeting.country and not meeting.country.evidence.inferred:
        sketch.mention(meeting.country.evidence, iri.thing(meeting.country.thing))


def _mention(sketch: Sketch, node: ox.NamedNode, predicate: ox.NamedNode, mention: Mention | None) -> None:
    if mention:
        thing = iri.thing(mention.thing)
        sketch.add(node, predicate, thing)
        sketch.rest(node, mention.evidence, thing)


def _passage(sketch: Sketch, node: ox.NamedNode, evidence: Evidence | None) -> None:
    """Add a passage that tells something of the meeting, and say that it speaks of the meeting."""
    if evidence:
        sketch.rest(node, evidence, node)


def _participation(sketch: Sketch, meeting: ox.NamedNode, key: str, part: Participation, reference: Reference) -> None:
    person = _person(sketch, part, reference)
    actor = iri.thing(part.actor) if part.actor else None
    who = person or actor
    if who is None:
        return
    node = iri.mint("participation", f"{key}-{part.role}-{who.value.rsplit('/', 1)[-1]}")
    sketch.add(meeting, KG.participation, node)
    if part.role in _HOSTS:
        sketch.add(meeting, KG.host, actor)
    sketch.type(node, KG.Participation)
    sketch.label(node, _participation_labels(sketch, part, reference))
    sketch.add(node, KG.participant, who)
    if person:
        sketch.add(node, KG.onBehalfOf, actor)
    sketch.add(node, KG.role, iri.concept("role", part.role))
    if part.office:
        sketch.add(node, KG.capacity, ox.Literal(part.office, language=sketch.document.language))
    sketch.rest(node, part.evidence)


def _person(sketch: Sketch, part: Participation, reference: Reference) -> ox.NamedNode | None:
    """Return the person's IRI; a person whom the reference data does not hold is described by the name as written."""
    if not part.person:
        return None
    thing = _known_person(part.person, reference) or Thing("person", iri.slug(part.person))
    if not thing.key:
        return None
    node = iri.thing(thing)
    if thing not in reference.entities:
        sketch.type(node, KG.Person)
        sketch.label(node, {sketch.document.language: part.person})
    if part.person_span:
        sketch.span(part.person_span, node)
    return node


def _known_person(name: str, reference: Reference) -> Thing | None:
    wanted = iri.slug(name)
    for thing, entity in reference.entities.items():
        if thing.kind == "person" and any(iri.slug(each) == wanted for each in sum(entity.names.values(), ())):
            return thing
    return None


def _participation_labels(sketch: Sketch, part: Participation, reference: Reference) -> dict[str, str]:
    """Return « who, role »: in both languages for a known actor, in the text's own for a person as written."""
    written = part.person or (part.unknown.of(sketch.document.text) if part.unknown else None)
    if written:
        language = sketch.document.language
        role = labels.word(part.role, language if language in LANGUAGES else LANGUAGES[0])
        return {language: f"{' '.join(written.split())}, {role}"}
    known = (part.actor,) if part.actor else ()
    return {code: f"{labels.names(known, reference, code)}, {labels.word(part.role, code)}" for code in LANGUAGES}


def describe_other_meetings(sketch: Sketch, facts: Facts, identity: Identity, reference: Reference) -> None:
    """Describe the meetings that the statement recalls or announces, each with the passage that does.

    A meeting has one place and one rank: of two passages that name different ones for the same meeting, neither is
    taken; each still cites its own words.
    """
    others = _other_nodes(facts, identity)
    places, levels = defaultdict[ox.NamedNode, set[Thing]](set), defaultdict[ox.NamedNode, set[Level]](set)
    for node, other in others:
        places[node].update([other.place.thing] if other.place else ())
        levels[node].update([other.level] if other.level else ())
    statement = iri.statement(identity.statement)
    for node, other in others:
        sketch.add(statement, KG.recallsMeeting if other.relation == "recalls" else KG.announces, node)
        sketch.type(node, KG.Meeting)
        sketch.label(node, _other_labels(other, identity, reference))
        sketch.rest(node, other.evidence, node)
        _other_date(sketch, node, other.date)
        if other.place:
            place = iri.thing(other.place.thing)
            sketch.add(node, KG.place, place if len(places[node]) == 1 else None)
            sketch.mention(other.place.evidence, place)
        sketch.add(node, KG.heldBy, iri.thing(other.body.thing) if other.body else None)
        if other.level and len(levels[node]) == 1:
            sketch.add(node, KG.level, iri.concept("level", other.level))


def _other_nodes(facts: Facts, identity: Identity) -> list[tuple[ox.NamedNode, OtherMeeting]]:
    """Name the meetings that are recalled or announced; what is said again of the statement's own is none of them."""
    found, undated = [], Counter[str]()
    for other in facts.other_meetings:
        if not other.date:
            undated[other.relation] += 1
        key = _other_key(other, identity, undated[other.relation])
        if key != identity.meeting:
            found.append((iri.meeting(key), other))
    return found


def _other_key(other: OtherMeeting, identity: Identity, number: int) -> str:
    """Name a meeting by date and body, as its own statement would; one without date by the statement that tells it."""
    if not other.date:
        return f"{identity.statement}-{other.relation}-{number}"
    known = other.body or other.place
    return f"{other.date}-{iri.slug(known.thing.key)}" if known else f"{other.date}-{identity.statement}"


def _other_date(sketch: Sketch, node: ox.NamedNode, date: str | None) -> None:
    if not date:
        return
    if len(date) == _FULL_DATE:
        sketch.add(node, KG.date, ox.Literal(date, datatype=XSD.date))
    else:
        kind = XSD.gYearMonth if "-" in date else XSD.gYear
        sketch.add(node, KG.approximateDate, ox.Literal(date, datatype=kind))


def _other_labels(other: OtherMeeting, identity: Identity, reference: Reference) -> dict[str, str]:
    """Return what only the meeting's own name tells, so that two texts that name it call it the same."""
    subject = other.body or other.place
    found = {}
    for code in LANGUAGES:
        who = labels.names((subject.thing,), reference, code) if subject else ""
        label = labels.called_by("meeting", who, other.date or "", code)
        if not other.date and identity.day:
            label += f" ({labels.word(other.relation, code).format(labels.day(identity.day, code))})"
        found[code] = label
    return found
