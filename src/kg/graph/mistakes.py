"""What is wrong with a query that is no SPARQL, and where.

Oxigraph's parser tells how far it got in its best attempt, which may be the end of a query whose start is wrong. So
the words and brackets are looked at first; its position serves for what they do not explain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.refuse import excerpt
from kg.graph.suggest import suggest
from kg.graph.tokens import tokens

_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_MESSAGE = 60
# The keywords and functions of SPARQL 1.1 (section 19.8), and those that Oxigraph adds.
_NAMES = (
    "BASE PREFIX SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK FROM NAMED WHERE GROUP BY HAVING ORDER ASC"
    " DESC LIMIT OFFSET VALUES UNDEF DEFAULT ALL GRAPH OPTIONAL SERVICE SILENT BIND AS MINUS UNION FILTER NOT"
    " EXISTS IN SEPARATOR TRUE FALSE A STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR"
    " ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH"
    " DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG"
    " STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE COUNT SUM MIN MAX AVG SAMPLE"
    " GROUP_CONCAT LATERAL TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE ADJUST LANGDIR STRLANGDIR HASLANG"
    " HASLANGDIR VERSION"
)
_WORDS = frozenset(_NAMES.split())
_NUMBER = re.compile(r"\d+(?:[eE]\d+)?|[eE]\d*")
_CLOSED_BY = {"{": "}", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Mistake:
    """Where a mistake is, as an offset, and what to say of it."""

    offset: int
    en: str
    fr: str


def syntax(message: str, name: str, text: str) -> QueryError:
    """Say what is wrong with a query and where (KG506); the error's excerpt shows the place with a caret under it.

    Args:
        message: What the parser of Oxigraph said.
        name: Name of the query; may be empty.
        text: The query.
    """
    found = next(_mistakes(message, text))
    line = text.count("\n", 0, found.offset) + 1
    column = found.offset - text.rfind("\n", 0, found.offset)
    error = QueryError("KG506", f"{name or 'query'}:{line}:{column}", en=found.en, fr=found.fr)
    error.excerpt = excerpt(text, found.offset)
    return error


def _mistakes(message: str, text: str) -> Iterator[_Mistake]:
    """Yield what may be wrong, the most telling first; the last is always there."""
    yield from _of_words(text)
    yield from _of_brackets(text)
    if "Prefix not found" in message:
        yield from _of_prefixes(text)
    reached = _reached(message, text)
    for sign, en, fr in _KNOWN:
        if sign in message:
            yield _Mistake(reached, en, fr)
    token = next(each for each in tokens(text[reached:] or " "))
    word = " ".join(token[0].split())[:_MESSAGE]
    yield _Mistake(
        reached,
        f"is not SPARQL 1.1 at “{word}”; correct it or what stands before it",
        f"n’est pas du SPARQL\u00a01.1 à «\u00a0{word}\u00a0»\u00a0; corrigez-le ou ce qui le précède",
    )


def _reached(message: str, text: str) -> int:
    """Return where the parser stopped, or the last token when it came to the end."""
    found = _PLACE.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    starts = [0, *(place.end() for place in re.finditer("\n", text))]
    offset = starts[min(line, len(starts)) - 1] + column - 1
    last = 0
    for token in tokens(text):
        if token.lastgroup != "space":
            if token.end() > offset:
                return token.start()
            last = token.start()
    return last


def _of_words(text: str) -> Iterator[_Mistake]:
    """Yield the first word that SPARQL does not have."""
    for token in tokens(text):
        if token.lastgroup == "word" and token[0].upper() not in _WORDS and not _NUMBER.fullmatch(token[0]):
            word = token[0][:_MESSAGE]
            near = suggest(word.upper(), sorted(_WORDS))
            yield _Mistake(
                token.start(),
                f"“{word}” is no word of SPARQL 1.1; did you mean {near}, ?{word} or a prefixed name?",
                f"«\u00a0{word}\u00a0» n’est pas un mot de SPARQL\u00a01.1\u00a0; vouliez-vous dire {near}, ?{word} "
                f"ou un nom à préfixe\u00a0?",
            )
            return


def _of_brackets(text: str) -> Iterator[_Mistake]:
    """Yield the first bracket that has no partner."""
    waiting: list[tuple[str, int]] = []
    for token in tokens(text):
        if token.lastgroup == "open":
            waiting.append((_CLOSED_BY[token[0]], token.start()))
        elif token.lastgroup == "close" and (not waiting or waiting.pop()[0] != token[0]):
            yield _Mistake(
                token.start(),
                f"closes with “{token[0]}” what is not open; remove it, or open it before",
                f"ferme par «\u00a0{token[0]}\u00a0» ce qui n’est pas ouvert\u00a0; ôtez-le, ou ouvrez-le avant",
            )
            return
    if waiting:
        wanted, offset = waiting[-1]
        yield _Mistake(
            offset,
            f"is never closed; add “{wanted}”",
            f"n’est jamais fermé\u00a0; ajoutez «\u00a0{wanted}\u00a0»",
        )


def _of_prefixes(text: str) -> Iterator[_Mistake]:
    """Yield the first name whose prefix neither the query nor kg knows."""
    known, declaring = set(PREFIXES), False
    for token in tokens(text):
        if token.lastgroup == "name":
            prefix = token[0].partition(":")[0]
            if declaring:
                known.add(prefix)
            elif prefix not in known:
                yield _Mistake(
                    token.start(),
                    f"the prefix {prefix}: is not known; declare it with PREFIX",
                    f"le préfixe {prefix}: n’est pas connu\u00a0; déclarez-le avec PREFIX",
                )
                return
        declaring = token[0].upper() == "PREFIX" or (declaring and token.lastgroup == "space")


_KNOWN = (
    (
        "variable that is unbound",
        "SELECT shows a variable that the pattern does not bind or GROUP BY does not name; bind it or leave it out",
        "SELECT montre une variable que le motif ne lie pas ou que GROUP BY ne nomme pas\u00a0; liez-la ou ôtez-la",
    ),
    (
        "IRI parsing failed",
        "an IRI is not absolute; write it whole, or give a BASE",
        "une IRI n’est pas absolue\u00a0; écrivez-la entière, ou donnez une BASE",
    ),
)
