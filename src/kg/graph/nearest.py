"""What could stand in place of a value that a shape refuses: the country, code or date that is probably meant."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pyoxigraph as ox
from babel.dates import get_month_names

from kg.graph.closure import load_background
from kg.graph.iri import compact, local_name
from kg.graph.known_names import of_class, of_kind, of_list, ranges, things
from kg.graph.namespaces import RDF, SKOS, XSD
from kg.graph.shapes import ShapesGraph, Term

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SPOKEN = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]+)\.?,?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d+(?:\.\d+)?")


def nearest(value: ox.NamedNode | ox.Literal, shape: Term, path: str, shapes: ShapesGraph) -> str | None:
    """Return what to write instead of ``value``, as Turtle writes it, or None.

    Args:
        value: What the shape refuses.
        shape: The shape.
        path: IRI of the property, or the empty string.
        shapes: The graph of the shapes.
    """
    datatype = shapes.one(shape, "datatype")
    if isinstance(value, ox.Literal) and isinstance(datatype, ox.NamedNode):
        return _literal(value, datatype)
    if isinstance(value, ox.NamedNode) and value in load_background().triples:
        # It exists: it is in the wrong place, not misspelt.
        return None
    candidates = _candidates(value, shape, path, shapes)
    written = local_name(value.value) if isinstance(value, ox.NamedNode) else value.value
    meant = things().meant(written.removeprefix("x-"), candidates) if candidates else None
    return None if meant is None else compact(meant)


def _candidates(value: ox.NamedNode | ox.Literal, shape: Term, path: str, shapes: ShapesGraph) -> frozenset[str]:
    """Return what the shape would accept, as far as it is known."""
    for scheme in _schemes(shape, shapes):
        return of_list(scheme)
    listed = shapes.one(shape, "in")
    if listed is not None:
        return frozenset(member.value for member in shapes.members(listed) if isinstance(member, ox.NamedNode))
    wanted = shapes.one(shape, "class")
    kind = of_class(wanted.value if wanted is not None else ranges().get(path, ""))
    alike = of_kind(value.value) if isinstance(value, ox.NamedNode) else frozenset[str]()
    return alike & kind or kind if wanted is not None else alike


def _schemes(shape: Term, shapes: ShapesGraph) -> Iterator[str]:
    """Yield the code lists that a shape takes its values from."""
    for node in shapes.values(shape, "node"):
        for inner in shapes.values(node, "property"):
            if SKOS.inScheme in shapes.values(inner, "path"):
                yield from (each.value for each in shapes.values(inner, "hasValue"))


def _literal(value: ox.Literal, datatype: ox.NamedNode) -> str | None:
    """Return the same value with the datatype that is wanted."""
    text = " ".join(value.value.split())
    if datatype == XSD.date:
        day = _day(text)
        return None if day is None else f'"{day.isoformat()}"^^xsd:date'
    if datatype == XSD.gYear and re.fullmatch(r"\d{4}", text):
        return f'"{text}"^^xsd:gYear'
    if datatype == XSD.gYearMonth and re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text):
        return f'"{text}"^^xsd:gYearMonth'
    if datatype == XSD.integer and _INTEGER.fullmatch(text):
        return text
    if datatype == XSD.decimal and _DECIMAL.fullmatch(number := text.replace(",", ".")):
        return number if "." in number else f"{number}.0"
    if datatype in (XSD.string, RDF.langString):
        quoted = str(ox.Literal(value.value))
        return quoted if datatype == XSD.string else f"{quoted}@fr"
    return None


def _day(text: str) -> date | None:
    """Return the day that a text states without doubt: 2024-9-3, 3 septembre 2024, 30/09/2024."""
    if found := _ISO.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _SPOKEN.fullmatch(text):
        return _made(int(found[3]), _months().get(found[2].casefold(), 0), int(found[1]))
    if (found := _NUMERIC.fullmatch(text)) and int(found[1]) > 12:
        return _made(int(found[3]), int(found[2]), int(found[1]))
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number
        for language in ("fr", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
