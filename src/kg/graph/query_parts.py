"""The outer parts of a query, taken apart by its tokens: its form, what it selects and how it orders the rows."""

import re
from collections.abc import Sequence

from kg.graph.placeholders import LIMIT, OFFSET, fill
from kg.graph.tokens import tokens

KEY = "kgOrder"
"""Beginning of the names of the columns that ``with_order_keys`` adds."""

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_AFTER_ORDER = ("LIMIT", "OFFSET", "VALUES")
# More rows than any answer may have.
_ALL = "1000000000"


def form_of(text: str) -> str:
    """Return ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; empty when the text is none of these.

    >>> form_of("PREFIX select: <urn:SELECT> ASK { ?x ?y ?z } # SELECT")
    'ASK'
    """
    words = (word[0].upper() for word, depth in _outer(text) if depth == 0 and word.lastgroup == "word")
    return next((word for word in words if word in _FORMS), "")


def with_order_keys(text: str) -> str:
    """Return a SELECT without its outer LIMIT and OFFSET whose last columns are what the rows are ordered by.

    >>> with_order_keys("SELECT ?x WHERE { ?x ?y ?z } ORDER BY DESC(STR(?z)) ?x LIMIT 5")
    'SELECT ?x ((STR(?z)) AS ?kgOrder0) (?x AS ?kgOrder1) WHERE { ?x ?y ?z } ORDER BY DESC(STR(?z)) ?x LIMIT 1000000000'
    """
    words = list(_outer(text))
    selected = next((at for at, (word, depth) in enumerate(words) if _is(word, depth, "SELECT")), None)
    if selected is None:
        return text
    end = next(word for word, depth in words[selected:] if _is(word, depth, "WHERE") or word[0] == "{")
    keys = (f"({key} AS ?{KEY}{number}) " for number, key in enumerate(_order(text, words)))
    return fill(f"{text[: end.start()]}{''.join(keys)}{text[end.start() :]}", {LIMIT: _ALL, OFFSET: "0"})


def _outer(text: str) -> Sequence[tuple[re.Match[str], int]]:
    """Return every token but spaces with the number of brackets around it; a bracket stands outside itself."""
    found, depth = [], 0
    for token in tokens(text):
        depth -= token.lastgroup == "close"
        if token.lastgroup != "space":
            found.append((token, depth))
        depth += token.lastgroup == "open"
    return found


def _is(word: re.Match[str], depth: int, keyword: str) -> bool:
    return depth == 0 and word.lastgroup == "word" and word[0].upper() == keyword


def _order(text: str, words: Sequence[tuple[re.Match[str], int]]) -> Sequence[str]:
    """Return the expressions of the outer ORDER BY, without ASC and DESC."""
    begins = [at for at, (word, depth) in enumerate(words) if _is(word, depth, "ORDER")]
    keys: list[str] = []
    if not begins:
        return keys
    start = None
    for word, depth in words[begins[-1] + 2 :]:
        if depth:
            continue
        if word.lastgroup == "word" and word[0].upper() in _AFTER_ORDER:
            break
        if word.lastgroup == "close" and start is not None:
            keys.append(text[start : word.end()])
            start = None
        elif word.lastgroup == "variable":
            keys.append(word[0])
        elif start is None and word[0].upper() not in ("ASC", "DESC"):
            start = word.start()
    return keys
