"""What a query may not hold, found before any parser sees it.

Oxigraph's parser recurses and aborts the process on a few thousand nested brackets, and its Python API cannot switch
SERVICE off: both are refused here on the tokens (SPARQL 1.1 section 19.8), so that the same words inside strings, IRIs,
comments, variables and prefixed names stay harmless. SERVICE is refused last, and by a class of its own: whoever can
parse a query safely says first whether it is SPARQL (``kg.graph.session``).
"""

import re
from functools import lru_cache
from typing import NoReturn

from kg.errors import QueryError
from kg.graph.service import Service, service_in, without_service
from kg.graph.tokens import tokens

MOST_BYTES = 64 * 1024
DEEPEST = 100
# Characters shown before and after the place of a mistake.
_BEFORE, _AFTER = 60, 40
# What would move the caret away from its place, or steer a terminal.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_REACHES_OUT = "LOAD"
_CHANGES = {"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"}
_LONGEST_RUN = 100
_MOST_UNIONS = 500


class ServiceError(QueryError):
    """The query asks another machine (KG503).

    Attributes:
        parsed: What to parse instead, to learn whether the query is SPARQL; None when there is no such thing.
    """

    parsed: str | None = None


@lru_cache(maxsize=64)
def check_query(text: str, where: str = "", *, here: bool = True) -> None:
    """Return if ``text`` may be given to the engine; where it may be wrong SPARQL is left to the parser.

    Args:
        text: A query.
        where: Its name, for messages.
        here: Whether it runs on this machine; what another machine fetches is for that machine to allow.

    Raises:
        QueryError: it is too long (KG501), nested too deeply (KG502), reaches outside the graph (KG503), changes it
            (KG504), or hides letters behind escapes (KG505).
    """
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        _refuse("KG501", where, "is longer than 64 kB; split it", "dépasse 64 ko\u00a0; divisez-la")
    depth = unions = run = 0
    for token in tokens(text):
        kind, words = token.lastgroup, token[0]
        run = run + 1 if kind == "other" and words in "!+-^/|" else 0 if kind != "space" else run
        depth += (kind == "open") - (kind == "close")
        unions += kind == "word" and words.upper() == "UNION"
        if depth > DEEPEST or run > _LONGEST_RUN or unions > _MOST_UNIONS:
            _refuse(
                "KG502",
                _at(where, text, token.start()),
                f"is nested more than {DEEPEST} levels deep; simplify it",
                f"dépasse {DEEPEST}\u00a0niveaux d’imbrication\u00a0; simplifiez-la",
            )
        if kind == "word":
            _check_word(words.upper(), where, text, token.start())
        elif words == "\\":
            _refuse(
                "KG505",
                _at(where, text, token.start()),
                "has an escape outside a string; write the letter itself",
                "contient un échappement hors d’une chaîne\u00a0; écrivez la lettre elle-même",
            )
    if here and (service := service_in(text)):
        raise _asks_others(text, where, service)


def _check_word(word: str, where: str, text: str, offset: int) -> None:
    if word == _REACHES_OUT:
        _refuse("KG503", _at(where, text, offset), *_outside(word))
    if word in _CHANGES:
        _refuse(
            "KG504",
            _at(where, text, offset),
            f"would change the graph ({word}); only SELECT, ASK, CONSTRUCT and DESCRIBE are allowed",
            f"modifierait le graphe ({word})\u00a0; seuls SELECT, ASK, CONSTRUCT et DESCRIBE sont permis",
        )


def _outside(word: str) -> tuple[str, str]:
    return (
        f"uses {word}, which reaches outside this graph; ask this graph only",
        f"utilise {word}, qui sort de ce graphe\u00a0; n’interrogez que ce graphe",
    )


def _asks_others(text: str, where: str, service: Service) -> ServiceError:
    en, fr = _outside("SERVICE")
    if not service.words:
        en = "may hide SERVICE behind what looks like an IRI or a string; put spaces around < and >, and mend escapes"
        fr = "peut cacher SERVICE derrière ce qui ressemble à une IRI ou à une chaîne\u00a0; mettez des espaces autour "
        fr += "de < et >, et corrigez les échappements"
    error = ServiceError("KG503", _at(where, text, service.offset), en=en, fr=fr)
    error.parsed = without_service(text, service)
    return error


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, both from 1, of the character at ``offset``."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def excerpt(text: str, offset: int) -> str:
    r"""Return the line of ``text`` around ``offset`` and, below it, a caret under the place.

    >>> print(excerpt("ASK {\n ?s ?p ; }", 13))
     ?s ?p ; }
           ^
    """
    first = text.rfind("\n", 0, offset) + 1
    line = re.split("[\r\n]", text[first:])[0]
    column = min(offset - first, len(line))
    cut = max(0, column - _BEFORE)
    shown = f"{'…' if cut else ''}{line[cut : column + _AFTER]}{'…' if len(line) > column + _AFTER else ''}"
    return f"{_UNFIT.sub(chr(0xFFFD), shown)}\n{' ' * (column - cut + bool(cut))}^"


def _at(where: str, text: str, offset: int) -> str:
    line, column = position(text, offset)
    return f"{where or 'query'}:{line}:{column}"


def _refuse(code: str, where: str, en: str, fr: str) -> NoReturn:
    raise QueryError(code, where or "query", en=en, fr=fr)
