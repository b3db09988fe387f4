"""The small pattern language of the rules, compiled to regular expressions that cannot backtrack badly.

A pattern is a sequence of words. ``à|de`` is a choice, ``en_faveur`` words that stand together, ``déterminé~`` a
word with the language's endings of agreement (in French none, ``e``, ``s``, ``es``), ``{name}`` a class or macro of
``constructions.toml``, ``(… | …)`` a group of sequences (its bars stand between spaces); ``?`` makes a word or group
optional, ``*`` allows it up to four times, ``**`` up to nine. ``{w}`` is any one word that is no function word.
``{owner}`` is one with the mark of a possessor behind it ("the Council's"). ``{aside}`` is a parenthesis between
commas. Marks stand for themselves.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from kg.errors import LexiconError

_PIECE = re.compile(r"\s+|\(|\)(?:\?|\*{0,2})|\{\w+\}(?:\?|\*{0,2})|[^\s(){}]+")
# What may stand between two words of a pattern: spaces, and the marks of a quotation (« leur « ferme volonté » de »).
BETWEEN = r'[ «»“”"]*+'
_REPEAT = {"?": "?", "*": "{0,4}", "**": "{0,9}"}
# The macro that holds the endings of agreement.
AGREEMENT = "~"


def alternatives(words: Iterable[str], endings: str = "") -> str:
    """Return a regular expression for one of ``words`` and the spaces after it, factored by common prefix.

    ``endings`` is a regular expression for what ``~`` stands for.
    """
    return f"(?:{_factored(sorted({_units(word, endings) for word in words}))})"


def _units(word: str, endings: str) -> tuple[str, ...]:
    special = {"_": f" {BETWEEN}", "~": endings}
    edge = "" if not (word[-1].isalnum() or word[-1] in "~_") else r"(?!\w)"
    return (*(special.get(character) or re.escape(character) for character in word), f"{edge}{BETWEEN}")


def _factored(entries: list[tuple[str, ...]]) -> str:
    branches = []
    for unit, group in groupby((entry for entry in entries if entry), key=lambda entry: entry[0]):
        branches.append(unit + _factored([entry[1:] for entry in group]))
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
    return f"(?:{joined})?" if joined and () in entries else joined


def open_word(stops: Iterable[str]) -> str:
    """Return a regular expression for any one word but ``stops``, and the spaces after it.

    The word is taken whole (possessive quantifiers): a pattern never retries half a word.
    """
    return rf"(?:(?!{alternatives(stops)})[^\W_][\w'./-]*+{BETWEEN})"


class Pattern:
    """A pattern of the rules, compiled when it is first matched: a text needs few of them, and compiling is slow."""

    __slots__ = ("_compiled", "_macros", "_source", "_where")

    def __init__(self, source: str, macros: Mapping[str, str], where: str) -> None:
        """Take what ``translate`` takes."""
        self._source, self._macros, self._where = source, macros, where
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Match at ``start``, not beyond ``end``.

        Raises:
            LexiconError: see ``translate``.
        """
        if self._compiled is None:
            self._compiled = re.compile(translate(self._source, self._macros, self._where))
        return self._compiled.match(text, start, end)


def translate(pattern: str, macros: Mapping[str, str], where: str, *, check: bool = True) -> str:
    """Return ``pattern`` as a regular expression; each word takes the spaces after it.

    Args:
        pattern: Text in the language of this module.
        macros: ``{name: regular expression}`` for every ``{name}``.
        where: What the pattern belongs to, for the error.
        check: Whether to compile it; a macro is compiled with each rule that uses it.

    Raises:
        LexiconError: unknown class, or parentheses that do not match.
    """
    pieces = []
    for piece in _PIECE.findall(pattern):
        if piece.isspace():
            continue
        if piece == "(":
            pieces.append("(?:")
        elif piece[0] == ")":
            pieces.append(")" + _REPEAT.get(piece[1:], ""))
        elif piece == "|":
            pieces.append("|")
        else:
            pieces.append(_atom(piece, macros, where))
    compiled = "".join(pieces)
    if not check:
        return compiled
    try:
        re.compile(compiled)
    except re.error as error:
        raise LexiconError("KG210", where, en=f"bad pattern: {error}", fr=f"motif incorrect\u00a0: {error}") from error
    return compiled


def _atom(piece: str, macros: Mapping[str, str], where: str) -> str:
    body = piece.rstrip("*?") or piece
    repeat = piece[len(body) :]
    if body[0] != "{":
        if "" in body.split("|"):
            raise LexiconError("KG217", where, en=f"empty word in {body}", fr=f"mot vide dans {body}")
        return alternatives(body.split("|"), macros[AGREEMENT]) + _REPEAT.get(repeat, "")
    if body[1:-1] not in macros:
        raise LexiconError("KG211", where, en=f"unknown class {body}", fr=f"classe inconnue {body}")
    return f"(?:{macros[body[1:-1]]}){_REPEAT.get(repeat, '')}"
