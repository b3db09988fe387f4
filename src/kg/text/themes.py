"""What an act is about: themes of the code list, recognised by the words of the act's own passage."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.model.facts import Act
from kg.text.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Terms are found by the first letters of their first word; a stem shorter than this could not be told apart.
_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A run of words that stands for a theme; a word that ends in ``*`` accepts any ending."""

    theme: str
    words: tuple[str, ...]

    def matches(self, words: Sequence[str], at: int) -> bool:
        """Tell whether the term stands in ``words`` at index ``at``."""
        if at + len(self.words) > len(words):
            return False
        pairs = zip(self.words, words[at : at + len(self.words)], strict=True)
        return all(word.startswith(term[:-1]) if term.endswith("*") else word == term for term, word in pairs)


def assign_themes(acts: tuple[Act, ...], text: str, lexicon: Lexicon) -> tuple[Act, ...]:
    """Return the acts with the themes that the words of their span name, as sorted keys of the code list.

    Args:
        acts: Acts of one text.
        text: Its canonical text.
        lexicon: The lexicon of its language, with the table ``themes``.

    Raises:
        LexiconError: the table is missing or breaks its schema.
    """
    terms = _terms(lexicon)
    return tuple(replace(act, themes=_themes_of(act.span.of(text), terms)) for act in acts)


def _themes_of(passage: str, terms: Mapping[str, Sequence[Term]]) -> tuple[str, ...]:
    words = _words(passage)
    found = {
        term.theme for at, word in enumerate(words) for term in terms.get(word[:_PREFIX], ()) if term.matches(words, at)
    }
    return tuple(sorted(found))


def _words(passage: str) -> list[str]:
    return _WORD.findall(passage.lower())


@cache
def _terms(lexicon: Lexicon) -> Mapping[str, Sequence[Term]]:
    """Compile the table once per language: the terms by the first letters of their first word."""
    table: Any = lexicon.table("themes").get("terms")
    where = f"lexicons/{lexicon.language}/themes.toml"
    if not isinstance(table, dict):
        raise LexiconError("KG203", where, en="has no table [terms]", fr="n’a pas de table [terms]")
    terms: dict[str, list[Term]] = {}
    for theme, phrases in table.items():
        for phrase in phrases:
            words = tuple(part for part in re.split(r"[ ’']+", phrase) if part)
            if not words or (words[0].endswith("*") and len(words[0]) <= _PREFIX):
                raise LexiconError(
                    "KG203", where, en=f"{theme}: bad term {phrase!r}", fr=f"{theme}\u00a0: terme incorrect {phrase!r}"
                )
            terms.setdefault(words[0].rstrip("*")[:_PREFIX], []).append(Term(theme, words))
    return terms
