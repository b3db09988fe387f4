"""Words of a sentence, with their offsets in the document.

Everything the reader of acts looks at is folded one character to one: lower case, every kind of space a space,
every apostrophe straight. So an offset in the folded text is an offset in the canonical text.
"""

import re
from dataclasses import dataclass

from kg.model.span import Span

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_FOLD = dict.fromkeys(_SPACES, " ") | dict.fromkeys("‘’‛ʼ′`´", "'") | dict.fromkeys("‐‑", "-")
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence.

    Attributes:
        span: The sentence in the document.
        text: The whole document.
        folded: The whole document folded, for patterns; same length as its text.
        words: Folded words and punctuation marks, in order. An elided word keeps its apostrophe (``s'``).
        starts: Offset of each word in the document.
        ends: Offset of the end of each word.
    """

    span: Span
    text: str
    folded: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, index: int) -> str:
        """Return the word before ``index``, empty at the start."""
        return self.words[index - 1] if index > 0 else ""


def fold(text: str) -> str:
    """Return ``text`` folded, with exactly as many characters."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return _FOLDED.sub(lambda match: _FOLD[match.group()], lowered)


def word_pattern(
    elisions: tuple[str, ...], compounds: tuple[str, ...], enclitics: tuple[str, ...] = ()
) -> re.Pattern[str]:
    """Compile what a word is: a compound, an elided word, a pronoun behind its verb, an acronym, a word, a mark."""
    fixed = "|".join(map(re.escape, sorted(compounds, key=len, reverse=True)))
    elided = "|".join(map(re.escape, sorted(elisions, key=len, reverse=True)))
    behind = "|".join(map(re.escape, sorted(enclitics, key=len, reverse=True)))
    apart = rf"(?:{behind})(?!\w)"
    parts = [
        *([rf"(?:{fixed})(?!\w)"] if fixed else []),
        *([rf"(?:{elided})'(?=\w)"] if elided else []),
        r"(?:[^\W\d_]\.){2,}",
        *([apart] if behind else []),
        rf"[^\W_]+(?:{f'(?!{apart})' if behind else ''}[-+][^\W_]+)*",
        r"'s(?!\w)",
        r"\S",
    ]
    return re.compile("|".join(parts))


def tokenize(text: str, folded: str, span: Span, pattern: re.Pattern[str]) -> Sentence:
    """Split the sentence at ``span`` of the document into words."""
    words, starts, ends = [], [], []
    for match in pattern.finditer(folded, span.start, span.end):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Sentence(span, text, folded, tuple(words), tuple(starts), tuple(ends))
