"""Joins the names and offices of a list to parties: countries, organisations, and who speaks for them.

« le ministre de la Défense portugais Rui Sousa et la présidente du Cap-Vert » is two parties, each with a country and
an office, the first with a person too.
"""

from dataclasses import dataclass, replace

from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.annotate.recognise import Seen
from kg.text.extract.items import Gap, Item, Reader

_Items = tuple[tuple[Item, Gap], ...]
_SURNAME = 4


@dataclass(frozen=True, slots=True)
class Party:
    """One country or organisation, with the person who speaks for it.

    Attributes:
        span: From its first to its last word.
        actor: Country or organisation; None when only a person is named.
        inferred: True when the office alone, or the reference data's account of the person, tells the country.
        person: Words of the person's name.
        office: Words of the office.
        known: The person in the reference data, or None.
        guessed: The words of an organisation that is not known, or None.
        meant: Whose the office is, when it alone tells that.
        chairs: The only office is that of presiding over the actor for a while.
        beside: The last office is one of presiding that the person holds beside another.
    """

    span: Span
    actor: Thing | None = None
    inferred: bool = False
    person: Span | None = None
    office: Span | None = None
    known: Thing | None = None
    guessed: Span | None = None
    meant: Thing | None = None
    chairs: bool = False
    beside: bool = False


def parse_parties(seen: Seen, start: int, end: int, *, persons_first: bool = False) -> tuple[Party, ...]:
    """Return the parties of the list that begins at ``start``, up to the first word that belongs to none.

    ``persons_first`` lets the list open with the name of a person without a title, as after "at the invitation of".
    """
    items = tuple(Reader.over(seen, start, end).items(start, named=persons_first))
    parties: list[Party] = []
    current: Party | None = None
    for index, (item, gap) in enumerate(items):
        joined = None
        if current is not None:
            joined = _beside(current, items, index) or _join(current, item, gap, possessor=_owns(items, index))
            if joined is None:
                parties.append(current)
        current = joined or _opened(item)
    if current is not None:
        parties.append(current)
    return tuple(_completed(seen, party) for party in _zipped(parties))


def _opened(item: Item) -> Party:
    if item.kind == "actor":
        return Party(item.span, item.thing, guessed=item.span if item.guessed else None)
    if item.kind == "person":
        return Party(item.span, person=item.span, known=item.thing)
    return Party(item.span, office=item.span, meant=item.thing, chairs=item.chairs)


def _owns(items: _Items, index: int) -> bool:
    """Tell whether a country after a comma is followed by its own office: « , France's Minister of…»."""
    item, gap = items[index]
    if item.kind != "actor" or not gap.comma or gap.coordinates or index + 1 == len(items):
        return False
    office, between = items[index + 1]
    return office.kind == "office" and (between.empty or between.of)


def _beside(party: Party, items: _Items, index: int) -> Party | None:
    """Return the party with an office that its person holds beside another one, or None when the item is none such.

    « , président du Pérou et président en exercice de la Ligue », "and Chair of the League", "and the League's Chair",
    and the other way round "Chair of the League and President of Peru"; a name after it makes it somebody else's.
    """
    item, gap = items[index]
    owned = index + 1 < len(items) and item.kind == "actor" and items[index + 1][1].empty
    office = items[index + 1][0] if owned else item
    same = party.person is None and gap.bare and not gap.determined and not owned
    if office.kind != "office" or party.office is None or gap.empty:
        return None
    if (
        party.chairs
        and party.actor is not None
        and party.person is None
        and not (gap.comma or gap.coordinates or owned)
    ):
        return replace(party, span=Span(party.span.start, item.span.end), actor=None, office=item.span, chairs=False)
    if not same and _named(items, index + 1 + owned):
        return None
    span = Span(party.span.start, item.span.end)
    if office.chairs:
        held = party.person is not None or (gap.bare and party.actor is not None and not owned)
        return replace(party, span=span, beside=True) if held else None
    if party.person is None and gap.bare and gap.comma and not gap.determined and not owned:
        return _apposed(party, items, index, span)
    if party.person is not None and party.actor is None and gap.comma and not gap.coordinates and not owned:
        return replace(party, span=span, office=item.span, meant=item.thing, chairs=False)
    if party.person is None or not party.chairs or gap.determined or owned:
        return None
    return replace(party, span=span, actor=None, office=item.span, chairs=False)


