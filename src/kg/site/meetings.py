"""The page of a meeting: who hosted and took part, and the chain from it to commitments, resolutions and regions."""

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.namespaces import DCT, KG, OA, SCHEMA
from kg.site.cards import Fact, Link, Page, distinct, web_address
from kg.site.edition import ACT_TYPES, Edition
from kg.site.pagination import paginated
from kg.site.view import Words

_MODES = {
    SCHEMA.OfflineEventAttendanceMode: "in-person",
    SCHEMA.OnlineEventAttendanceMode: "online",
    SCHEMA.MixedEventAttendanceMode: "hybrid",
}


def meeting_pages(edition: Edition, meeting: ox.NamedNode) -> Iterator[Page]:
    """Yield the page of a meeting, and more when its commitments do not fit on one."""
    view, place = edition.view, edition.pages[meeting.value]
    statements = view.sources(meeting, KG.issuedAt)
    acts = [act for each in statements for act in edition.acts(view.sources(each, KG.expressedIn))]
    counts = Counter(act.type for act in acts)
    commitments = [act for act in acts if act.type == "Commitment"]
    context = {
        "facts": _facts(edition, meeting),
        "hosts": edition.links(meeting, KG.host),
        "roles": _roles(edition, meeting),
        "statements": [(edition.link(each), edition.languages_of(each)) for each in statements],
        "counts": [(kind, counts[kind]) for kind in ACT_TYPES if counts[kind]],
        "resolutions": distinct(link for act in commitments for link in act.resolutions),
        "regions": distinct(link for act in commitments for link in act.regions),
        "evidence": _evidence(edition, meeting),
        "told": [
            ("recalled-by", [edition.link(each) for each in view.sources(meeting, KG.recallsMeeting)]),
            ("announced-by", [edition.link(each) for each in view.sources(meeting, KG.announces)]),
        ],
        "sources": [address for each in view.things(meeting, DCT.source) if (address := web_address(each.value))],
    }
    for part in paginated(commitments, place.page):
        yield Page(
            "meeting",
            part.path,
            view.name(meeting, edition.lang),
            (edition.list_link("meetings"),),
            meeting,
            {**context, "commitments": part, "part": part},
        )


def meeting_day(edition: Edition, meeting: ox.NamedNode) -> str:
    """Return when a meeting was, as ISO 8601 at any precision; empty when unknown."""
    return edition.view.text(meeting, KG.date) or edition.view.text(meeting, KG.approximateDate)


def _facts(edition: Edition, meeting: ox.NamedNode) -> list[Fact]:
    view, wording = edition.view, edition.wording
    day, end = meeting_day(edition, meeting), view.text(meeting, KG.endDate)
    days = " – ".join(wording.date(each) for each in (day, end) if each)
    modes = [_MODES[each] for each in view.things(meeting, SCHEMA.eventAttendanceMode) if each in _MODES]
    members = view.text(meeting, KG.memberCount)
    facts = [
        Fact("date", words=[Words(days, edition.lang)] if days else ()),
        Fact("place", edition.links(meeting, KG.place), [Words(wording[each], edition.lang) for each in modes]),
        Fact("host", edition.links(meeting, KG.host)),
        Fact("held-by", edition.links(meeting, KG.heldBy)),
        Fact("level", words=[view.name(each, edition.lang) for each in view.things(meeting, KG.level)]),
        Fact("members", words=[Words(members)] if members else ()),
    ]
    return [fact for fact in facts if fact.links or fact.words]


def _roles(
    edition: Edition, meeting: ox.NamedNode
) -> list[tuple[Words, list[tuple[Link, Words | None, tuple[Link, ...]]]]]:
    """Return who took part, by role: participant, office, on whose behalf."""
    view, roles = edition.view, dict[ox.NamedNode, list[tuple[Link, Words | None, tuple[Link, ...]]]]()
    for participation in view.things(meeting, KG.participation):
        capacity = view.words(participation, KG.capacity, edition.lang)
        behalf = edition.links(participation, KG.onBehalfOf)
        for role in view.things(participation, KG.role):
            people = edition.links(participation, KG.participant)
            roles.setdefault(role, []).extend((person, capacity, behalf) for person in people)
    return [(view.name(role, edition.lang), roles[role]) for role in sorted(roles, key=str)]


def _evidence(edition: Edition, meeting: ox.NamedNode) -> list[tuple[Words, Link]]:
    """Return the passages that tell of the meeting, in this language when there are some; none inside another."""
    found = []
    for span in edition.view.things(meeting, KG.evidence):
        for text in edition.view.things(span, KG.inText):
            start, end = (edition.view.text(span, edge) for edge in (OA.start, OA.end))
            known = edition.texts.get(text.value)
            if known and start.isdecimal() and end.isdecimal():
                found.append((known, int(start), int(end), edition.view.text(span, OA.exact)))
    own = [each for each in found if each[0].lang == edition.lang] or found
    outer = [
        each
        for each in own
        if not any(each is not o and o[0] is each[0] and o[1] <= each[1] and each[2] <= o[2] for o in own)
    ]
    outer.sort(key=lambda each: (each[0].iri.value, each[1]))
    return [
        (Words(edition.cut(exact, text), text.lang), edition.link(statement))
        for text, _, _, exact in outer
        for statement in edition.view.things(text.iri, KG.textOf)
    ]
