"""Charts for a terminal: bars of block characters, whatever the chart."""

from collections.abc import Iterator, Sequence

from kg.draw.chart import Area, Bars, Chart, Lines
from kg.draw.lines import gathered
from kg.draw.svg import amount, clean

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def text_chart(chart: Chart, language: str, width: int = 80) -> Iterator[str]:
    """Yield the lines of a chart of ``width`` characters: title, then a bar a line.

    Lines over time become a block of bars for each series, a map one bar for each region, largest first.
    """
    yield clean(chart.title)
    if isinstance(chart, Lines):
        drawn = gathered(chart.series, language)
        most = max((value or 0 for each in drawn for value in each.values), default=0)
        for series in drawn:
            yield ""
            yield clean(f"{series.label} – {chart.measure}" if series.label else chart.measure)
            known = zip(chart.moments, series.values, strict=True)
            yield from _bars([(when, value) for when, value in known if value is not None], most, language, width)
        return
    yield clean(chart.measure)
    pairs = [(bar.label, bar.value) for bar in chart.bars] if isinstance(chart, Bars) else _ranked(chart.areas)
    yield from _bars(pairs, max((value for _, value in pairs), default=0), language, width)


def _ranked(areas: Sequence[Area]) -> list[tuple[str, float]]:
    return sorted(((area.label, area.value) for area in areas), key=lambda pair: -pair[1])


def _bars(pairs: Sequence[tuple[str, float]], most: float, language: str, width: int) -> Iterator[str]:
    figures = [amount(value, language) for _, value in pairs]
    labels = [clean(label) for label, _ in pairs]
    widest = min(max(map(len, labels), default=0), max(10, width // 2))
    room = max(5, width - widest - max(map(len, figures), default=0) - 4)
    for label, (_, value), figure in zip(labels, pairs, figures, strict=True):
        shown = label if len(label) <= widest else f"{label[: widest - 1]}…"
        yield f"{shown.ljust(widest)}  {block(value / (most or 1), room)} {figure}"


def block(part: float, room: int) -> str:
    """Return a bar that fills ``part`` (0 to 1) of ``room`` characters, to an eighth of one.

    >>> block(0.5, 5)
    '██▌'
    """
    whole, eighths = divmod(round(part * room * 8), 8)
    return "█" * whole + (_EIGHTHS[eighths] if eighths else "")
