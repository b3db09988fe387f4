"""A map by region: circles whose surface is the value, on the outlines of countries.

The projection is Equal Earth (Šavrič, Patterson and Jenny 2018), which keeps surfaces. The outlines are those of
Natural Earth; drawing them takes no position on any border.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.draw.chart import Area, Map
from kg.draw.svg import INK, MAIN, WIDTH, Drawing, amount, breadth, clean, listed, number

_LAND, _SEA, _BORDER, _GRID = "#e4e1d8", "#f7fafc", "#c6c2b6", "#dfe6ec"
_LARGEST = 34.0
_SMALLEST = 3.0
_HIT = 9.0
_MARGIN = 16.0
_TURN = math.sqrt(3) / 2
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
Point = tuple[float, float]


def draw_map(chart: Map, language: str) -> str:
    """Return the map as SVG: each circle has its number inside or beside it, and a list below says which is which.

    Where areas have addresses, their circles are links, and title and list are left to the page around the map.
    """
    areas = sorted(chart.areas, key=lambda area: -area.value)
    linked = any(area.address for area in areas)
    shown = [(area, middle) for area in areas if (middle := centre(area.countries))]
    told = "; ".join(listed([(area.label, area.value) for area in areas], language))
    drawing = Drawing(chart.title, f"{chart.measure}. {told}", 0)
    top = _MARGIN if linked else drawing.heading(chart.title, chart.measure)
    frame = _frame([point for _, point in shown])
    scale = (WIDTH - 2 * _MARGIN) / (frame[2] - frame[0])
    high = scale * (frame[3] - frame[1])

    def place(longitude: float, latitude: float) -> Point:
        x, y = project(longitude, latitude)
        return _MARGIN + (x - frame[0]) * scale, top + (frame[3] - y) * scale

    key = drawing.root.get("aria-labelledby", "").rpartition("-")[2]
    clip = drawing.put("clipPath", id=f"clip-{key}")
    sheet: dict[str, str | float] = {"x": _MARGIN, "y": top, "width": WIDTH - 2 * _MARGIN, "height": high}
    drawing.put("rect", clip, more=sheet)
    drawing.put("rect", fill=_SEA, more=sheet)
    ground = drawing.put("g", clip_path=f"url(#clip-{key})")
    drawing.put("path", ground, d=_graticule(place), fill="none", stroke=_GRID)
    for path in _outlines(place):
        drawing.put("path", ground, d=path, fill=_LAND, stroke=_BORDER, stroke_width=0.5)
    ranks = {area: rank for rank, area in enumerate(areas if linked else [area for area, _ in shown], start=1)}
    _circles(drawing, [(ranks[area], area, place(*point)) for area, point in shown], language)
    if linked:
        # Of an image, which it is otherwise, nobody hears what is inside.
        drawing.root.set("role", "group")
        drawing.root.set("aria-labelledby", f"title-{key}")
    drawing.grow(top + high + _MARGIN if linked else _list(drawing, areas, top + high + 24, language))
    return drawing.svg()


def project(longitude: float, latitude: float) -> Point:
    """Return where Equal Earth puts a point given in degrees.

    >>> project(0, 0)
    (0.0, 0.0)
    """
    turn = math.asin(_TURN * math.sin(math.radians(latitude)))
    square = turn * turn
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(longitude) * math.cos(turn) / (_TURN * slope)
    return x, turn * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def centre(codes: Sequence[str]) -> Point | None:
    """Return the middle of the countries in degrees, weighted by nothing; None when no outline is known."""
    places = [countries()[code]["at"] for code in codes if code in countries()]
    if not places:
        return None
    # The mean on the globe, so that a region across the date line stays there.
    x = y = z = 0.0
    for east, north in places:
        longitude, latitude = math.radians(east / 10), math.radians(north / 10)
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


@cache
def countries() -> Mapping[str, Any]:
    """Return ``{alpha-3: {"at": middle, "rings": outlines}}`` in tenths of a degree (see ``outlines.json``)."""
    text = Path(__file__).with_name("outlines.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)["countries"]
    return found


def _frame(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of what is shown: the world, or the part of it where the circles are."""
    left, right = -project(180, 0)[0], project(180, 0)[0]
    low, high = project(0, -58)[1], project(0, 84)[1]
    if not points:
        return left, low, right, high
    across = [project(*point)[0] for point in points]
    upward = [project(*point)[1] for point in points]
    wide = max(1.7, max(across) - min(across) + 0.7, 1.9 * (max(upward) - min(upward) + 0.5))
    if wide > 0.75 * (right - left):
        return left, low, right, high
    middle = min(max((max(across) + min(across)) / 2, left + wide / 2), right - wide / 2)
    tall = wide / 1.9
    height = min(max((max(upward) + min(upward)) / 2, low + tall / 2), high - tall / 2)
    return middle - wide / 2, height - tall / 2, middle + wide / 2, height + tall / 2


def _graticule(place: Any) -> str:
    lines = [[place(east, north) for north in range(-90, 91, 10)] for east in range(-180, 181, 30)]
    lines += [[place(east, north) for east in range(-180, 181, 10)] for north in range(-60, 90, 30)]
    return "".join(f"M{_points(line)}" for line in lines)


def _outlines(place: Any) -> Iterator[str]:
    for country in countries().values():
        path = "".join(f"M{_points([place(*point) for point in _degrees(ring)])}Z" for ring in country["rings"])
        if path:
            yield path


def _degrees(ring: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for right, up in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + right, y + up
        yield x / 10, y / 10


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _circles(drawing: Drawing, shown: Sequence[tuple[int, Area, Point]], language: str) -> None:
    """Draw the largest first, so that none hides another; each has its number in the list."""
    most = max((area.value for _, area, _ in shown), default=1) or 1
    for rank, area, (x, y) in shown:
        radius = max(_SMALLEST, _LARGEST * math.sqrt(area.value / most))
        told = next(listed([(area.label, area.value)], language))
        parent = drawing.put("a", href=area.address, aria_label=clean(told)) if area.address else None
        if parent is not None:
            drawing.put("title", parent, told)
            # Something to hit where the circle is small.
            drawing.put("circle", parent, cx=x, cy=y, r=max(radius, _HIT), fill="none", pointer_events="all")
        drawing.put("circle", parent, cx=x, cy=y, r=radius, fill=MAIN, fill_opacity=0.4, stroke=MAIN, stroke_width=1.5)
        side: dict[str, str | float] = {"text_anchor": "middle"} if radius > 9 else {}
        drawing.words(
            x if radius > 9 else x + radius + 2,
            y + 4,
            str(rank),
            parent,
            font_size=12,
            font_weight="bold",
            fill=INK,
            stroke="#ffffff",
            stroke_width=2.5,
            paint_order="stroke",
            **side,
        )


def _list(drawing: Drawing, areas: Sequence[Area], y: float, language: str) -> float:
    """Write ``1 Iraq 12`` for each area, in columns that go down; return where the list ends."""
    lines = []
    rank = 0
    colon = "\u00a0: " if language == "fr" else ": "
    for area in areas:
        known = any(code in countries() for code in area.countries)
        rank += known
        lines.append(f"{rank if known else '–'}. {area.label}{colon}{amount(area.value, language)}")
    wide = max(breadth(line, 13) for line in lines) + 18
    columns = max(1, int((WIDTH - 2 * _MARGIN) // wide))
    rows = math.ceil(len(lines) / columns)
    for place, line in enumerate(lines):
        column, row = divmod(place, rows)
        drawing.words(_MARGIN + column * wide, y + row * 19, line, font_size=13, data_value=number(areas[place].value))
    return y + rows * 19
