"""The page of a statement: its texts with the acts marked where the licence allows, their passages otherwise."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.namespaces import KG, OA
from kg.site.cards import Act, Fact, Link, Page, Text, distinct
from kg.site.edition import ACT_TYPES, Edition
from kg.site.pagination import ROOM, Part
from kg.site.passage import Mark, Paragraph, paragraphs

Canonical = Callable[[Text], str | None]
"""Gives the canonical text, or None when the workspace does not hold it, unaltered."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a statement as its page shows it.

    Attributes:
        text: What is known of it.
        paragraphs: The whole of it, marked; none when it may not be shown or is not there.
        acts: The acts read in it: all, or this page's share when they are shown as passages.
        by_iri: The same acts by IRI.
        mentions: ``{IRI: link}`` of what its words name.
        counts: How many acts of each type it has.
        withheld: Why it is not whole: ``terms`` or ``missing``; empty when it is.
    """

    text: Text
    paragraphs: Sequence[Paragraph]
    acts: Sequence[Act]
    by_iri: dict[str, Act]
    mentions: dict[str, Link]
    counts: Sequence[tuple[str, int]]
    withheld: str


def statement_pages(edition: Edition, statement: ox.NamedNode, canonical: Canonical) -> Iterator[Page]:
    """Yield the page of a statement, and more when its passages do not fit on one."""
    view, place = edition.view, edition.pages[statement.value]
    versions = [_version(edition, text, canonical(text)) for text in edition.languages_of(statement)]
    count = max([1, *(-(-len(each.acts) // ROOM) for each in versions if not each.paragraphs)])
    paths = tuple(place.page(number) for number in range(1, count + 1))
    facts = [
        Fact("issued-at", edition.links(statement, KG.issuedAt)),
        Fact("issued-by", edition.links(statement, KG.issuedBy)),
        Fact("recalls", edition.links(statement, KG.recallsMeeting, KG.recalls)),
        Fact("announces", edition.links(statement, KG.announces)),
    ]
    trail = (edition.list_link("meetings"), *edition.links(statement, KG.issuedAt)[:1])
    for number in range(1, count + 1):
        shown = [_share(each, number) for each in versions]
        context = {
            **_chain(edition, statement, versions),
            "facts": [fact for fact in facts if fact.links],
            "versions": [each for each in shown if number == 1 or not each.paragraphs],
            "part": Part((), number, paths, count),
        }
        yield Page("statement", paths[number - 1], view.name(statement, edition.lang), trail, statement, context)


def _chain(edition: Edition, statement: ox.NamedNode, versions: Sequence[Version]) -> dict[str, object]:
    """Return the chain from the meeting to the regions, by the commitments of the first text."""
    commitments = [act for act in (versions[0].acts if versions else ()) if act.type == "Commitment"]
    meetings = edition.view.things(statement, KG.issuedAt)
    return {
        "meetings": [edition.link(each) for each in meetings],
        "hosts": [host for each in meetings for host in edition.links(each, KG.host)],
        "commitments": len(commitments),
        "resolutions": distinct(link for act in commitments for link in act.resolutions),
        "regions": distinct(link for act in commitments for link in act.regions),
    }


def checked(text: Text, content: bytes) -> str | None:
    """Return the canonical text in ``content`` when its checksum is that of the graph."""
    return content.decode("utf-8") if hashlib.sha256(content).hexdigest() == text.sha256 else None


def _share(version: Version, number: int) -> Version:
    """Return what one page shows of a version: all of a whole text, its share of the passages otherwise."""
    if version.paragraphs:
        return version
    acts = version.acts[(number - 1) * ROOM : number * ROOM]
    return Version(version.text, (), acts, version.by_iri, version.mentions, version.counts, version.withheld)


def _version(edition: Edition, text: Text, content: str | None) -> Version:
    view = edition.view
    found = {
        act
        for span in view.sources(text.iri, KG.inText)
        for act in view.sources(span, KG.trigger, KG.evidence)
        if view.values(act, KG.trigger)
    }
    acts = sorted(filter(None, map(edition.act, found)), key=lambda act: (act.start, act.end, act.iri.value))
    whole = content if text.whole else None
    marks = list(_marks(acts))
    mentions: dict[str, Link] = {}
    if whole:
        for mark, link in _mentions(edition, text):
            mentions[mark.about] = link
            marks.append(mark)
    return Version(
        text,
        tuple(paragraphs(whole, marks)) if whole else (),
        acts,
        {act.iri.value: act for act in acts},
        mentions,
        [(kind, number) for kind in ACT_TYPES if (number := sum(act.type == kind for act in acts))],
        "" if whole else "missing" if text.open else "terms",
    )


def _marks(acts: Sequence[Act]) -> Iterator[Mark]:
    for act in acts:
        yield Mark(act.start, act.end, "act", act.iri.value)
        if act.trigger[0] < act.trigger[1]:
            yield Mark(*act.trigger, "trigger", act.iri.value)


def _mentions(edition: Edition, text: Text) -> Iterator[tuple[Mark, Link]]:
    own = edition.view.things(next(iter(edition.view.things(text.iri, KG.textOf)), text.iri), KG.issuedAt)
    for span in edition.view.sources(text.iri, KG.inText):
        for thing in edition.view.things(span, KG.denotes):
            start, end = (edition.view.text(span, edge) for edge in (OA.start, OA.end))
            if thing.value in edition.pages and thing not in own and start.isdecimal() and end.isdecimal():
                yield Mark(int(start), int(end), "mention", thing.value), edition.link(thing)