def _apposed(party: Party, items: _Items, index: int, span: Span) -> Party | None:
    """Return the party with a second office of the same, yet unnamed person (haut représentant, vice-président)."""
    another = index + 1 < len(items) and items[index + 1][0].kind == "actor" and party.actor is not None
    if (another and items[index + 1][0].thing != party.actor) or not _named(items, index + 1):
        return None
    return replace(party, span=span, actor=party.actor or party.meant)


def _named(items: _Items, index: int) -> bool:
    """Tell whether a person's name follows the office, after the whole that the office is of."""
    for item, gap in items[index:]:
        if item.kind == "person":
            return not gap.coordinates
        if item.kind != "actor" or not (gap.of or gap.empty):
            return False
    return False


def _join(party: Party, item: Item, gap: Gap, *, possessor: bool) -> Party | None:
    """Return the party with the item added, or None when the item opens another party.

    ``possessor`` says that the item is a country which, after a comma, owns the office that follows it. Who speaks
    for a country and for an organisation that it chairs is that country's.
    """
    span = Span(party.span.start, item.span.end)
    if item.kind == "actor":
        apposed = possessor and party.person is not None and party.office is None
        belongs = (gap.of or (gap.speaks and party.person is not None)) and not gap.coordinates
        if party.beside and belongs and item.thing is not None and item.thing.kind == "organisation":
            return replace(party, span=span)
        if party.actor is not None:
            wider = party.actor.kind == "organisation" and item.thing is not None and item.thing.kind == "country"
            wider = wider and not gap.about
            return replace(party, span=span, actor=item.thing if wider else party.actor) if belongs else None
        return replace(party, span=span, actor=item.thing) if gap.empty or belongs or apposed else None
    if item.kind == "person":
        free = party.person is None and not gap.coordinates and (party.office is not None or gap.empty)
        return replace(party, span=span, person=item.span, known=item.thing) if free else None
    if party.office is None:
        free = (gap.empty or gap.of) if party.person is None else gap.comma or gap.empty or gap.of
        chairs = item.chairs and party.actor is None
        return _with_office(party, item, span, chairs=chairs) if free and (party.person or not gap.comma) else None
    first = party.person is not None and party.person.start < party.office.start
    chained = gap.empty if party.person is None else first and gap.empty
    last = first or (party.person is None and party.span.end == party.office.end)
    chained = chained or (gap.bare and last and (gap.coordinates or (first and party.actor is None)))
    if party.person is not None and party.actor is None and not first and gap.empty:
        return _with_office(party, item, span, chairs=item.chairs)
    office = Span(party.office.start, item.span.end)
    return replace(party, span=span, office=office, beside=False) if chained else None


def _with_office(party: Party, item: Item, span: Span, *, chairs: bool) -> Party:
    return replace(party, span=span, office=item.span, meant=item.thing, chairs=chairs)


def _zipped(parties: list[Party]) -> list[Party]:
    """Give the persons of a trailing list to the countries before it, when there are as many of each."""
    actors = [party for party in parties if party.actor is not None]
    persons = [party for party in parties if party.actor is None and party.person is not None]
    bare = all(party.person is None for party in actors)
    if not persons or len(actors) != len(persons) or parties != actors + persons or not bare:
        return parties
    return [
        replace(actor, person=person.person, office=actor.office or person.office)
        for actor, person in zip(actors, persons, strict=True)
    ]


def _completed(seen: Seen, party: Party) -> Party:
    """Return the party with the country or organisation that its person or office alone tells."""
    if party.actor is not None:
        return party
    thing = seen.names.speaks_for.get(party.known) if party.known else None
    if thing is None and party.office is not None and party.person is not None:
        surname = party.person.of(seen.text.text).split()[-1]
        thing = seen.names.surnames.get(surname) if len(surname) >= _SURNAME else None
    thing = thing or party.meant
    return replace(party, actor=thing, inferred=thing is not None)
