"""Where things lie on a map: one representative point each, in degrees of WGS 84. No border follows from it."""

import math
from collections.abc import Iterable
from functools import cache
from typing import Final

from tools.reference.sources import rows, tables
from tools.reference.turtle import Turtle, thing, typed

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

# Everywhere is nowhere on a map.
_WORLD: Final = "001"
_CONTAINERS: Final = ("region", "subregion", "intermediate")


def locate(turtle: Turtle, kind: str, key: str) -> None:
    """Add the point of a country, region or place where one is known: its own, or for a region that of its members."""
    row = _table().get((kind, key))
    found = (float(row["lat"]), float(row["long"])) if row else _middle(key) if kind == "region" else None
    if found is not None:
        # As short as can be, which no store rewrites; a middle is known to no more than a tenth.
        for name, degrees in zip(("geo:lat", "geo:long"), found, strict=True):
            turtle.add(thing(kind, key), name, typed(str(degrees if row else round(degrees, 1)), "decimal"))


@cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["kind"], row["key"]): row for row in rows("coordinates")}


@cache
def _middle(key: str) -> Point | None:
    """Return the middle of the countries and regions in an area, each counting the same; None when none has a point."""
    if key == _WORLD:
        return None
    if key.isdigit():
        members = [row["iso3"] for row in rows("countries") if key in {row[level] for level in _CONTAINERS}]
    else:
        area = tables("areas")[key]
        members = area.get("contains") or area.get("overlaps") or []
    if len(members) == 1 and not key.isdigit() and not tables("areas")[key].get("contains"):
        return None
    return _mean([point for point in map(_point, members) if point])


def _point(key: str) -> Point | None:
    row = _table().get(("country", key)) or _table().get(("region", key))
    if row:
        return float(row["lat"]), float(row["long"])
    return _middle(key) if not key.isalpha() else None


def _mean(points: Iterable[Point]) -> Point | None:
    """Return the mean on the sphere, so that the line where days change does no harm."""
    x = y = z = 0.0
    for latitude, longitude in points:
        phi, theta = math.radians(latitude), math.radians(longitude)
        x += math.cos(phi) * math.cos(theta)
        y += math.cos(phi) * math.sin(theta)
        z += math.sin(phi)
    if not (x or y or z):
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
