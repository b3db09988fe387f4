"""The little of SVG that charts need. The tree is built and written by the standard library, which escapes words."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from xml.etree import ElementTree as ET

WIDTH = 800
INK, PALE, GRID, PAPER = "#1b1b1b", "#5a5a5a", "#d6d6d6", "#ffffff"
MAIN = "#1f5fa8"
FONT = "Helvetica, Arial, 'DejaVu Sans', 'Liberation Sans', sans-serif"
# Width of a character of that font, in parts of its height; between that of narrow and of wide letters.
_CHARACTER = 0.56
# What XML 1.0 section 2.2 forbids, and letters that would turn the direction of the words around them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_MARKS = MappingProxyType({"en": (",", "."), "fr": ("\u202f", ",")})


class Drawing:
    """An SVG element under construction.

    Attributes:
        root: The ``svg`` element.
    """

    def __init__(self, title: str, description: str, height: float) -> None:
        """Start with white paper, 800 units wide and ``height`` high, and the words for those who do not see it."""
        key = sha256(f"{title}\n{description}".encode("utf-8", "replace")).hexdigest()[:10]
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {number(height)}",
                "role": "img",
                "aria-labelledby": f"title-{key} desc-{key}",
                "font-family": FONT,
                "font-size": "14",
                "fill": INK,
            },
        )
        self.put("title", text=title, id=f"title-{key}")
        self.put("desc", text=description, id=f"desc-{key}")
        self.put("rect", x=0, y=0, width=WIDTH, height=height, fill=PAPER)

    def put(
        self,
        kind: str,
        parent: ET.Element | None = None,
        text: str = "",
        more: Mapping[str, str | float] = MappingProxyType({}),
        **attributes: str | float,
    ) -> ET.Element:
        """Add an element; ``_`` in the name of an attribute stands for ``-``; ``more`` are further attributes."""
        plain = {
            key.replace("_", "-"): value if isinstance(value, str) else number(value)
            for key, value in (*more.items(), *attributes.items())
        }
        made = ET.SubElement(self.root if parent is None else parent, kind, plain)
        if text:
            made.text = clean(text)
        return made

    def words(
        self, x: float, y: float, text: str, parent: ET.Element | None = None, **attributes: str | float
    ) -> ET.Element:
        """Write one line of text with its base line at ``y``."""
        return self.put("text", parent, text, {"x": x, "y": y, **attributes})

    def heading(self, title: str, measure: str) -> float:
        """Write the title and what is measured at the top; return where the drawing may start."""
        y = 0.0
        for line in wrapped(title, WIDTH - 32, 17):
            y += 24
            self.words(16, y, line, font_size=17, font_weight="bold")
        if measure:
            y += 20
            self.words(16, y, measure, fill=PALE, font_size=13)
        return y + 16

    def grow(self, height: float) -> None:
        """Set the height, once it is known."""
        self.root.set("viewBox", f"0 0 {WIDTH} {number(height)}")
        self.root[2].set("height", number(height))

    def svg(self) -> str:
        """Return the element as text."""
        return ET.tostring(self.root, encoding="unicode") + "\n"


def clean(text: str) -> str:
    """Replace each character that XML forbids or that turns the direction of writing."""
    return _UNFIT.sub("\ufffd", text)


def number(value: float) -> str:
    """Write a coordinate: at most two decimals.

    >>> number(3.14159), number(4.0)
    ('3.14', '4')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def amount(value: float, language: str) -> str:
    """Write a value for people: digits in groups of three, at most two decimals.

    >>> amount(1234567.5, "en")
    '1,234,567.5'
    """
    group, point = _MARKS["fr" if language == "fr" else "en"]
    whole, _, part = f"{value:,.2f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", group) + (point + part if part else "")


def breadth(text: str, size: float) -> float:
    """Return about how wide a text of this size is."""
    return len(text) * size * _CHARACTER


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text at its spaces into lines of about ``width``; a word that is longer keeps its length."""
    lines: list[str] = []
    for word in clean(text).split(" "):
        if lines and breadth(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def ticks(highest: float) -> Sequence[float]:
    """Return round values from 0 to at least ``highest``: 3 to 6 of them.

    >>> list(ticks(7)), list(ticks(120))
    ([0.0, 2.0, 4.0, 6.0, 8.0], [0.0, 50.0, 100.0, 150.0])
    """
    rough = (highest or 1) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    if highest == int(highest):
        step = max(1.0, step)
    return [step * each for each in range(math.ceil((highest or 1) / step) + 1)]


def listed(pairs: Sequence[tuple[str, float]], language: str, most: int = 40) -> Iterator[str]:
    """Yield ``label: value`` for a description, and how many more there are."""
    colon = "\u00a0: " if language == "fr" else ": "
    for label, value in pairs[:most]:
        yield f"{label}{colon}{amount(value, language)}"
    if len(pairs) > most:
        yield f"… (+{len(pairs) - most})"
