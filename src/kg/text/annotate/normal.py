"""A copy of the text, character for character, in which look-ups need not care about typography."""

import re
import unicodedata
from dataclasses import dataclass

# Each character becomes exactly one other, so that every offset stays right.
_TABLE = str.maketrans(
    {
        **dict.fromkeys("\t\n\r\f\v\x85\xa0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\u2028\u2029", " "),
        **dict.fromkeys("’ʼ‘`´", "'"),
        **dict.fromkeys("‐‑\ufffe", "-"),
        **dict.fromkeys("“”„«»", '"'),
    }
)
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"  +")
_OTHER = re.compile(r"[^a-z0-9]+")
# A space of a pattern, outside look-behinds (which need a fixed width) and character classes.
_SPACE = re.compile(r"\(\?<[!=][^()]*\)|\[[^\]]*\]| \?| ")


@dataclass(frozen=True, slots=True)
class Normal:
    """The text with one kind of space, apostrophe, hyphen and quotation mark.

    Attributes:
        text: As long as the document's text; offsets are the same.
        words: ``(start, end)`` of each run of letters and digits.
    """

    text: str
    words: tuple[tuple[int, int], ...]


def normal(text: str) -> Normal:
    r"""Return ``text`` in the form in which names are looked up.

    >>> normal("l’Irak\xa0!").text
    "l'Irak !"
    """
    plain = text.translate(_TABLE)
    return Normal(plain, tuple(match.span() for match in _WORD.finditer(plain)))


def collapse(name: str) -> str:
    r"""Return a name or a passage as a look-up key: normalised, runs of spaces made one.

    >>> collapse("Côte \n d’Ivoire")
    "Côte d'Ivoire"
    """
    return _SPACES.sub(" ", name.translate(_TABLE)).strip()


def word_count(key: str) -> int:
    """Return how many words a look-up key has.

    >>> word_count("Côte d'Ivoire")
    3
    """
    return len(_WORD.findall(key))


def first_word(key: str) -> str:
    """Return the first word of a look-up key, or an empty string when it has none."""
    match = _WORD.search(key)
    return match.group() if match else ""


def slug(name: str) -> str:
    """Return the key of a thing that the reference data does not hold, from its name as written.

    >>> slug("Ligue de l’Étoile")
    'ligue-de-l-etoile'
    """
    plain = unicodedata.normalize("NFD", name.lower().replace("’", "'")).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain).strip("-")


def widened(pattern: str) -> str:
    """Return a regular expression in which each space also fits the spaces and line feeds of a wrapped line.

    >>> widened("prime minister")
    'prime {1,3}minister'
    """
    return _SPACE.sub(lambda match: {" ": " {1,3}", " ?": " {0,3}"}.get(match.group(), match.group()), pattern)
