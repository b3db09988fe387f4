"""The pages of what statements name: countries, regions, places, resolutions, organisations, persons, themes."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.namespaces import DCT, KG, RDFS, SKOS
from kg.site.cards import Fact, Link, Page, web_address
from kg.site.edition import Edition
from kg.site.pagination import paginated
from kg.site.view import Words

LISTS = {
    "country": "regions",
    "region": "regions",
    "place": "regions",
    "resolution": "resolutions",
    "organisation": "organisations",
    "person": "people",
    "theme": "themes",
}
"""``{kind of thing: the list that names it}``."""

_ABOUT = {
    "country": (KG.region, KG.addressee, KG.target),
    "region": (KG.region,),
    "place": (KG.locality,),
    "resolution": (KG.citesResolution,),
    "organisation": (KG.madeBy, KG.addressee, KG.target),
    "person": (KG.madeBy, KG.addressee, KG.target),
    "theme": (KG.theme,),
}
_ELSEWHERE = (SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso, DCT.source)


def thing_pages(edition: Edition, thing: ox.NamedNode) -> Iterator[Page]:
    """Yield the page of a thing, and more when the acts about it do not fit on one."""
    view, place = edition.view, edition.pages[thing.value]
    acts = edition.acts(view.sources(thing, *_ABOUT[place.kind]))
    direct = {act.iri for act in acts}
    within = [each for each in view.sources(thing, KG.regionWithin) if each not in direct]
    wider = edition.acts(within)
    every = [*acts, *wider]
    context = {
        "kind": place.kind,
        "facts": _facts(edition, thing),
        "definition": view.words(thing, SKOS.definition, edition.lang),
        "wider": len(wider),
        "spoken_of": _meetings(edition, thing),
        "elsewhere": _elsewhere(edition, thing),
    }
    for part in paginated(every, place.page):
        yield Page(
            "thing",
            part.path,
            view.name(thing, edition.lang),
            (edition.list_link(LISTS[place.kind]),),
            thing,
            {**context, "acts": edition.by_statement(part.items), "part": part},
        )


def _facts(edition: Edition, thing: ox.NamedNode) -> list[Fact]:
    view, lang = edition.view, edition.lang
    kinds = [*view.things(thing, KG.organisationKind), *view.things(thing, KG.placeKind)]
    names = [Words(each.value, each.language or "") for each in view.literals(thing, SKOS.altLabel)]
    inside = [each for each in view.sources(thing, KG.within) if each.value in edition.pages]
    containers = [each for each in view.things(thing, KG.within) if each.value in edition.pages]
    members = [each for each in view.things(thing, KG.member) if each.value in edition.pages]
    issued = view.text(thing, DCT.issued)
    facts = [
        Fact("kind", words=[view.name(each, lang) for each in kinds]),
        Fact("symbol", words=_literal(edition, thing, KG.symbol)),
        Fact("title", words=_literal(edition, thing, DCT.title)),
        Fact("adopted-by", edition.links(thing, DCT.creator)),
        Fact("adopted", words=[Words(edition.wording.date(issued), lang)] if issued else ()),
        Fact("subjects", edition.links(thing, DCT.subject)),
        Fact("code", words=_literal(edition, thing, KG.code)),
        Fact("also", words=[each for each in names if each.lang == lang]),
        Fact("within", [edition.link(each) for each in containers]),
        Fact("contains", [edition.link(each) for each in inside]),
        Fact("member-of", [link for link in edition.links(thing, KG.memberOf) if link.path]),
        Fact("members-named", [edition.link(each) for each in members]),
    ]
    return [fact for fact in facts if fact.links or fact.words]


def _literal(edition: Edition, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[Words]:
    words = edition.view.words(thing, predicate, edition.lang)
    return [words] if words else []


def _meetings(edition: Edition, thing: ox.NamedNode) -> list[tuple[str, list[Link]]]:
    """Return the meetings that have to do with a thing, by how."""
    view = edition.view
    parts = view.sources(thing, KG.participant, KG.onBehalfOf)
    attended = [meeting for part in parts for meeting in view.sources(part, KG.participation)]
    found = [
        ("hosted", view.sources(thing, KG.host)),
        ("place-of", view.sources(thing, KG.place)),
        ("body-of", view.sources(thing, KG.heldBy)),
        ("took-part", attended),
    ]
    return [(key, edition.newest(meetings)) for key, meetings in found if meetings]


def _elsewhere(edition: Edition, thing: ox.NamedNode) -> list[str]:
    """Return the addresses of the same or nearly the same thing on the Web."""
    found = (web_address(each.value) for each in edition.view.things(thing, *_ELSEWHERE))
    return [address for address in found if address]
