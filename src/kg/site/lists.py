"""The home page and the lists: meetings in time, regions on a map, resolutions, organisations, people, themes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.draw import Area, Map, draw
from kg.graph.namespaces import KG
from kg.graph.query import StoredQuery
from kg.site.address import KINDS
from kg.site.cards import Act, Link, Page
from kg.site.edition import ACT_TYPES, Edition
from kg.site.meetings import meeting_day
from kg.site.order import sort_key
from kg.site.things import LISTS
from kg.site.view import Words

_FEATURED = 6
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Survey:
    """What one look at all acts of a language tells.

    Attributes:
        types: How many acts of each type.
        about: ``{IRI: how many acts are about it}``: regions and places with all that contains them, resolutions,
            organisations, themes.
        named: ``{IRI of a country or region: how many acts name it, or a place in it}``.
        acts: ``{IRI of a statement: how many acts}``.
        chains: A few commitments that lead on to a resolution or a region, the newest first.
    """

    types: Counter[str]
    about: Counter[str]
    named: Counter[str]
    acts: Counter[str]
    chains: Sequence[Act]


def survey(edition: Edition, acts: Sequence[ox.NamedNode]) -> Survey:
    """Look at every act that the language quotes."""
    view = edition.view
    found = Survey(Counter(), Counter(), Counter(), Counter(), [])
    chained: list[tuple[bool, bool, str, ox.NamedNode]] = []
    for act in acts:
        if not edition.quoted(act):
            continue
        found.types[edition.type_of(act)] += 1
        for statement in view.things(act, KG.expressedIn):
            found.acts[statement.value] += 1
        regions = view.things(act, KG.region, KG.locality)
        others = view.things(act, KG.regionWithin, KG.citesResolution, KG.theme, KG.madeBy, KG.addressee, KG.target)
        found.about.update({each.value for each in (*regions, *others)})
        found.named.update({each.value for region in regions for each in _countries(edition, region)})
        cites = bool(view.values(act, KG.citesResolution))
        if (cites or regions) and view.is_a(act, KG.Commitment):
            day = max((edition.day_of(each) for each in view.things(act, KG.expressedIn)), default="")
            chained.append((cites and bool(regions), cites, day, act))
    # The most complete first, of these the newest; then in the order of their days.
    chained.sort(key=lambda each: (*each[:3], each[3].value), reverse=True)
    chains = edition.acts(act for *_, act in chained[:_FEATURED])
    return Survey(found.types, found.about, found.named, found.acts, chains)


def _countries(edition: Edition, region: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the country itself, or that of a place; nothing for what is larger than a country."""
    return [each for each in (region, *edition.view.things(region, KG.within)) if edition.view.is_a(each, KG.Country)]


def map_of(edition: Edition, seen: Survey) -> str:
    """Return the map of the countries that acts name, as SVG for a page; empty when they name none."""
    areas = []
    for iri, number in sorted(seen.named.items()):
        code, link = edition.view.text(ox.NamedNode(iri), KG.code), edition.link(ox.NamedNode(iri))
        # What has no place on the map still has its number, which is that of the list.
        areas.append(Area(link.words.text, number, (code,) if code else (), link.path))
    words = edition.wording
    drawn = draw(Map(words["map"], words["map-measure"], tuple(areas)), edition.lang) if areas else ""
    return drawn.replace("<svg ", '<svg class="map" ', 1)


def home_page(edition: Edition, seen: Survey, queries: Sequence[StoredQuery]) -> Page:
    """Return the home page."""
    kinds = Counter(place.kind for place in edition.pages.values())
    meetings = [each for each in timeline(edition, seen) if each.statements]
    context = {
        "types": [(kind, seen.types[kind]) for kind in ACT_TYPES],
        "sums": [("meetings", kinds["meeting"]), ("statements", kinds["statement"]), ("acts", seen.types.total())],
        "chains": [(act, edition.links(act.statement, KG.issuedAt), _hosts(edition, act)) for act in seen.chains],
        "meetings": meetings[:6],
        "map": map_of(edition, seen),
        "ranked": _ranked(edition, seen.named)[:_LISTED],
        "questions": [(each.titles[edition.lang], f"question/{each.id}.html") for each in queries][:8],
    }
    return Page("home", "index.html", Words(edition.wording["site"], edition.lang), context=context)


