"""Parts of the page that are about the publication and name no place of the statement: dateline, press contacts."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from kg.model.document import Document
from kg.model.facts import Dated
from kg.model.span import Span
from kg.text.annotate.dates import DateTable, find_dates
from kg.text.annotate.normal import Normal, normal
from kg.text.lexicon import Lexicon

_HEADING_BLOCKS = 8
_DATELINE_LENGTH = 160
_DASH = re.compile(r" ?(?:[–—|]|--) ?| - |, |[()\[\]]|: ?| ?/ ")
_INLINE = re.compile(r"^(.{6,90}?)(?: ?(?:[–—]|--) | - |: |\] )(?=\w|\")")
_FOOTER_FROM = 0.5
_CAPITALISED = re.compile(r"^(?:[A-ZÀ-Þ][\w.'-]*[ ,]{0,2}){1,3}$")
_ARTICLE = 10
_TITLES = 3
_TITLE_LENGTH = 300
_DATELINE_WORDS = 16
_SENTENCE_WORDS = 5
# Words in small letters in one part of a line that ends like a sentence: it is one.
_SPOKEN = 2
_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Zones:
    """Where places do not count, and the day that the dateline gives.

    Attributes:
        excluded: Datelines, press contacts, the publisher's name; in text order, none overlapping.
        dateline: Date of the dateline, or None.
        headed: The only date of the headings, or None.
    """

    excluded: tuple[Span, ...]
    dateline: Dated | None
    headed: date | None

    def hold(self, span: Span) -> bool:
        """Tell whether ``span`` lies in one of the excluded parts."""
        at = bisect_right(self.excluded, span.start, key=lambda zone: zone.start)
        return at > 0 and self.excluded[at - 1].contains(span)


def find_zones(
    document: Document, text: Normal, sentences: tuple[Span, ...], table: DateTable, lexicon: Lexicon
) -> Zones:
    """Return the parts of the page that are not part of the statement."""
    furniture = lexicon.table("places")["furniture"]
    excluded = [*_furniture(text, sentences, furniture["headers"], furniture["footers"])]
    excluded.extend(_publisher(document, text))
    dateline: Dated | None = None
    for block in sentences[:_HEADING_BLOCKS]:
        found = _dateline(text, block, table)
        if found:
            excluded.append(found[0])
            dateline = dateline or found[1]
    return Zones(_united(excluded), dateline, _headed(document, text, sentences, table))


def _united(zones: list[Span]) -> tuple[Span, ...]:
    """Return the zones in text order, overlapping ones made one."""
    united: list[Span] = []
    for zone in sorted(zones):
        if united and zone.start < united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, zone.end))
        else:
            united.append(zone)
    return tuple(united)


def anchor_of(document: Document, zones: Zones) -> date | None:
    """Return the day that « aujourd’hui » means: the dateline's, else the headings', else the publication's."""
    return zones.dateline.start if zones.dateline else zones.headed or document.metadata.published


def _headed(document: Document, text: Normal, sentences: tuple[Span, ...], table: DateTable) -> date | None:
    titles = [document.metadata.title or ""]
    titles.extend(text.text[block.start : block.end] for block in sentences[:_TITLES])
    days = {
        dated.end or dated.start
        for title in titles
        if len(title) <= _TITLE_LENGTH and title[-1:] != "."
        for dated in find_dates(normal(title), table, None)
    }
    return days.pop() if len(days) == 1 else None


def _furniture(text: Normal, sentences: tuple[Span, ...], headers: list[str], footers: list[str]) -> tuple[Span, ...]:
    plain = text.text
    heads, feet = tuple(map(_plain, headers)), tuple(map(_plain, footers))
    found = [
        block
        for block in sentences[:_HEADING_BLOCKS]
        if plain.startswith(heads, block.start) and block.end - block.start < _DATELINE_LENGTH
    ]
    late = (block.start for block in sentences if block.start > len(plain) * _FOOTER_FROM)
    foot = next((start for start in late if plain.startswith(feet, start)), None)
    return (*found, *(() if foot is None else (Span(foot, len(plain)),)))


def _plain(words: str) -> str:
    return normal(words).text


def _publisher(document: Document, text: Normal) -> tuple[Span, ...]:
    name = _plain(document.metadata.publisher or "").strip()
    if len(name) < 4:
        return ()
    return tuple(Span(*match.span()) for match in re.finditer(re.escape(name), text.text))


def _dateline(text: Normal, block: Span, table: DateTable) -> tuple[Span, Dated] | None:
    """Return the dateline that the block is, or begins with, and its date."""
    line = text.text[block.start : block.end]
    inline = _INLINE.match(line)
    spoken = inline is not None and line[-1] == "." and len(line[inline.end() :].split()) >= _SENTENCE_WORDS
    if len(line) <= _DATELINE_LENGTH and not spoken:
        found = _place_and_day(line, table)
        if found:
            return block, _shifted(found, block.start)
    if inline:
        found = _place_and_day(inline.group(1), table)
        if found:
            return Span(block.start, block.start + inline.end(1)), _shifted(found, block.start)
    return None


def _place_and_day(line: str, table: DateTable) -> Dated | None:
    """Return the date of a line that is nothing but a date and names: « Rome, 28 juin 2021 »."""
    dates = find_dates(normal(line), table, None)
    if len(dates) != 1:
        return None
    span = dates[0].evidence.span
    parts = [part.strip(" .,\"'*") for part in _DASH.split(f"{line[: span.start]}\0{line[span.end :]}")]
    alone = any(len(part.replace("\0", "").strip()) <= _ARTICLE for part in parts if "\0" in part)
    named = any(_CAPITALISED.match(part) for part in parts if part and "\0" not in part)
    short = sum(len(part.split()) for part in parts) <= _DATELINE_WORDS
    told = line[-1] == "." and any(_speaks(part.split()) for part in parts)
    return dates[0] if alone and named and short and not told else None


def _speaks(words: list[str]) -> bool:
    """Tell whether words between two marks are part of a sentence, and no name."""
    return sum(word.islower() for word in words) >= _SPOKEN or len(words) > _NAME_WORDS


def _shifted(dated: Dated, offset: int) -> Dated:
    evidence = type(dated.evidence)(
        dated.evidence.span.shift(offset), dated.evidence.rule, dated.evidence.confidence, dated.evidence.inferred
    )
    return Dated(dated.start, dated.end, evidence)
