"""JSON with offsets: every key and value knows where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.graph.places.names import unescaped

_TOKEN = re.compile(r'\s*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([\[\]{}:,])|([^\s\[\]{}:,"]+))', re.DOTALL)
_WHOLE = re.compile(r"-?[0-9]+")

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the offset at which it starts.

    Attributes:
        start: Offset in code points.
        scalar: What it is, when it is neither an object nor an array.
        items: Its elements; the value itself when it is no array.
        members: ``{key: (offset of the key, value)}``, or None when it is no object.
    """

    start: int
    scalar: Scalar = None
    elements: "tuple[Value, ...] | None" = None
    members: "dict[str, tuple[int, Value]] | None" = field(default=None)

    @property
    def items(self) -> "tuple[Value, ...]":
        """Return the elements of an array, or the value alone."""
        return (self,) if self.elements is None else self.elements


def read_json(text: str) -> Value:
    """Return the value of a JSON text that a parser has accepted; it nests no deeper than ``kg.graph.load`` allows."""
    tokens = ((found[found.lastindex or 0], found.start(found.lastindex or 0)) for found in _TOKEN.finditer(text))
    return _read(tokens, next(tokens))


def _read(tokens: Iterator[tuple[str, int]], token: tuple[str, int]) -> Value:
    text, start = token
    if text == "{":
        return Value(start, members=dict(_members(tokens)))
    if text == "[":
        return Value(start, elements=tuple(_elements(tokens)))
    return Value(start, scalar=unescaped(text[1:-1]) if text.startswith('"') else _scalar(text))


def _scalar(text: str) -> Scalar:
    if text in ("true", "false"):
        return text == "true"
    if text == "null":
        return None
    return int(text) if _WHOLE.fullmatch(text) else float(text)


def _elements(tokens: Iterator[tuple[str, int]]) -> Iterator[Value]:
    for token in tokens:
        if token[0] == "]":
            return
        if token[0] != ",":
            yield _read(tokens, token)


def _members(tokens: Iterator[tuple[str, int]]) -> Iterator[tuple[str, tuple[int, Value]]]:
    for text, start in tokens:
        if text == "}":
            return
        if text != ",":
            next(tokens)  # the colon
            yield unescaped(text[1:-1]), (start, _read(tokens, next(tokens)))
