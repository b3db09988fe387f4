"""``python -m tools.outlines FOLDER``: outlines of countries from the unpacked npm package world-atlas 2.0.2.

Natural Earth is in the public domain; world-atlas (ISC) names its countries by their M49 numbers. The outlines are
those of the 1:110 million map, with the countries too small for it as points from the 1:50 million map.
"""

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src" / "kg" / "draw" / "outlines.json"
# Natural Earth draws these without a number of M49; the tables of this project know them so.
_WITHOUT_NUMBER = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}
_NOTE = {
    "source": "Natural Earth, 1:110 million and 1:50 million, as packaged in world-atlas 2.0.2",
    "licence": "public domain (Natural Earth); ISC (world-atlas)",
    "unit": "tenths of a degree: longitude, latitude, then differences from the point before",
}
Point = tuple[float, float]


def main(folder: Path) -> None:
    """Write the file."""
    codes = _codes()
    small = dict(_countries(json.loads((folder / "countries-50m.json").read_text(encoding="utf-8")), codes))
    large = dict(_countries(json.loads((folder / "countries-110m.json").read_text(encoding="utf-8")), codes))
    lines = []
    for code in sorted({*small, *large}):
        rings = [_packed(ring) for ring in large.get(code, ())]
        centre = _centre(max(large.get(code) or small[code], key=lambda ring: abs(_area(ring)[0])))
        entry = {"at": [round(10 * each) for each in centre], "rings": [ring for ring in rings if len(ring) > 6]}
        lines.append(f"  {json.dumps(code)}: {json.dumps(entry, separators=(',', ':'))}")
    note = "".join(f" {json.dumps(key)}: {json.dumps(value)},\n" for key, value in _NOTE.items())
    TARGET.write_text(f'{{\n{note} "countries": {{\n' + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8")


def _codes() -> dict[str, str]:
    with (ROOT / "data" / "sources" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["m49"]: row["iso3"] for row in csv.DictReader(file) if row["m49"]}


def _countries(topology: Mapping[str, Any], codes: Mapping[str, str]) -> Iterator[tuple[str, list[list[Point]]]]:
    """Yield the code and the outer rings of each country, those with the same code together."""
    arcs = [list(_unpacked(arc, topology["transform"])) for arc in topology["arcs"]]
    found: dict[str, list[list[Point]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = codes.get(country.get("id", ""), _WITHOUT_NUMBER.get(country["properties"]["name"], ""))
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        if code:
            found.setdefault(code, []).extend(_ring(polygon[0], arcs) for polygon in polygons)
    yield from found.items()


def _unpacked(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[Point]:
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
        yield x * scale_x + left, y * scale_y + low


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        ring += arcs[number] if number >= 0 else arcs[~number][::-1]
    return list(_unbroken(ring))


def _unbroken(ring: Sequence[Point]) -> Iterator[Point]:
    """Yield a ring that crosses the 180th meridian without its jump to the other side of the map."""
    last = ring[0][0]
    for x, y in ring:
        last = x + 360 * round((last - x) / 360)
        yield last, y


def _packed(ring: Sequence[Point]) -> list[int]:
    """Round a ring to tenths of a degree and write each point as its distance from the one before."""
    points = list(dict.fromkeys((round(10 * x), round(10 * y)) for x, y in ring))
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(points)]
    return [number for point in (points[0], *steps) for number in point]


def _area(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Return twice the signed area of a ring, and its two moments (shoelace formula)."""
    area = across = up = 0.0
    for (x, y), (u, v) in pairwise((*ring, ring[0])):
        cross = x * v - u * y
        area, across, up = area + cross, across + (x + u) * cross, up + (y + v) * cross
    return area, across, up


def _centre(ring: Sequence[Point]) -> Point:
    area, across, up = _area(ring)
    return (across / (3 * area), up / (3 * area)) if area else ring[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
