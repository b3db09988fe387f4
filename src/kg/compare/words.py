"""Words that carry meaning: what is left of a passage without function words, each cut to its stem."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from math import log

import snowballstemmer
from babel import Locale

from kg.text import lexicon

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a passage, and whether the other passage has it.

    Attributes:
        text: The words, with one space between them.
        kept: False when the other passage lacks them.
    """

    text: str
    kept: bool


def stems(passage: str, language: str) -> frozenset[str]:
    """Return the stems of the words of ``passage`` that are no function words (``language.toml``).

    Stems are those of Snowball; a language that it does not know keeps its words whole.

    >>> sorted(stems("We commit to the reconstruction of schools", "en"))
    ['commit', 'reconstruct', 'school']
    """
    stop = _stop_words(language)
    words = [word for word in map(str.lower, _WORD.findall(passage)) if word not in stop and len(word) > 1]
    stem = _stemmer(language)
    return frozenset(stem(words) if stem else words)


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(lexicon.load(language).table("language")["stop_words"])


@cache
def _stemmer(language: str) -> Callable[[list[str]], list[str]] | None:
    name = (Locale(language).get_language_name("en") or "").lower()
    if name not in snowballstemmer.algorithms():
        return None
    found: Callable[[list[str]], list[str]] = snowballstemmer.stemmer(name).stemWords
    return found


def weights(passages: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """Return how much each stem tells passages apart: the logarithm of their number by those that have it, plus one."""
    every = tuple(passages)
    counts: dict[str, int] = {}
    for passage in every:
        for stem in sorted(passage):
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: 1 + log(len(every) / count) for stem, count in counts.items()}


def likeness(first: frozenset[str], second: frozenset[str], weight: Mapping[str, float]) -> float:
    """Return what two sets of stems share, 0 to 1 (Dice's coefficient over weighted stems)."""
    shared = sum(weight[stem] for stem in sorted(first & second))
    whole = sum(weight[stem] for stem in sorted(first)) + sum(weight[stem] for stem in sorted(second))
    return 2 * shared / whole if whole else 0.0


def rewording(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both passages in pieces: words kept, and words that only one of them has.

    >>> rewording("We will support Iraq", "We will help Iraq")[1]
    (Piece(text='We will', kept=True), Piece(text='help', kept=False), Piece(text='Iraq', kept=True))
    """
    first, second = before.split(), after.split()
    matcher = SequenceMatcher(None, [each.lower() for each in first], [each.lower() for each in second], autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for operation, start, end, from_, to in matcher.get_opcodes():
        kept = operation == "equal"
        left.extend(_piece(first[start:end], kept=kept))
        right.extend(_piece(second[from_:to], kept=kept))
    return tuple(left), tuple(right)


def _piece(words: list[str], *, kept: bool) -> Iterator[Piece]:
    if words:
        yield Piece(" ".join(words), kept)
