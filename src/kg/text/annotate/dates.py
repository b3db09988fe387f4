"""Dates: absolute, without a year, relative to the day of the text, ranges."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.model.facts import Dated, Evidence
from kg.model.span import Span
from kg.text.annotate.normal import Normal
from kg.text.annotate.order import Taken
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_YEAR = r"(?:19|20)\d\d"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class DateTable:
    """The dates of one language, compiled.

    Attributes:
        language: Prefix of the rules' identifiers.
        months: Name in small letters to number.
        weekdays: Name in small letters to number, Monday 0.
        patterns: ``(rule, pattern)`` with named groups ``day``, ``month``, ``year``, ``end_day``…
        relative: Phrase to days from the day of the text, and the pattern that finds the phrases.
        partial: Month and year.
    """

    language: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    relative: Mapping[str, int]
    relative_pattern: re.Pattern[str]
    weekday_pattern: re.Pattern[str]
    partial: re.Pattern[str]


@cache
@checked("dates")
def dates_of(lexicon: Lexicon) -> DateTable:
    """Return the compiled ``dates.toml`` of a language."""
    table = lexicon.table("dates")
    return DateTable(
        lexicon.language,
        table["months"],
        table["weekdays"],
        tuple((rule["id"], _compile(rule["pattern"], table)) for rule in table["patterns"]),
        table["relative"],
        _words(table["relative"]),
        _words(table["weekdays"]),
        _compile(table["partial"]["month"], table),
    )


def _words(table: Mapping[str, int]) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _compile(pattern: str, table: Mapping[str, Any]) -> re.Pattern[str]:
    """Fill the placeholders; each space stands for one to three, so that a line wrap does no harm."""
    parts = {
        "day": table["day"]["pattern"],
        "month": "|".join(re.escape(name) for name in sorted(table["months"], key=len, reverse=True)),
        "weekday": "|".join(map(re.escape, table["weekdays"])),
        "year": _YEAR,
        "number_month": r"1[0-2]|0?[1-9]",
    }

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        part = parts[name.removeprefix("end_")]
        return f"(?:{part})" if name == "weekday" else f"(?P<{name}>{part})"

    spaced = pattern.replace(" ?", "\0").replace(" ", " {1,3}").replace("\0", " {0,3}")
    return re.compile(rf"(?<![\w/.-])(?:{_PLACEHOLDER.sub(fill, spaced)})(?![\w/]|-\d)", re.IGNORECASE)


def find_dates(text: Normal, table: DateTable, anchor: date | None) -> tuple[Dated, ...]:
    """Return the days that the text gives, in text order, none overlapping.

    Args:
        text: The normalised text.
        table: The language's dates.
        anchor: The day the text speaks of (its dateline's, else its publication's); without it « aujourd’hui » and
            dates without a year say nothing and are left out.

    Returns:
        Dates without a year are the nearest not after ``anchor``; they and relative ones are marked inferred.
    """
    taken, found = Taken(), dict[Span, Dated]()
    for rule, pattern in table.patterns:
        for match in pattern.finditer(text.text):
            span = Span(*match.span())
            dated = _absolute(match, span, f"{table.language}.{rule}", table, anchor)
            if dated and taken.claim(span):
                found[span] = dated
    if anchor:
        for dated in _relatives(text, table, anchor):
            if taken.claim(dated.evidence.span):
                found[dated.evidence.span] = dated
    return tuple(found[span] for span in sorted(found))


def _absolute(match: re.Match[str], span: Span, rule: str, table: DateTable, anchor: date | None) -> Dated | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    year, end_year = (int(parts[name]) if name in parts else None for name in ("year", "end_year"))
    said = end_year or year
    start = _day(parts, "", year or said, table, anchor)
    if start is None:
        return None
    end = None
    if "end_day" in parts:
        parts.setdefault("end_month", parts["month"])
        end = _day(parts, "end_", end_year or start.year, table, anchor)
        if end is None or end <= start:
            return None
    confidence = 0.95 if said else 0.8
    return Dated(start, end, Evidence(span, rule, confidence, inferred=not said))


def _day(parts: Mapping[str, str], prefix: str, year: int | None, table: DateTable, anchor: date | None) -> date | None:
    number = _NUMBER.match(parts[prefix + "day"])
    named = parts.get(prefix + "month", "")
    month = table.months[named.lower()] if named else int(parts["number_month"])
    if number is None or (year is None and anchor is None):
        return None
    try:
        if year is not None or anchor is None:
            return date(year or 1, month, int(number.group()))
        day = date(anchor.year, month, int(number.group()))
        return day if day <= anchor else day.replace(year=anchor.year - 1)
    except ValueError:
        return None


def _relatives(text: Normal, table: DateTable, anchor: date) -> Iterator[Dated]:
    for match in table.relative_pattern.finditer(text.text):
        days = table.relative[" ".join(match.group().lower().split())]
        evidence = Evidence(Span(*match.span()), f"{table.language}.date.relative", 0.7, inferred=True)
        yield Dated(anchor + timedelta(days), None, evidence)
    for match in table.weekday_pattern.finditer(text.text):
        back = (anchor.weekday() - table.weekdays[match.group().lower()]) % 7
        evidence = Evidence(Span(*match.span()), f"{table.language}.date.weekday", 0.5, inferred=True)
        yield Dated(anchor - timedelta(back), None, evidence)
