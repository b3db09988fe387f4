r"""Where a query may use ``SERVICE``, which asks another machine and which Oxigraph cannot be told not to do.

SPARQL needs no space around keywords, so that ``1SERVICE:x`` and ``ex:a.b.SERVICE :x`` hold the keyword for Oxigraph,
and what looks like one IRI may be two operators (``?a<?b)SERVICE:x#>``). What cannot be told apart counts as
``SERVICE``: nobody writes it by chance.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.graph.tokens import tokens

_KEYWORD = re.compile("SERVICE", re.IGNORECASE | re.ASCII)
_AFTER_DOT = re.compile(r"\.(?=SERVICE)", re.IGNORECASE | re.ASCII)
_LENGTH = len("SERVICE")
_INSTEAD = "GRAPH  "
# An IRI whatever stands before it: no operator leads to two slashes, nor to a keyword after letters and colons alone.
_PLAIN_IRI = re.compile(r"<(?:[A-Za-z][\w+.-]*://|[\w:%-]*>)", re.ASCII)
# A long string with an escape that Oxigraph does not know, and takes for short strings and a comment.
_NO_STRING = re.compile(
    r"(?:\"{3}|'{3})(?:[^\\]|\\[tbnrf\"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+\\", re.ASCII | re.DOTALL
)
_SILENT = re.compile(r"((?:\s|#[^\n\r]*[\n\r])*)SILENT", re.IGNORECASE | re.ASCII)
# After these words a name with a prefix names a graph, or the service that they ask.
_BEFORE_NAMES = ("GRAPH", "FROM", "NAMED", "SERVICE", "SILENT")
_Token = re.Match[str]


@dataclass(frozen=True, slots=True)
class Service:
    """Where ``SERVICE`` stands, or may stand.

    Attributes:
        offset: The first such place.
        words: Offset of each keyword; none when it cannot be told which words are keywords.
    """

    offset: int
    words: tuple[int, ...] = ()


def service_in(text: str) -> Service | None:
    """Return where a query may use ``SERVICE``; None when it certainly does not.

    >>> service_in("SELECT * { ?s ?p 'SERVICE' }")
    >>> service_in("SELECT * { SERVICE ?x { } }").offset
    11
    """
    if not _KEYWORD.search(text):
        return None
    every = [token for token in tokens(text) if token.lastgroup != "space"]
    for token in every:
        if _may_be_more(token):
            return Service(token.start())
    found = tuple(_keywords(every))
    return Service(found[0], found) if found else None


def without_service(text: str, service: Service) -> str | None:
    """Return a query that is SPARQL exactly if ``text`` is, as long as it, and asks nobody; None when there is none.

    ``GRAPH`` may stand wherever ``SERVICE`` does (SPARQL 1.1, rule 56), and takes the same.
    """
    for offset in service.words:
        after = offset + _LENGTH
        text = f"{text[:offset]}{_INSTEAD}{text[after:]}"
        if silent := _SILENT.match(text, after):
            text = f"{text[: silent.end(1)]}{' ' * len('SILENT')}{text[silent.end() :]}"
    return text if service.words and service_in(text) is None else None


def _may_be_more(token: _Token) -> bool:
    """Tell whether Oxigraph may see something else where a token is an IRI or a string for us."""
    if token.lastgroup == "iri":
        return not _PLAIN_IRI.match(token[0])
    return token.lastgroup == "string" and bool(_NO_STRING.match(token[0]))


def _keywords(every: Sequence[_Token]) -> Iterator[int]:
    """Yield the offset of each keyword, which may be glued to a number, a name or another keyword."""
    before = ""
    for number, token in enumerate(every):
        words, start = token[0], token.start()
        keyword = _KEYWORD.search(words) if token.lastgroup in ("word", "name") else None
        if keyword and token.lastgroup == "word":
            yield start + keyword.start()
        elif keyword:
            colon = words.index(":")
            opens = [each[0] for each in every[number + 1 : number + 2]] == ["{"]
            if keyword.start() < colon and opens and before not in _BEFORE_NAMES:
                yield start + keyword.start()
            yield from (start + dot.end() for dot in _AFTER_DOT.finditer(words, colon))
        before = words.upper()
