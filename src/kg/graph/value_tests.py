"""Constraints that look at one value node alone, as SPARQL expressions that are true of what satisfies them."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.lexical import has_datatype, value_of
from kg.graph.namespaces import SH
from kg.graph.shapes import Term

_KINDS = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}
COMPARISONS = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
_LENGTHS = {"minLength": ">=", "maxLength": "<="}


class UnsupportedError(InputError):
    """What the compiler leaves to pySHACL (KG133)."""


def unsupported(shape: Term, what: str) -> UnsupportedError:
    """Make the error for a shape that uses ``what``, which SPARQL alone cannot judge."""
    return UnsupportedError(
        "KG133",
        str(shape),
        en=f"uses {what}, which the compiler does not support; validate with --engine pyshacl",
        fr=f"emploie {what}, que le compilateur ne connaît pas\u00a0; validez avec --engine pyshacl",
    )


def whole_number(parameter: Term, name: str) -> int:
    """Return the value of a parameter that counts.

    Raises:
        InputError: it is no whole number (KG134).
    """
    if isinstance(parameter, ox.Literal) and parameter.value.isascii() and parameter.value.isdecimal():
        return int(parameter.value)
    raise _wrong(parameter, name)


def any_of(choices: Iterable[str]) -> str:
    """Return the expression that is true when one of ``choices`` is, and false when it raises an error."""
    return f"COALESCE({' || '.join(choices) or 'false'}, false)"


def value_test(name: str, parameter: Term, value: str) -> str:
    """Return the expression of a constraint that looks at the value node only.

    Raises:
        InputError: the parameter makes no sense (KG134).
    """
    if name == "datatype" and isinstance(parameter, ox.NamedNode):
        return has_datatype(parameter, value)
    if name == "nodeKind" and (kind := parameter.value.removeprefix(SH.namespace)) in _KINDS:
        return _KINDS[kind].format(value)
    if name in COMPARISONS and isinstance(parameter, ox.Literal):
        return f"COALESCE({value_of(value)} {COMPARISONS[name]} {parameter}, false)"
    if name in _LENGTHS:
        return f"(!isBlank({value}) && STRLEN(STR({value})) {_LENGTHS[name]} {whole_number(parameter, name)})"
    raise _wrong(parameter, name)


def pattern_test(shape: Term, parameter: Term, flags: Term | None, value: str) -> str:
    """Return the expression of sh:pattern (section 4.4.3).

    Raises:
        UnsupportedError: the pattern uses what XPath's regular expressions do not have, such as a look-ahead.
    """
    arguments = f"{parameter}" + (f", {flags}" if flags is not None else "")
    (row,) = ox.Store().query(f'SELECT (REGEX("", {arguments}) AS ?valid) {{}}')  # type: ignore[misc]
    if row["valid"] is None:
        raise unsupported(shape, f"sh:pattern {parameter}")
    return f"(!isBlank({value}) && COALESCE(REGEX(STR({value}), {arguments}), false))"


def _wrong(parameter: Term, name: str) -> InputError:
    return InputError(
        "KG134",
        str(parameter),
        en=f"is no value for sh:{name}; correct the shape",
        fr=f"n’est pas une valeur de sh:{name}\u00a0; corrigez la forme",
    )
