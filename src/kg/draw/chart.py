"""What is drawn: three kinds of chart, as plain data, with all words in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts and how much, at least 0."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below one another, in the order given.

    Attributes:
        title: What the chart answers.
        measure: What the values are: the heading of their column.
        bars: At least one.
    """

    title: str
    measure: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a name, and values at moments that ``Lines.moments`` names; None where there is no value."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over time.

    Attributes:
        title: What the chart answers.
        measure: What the values are.
        moments: Years or days (ISO 8601), sorted, evenly drawn.
        series: At least one, each with as many values as there are moments.
    """

    title: str
    measure: str
    moments: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A country or region on a map.

    Attributes:
        label: Its name.
        value: How much, at least 0: the area of the circle.
        countries: ISO 3166 alpha-3 codes: the country itself, or all countries within the region.
        address: Where its circle leads; empty for nowhere.
    """

    label: str
    value: float
    countries: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """Circles on a map of the world, one for each area, their surface in proportion to its value."""

    title: str
    measure: str
    areas: tuple[Area, ...]


Chart = Bars | Lines | Map
