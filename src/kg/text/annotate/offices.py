"""Finds the offices that persons hold: « ministre des Affaires étrangères », "Secretary of State"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model.span import Span
from kg.text.annotate.normal import Normal, widened
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class OfficeTable:
    """The offices of one language.

    Attributes:
        starts: Lower-case words that can begin an office.
        pattern: An office from its head to the end of its complements.
        head: The head of an office alone, without complements.
        complement: A complement alone, parted from its head (ministre italien des Affaires étrangères).
    """

    starts: frozenset[str]
    pattern: re.Pattern[str]
    head: re.Pattern[str]
    complement: re.Pattern[str]

    def scan(self, text: Normal, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield the offices between two offsets in text order."""
        stop, done = len(text.text) if end is None else end, start
        words = text.words
        for position in range(bisect_left(words, (start, start)), len(words)):
            begin, close = words[position]
            if close > stop:
                return
            if begin < done or text.text[begin:close].lower() not in self.starts:
                continue
            match = self.pattern.match(text.text, begin, stop)
            if match:
                done = match.end()
                yield Span(begin, done)


@cache
@checked("offices")
def offices(lexicon: Lexicon) -> OfficeTable:
    """Return the table of offices of a language, compiled from ``offices.toml``."""
    table = lexicon.table("offices")
    heads = widened("|".join(sorted(table["heads"], key=len, reverse=True)))
    complements = widened("|".join(sorted(table["complements"], key=len, reverse=True)))
    joints = widened("|".join(table["joints"]))
    pattern = re.compile(rf"(?:{heads})\b(?:(?:{joints})(?:{complements})\b){{0,4}}", re.IGNORECASE)
    complement = re.compile(rf"(?:{complements})\b(?:(?:{joints})(?:{complements})\b){{0,4}}", re.IGNORECASE)
    head = re.compile(rf"(?:{heads})\b", re.IGNORECASE)
    return OfficeTable(frozenset(table["starts"]), pattern, head, complement)
