"""Lines over time. Each has its own dashes and its own marks, so that it is known without its colour."""

import math

from kg.draw.chart import Lines, Series
from kg.draw.svg import GRID, INK, PALE, PAPER, WIDTH, Drawing, amount, breadth, number, ticks

_LEFT, _RIGHT, _HIGH = 70.0, 30.0, 300.0
_COLOURS = ("#1f5fa8", "#b3391f", "#2e7d32", "#6a3d9a", "#8a5a00", "#00767a", "#ad1457", "#444444")
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "6 2", "1 3 6 3", "10 6", "3 3")
# Corners of the marks; 0 is a circle.
_CORNERS = (0, 4, 3, 0, 4, 3, 0, 4)
MOST = len(_COLOURS)


def draw_lines(chart: Lines, language: str) -> str:
    """Return the lines as SVG; more than eight are drawn as the seven largest and the sum of the others."""
    series = gathered(chart.series, language)
    drawing = Drawing(chart.title, f"{chart.measure}. {_told(chart, series, language)}", 0)
    top = drawing.heading(chart.title, chart.measure) + 6
    steps = ticks(max((value or 0 for each in series for value in each.values), default=0))
    for step in steps:
        y = top + _HIGH * (1 - step / steps[-1])
        drawing.put("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, stroke=GRID)
        drawing.words(_LEFT - 8, y + 5, amount(step, language), text_anchor="end", fill=PALE, font_size=13)
    across = [_LEFT + 20 + (WIDTH - _LEFT - _RIGHT - 40) * part for part in _parts(len(chart.moments))]
    _moments(drawing, chart.moments, across, top + _HIGH + 20)
    for place, each in enumerate(series):
        for run in _runs(across, each.values):
            _line(drawing, [(x, top + _HIGH * (1 - value / steps[-1])) for x, value in run], place)
    drawing.grow(_legend(drawing, series, top + _HIGH + 48) if len(series) > 1 else top + _HIGH + 36)
    return drawing.svg()


def gathered(series: tuple[Series, ...], language: str) -> tuple[Series, ...]:
    """Return at most eight series: the largest, and the sum of the others under a name that counts them."""
    if len(series) <= MOST:
        return series
    ranked = sorted(series, key=lambda each: -sum(value or 0 for value in each.values))
    rest = ranked[MOST - 1 :]
    words = f"{len(rest)} autres ensemble" if language == "fr" else f"{len(rest)} others together"
    sums = tuple(
        sum(value or 0 for value in values) if any(value is not None for value in values) else None
        for values in zip(*(each.values for each in rest), strict=True)
    )
    return (*ranked[: MOST - 1], Series(words, sums))


def _told(chart: Lines, series: tuple[Series, ...], language: str) -> str:
    parts = []
    for each in series:
        known = zip(chart.moments, each.values, strict=True)
        values = ", ".join(f"{when} {amount(value, language)}" for when, value in known if value is not None)
        parts.append(f"{each.label}: {values}" if language != "fr" else f"{each.label}\u00a0: {values}")
    return "; ".join(parts)


def _parts(count: int) -> list[float]:
    return [each / (count - 1) for each in range(count)] if count > 1 else [0.5]


def _moments(drawing: Drawing, moments: tuple[str, ...], across: list[float], y: float) -> None:
    """Write the moments below, as many as have room."""
    widest = max(breadth(each, 13) for each in moments) + 14
    every = max(1, math.ceil(widest * len(moments) / (WIDTH - _LEFT - _RIGHT)))
    for place in range(0, len(moments), every):
        drawing.words(across[place], y, moments[place], text_anchor="middle", fill=PALE, font_size=13)


def _runs(across: list[float], values: tuple[float | None, ...]) -> list[list[tuple[float, float]]]:
    """Return neighbouring values together: a line is not drawn over moments without one."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(across, values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, value))
    return [run for run in runs if run]


def _line(drawing: Drawing, points: list[tuple[float, float]], place: int) -> None:
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    dashes = {"stroke_dasharray": _DASHES[place]} if _DASHES[place] else {}
    drawing.put("polyline", points=path, fill="none", stroke=_COLOURS[place], stroke_width=2, more=dashes)
    for x, y in points:
        _mark(drawing, x, y, place)


def _mark(drawing: Drawing, x: float, y: float, place: int) -> None:
    corners, fill = _CORNERS[place], _COLOURS[place] if place < 3 else PAPER
    if not corners:
        drawing.put("circle", cx=x, cy=y, r=4, fill=fill, stroke=_COLOURS[place], stroke_width=1.5)
        return
    turns = [math.tau * each / corners - math.pi / 2 for each in range(corners)]
    path = " ".join(f"{number(x + 5 * math.cos(turn))},{number(y + 5 * math.sin(turn))}" for turn in turns)
    drawing.put("polygon", points=path, fill=fill, stroke=_COLOURS[place], stroke_width=1.5)


def _legend(drawing: Drawing, series: tuple[Series, ...], y: float) -> float:
    """Write which line is which, as many to a row as have room; return where it ends."""
    x = _LEFT
    for place, each in enumerate(series):
        wide = 52 + breadth(each.label, 13) + 20
        if x > _LEFT and x + wide > WIDTH - 10:
            x, y = _LEFT, y + 22
        _line(drawing, [(x, y - 4), (x + 20, y - 4), (x + 40, y - 4)], place)
        drawing.words(x + 52, y, each.label, font_size=13, fill=INK)
        x += wide
    return y + 16
