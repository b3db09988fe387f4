"""Lines on pages, put back into paragraphs: geometry only, no language."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

HYPHEN = "\u00ad"
_BULLET = re.compile(r"(?:[-–—•‣▪·*]|\d{1,3}[.)]|\(?[a-z]\)|[ivx]{1,5}[.)])\s")
_DIGITS = re.compile(r"\d+")
_CLOSED = re.compile(r"[.!?:;…][\s\"”»’)]*\Z")
_SPLIT_WORD = re.compile(rf"(\w+){HYPHEN}(\w+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Attributes:
        text: Its characters; ``HYPHEN`` at the end stands for a hyphen that may only be the line's.
        left: Where it starts, in points from the page's left.
        right: Where it ends.
        base: Height of its baseline, in points from the page's bottom.
    """

    text: str
    left: float
    right: float
    base: float


def joined(pages: list[list[Line]]) -> str:
    """Return the text of ``pages``, one paragraph a line.

    Lines that stand at one height on most pages, alike but for their digits (running titles, page numbers), are
    dropped. A word cut at the end of a line is joined; its hyphen stays when a capital follows or when the text
    writes it with a hyphen elsewhere.
    """
    kept = _without_furniture(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return ""
    breaks = _Breaks(lines)
    parts = [lines[0].text]
    for before, after in pairwise(lines):
        if breaks.between(before, after):
            parts.append("\n")
        elif not before.text.endswith(HYPHEN):
            parts.append(" ")
        parts.append(after.text)
    return _whole_words("".join(parts))


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    if len(pages) < 3:
        return [[line for line in page if not _is_page_number(line)] for page in pages]
    seen = Counter(key for page in pages for key in {_place(line) for line in page})
    return [
        [line for line in page if seen[_place(line)] * 2 <= len(pages) and not _is_page_number(line)] for page in pages
    ]


def _place(line: Line) -> tuple[int, str]:
    return round(line.base), _DIGITS.sub("0", line.text)


def _is_page_number(line: Line) -> bool:
    return re.fullmatch(r"[-–—\s]*\d{1,3}[-–—\s]*(?:/\s*\d{1,3})?", line.text) is not None


class _Breaks:
    """Where paragraphs end, by what is usual in this document: the step between lines and the right margin."""

    def __init__(self, lines: list[Line]) -> None:
        steps = [before.base - after.base for before, after in pairwise(lines) if before.base > after.base + 1]
        self._step = median(steps) if steps else 0.0
        self._left = min(line.left for line in lines)
        self._right = sorted(line.right for line in lines)[len(lines) * 9 // 10]

    def between(self, before: Line, after: Line) -> bool:
        """Tell whether a paragraph ends with the line ``before``."""
        if before.text.endswith(HYPHEN):
            return False
        if _BULLET.match(after.text):
            return True
        step = before.base - after.base
        if abs(step) <= 1 and after.left >= before.right:
            return False
        short = before.right < self._right - 0.15 * (self._right - self._left)
        # Up the page again: the next column or page.
        if step <= 0:
            return short or _CLOSED.search(before.text) is not None
        return short or step > 1.35 * self._step


def _whole_words(text: str) -> str:
    plain = text.replace(HYPHEN, "")

    def whole(found: re.Match[str]) -> str:
        hyphened = f"{found[1]}-{found[2]}"
        keep = found[2][0].isupper() or found[2][0].isdigit() or hyphened in plain
        return hyphened if keep else found[1] + found[2]

    return _SPLIT_WORD.sub(whole, text).replace(HYPHEN, "-")
