"""What can be told of one value at a look: each test is true only of values that surely satisfy a constraint."""

import re
from collections.abc import Callable
from operator import ge, gt, le, lt

import pyoxigraph as ox

from kg.graph.columns import Node, language_of, number_of, written
from kg.graph.namespaces import RDF, SH, XSD
from kg.graph.shapes import Term

Test = Callable[[Node], bool]

ORDERS = {
    "minInclusive": ge,
    "minExclusive": gt,
    "maxInclusive": le,
    "maxExclusive": lt,
    "lessThan": lt,
    "lessThanOrEquals": le,
}
"""How each constraint compares a value with its parameter."""

_PLAIN_PATTERN = re.compile(r"(?:[\w /^$()\[\]{}|+*?,:#-]|\\\.)+")
# Python goes back over a repeated group, maybe for ever; the query does not.
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,12})?"
_LEXICAL = {
    XSD.integer: "[0-9]{1,15}",
    XSD.decimal: _NUMBER,
    XSD.boolean: "true|false",
    XSD.date: "(?:19|20)[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)",
    XSD.gYear: "[12][0-9]{3}",
    XSD.gYearMonth: "[12][0-9]{3}-(?:0[1-9]|1[0-2])",
}


def plain_test(constraint: str, parameter: Term) -> Test | None:
    """Return the test of a constraint on each value alone, or None when the constraint is another."""
    match constraint:
        case "datatype" if parameter == XSD.string:
            return lambda value: value[:1] == value[-1:] == b'"'
        case "datatype" if parameter == RDF.langString:
            return lambda value: (tag := language_of(value)) != "" and "--" not in tag  # which has a direction
        case "datatype" if isinstance(parameter, ox.NamedNode) and parameter in _LEXICAL:
            fits = re.compile(rf'"(?:{_LEXICAL[parameter]})"\^\^{re.escape(str(parameter))}'.encode()).fullmatch
            return lambda value: fits(value) is not None
        case "nodeKind":
            first = _FIRST.get(parameter, b"")
            return lambda value: value[:1] in first and value[:2] != b"<<"
        case "pattern" if _PLAIN_PATTERN.fullmatch(parameter.value) and not _REPEATED_GROUP.search(parameter.value):
            pattern = re.compile(parameter.value)
            return lambda value: _matches(value, pattern)
        case "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive":
            compare, limit = ORDERS[constraint], number_of(written(parameter))
            if limit is not None:
                return lambda value: (number := number_of(value)) is not None and compare(number, limit)
    return None


# How N-Triples begins the terms of each kind.
_FIRST: dict[Term, bytes] = {
    SH.IRI: b"<",
    SH.BlankNode: b"_",
    SH.Literal: b'"',
    SH.BlankNodeOrIRI: b"<_",
    SH.BlankNodeOrLiteral: b'_"',
    SH.IRIOrLiteral: b'<"',
}


def is_iri(value: Node) -> bool:
    """Tell whether a node is an IRI.

    >>> is_iri(b"<http://x/a>"), is_iri(b"<<( <http://x/a> <http://x/b> <http://x/c> )>>"), is_iri(b"_:a")
    (True, False, False)
    """
    return value[:1] == b"<" and value[:2] != b"<<"


def _matches(value: Node, pattern: re.Pattern[str]) -> bool:
    """Tell whether a value matches a pattern that means the same in XPath and here."""
    if is_iri(value):
        text = value[1:-1]
    elif value[:1] == b'"' and b"\\" not in value:
        text = value[1 : value.rindex(b'"')]
    else:
        return False
    return text.isascii() and (plain := text.decode()).isprintable() and pattern.search(plain) is not None
