"""A text on a terminal with some of its passages coloured."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.cli.layout import visible
from kg.cli.show import styled
from kg.model.span import Span

_WORD = re.compile(r"[^ \n]+")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a passage is shown; marks may lie inside each other.

    Attributes:
        span: The passage.
        colour: Name of a colour that ``click.style`` knows, or None to keep that of the surroundings.
        strong: In bold.
        underline: Underlined.
        tag: Word put before the passage, in its colour.
    """

    span: Span
    colour: str | None = None
    strong: bool = False
    underline: bool = False
    tag: str = ""


def painted(text: str, marks: Sequence[Mark], width: int) -> Iterator[str]:
    """Yield the lines of ``text``, wrapped at spaces to ``width`` characters, with the marked passages coloured."""
    tags = {mark.span.start: mark for mark in marks if mark.tag}
    for line in _lines(text, tags, width):
        yield _paint(text, line, marks, tags)


def _lines(text: str, tags: dict[int, Mark], width: int) -> Iterator[Span | None]:
    """Yield the passages of the text that stand on one line each; None is an empty line."""
    last = 0
    for paragraph in _LINE.finditer(text):
        if last and text.count("\n", last, paragraph.start()) > 1:
            yield None
        last = paragraph.end()
        yield from _wrapped(text, Span(paragraph.start(), paragraph.end()), tags, width)


def _wrapped(text: str, paragraph: Span, tags: dict[int, Mark], width: int) -> Iterator[Span]:
    first, used = -1, 0
    end = paragraph.start
    for word in _WORD.finditer(text, paragraph.start, paragraph.end):
        length = (
            word.end()
            - word.start()
            + sum(len(tags[at].tag) + 3 for at in range(word.start(), word.end()) if at in tags)
        )
        if first >= 0 and used + 1 + length > width:
            yield Span(first, end)
            first = -1
        used = length if first < 0 else used + 1 + length
        first, end = (word.start() if first < 0 else first), word.end()
    if first >= 0:
        yield Span(first, end)


def _paint(text: str, line: Span | None, marks: Sequence[Mark], tags: dict[int, Mark]) -> str:
    if line is None:
        return ""
    inside = [mark for mark in marks if mark.span.overlaps(line)]
    edges = {line.start, line.end}
    for mark in inside:
        edges.update(edge for edge in (mark.span.start, mark.span.end) if line.start <= edge <= line.end)
    cuts = sorted(edges)
    parts = []
    for start, end in pairwise(cuts):
        if start in tags:
            parts.append(styled(f"[{tags[start].tag}]", tags[start].colour, bold=True) + " ")
        parts.append(_piece(text[start:end], [mark for mark in inside if mark.span.start <= start < mark.span.end]))
    return "".join(parts)


def _piece(words: str, marks: Sequence[Mark]) -> str:
    colour = next((mark.colour for mark in marks if mark.colour), None)
    return styled(
        visible(words), colour, bold=any(mark.strong for mark in marks), underline=any(mark.underline for mark in marks)
    )
