"""Where a query takes the values of its parameters, found by SPARQL's own words: never in a comment or a string."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.tokens import tokens

LIMIT, OFFSET = "LIMIT", "OFFSET"
"""Names of the places of a whole number after ``LIMIT`` and ``OFFSET``, outside every bracket."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for one value.

    Attributes:
        name: The variable of ``VALUES ?name { … }``, without its mark; or ``LIMIT``, ``OFFSET``.
        start: Offset of the first character that a value replaces.
        end: Offset after the last.
        content: What stands there now, without the spaces around it.
    """

    name: str
    start: int
    end: int
    content: str


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return every ``VALUES ?name { … }`` of a query, sub-SELECTs included, and its outer ``LIMIT`` and ``OFFSET``.

    >>> [(each.name, each.content) for each in placeholders('SELECT * { VALUES ?x { "}" } } LIMIT 5 # LIMIT 6')]
    [('x', '"}"'), ('LIMIT', '5')]
    """
    words = [token for token in tokens(text) if token.lastgroup != "space"]
    return tuple(_found(text, words))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the query with ``values``, SPARQL terms or whole numbers, in the places of those names."""
    parts, done = [], 0
    for place in placeholders(text):
        if place.name in values:
            parts += [text[done : place.start], values[place.name]]
            done = place.end
    return "".join([*parts, text[done:]])


def _found(text: str, words: Sequence[re.Match[str]]) -> Iterator[Placeholder]:
    depth = 0
    for number, token in enumerate(words):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        keyword = token[0].upper() if token.lastgroup == "word" else ""
        following = words[number + 1 : number + 3]
        if keyword in (LIMIT, OFFSET) and depth == 0 and following and following[0][0].isdecimal():
            yield Placeholder(keyword, *following[0].span(), following[0][0])
        if keyword == "VALUES" and [each.lastgroup for each in following] == ["variable", "open"]:
            closing = next((each for each in words[number + 3 :] if each.lastgroup == "close"), None)
            if following[1][0] == "{" and closing is not None:
                start, end = following[1].end(), closing.start()
                yield _trimmed(following[0][0][1:], text, start, end)


def _trimmed(name: str, text: str, start: int, end: int) -> Placeholder:
    """Leave the spaces inside the braces where they are, so that a bound query reads like the stored one."""
    inside = text[start:end]
    content = inside.strip()
    if not content:
        return Placeholder(name, start, end, "")
    first = start + inside.index(content)
    return Placeholder(name, first, first + len(content), content)
