"""Tells the name of a language from that of a country: « la langue française », "in French and English"."""

import re
from dataclasses import dataclass
from functools import cache

from kg.model.span import Span
from kg.text.annotate.normal import Normal, widened
from kg.text.annotate.schema import checked
from kg.text.lexicon import Lexicon

_REACH = 40


@dataclass(frozen=True, slots=True, eq=False)
class Tongues:
    """The names of languages that are also adjectives of a country, and the words beside them.

    Attributes:
        words: The adjectives, in every form.
        before: Ends just before a language, whatever follows.
        opening: Ends just before a language, when ``closing`` stands after it.
        closing: Begins just after a language.
        after: Begins just after a language, whatever stands before.
    """

    words: frozenset[str]
    before: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    after: re.Pattern[str]

    def hold(self, text: Normal, span: Span) -> bool:
        """Tell whether the adjective at ``span`` names a language there."""
        plain = text.text
        if plain[span.start : span.end] not in self.words:
            return False
        low = max(0, span.start - _REACH)
        if self.before.search(plain, low, span.start) or self.after.match(plain, span.end):
            return True
        return bool(self.opening.search(plain, low, span.start) and self.closing.match(plain, span.end))


@cache
@checked("places")
def tongues_of(lexicon: Lexicon) -> Tongues:
    """Return the table ``[languages]`` of a language's ``places.toml``."""
    table = lexicon.table("places")["languages"]
    before, opening, closing, after = (
        re.compile(form.format(widened(table[name])))
        for name, form in (("before", "(?:{})$"), ("opening", "(?:{})$"), ("closing", "(?:{})"), ("after", "(?:{})"))
    )
    return Tongues(frozenset(table["words"]), before, opening, closing, after)
