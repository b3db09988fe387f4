"""Literals as they were written, in a store that rewrites them, and which forms a datatype allows.

Oxigraph keeps the value of a number, a boolean or a date, not its form: ``01`` becomes ``1``, and ``"300"^^xsd:byte``
becomes an ``xsd:integer``. SHACL judges the form. A literal that Oxigraph might rewrite therefore goes into the store
under a datatype of our own that says the real one, which every query written by ``kg.graph.constraints`` knows.
"""

import re
from collections.abc import Callable

import pyoxigraph as ox

from kg.graph.namespaces import RDF, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_WRITTEN = "urn:kg:as-written:"
_VALUE = ox.NamedNode("urn:kg:value")

# fmt: off
_WHOLE = (
    "integer", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger", "long", "int", "short",
    "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
)
# Oxigraph's casts judge these forms; other datatypes are not those of SPARQL 1.1, and SHACL asks no more of them.
_CAST = (
    "date", "dateTime", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "duration", "dayTimeDuration",
    "yearMonthDuration",
)
# fmt: on
_XSD = XSD.namespace
_REWRITTEN = frozenset(
    ox.NamedNode(_XSD + name) for name in (*_WHOLE, *_CAST, "decimal", "double", "float", "boolean", "dateTimeStamp")
)
# Forms that surely come back as they were; for what is valid in others, see ``is_valid``.
_KEPT = {
    XSD.integer: re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD.decimal: re.compile(r"0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,14})\.[0-9]{0,14}[1-9]"),
    XSD.boolean: re.compile(r"true|false"),
    XSD.date: re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"),
    XSD.gYear: re.compile(r"[12][0-9]{3}"),
    XSD.gYearMonth: re.compile(r"[12][0-9]{3}-[0-9]{2}"),
    ox.NamedNode(f"{_XSD}dateTime"): re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[01][0-9](?::[0-9]{2}){2}Z?"),
}

_SIGNED = {"long": 63, "int": 31, "short": 15, "byte": 7}
_UNSIGNED = {"unsignedLong": 64, "unsignedInt": 32, "unsignedShort": 16, "unsignedByte": 8}
_DIGITS = "[0-9]+([.][0-9]*)?|[.][0-9]+"
_FORMS = {
    **dict.fromkeys(("integer", *_SIGNED, *_UNSIGNED), "[+-]?[0-9]+"),
    "nonNegativeInteger": "[+]?[0-9]+|-0+",
    "positiveInteger": "[+]?0*[1-9][0-9]*",
    "nonPositiveInteger": "-[0-9]+|[+]?0+",
    "negativeInteger": "-0*[1-9][0-9]*",
    "decimal": f"[+-]?({_DIGITS})",
    **dict.fromkeys(("double", "float"), f"[+-]?({_DIGITS})([eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
    "boolean": "true|false|1|0",
}


def loses_datatype(datatype: object) -> bool:
    """Tell whether an index gives literals of ``datatype`` back under another one."""
    return isinstance(datatype, ox.NamedNode) and datatype != XSD.integer and datatype.value[len(_XSD) :] in _WHOLE


def keep(term: Term | ox.Triple) -> Term | ox.Triple:
    """Return ``term``, in a disguise if Oxigraph might rewrite it.

    >>> print(keep(ox.Literal("1", datatype=XSD.integer)))
    "1"^^<http://www.w3.org/2001/XMLSchema#integer>
    >>> print(keep(ox.Literal("01", datatype=XSD.integer)))
    "01"^^<urn:kg:as-written:http://www.w3.org/2001/XMLSchema#integer>
    """
    if not isinstance(term, ox.Literal) or term.datatype not in _REWRITTEN:
        return term
    form = _KEPT.get(term.datatype)
    if form is not None and form.fullmatch(term.value):
        return term
    return ox.Literal(term.value, datatype=ox.NamedNode(_WRITTEN + term.datatype.value))


def restore(term: Term) -> Term:
    """Return what ``keep`` disguised."""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(_WRITTEN):
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype.value.removeprefix(_WRITTEN)))
    return term


def _value(term: Term) -> Term | None:
    """Return a literal as Oxigraph can compare it; None if its form is outside what its datatype allows."""
    literal = restore(term)
    name = literal.datatype.value.removeprefix(_XSD) if isinstance(literal, ox.Literal) else ""
    if name in _FORMS and re.fullmatch(_FORMS[name], literal.value) is None:
        return None
    if name in _SIGNED and not -(2 ** _SIGNED[name]) <= int(literal.value) < 2 ** _SIGNED[name]:
        return None
    if name in _UNSIGNED and not 0 <= int(literal.value) < 2 ** _UNSIGNED[name]:
        return None
    return literal


FUNCTIONS: dict[ox.NamedNode, Callable[..., Term | ox.Triple | None]] = {_VALUE: _value}
"""What queries may call (``pyoxigraph.Store.query(custom_functions=…)``)."""


def value_of(variable: str) -> str:
    """Return the expression for the value of a literal, disguised or not; an error for anything else."""
    return f'IF(STRSTARTS(STR(DATATYPE({variable})), "{_WRITTEN}"), {_VALUE}({variable}), {variable})'


def has_datatype(datatype: ox.NamedNode, variable: str) -> str:
    """Return the expression of sh:datatype (section 4.1.2): the type, and a lexical form that the type allows."""
    if datatype in (XSD.string, RDF.langString):
        return f"COALESCE(DATATYPE({variable}) = {datatype}, false)"
    disguise = ox.NamedNode(_WRITTEN + datatype.value)
    typed = f"(DATATYPE({variable}) = {datatype} || DATATYPE({variable}) = {disguise})"
    return f"COALESCE({' && '.join((typed, *_is_valid(datatype, variable)))}, false)"


def _is_valid(datatype: ox.NamedNode, variable: str) -> tuple[str, ...]:
    """Return the conditions that the lexical form of a literal must meet."""
    name = datatype.value.removeprefix(_XSD) if datatype.value.startswith(_XSD) else ""
    if name in _CAST:
        return (f"isLiteral({datatype}(STR({variable})))",)
    if name not in _FORMS:
        return ()
    conditions = [f'REGEX(STR({variable}), "^({_FORMS[name]})$")']
    number = f"<{_XSD}decimal>(STR({variable}))"
    if name in _SIGNED:
        conditions.append(f"{number} >= -{2 ** _SIGNED[name]} && {number} < {2 ** _SIGNED[name]}.0")
    if name in _UNSIGNED:
        conditions.append(f"{number} >= 0 && {number} < {2 ** _UNSIGNED[name]}.0")
    return tuple(conditions)
