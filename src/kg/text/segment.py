"""Sentences of a statement: paragraphs, headings, list items, then what a full stop ends.

A single line feed inside a paragraph is a line wrap when the next line continues the sentence; a blank line, a
list marker and a heading always end one. Offsets are never moved: a sentence is a slice of the text as it is,
without the white space around it and without its list marker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model.span import Span
from kg.text.lexicon import Lexicon

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_MARKER = re.compile(
    r"[ \t\xa0\u202f>]*(?:(?:[-–—−•·*●▪◦‣○➢➤✓■□§\uf0b7][ \t\xa0\u202f]+)|[•●▪◦‣➢➤✓■□\uf0b7]"
    r"|(?:\(?(?:\d{1,3}|(?!M\.)[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}°)[ \t\xa0\u202f]+"
    r"|\d{1,3}[ \xa0\u202f]?(?:[.)][-–]?|[-–/])[ \t\xa0\u202f]*(?=[«“]?[A-ZÀ-ÖØ-Þ][^\W\d_]))+"
)
_DASH = "-–—−*"
_BOUNDARY = re.compile(r"[.!?…]+(?:[\s\xa0\u202f]?[»”\"’')\]]+)*(?:\[\d{1,3}\])?(?=\s|[A-ZÀ-ÖØ-Þ]|\Z)")
_OPENING = re.compile(r"[\s\xa0\u202f«“\"‘'(\[*_#–—-]*(?:\(?\d{1,3}[.)][\s\xa0]+)?")
_ACRONYM = re.compile(r"(?:^|[\s\xa0(«“\"’'-])(?:[^\W\d_]\.-?){1,5}[^\W\d_]$")
_INITIAL = re.compile(r"(?:^|[\s\xa0\u202f(«“\"’'.-])[A-ZÀ-ÖØ-Þ]$")
_LAST_WORD = re.compile(r"(?:p\. )?[^\W_][\w.'’-]*$")
_WORD = re.compile(r"[^\W\d_]+")
_HEADING_LENGTH = 60
# The narrowest column in which a paragraph that is wrapped already goes on.
_COLUMN = 36
_LINE_LENGTH = 120
_MARKER_LENGTH = 16
_QUOTE_LIMIT = 800
_QUOTES = {"«": "»", "“": "”"}


@dataclass(frozen=True, slots=True)
class _Rules:
    """The tables of ``segmentation.toml``, folded."""

    abbreviations: frozenset[str]
    closing: frozenset[str]
    openers: frozenset[str]
    unfinished: frozenset[str]


def segment(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """Cut ``text`` into sentences.

    Args:
        text: Canonical text; never changed.
        lexicon: Language of the text; its ``segmentation.toml`` is read.

    Returns:
        Spans in text order, none overlapping, none empty; headings and list items are sentences of their own.
        White space, list markers and the separators between sentences belong to none.

    Raises:
        LexiconError: the language has no ``segmentation.toml``.
    """
    rules = _rules(lexicon)
    found: list[Span] = []
    for start, end in _blocks(text, rules):
        found.extend(_sentences(text, start, end, rules))
    return tuple(found)


def is_item(text: str, span: Span, *, numbered: bool | None = None) -> bool:
    """Tell whether the sentence at ``span`` opens with a list marker, which the span leaves out.

    ``numbered`` asks for one that is a number, or that is none.
    """
    low = max(0, span.start - _MARKER_LENGTH - 1)
    line = max(text.rfind("\n", low, span.start), text.rfind("\r", low, span.start)) + 1
    if line == 0 < low:
        return False
    marker = _MARKER.match(text, line)
    if marker is None or marker.end() != span.start:
        return False
    return numbered is None or numbered == any(map(str.isdigit, marker.group()))


@cache
def _rules(lexicon: Lexicon) -> _Rules:
    table = lexicon.table("segmentation")
    names = ("abbreviations", "closing", "openers", "unfinished")
    folded = {name: frozenset(word.casefold() for word in table[name]) for name in names}
    return _Rules(**folded)


def _blocks(text: str, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of paragraphs, headings and list items, markers and outer white space left out."""
    start = end = -1
    width = 0
    for line in _LINE.finditer(text):
        first, last = _trim(text, line.start(), line.end())
        if first == last:
            continue
        marker = _MARKER.match(text, line.start(), last)
        opens_item = marker is not None and marker.end() < last
        block = (start, end, width)
        if end >= 0 and _joins(text, block, first, rules, opens_item=opens_item):
            end, width = last, max(width, last - first)
            continue
        if end >= 0:
            yield start, end
        start = marker.end() if marker is not None and opens_item else first
        end, width = last, last - first
    if end >= 0:
        yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joins(text: str, block: tuple[int, int, int], first: int, rules: _Rules, *, opens_item: bool) -> bool:
    """Tell whether the line that starts at ``first`` continues the block ``(start, end, widest line)``."""
    start, end, width = block
    if text.count("\n", end, first) > 1 or text.count("\r", end, first) > 1:
        return False
    before, after = text[end - 1], text[first]
    if opens_item and not (after in _DASH and before not in ".:;,!?…" and width > _HEADING_LENGTH):
        return False
    if after.islower() or after in ",;)»”" or before in "-–/(«“’":
        return before not in ":"
    if before in ".!?…:;»”" or text[start : min(end, start + 80)].isupper() != text[first : first + 20].isupper():
        return before not in ":" and before in ".!?…»”"
    last = _LAST_WORD.search(text, max(start, end - 24), end)
    if last is not None and last.group().casefold() in rules.unfinished:
        return True
    word = _WORD.match(text, first)
    if word is not None and word.group().casefold() in rules.openers:
        return False
    low = max(start, end - _LINE_LENGTH - 2)
    broken = text.rfind("\n", low, end)
    last_line = end - max(broken, low - 1) - 1
    shortest = _COLUMN if broken >= 0 else _HEADING_LENGTH
    return shortest <= last_line <= _LINE_LENGTH and last_line >= width * 0.6


