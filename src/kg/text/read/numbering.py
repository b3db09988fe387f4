"""The numbers of a Word list (ECMA-376 part 1, section 17.9): counted, since no text holds them."""

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

_LEVEL = re.compile(r"%([1-9])")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the items of every list while the paragraphs go by, in order."""

    def __init__(self, document: Any) -> None:
        """Take the list definitions of ``document`` (python-docx); a document without lists has none."""
        self._styles = {style.style_id: style.element for style in document.styles}
        part = next(
            (each for each in document.part.package.iter_parts() if each.partname.endswith("/numbering.xml")), None
        )
        root = part.element if part is not None else []
        abstract = {_val(each, "w:abstractNumId", own=True): each for each in root if each.tag == qn("w:abstractNum")}
        self._levels: dict[str, dict[int, Any]] = {
            _val(num, "w:numId", own=True): _levels(abstract.get(_val(num, "w:abstractNumId")))
            for num in root
            if num.tag == qn("w:num")
        }
        self._counts: dict[str, defaultdict[int, int]] = {}

    def label(self, paragraph: Any) -> str:
        """Return what Word shows before the paragraph, such as ``2.`` or ``a)``; a dash for a bullet; else nothing."""
        number, depth = self._place(paragraph)
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(number, defaultdict(int))
        counts[depth] += 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if _val(level, "w:numFmt") == "bullet":
            return "- "
        shown = _LEVEL.sub(lambda found: self._shown(number, int(found[1]) - 1), _val(level, "w:lvlText"))
        return f"{shown} " if shown else ""

    def _shown(self, number: str, depth: int) -> str:
        level = self._levels[number].get(depth)
        if level is None:
            return ""
        start = int(_val(level, "w:start") or 1)
        return _written(max(0, self._counts[number][depth] - 1) + start, _val(level, "w:numFmt"))

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Find list and level: on the paragraph itself, else on its style or the styles that one is based on."""
        element, seen = paragraph, set()
        while element is not None:
            numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None:
                return _val(numbered, "w:numId"), int(_val(numbered, "w:ilvl") or 0)
            style = _val(element.find(qn("w:pPr")), "w:pStyle") if element is paragraph else _val(element, "w:basedOn")
            if style in seen:
                break
            seen.add(style)
            element = self._styles.get(style)
        return "", 0


def _levels(definition: Any) -> dict[int, Any]:
    if definition is None:
        return {}
    return {int(_val(level, "w:ilvl", own=True)): level for level in definition if level.tag == qn("w:lvl")}


def _val(element: Any, name: str, *, own: bool = False) -> str:
    """Return the value of the attribute ``name`` (own), or of the child ``name``; empty when there is none."""
    if element is None:
        return ""
    if own:
        return str(element.get(qn(name), ""))
    child = element.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def _written(value: int, form: str) -> str:
    """Write a number as a list shows it.

    >>> _written(4, "lowerRoman"), _written(28, "upperLetter"), _written(7, "decimal")
    ('iv', 'BB', '7')
    """
    if form.endswith("Letter"):
        text = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = ""
        for size, sign in _ROMAN:
            text += sign * (value // size)
            value %= size
    else:
        return str(value)
    return text.upper() if form.startswith("upper") else text
