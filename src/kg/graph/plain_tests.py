"""What can be told of one value at a look: each test is true only of values that surely satisfy a constraint."""

import re
from collections.abc import Callable
from operator import ge, gt, le, lt

import pyoxigraph as ox

from kg.graph.columns import Node, number_of
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
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,12})?")
_LEXICAL = {
    XSD.integer: re.compile(r"[0-9]{1,15}"),
    XSD.decimal: _NUMBER,
    XSD.boolean: re.compile(r"true|false"),
    XSD.date: re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"),
    XSD.gYear: re.compile(r"[12][0-9]{3}"),
    XSD.gYearMonth: re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])"),
}


def plain_test(constraint: str, parameter: Term) -> Test | None:
    """Return the test of a constraint on each value alone, or None when the constraint is another."""
    match constraint:
        case "datatype" if parameter == XSD.string:
            return lambda value: isinstance(value, ox.Literal) and value.datatype == parameter
        case "datatype" if parameter == RDF.langString:
            return lambda value: isinstance(value, ox.Literal) and value.language is not None
        case "datatype" if isinstance(parameter, ox.NamedNode) and parameter in _LEXICAL:
            fits = _LEXICAL[parameter].fullmatch
            return lambda value: _is_of(value, parameter) and fits(value.value) is not None  # type: ignore[union-attr]
        case "nodeKind":
            kinds = _KINDS.get(parameter, ())
            return lambda value: isinstance(value, kinds)
        case "pattern" if _PLAIN_PATTERN.fullmatch(parameter.value) and not _REPEATED_GROUP.search(parameter.value):
            pattern = re.compile(parameter.value)
            return lambda value: _matches(value, pattern)
        case "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive":
            compare, limit = ORDERS[constraint], number_of(parameter)
            if limit is not None:
                return lambda value: (number := number_of(value)) is not None and compare(number, limit)
    return None


_KINDS: dict[Term, tuple[type, ...]] = {
    SH.IRI: (ox.NamedNode,),
    SH.BlankNode: (ox.BlankNode,),
    SH.Literal: (ox.Literal,),
    SH.BlankNodeOrIRI: (ox.NamedNode, ox.BlankNode),
    SH.BlankNodeOrLiteral: (ox.BlankNode, ox.Literal),
    SH.IRIOrLiteral: (ox.NamedNode, ox.Literal),
}


def _is_of(value: Node, datatype: Term) -> bool:
    return isinstance(value, ox.Literal) and value.datatype == datatype


def _matches(value: Node, pattern: re.Pattern[str]) -> bool:
    """Tell whether a value matches a pattern that means the same in XPath and here."""
    if not isinstance(value, ox.NamedNode | ox.Literal):
        return False
    text = value.value
    return text.isascii() and text.isprintable() and pattern.search(text) is not None