def _sentences(text: str, start: int, end: int, rules: _Rules) -> Iterator[Span]:
    """Yield the sentences of one block."""
    begin, quoted_to = start, -1
    for boundary in _BOUNDARY.finditer(text, start, end):
        stop = boundary.end()
        if boundary.start() < quoted_to or not _ends(text, begin, boundary, end, rules):
            continue
        close = _open_quote(text, begin, boundary.start(), end)
        if close > stop:
            quoted_to = close
            continue
        yield from _span(text, begin, stop)
        begin = stop
    yield from _span(text, begin, end)


def _span(text: str, start: int, end: int) -> Iterator[Span]:
    first, last = _trim(text, start, end)
    if any(character.isalnum() for character in text[first : min(last, first + 200)]):
        yield Span(first, last)


def _ends(text: str, begin: int, boundary: re.Match[str], end: int, rules: _Rules) -> bool:
    """Tell whether the punctuation at ``boundary`` ends the sentence that begins at ``begin``."""
    at, stop = boundary.start(), boundary.end()
    opening = _OPENING.match(text, stop, end)
    follows = opening.end() if opening else stop
    if follows >= end:
        return False
    following = text[follows]
    glued = not text[stop].isspace()
    if glued:
        return text[at] == "." and text[max(at - 3, begin) : at].islower() and text[follows + 1 : follows + 2].islower()
    if not following.isalnum() or following.islower() or (text[at] != "." and not following.isupper()):
        return False
    if boundary.group()[0] != "." or boundary.group().startswith(".."):
        return True
    left = text[max(begin, at - 24) : at]
    word = _LAST_WORD.search(left)
    folded = word.group().casefold().rsplit("’", 1)[-1] if word else ""
    if folded in rules.abbreviations or (
        at - begin <= 4 and left.strip('«“"( \xa0').isalnum() and len(left.strip()) <= 3
    ):
        return False
    if _ACRONYM.search(left) or _INITIAL.search(left):
        opener = _WORD.match(text, follows, end)
        return opener is not None and opener.group().casefold() in rules.openers
    return folded not in rules.closing or following.isupper()


def _open_quote(text: str, begin: int, at: int, end: int) -> int:
    """Return where a quotation that was opened inside the sentence, after other words, closes; else -1."""
    for opening, closing in _QUOTES.items():
        position = text.rfind(opening, max(begin, at - _QUOTE_LIMIT), at)
        if position > begin + 1 and text.find(closing, position, at) < 0:
            close = text.find(closing, at, min(end, position + _QUOTE_LIMIT))
            if close >= 0:
                return close
    return -1
