"""The tokens of Turtle, TriG, N-Triples and N-Quads, with their offsets, as RDF 1.1 and 1.2 Turtle define them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Section 6.5 of the recommendation: PN_CHARS_BASE, PN_CHARS.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040\-"
_LOCAL = rf"[{_CHARS}:]|%[0-9A-Fa-f]{{2}}|\\."
_TOKEN = re.compile(
    r"(?P<comment>#[^\r\n]*)"
    r"|(?P<iri><[^<>\"{}|^`\x00-\x20]*>)"
    rf"|(?P<blank>_:[{_CHARS}](?:[{_CHARS}]|\.+(?=[{_CHARS}]))*)"
    rf"|(?P<name>(?:[{_BASE}](?:[{_CHARS}]|\.+(?=[{_CHARS}]))*)?:(?:(?:{_LOCAL})(?:{_LOCAL}|\.+(?={_LOCAL}))*)?)"
    r'|(?P<text>"""[^"\\]*(?:(?:\\.|""?(?!"))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|''?(?!'))[^'\\]*)*'''"
    r'|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"'
    r"|'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*')"
    r"|(?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]+|\.[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+))"
    r"|(?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<sign><<\(|\)>>|<<|>>|\{\||\|\}|\^\^|[\[\](){}.,;~])",
    re.DOTALL,
)


class Token(NamedTuple):
    """A token and where it starts.

    Attributes:
        kind: ``iri``, ``blank``, ``name``, ``text``, ``number``, ``at``, ``word``, ``sign``, or ``end`` after the last.
        text: As it is written.
        start: Offset in code points.
    """

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text that a parser has accepted, then ``end`` for ever; comments and space are left out."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "comment":
            yield Token(found.lastgroup or "end", found[0], found.start())
    while True:
        yield Token("end", "", len(text))
