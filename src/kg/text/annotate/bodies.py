"""Tells a place from a body, document or event that bears its name (Coalition pour le Sahel, African Union)."""

from dataclasses import dataclass
from functools import cache

from kg.model.span import Span
from kg.text.annotate.gazetteer import Hit
from kg.text.annotate.normal import Normal
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

_WORDS_AFTER = 6


@dataclass(frozen=True, slots=True, eq=False)
class BodyTable:
    """The words that make a body's name, of one language."""

    heads: frozenset[str]
    missions: frozenset[str]
    links: frozenset[str]
    locatives: frozenset[str]
    tails: frozenset[str]
    joints: frozenset[str]
    reach: int


@cache
@checked("places")
def bodies_of(lexicon: Lexicon) -> BodyTable:
    """Return the table ``[bodies]`` of a language's ``places.toml``."""
    table = lexicon.table("places")["bodies"]
    heads, missions, links, locatives, tails, joints = (
        frozenset(table[key]) for key in ("heads", "missions", "links", "locatives", "tails", "joints")
    )
    return BodyTable(heads, missions, links, locatives, tails, joints, table["reach"])


def in_body(text: Normal, hit: Hit, table: BodyTable) -> bool:
    """Tell whether the place is part of a longer name of something else."""
    country = hit.thing.kind == "country"
    if country and hit.rule == "adjective":
        return False
    first, last = _positions(text, hit.span)
    return _headed(text, first, table) or _tailed(text, last, table)


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
    return gap in {" ", "-", "'"} or (gap.isspace() and len(gap) < 3)


def _headed(text: Normal, first: int, table: BodyTable) -> bool:
    located = False
    for position in range(first - 1, max(-1, first - 2 - table.reach), -1):
        if not _joined(text, position, position + 1):
            return False
        word = text.text[slice(*text.words[position])]
        if word in table.missions or (word in table.heads and not located):
            return True
        if word in table.locatives:
            located = True
        elif word not in table.links and word not in table.heads:
            return False
    return False


def _tailed(text: Normal, last: int, table: BodyTable) -> bool:
    for position in range(last + 1, min(len(text.words), last + 1 + _WORDS_AFTER)):
        if not _joined(text, position - 1, position):
            return False
        word = text.text[slice(*text.words[position])]
        if word in table.tails:
            return True
        if not word[0].isupper() and (word not in table.joints or position == last + 1):
            return False
    return False
