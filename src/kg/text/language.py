"""Which language a text is written in, by a vote of function words; the words are data (``language.toml``)."""

import re
from collections import Counter
from functools import cache

from kg.text import lexicon
from kg.text.legible import composed

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 200_000
_LEAD = 2.0
_FOREIGN = 0.1


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or None when no lexicon's function words carry it.

    None too when two languages are nearly as frequent: a text that mixes them must be split by its user.

    >>> detect("The ministers met in Paris and agreed on the text.")
    'en'
    >>> detect("Die Minister trafen sich in der Stadt und nahmen den Text an.") is None
    True
    """
    votes = ((share / _least_share(language), language) for language, share in shares(text).items())
    ranked = sorted(votes, key=lambda vote: (-vote[0], vote[1]))
    if not ranked or ranked[0][0] < 1:
        return None
    if len(ranked) > 1 and ranked[0][0] < _LEAD * ranked[1][0]:
        return None
    return ranked[0][1]


def shares(text: str) -> dict[str, float]:
    """Return, for each language with a lexicon, the part (0 to 1) of the text's words that are its function words.

    A language gets 0 when words that it never uses are more than a tenth of those: its neighbours share many short
    words with it. Only the first 200,000 characters are looked at.
    """
    words = Counter(_WORD.findall(composed(text[:_SAMPLE]).lower()))
    total = sum(words.values())
    if not total:
        return {}
    return {language: _share(words, language) / total for language in lexicon.languages()}


def _share(words: Counter[str], language: str) -> int:
    own = sum(words[word] for word in _vocabularies()[language])
    foreign = sum(words[word] for word in lexicon.load(language).table("language")["foreign_words"])
    return 0 if foreign > _FOREIGN * own else own


@cache
def _vocabularies() -> dict[str, frozenset[str]]:
    """Give each language its words that no other language claims."""
    lists = {code: lexicon.load(code).table("language")["stop_words"] for code in lexicon.languages()}
    claims = Counter(word for words in lists.values() for word in set(words))
    return {code: frozenset(word for word in words if claims[word] == 1) for code, words in lists.items()}


def _least_share(language: str) -> float:
    return float(lexicon.load(language).table("language")["least_share"])
