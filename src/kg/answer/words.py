"""How terms are written for people, and the words of answers in the languages of the interface."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.graph import iri
from kg.graph.answers import Term
from kg.graph.namespaces import XSD

# Control characters, and those that turn the direction of the writing around them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WEB = re.compile(
    r"https?://[A-Za-z0-9\[][^\s<>\"'`\\{}|^\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
)
_SPACE = re.compile(r"[\t\n\x0b\f\r\x85\u2028\u2029 ]+")
_LONG_NUMBER = re.compile(r"-?[1-9][0-9]{4,}(?:\.[0-9]+)?")
_LONGEST_LABEL = 60
NO_LABELS: Mapping[str, str] = MappingProxyType({})
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "yes": "yes",
            "no": "no",
            "rows": "{} rows",
            "row": "1 row",
            "quotation": "Quotation",
            "document": "Document",
            "place": "Place",
            "address": "Address",
            "other": "Other: {}",
            "paragraph": "§ {}, ",
            "characters": "characters {}–{}",
            "answer": "Answer",
            "number": "Number of rows",
            "first": "{} (the first {} of {})",
            "unplaced": "{} ({} row has no place on the map)",
            "unplaced-many": "{} ({} rows have no place on the map)",
            "nothing": "no rows",
        },
        "fr": {
            "yes": "oui",
            "no": "non",
            "rows": "{} lignes",
            "row": "1 ligne",
            "quotation": "Citation",
            "document": "Document",
            "place": "Endroit",
            "address": "Adresse",
            "other": "Autre\u00a0: {}",
            "paragraph": "§\u00a0{}, ",
            "characters": "caractères {} à {}",
            "answer": "Réponse",
            "number": "Nombre de lignes",
            "first": "{} (les {} premiers sur {})",
            "unplaced": "{} ({} ligne n’a pas de lieu sur la carte)",
            "unplaced-many": "{} ({} lignes n’ont pas de lieu sur la carte)",
            "nothing": "aucune ligne",
        },
    }
)


def said(key: str, language: str, *values: object) -> str:
    """Return words of the interface; ``{}`` in them takes ``values``."""
    return _WORDS["fr" if language == "fr" else "en"][key].format(*values)


def cell(term: Term | None, language: str, labels: Mapping[str, str] = NO_LABELS) -> str:
    """Write a value for a person: literals without quotes on one line, things by their label or a prefixed name.

    >>> cell(ox.NamedNode("https://w3id.org/statements-kg/id/country/IRQ"), "en")
    'country:IRQ'
    """
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        if term.datatype == XSD.boolean:
            return said("yes" if term.value in ("true", "1") else "no", language)
        if term.datatype in NUMBERS:
            return grouped(term.value, language)
        return visible(one_line(term.value))
    if isinstance(term, ox.NamedNode):
        short = visible(iri.compact(term.value))
        label = one_line(labels.get(term.value, ""))
        return f"{visible(label)} ({short})" if label and len(label) <= _LONGEST_LABEL else short
    return visible(str(term))


def grouped(number: str, language: str) -> str:
    """Return a number of five digits or more with its thousands apart, as the language does; another as it is.

    >>> grouped("2000000000", "en")
    '2,000,000,000'
    """
    if not _LONG_NUMBER.fullmatch(number):
        return visible(one_line(number))
    whole, point, rest = number.partition(".")
    words = f"{int(whole):,}"
    if language == "fr":
        words, point = words.replace(",", "\u202f"), point and ","
    return words + point + rest


def one_line(text: str) -> str:
    """Return the text on one line, its no-break spaces kept."""
    return _SPACE.sub(" ", text).strip(" ")


def visible(text: str) -> str:
    r"""Return the text with each character replaced, one for one, that steers a terminal or turns the writing.

    >>> visible("\x1b[31mred\u202e")
    '�[31mred�'
    """
    return _UNFIT.sub("\ufffd", text)


def link(term: Term | None) -> str:
    """Return the address that a term may lead to: http and https only, nothing odd in it; else an empty string.

    >>> link(ox.NamedNode("javascript:alert(1)"))
    ''
    """
    if isinstance(term, ox.NamedNode) and _WEB.fullmatch(term.value):
        return term.value
    return ""


def plain(term: Term | None) -> str | int | float | bool | None:
    """Return a value as programs take it: numbers and truth as such, all else as a string, an IRI whole."""
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)
    try:
        if term.datatype == XSD.integer:
            return int(term.value)
        if term.datatype in NUMBERS:
            value = float(term.value)
            return value if abs(value) < float("inf") else term.value
    except ValueError:
        return term.value
    return term.value in ("true", "1") if term.datatype == XSD.boolean else term.value


_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = "integer long int short byte nonNegativeInteger positiveInteger unsignedInt unsignedLong"
NUMBERS = frozenset(ox.NamedNode(_XSD + name) for name in [*_INTEGERS.split(), "decimal", "double", "float"])
"""Datatypes of numbers (XSD 1.1, section 3.3 and 3.4)."""
