"""Draws what is countable: bars, lines over time, a map by region. Numbers and words in, SVG or text out.

It knows no graph and no terminal: whoever calls it gives the words in the reader's language, and the language.
"""

from kg.draw.bars import draw_bars
from kg.draw.chart import Area, Bar, Bars, Chart, Lines, Map, Series
from kg.draw.lines import draw_lines
from kg.draw.map import draw_map
from kg.draw.text import text_chart

__all__ = ["Area", "Bar", "Bars", "Chart", "Lines", "Map", "Series", "draw", "text_chart"]


def draw(chart: Chart, language: str) -> str:
    """Return a chart as one SVG element (SVG 1.1), which stands alone as a file or inside an HTML page.

    It scales with its place (``viewBox``, no fixed size), needs no style sheet and no script, and says in ``title`` and
    ``desc`` what it shows, so that a page with a strict Content-Security-Policy and a screen reader can both use it.

    Args:
        chart: What to draw.
        language: ``en`` or ``fr``: how numbers are written, and the few words of the drawing itself.
    """
    if isinstance(chart, Bars):
        return draw_bars(chart, language)
    return draw_lines(chart, language) if isinstance(chart, Lines) else draw_map(chart, language)