def _hosts(edition: Edition, act: Act) -> list[Link]:
    return [host for each in edition.view.things(act.statement, KG.issuedAt) for host in edition.links(each, KG.host)]


def _ranked(edition: Edition, numbers: Counter[str]) -> list[tuple[Link, int]]:
    """Return things and how many acts name them, in the order of the numbers on the map."""
    ranked = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    return [(edition.link(ox.NamedNode(iri)), number) for iri, number in ranked]


@dataclass(frozen=True, slots=True)
class Moment:
    """One meeting on the time line.

    Attributes:
        day: When it was, as ISO 8601 at any precision; empty when unknown.
        date: The same in words.
        link: Its page.
        places: Where.
        hosts: Who hosted it.
        statements: Its statements with how many acts each has.
        announced: Whether a statement only announces it.
    """

    day: str
    date: str
    link: Link
    places: Sequence[Link]
    hosts: Sequence[Link]
    statements: Sequence[tuple[Link, int]]
    announced: bool


def timeline(edition: Edition, seen: Survey) -> list[Moment]:
    """Return the meetings, the newest first."""
    found = []
    for iri, place in edition.pages.items():
        if place.kind != "meeting":
            continue
        meeting = ox.NamedNode(iri)
        day = meeting_day(edition, meeting)
        statements = edition.view.sources(meeting, KG.issuedAt)
        found.append(
            Moment(
                day,
                edition.wording.date(day),
                edition.link(meeting),
                edition.links(meeting, KG.place),
                edition.links(meeting, KG.host),
                [(edition.link(each), seen.acts[each.value]) for each in statements],
                not statements and bool(edition.view.sources(meeting, KG.announces)),
            )
        )
    return sorted(found, key=lambda moment: (moment.day, moment.link.path), reverse=True)


def list_pages(edition: Edition, seen: Survey, queries: Sequence[StoredQuery]) -> Iterator[Page]:
    """Yield the page of each list."""
    lang, wording = edition.lang, edition.wording
    years: dict[str, list[Moment]] = defaultdict(list)
    for moment in timeline(edition, seen):
        years[moment.day[:4]].append(moment)
    yield _page(edition, "meetings", {"years": list(years.items())})
    for key in ("regions", "resolutions", "organisations", "people", "themes"):
        shown = {"map": map_of(edition, seen), "ranked": _ranked(edition, seen.named)} if key == "regions" else {}
        yield _page(edition, key, {"map": "", "groups": _groups(edition, key, seen.about), **shown}, "list")
    yield _page(
        edition,
        "questions",
        {"queries": [(each.titles[lang], each.descriptions[lang], f"question/{each.id}.html") for each in queries]},
    )
    types = [(kind, wording[f"means-{kind}"]) for kind in ACT_TYPES]
    digests = any(text.digest for text in edition.texts.values())
    yield _page(edition, "about", {"types": types, "digests": digests})


def _page(edition: Edition, key: str, context: Mapping[str, object], template: str = "") -> Page:
    return Page(
        template or key, f"{key}.html", Words(edition.wording[key], edition.lang), context={"key": key, **context}
    )


def _groups(edition: Edition, key: str, numbers: Counter[str]) -> list[tuple[str, list[tuple[Link, str]]]]:
    """Return the things of a list by kind, each with what there is about it, in the order of the alphabet."""
    found = []
    for kind in (each for each in KINDS if LISTS.get(each) == key):
        things = [ox.NamedNode(iri) for iri, place in edition.pages.items() if place.kind == kind]
        links = [(edition.link(thing), _told(edition, thing, numbers[thing.value])) for thing in things]
        if links:
            found.append((kind, sorted(links, key=lambda each: sort_key(each[0].words.text))))
    return found


def _told(edition: Edition, thing: ox.NamedNode, acts: int) -> str:
    """Return how many acts are about a thing, else in how many meetings a person took part; nothing for none."""
    if acts or edition.pages[thing.value].kind != "person":
        return edition.wording.count("n-acts", acts) if acts else ""
    view = edition.view
    parts = view.sources(thing, KG.participant)
    meetings = {each for part in parts for each in view.sources(part, KG.participation)}
    return edition.wording.count("n-meetings", len(meetings)) if meetings else ""
