"""The text as the reader wants it, and the way back to the offsets of the canonical text.

Some files hold letters that look right and are written otherwise: accents as characters of their own (Unicode
normalisation form D), ligatures, invisible characters inside words, words cut at the end of a line. The canonical text
keeps them all; what is read is a legible copy, and each span found there is moved back.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from kg.model.document import Document
from kg.model.span import Span
from kg.text import lexicon
from kg.text.acts.morphology import forms

_Found = TypeVar("_Found")

# Soft hyphen, zero-width characters, marks of direction: never part of what a word says.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Only from a word's first letter on: from each letter of a long word, time would grow with the square of its length.
_CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]+)([-‐]\r?\n[ \t]*)(?=([^\W\d_]+))")
_ODD = re.compile(f"[{_INVISIBLE}{''.join(_LIGATURES)}]")
# A letter with the marks that stand over or under it; what is invisible belongs to the letter before it.
_LETTER = re.compile(f"[{_INVISIBLE}]+|(.)([{_MARKS}{_INVISIBLE}]*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Legible:
    """A copy of a text, and where each of its characters comes from.

    Attributes:
        document: The copy; its text is NFC (Unicode Standard Annex 15) without ligatures and invisible characters.
        original: The document that was copied.
        starts: Offset in the original of each character of the copy; empty when the texts are the same.
        ends: Offset of the end, in the original, of what became that character.
    """

    document: Document
    original: Document
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def restore(self, found: _Found) -> _Found:
        """Return ``found`` (a span, or dataclasses and tuples that hold spans) with offsets of the original text."""
        return cast("_Found", self._back(found)) if self.starts else found

    def _back(self, found: Any) -> Any:
        if isinstance(found, Span):
            return Span(self.starts[found.start], self.ends[found.end - 1])
        if isinstance(found, Document):
            return self.original
        if isinstance(found, tuple):
            return tuple(map(self._back, found))
        if not is_dataclass(found) or isinstance(found, type):
            return found
        values = {each.name: getattr(found, each.name) for each in fields(found)}
        moved = {name: self._back(value) for name, value in values.items()}
        changed = {name: value for name, value in moved.items() if value is not values[name]}
        return replace(found, **changed) if changed else found


def legible(document: Document) -> Legible:
    r"""Return a copy of ``document`` that the reader can read; the document itself when nothing is in the way.

    A word cut by a hyphen at the end of a line loses the line end, and the hyphen too when the language's lexicon knows
    the whole word without it: any other may really be written so.

    >>> from kg.model.document import Metadata
    >>> copy = legible(Document("la Re\u0301publique", "fr", Metadata("a")))
    >>> copy.document.text, copy.restore(Span(3, 13))
    ('la République', Span(start=3, end=14))

    Raises:
        LexiconError: there is no lexicon for the document's language.
    """
    whole = composed(document.text)
    lost = [*_line_ends(whole, document.language)]
    if not whole or (whole is document.text and not lost):
        return Legible(document, document)
    letters = _letters(document.text)
    keep = [True] * len(whole)
    for start, end in lost:
        keep[start:end] = [False] * (end - start)
    kept = [(start, end) for (start, end, shown) in letters for _ in shown]
    places = [place for place, stays in zip(kept, keep, strict=True) if stays]
    copy = "".join(character for character, stays in zip(whole, keep, strict=True) if stays)
    starts, ends = zip(*places, strict=True)
    return Legible(replace(document, text=copy), document, starts, ends)


def composed(text: str) -> str:
    """Return ``text`` without invisible characters and ligatures, its letters composed (NFC)."""
    odd = _ODD.search(text) is not None or not unicodedata.is_normalized("NFC", text)
    return "".join(shown for _, _, shown in _letters(text)) if odd else text


def _letters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, what is read)`` of each letter of ``text`` with its marks."""
    for found in _LETTER.finditer(text):
        if found[1]:
            letter = _LIGATURES.get(found[1], found[1]) + _ODD.sub("", found[2])
            yield found.start(), found.end(), unicodedata.normalize("NFC", letter)


def _line_ends(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of what must go to make whole the words that a line end cuts."""
    for found in _CUT.finditer(text):
        head, tail = found[1].lower(), found[3].lower()
        words = _vocabulary(language)
        hyphenless = found[3][0].islower() and head + tail in words and f"{head}-{tail}" not in words
        yield found.start(2) + (0 if hyphenless else 1), found.end(2)


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Return every word of the language's lexicon in small letters, inflected forms of its verbs included."""
    loaded = lexicon.load(language)
    words = {word.lower() for said in _strings(loaded.tables) for word in _WORD.findall(said)}
    return frozenset(words | forms(loaded).keys())


def _strings(table: Any) -> Iterator[str]:
    """Yield every string in nested tables, keys included."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        for key, value in table.items():
            yield key
            yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)
