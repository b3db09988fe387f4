"""Bars, one below the other, each with its label on the left and its value at the end."""

from kg.draw.chart import Bars
from kg.draw.svg import GRID, MAIN, WIDTH, Drawing, amount, breadth, listed, wrapped

_SIZE = 14.0
_LINE = 17.0
_LABELS = 260.0
_LEFT = 16.0


def draw_bars(chart: Bars, language: str) -> str:
    """Return the bars as SVG; nothing is told by colour."""
    told = "; ".join(listed([(bar.label, bar.value) for bar in chart.bars], language))
    drawing = Drawing(chart.title, f"{chart.measure}. {told}", 0)
    top = drawing.heading(chart.title, chart.measure)
    labels = [wrapped(bar.label, _LABELS, _SIZE) for bar in chart.bars]
    start = _LEFT + min(2 * _LABELS, max(breadth(line, _SIZE) for lines in labels for line in lines)) + 10
    figures = [amount(bar.value, language) for bar in chart.bars]
    room = WIDTH - start - max(breadth(figure, _SIZE) for figure in figures) - 24
    highest = max(bar.value for bar in chart.bars) or 1.0
    y = top
    axis = drawing.put("line", x1=start, x2=start, y1=top - 4, y2=0, stroke=GRID)
    for bar, lines, figure in zip(chart.bars, labels, figures, strict=True):
        height = _LINE * len(lines)
        for number, line in enumerate(lines):
            drawing.words(start - 10, y + _LINE * number + 13, line, text_anchor="end")
        long = room * bar.value / highest
        drawing.put("rect", x=start, y=y + (height - 15) / 2, width=max(long, 0.5), height=15, fill=MAIN)
        drawing.words(start + long + 6, y + height / 2 + 5, figure)
        y += height + 9
    axis.set("y2", f"{y:.0f}")
    drawing.grow(y + 10)
    return drawing.svg()
