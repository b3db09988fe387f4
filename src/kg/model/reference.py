"""Things that a text may name: countries, regions, places, organisations, persons, resolutions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["country", "region", "place", "organisation", "person", "resolution"]


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """The name of a thing, independent of any language: its kind and its key.

    Attributes:
        kind: Also the path segment of its IRI (``…/id/{kind}/{key}``).
        key: ISO 3166-1 alpha-3 for a country (``IRQ``), M49 number (``002``) or ``x-`` slug (``x-sahel``) for a
            region, slug for a place (a city, camp or base: ``al-hol``), organisation (``gcd``) or person
            (``sophie-wilmes``), symbol with dashes for a resolution (``S-RES-2254-2015``).
    """

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What the reference data knows of a thing.

    Attributes:
        thing: Which thing.
        names: ``{language: names}``, the preferred label first, then every spelling that a text may use.
        within: What directly contains it (a place its country, a country its M49 region).
        sort: Finer kind, such as ``capital`` for a place or ``coalition`` for an organisation; may be empty.
        members: Countries or organisations that belong to an organisation, when public.
        speaks_for: Of a person: the one country or organisation that the person is known to have held an office for.
    """

    thing: Thing
    names: Mapping[str, tuple[str, ...]]
    within: tuple[Thing, ...] = ()
    sort: str = ""
    members: tuple[Thing, ...] = ()
    speaks_for: Thing | None = None

    def label(self, language: str) -> str:
        """Return the preferred label in ``language``, else in English, else the key."""
        for code in (language, "en"):
            if self.names.get(code):
                return self.names[code][0]
        return self.thing.key


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution of a United Nations organ.

    Attributes:
        thing: Its name, of kind ``resolution``.
        number: Number in the organ's series, as a text writes it (``2254``; ``75/291`` for the Assembly).
        year: Year of adoption.
        symbol: Document symbol, ``S/RES/2254 (2015)``.
    """

    thing: Thing
    number: str
    year: int
    symbol: str


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The reference data as the text half needs it; told apart by identity, so that tables made from it can be kept.

    Attributes:
        entities: Everything that has names.
        security_council: ``{number: resolution}`` of the Security Council, whose numbers never repeat.
    """

    entities: Mapping[Thing, Entity] = field(default_factory=dict)
    security_council: Mapping[str, Resolution] = field(default_factory=dict)
