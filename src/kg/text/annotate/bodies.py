"""Tells a place from a body, document or event that bears its name (Coalition pour le Sahel, African Union)."""

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.normal import Normal
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

_WORDS_AFTER = 6
# An accent too many over the letter before, and a space.
_MARKS = re.compile("[\u0300-\u036f]+ $")


Part = Literal["alone", "part", "about"]


@dataclass(frozen=True, slots=True, eq=False)
class BodyTable:
    """The words that make a body's name, of one language.

    Attributes:
        heads: Capitalised words that open such a name.
        missions: Those that also take a place after ``locatives``.
        links: Words between the head and the place.
        locatives: Prepositions of place.
        tails: Capitalised words that close such a name after the place.
        joints: Words in small letters between the place and the tail.
        coordinators: Words that part the head from a place that stands beside it (the Union and Africa).
        determiners: Articles.
        national: Heads and tails of what is a country's own (National Assembly of Peru): the country acts in it.
        of: Words between such a head and its country, all of which may stand there.
        about: Prepositions behind which a country is what the body is there for (Contact Group for Peru).
        concerned: Heads of persons and papers of which that is true of a region, too (Strategy for the Sahel).
        fellows: What a person's nationality stands beside (his Peruvian counterpart), in small letters.
        reach: The most words between head and place.
    """

    heads: frozenset[str]
    missions: frozenset[str]
    links: frozenset[str]
    locatives: frozenset[str]
    tails: frozenset[str]
    joints: frozenset[str]
    coordinators: frozenset[str]
    determiners: frozenset[str]
    national: frozenset[str]
    of: frozenset[str]
    about: frozenset[str]
    concerned: frozenset[str]
    fellows: frozenset[str]
    reach: int


@cache
@checked("places")
def bodies_of(lexicon: Lexicon) -> BodyTable:
    """Return the table ``[bodies]`` of a language's ``places.toml``."""
    table = lexicon.table("places")["bodies"]
    names = [each.name for each in fields(BodyTable) if each.name != "reach"]
    return BodyTable(**{name: frozenset(table[name]) for name in names}, reach=table["reach"])


def part_of(text: Normal, hit: Hit, table: BodyTable) -> Part:
    """Tell what part the place plays in a longer name.

    Returns:
        ``alone`` when there is none; ``part`` when the place is only part of the name of something else (African
        Union); ``about`` when the name is that of a country's own body, or of who or what is there for the place.
    """
    country = hit.thing.kind == "country"
    first, last = _positions(text, hit.span)
    if country and hit.adjectival:
        return "part" if _fellow(text, first, last, table) else "alone"
    headed = _headed(text, first, table, country=country)
    return headed if headed != "alone" else _tailed(text, last, table, country=country)


def _fellow(text: Normal, first: int, last: int, table: BodyTable) -> bool:
    """Tell whether the adjective is the nationality of a person whose office stands elsewhere."""
    for low, high, fellow in ((first - 1, first, first - 1), (last, last + 1, last + 1)):
        if low >= 0 and high < len(text.words) and _joined(text, low, high):
            word = text.text[slice(*text.words[fellow])].lower()
            if word in table.fellows:
                return True
    return False


def _positions(text: Normal, span: Span) -> tuple[int, int]:
    """Return the indexes of the first and the last word inside ``span``."""
    low, high = 0, len(text.words)
    while low < high:
        middle = (low + high) // 2
        if text.words[middle][0] < span.start:
            low = middle + 1
        else:
            high = middle
    last = low
    while last + 1 < len(text.words) and text.words[last + 1][1] <= span.end:
        last += 1
    return low, last


def _joined(text: Normal, left: int, right: int) -> bool:
    """Tell whether nothing but a space, a hyphen or an apostrophe parts two neighbouring words."""
    gap = text.text[text.words[left][1] : text.words[right][0]]
    return gap in {" ", "-", "'"} or (gap.isspace() and len(gap) < 3) or bool(_MARKS.match(gap))


def _headed(text: Normal, first: int, table: BodyTable, *, country: bool) -> Part:
    between: list[str] = []
    for position in range(first - 1, max(-1, first - 2 - table.reach), -1):
        if not _joined(text, position, position + 1):
            return "alone"
        word = text.text[slice(*text.words[position])]
        if word in table.coordinators and table.determiners.issuperset(between):
            return "alone"
        located = not table.locatives.isdisjoint(between)
        if word in table.missions or ((word in table.heads or word in table.concerned) and not located):
            return _headed_by(word, between, table, country=country)
        if not any(word in words for words in (table.locatives, table.links, table.heads)):
            return "alone"
        between.append(word)
    return "alone"


def _headed_by(head: str, between: list[str], table: BodyTable, *, country: bool) -> Part:
    if not table.about.isdisjoint(between):
        return "about" if country or head in table.concerned else "part"
    own = head in table.missions or (head in table.national and table.of.issuperset(between))
    return "about" if country and own else "part"


def _tailed(text: Normal, last: int, table: BodyTable, *, country: bool) -> Part:
    for position in range(last + 1, min(len(text.words), last + 1 + _WORDS_AFTER)):
        if not _joined(text, position - 1, position):
            return "alone"
        begin, end = text.words[position]
        word = text.text[begin:end]
        if word in table.tails:
            return "about" if country and word in table.national else "part"
        hyphened = text.text[begin - 1] == "-" and position > last + 1
        if not word[0].isupper() and not hyphened and (word not in table.joints or position == last + 1):
            return "alone"
    return "alone"
