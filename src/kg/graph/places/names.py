"""Terms from how they are written: prefixed names, relative IRIs, quoted strings, numbers."""

import re
from functools import partial

import pyoxigraph as ox

from kg.graph.namespaces import XSD
from kg.graph.places.tokens import Token

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Names:
    """The prefixes and the base in force at a place of a document; terms are remembered while these stay."""

    def __init__(self, base: str | None) -> None:
        """Start without prefixes; ``base`` is the IRI of the document, if it has one."""
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, ox.NamedNode] = {}
        self._literals: dict[tuple[str, str], ox.Literal] = {}

    def declare(self, prefix: str, iri: str) -> None:
        """Bind a prefix to an IRI written in angle brackets."""
        self._prefixes[prefix] = self._resolve(iri)
        self._known.clear()

    def rebase(self, iri: str) -> None:
        """Resolve relative IRIs against another IRI, written in angle brackets, from here on."""
        self._base = self._resolve(iri)
        self._known.clear()

    def iri(self, token: Token) -> ox.NamedNode:
        """Return the IRI that a token of kind ``iri`` or ``name`` stands for."""
        known = self._known.get(token.text)
        if known is None:
            known = self._known[token.text] = ox.NamedNode(self._expand(token))
        return known

    def _expand(self, token: Token) -> str:
        if token.kind == "iri":
            return self._resolve(token.text)
        prefix, _, local = token.text.partition(":")
        return self._prefixes.get(prefix, "") + (re.sub(r"\\(.)", r"\1", local) if "\\" in local else local)

    def _resolve(self, iri: str) -> str:
        return resolve(unescaped(iri[1:-1]), self._base)

    def tagged(self, quoted: str, language: str) -> ox.Literal:
        """Return a string, or a text in a language when ``language`` is not empty."""
        return self._literal(quoted, f"@{language}", partial(_in_language, language=language))

    def typed(self, quoted: str, datatype: ox.NamedNode) -> ox.Literal:
        """Return a literal of a datatype."""
        return self._literal(quoted, datatype.value, partial(ox.Literal, datatype=datatype))

    def _literal(self, quoted: str, kind: str, make: "partial[ox.Literal]") -> ox.Literal:
        known = self._literals.get((quoted, kind))
        if known is None:
            size = 3 if quoted[:3] in ('"""', "'''") and len(quoted) > 5 else 1
            known = self._literals[quoted, kind] = make(unescaped(quoted[size:-size]))
        return known

    def plain(self, token: Token) -> ox.Literal:
        """Return the number or truth value that is written without quotes."""
        text = token.text
        if token.kind == "word":
            return ox.Literal(text, datatype=XSD.boolean)
        if "e" in text or "E" in text:
            return ox.Literal(text, datatype=XSD.double)
        return ox.Literal(text, datatype=XSD.decimal if "." in text else XSD.integer)


def resolve(iri: str, base: str | None) -> str:
    """Return an IRI that may be relative to ``base`` in full.

    >>> resolve("../b#c", "http://example.org/x/y")
    'http://example.org/b#c'
    """
    if base is None or _ABSOLUTE.match(iri):
        return iri
    # pyoxigraph resolves as RFC 3986 says, dot segments and all.
    (quad,) = ox.parse(f"<{iri}> <x:p> <x:o> .", format=ox.RdfFormat.TURTLE, base_iri=base)
    return quad.subject.value if isinstance(quad.subject, ox.NamedNode) else iri


def _in_language(value: str, language: str) -> ox.Literal:
    if not language:
        return ox.Literal(value)
    tag, _, direction = language.partition("--")
    if direction:
        return ox.Literal(value, language=tag, direction=ox.BaseDirection(direction))
    return ox.Literal(value, language=tag)


def unescaped(text: str) -> str:
    r"""Return a string or IRI with its escapes read.

    >>> unescaped(r"caf\u00e9\n")
    'café\n'
    """
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(found[3], found[3])
