"""Parameters of queries: a value becomes a term, and a term takes its place in ``VALUES``; text is never pasted.

A term is written by Oxigraph, which escapes what must be escaped, so no value can change what a query means.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import iri
from kg.graph.namespaces import XSD
from kg.graph.placeholders import LIMIT, OFFSET, fill, placeholders
from kg.graph.query import Parameter, StoredQuery
from kg.graph.sketch import decimal
from kg.graph.suggest import suggest
from kg.graph.things import Ask, find
from kg.languages import LANGUAGES

Term = ox.NamedNode | ox.Literal

# What Oxigraph computes with exactly: 64 bits of integer, 18 digits after the point.
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:[.,][0-9]{0,18})?|[.,][0-9]{1,18})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,9}")


def bind_query(query: StoredQuery, values: Mapping[str, str], ask: Ask) -> str:
    """Return the text of ``query`` with its parameters bound to ``values``.

    Each ``VALUES ?name { … }``, in sub-SELECTs too, gets the one term that the value stands for. A parameter without
    value takes its default; one without default stays free.

    Args:
        query: A stored query.
        values: ``{parameter: value as a person writes it}``.
        ask: Answers a query on the graph, when a value has to be found there by name.

    Raises:
        QueryError: there is no such parameter (KG513), the value has the wrong form (KG514), names nothing in the graph
            (KG515) or several things (KG516); the query has no place for a parameter (KG512).
    """
    _check_names(query, values)
    places = {place.name for place in placeholders(query.text)}
    terms = {}
    for parameter in query.parameters:
        place = place_of(parameter)
        if place not in places:
            raise _no_place(query, parameter)
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            terms[place] = written(parameter, value, ask)
    return fill(query.text, terms)


def place_of(parameter: Parameter) -> str:
    """Return the name of the placeholders that a parameter fills."""
    return {"limit": LIMIT, "offset": OFFSET}.get(parameter.type, parameter.name)


def written(parameter: Parameter, value: str, ask: Ask) -> str:
    """Return what takes the place of a parameter: a term, or a whole number after ``LIMIT`` and ``OFFSET``.

    Raises:
        QueryError: see ``bind_query``.
    """
    if parameter.type not in ("limit", "offset"):
        return str(to_term(parameter, value, ask))
    if not _COUNT.fullmatch(value.strip()):
        raise _ill_formed(parameter, value)
    return str(int(value))


def to_term(parameter: Parameter, value: str, ask: Ask) -> Term:
    """Return the term that ``value`` stands for, by the parameter's type.

    Raises:
        QueryError: see ``bind_query``.
    """
    plain = _PLAIN.get(parameter.type)
    if plain is None:
        try:
            return find(parameter.type, value.strip(), ask, f"{parameter.name}={value}")
        except UnicodeEncodeError:
            raise _ill_formed(parameter, value) from None
    try:
        return plain(value if parameter.type == "string" else value.strip())
    except ValueError:
        raise _ill_formed(parameter, value) from None


def _check_names(query: StoredQuery, values: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in known:
            near = suggest(name, known)
            raise QueryError(
                "KG513",
                query.id,
                en=f"has no parameter {name}; it takes {near}" if known else f"has no parameter {name}; it takes none",
                fr=f"n’a pas de paramètre {name}\u00a0; elle " + (f"prend {near}" if known else "n’en prend aucun"),
            )


def _ill_formed(parameter: Parameter, value: str) -> QueryError:
    return QueryError(
        "KG514",
        f"{parameter.name}={value}",
        en=f"is not a value of type {parameter.type}; for example {parameter.example}",
        fr=f"n’est pas une valeur de type {parameter.type}\u00a0; par exemple {parameter.example}",
    )


def _no_place(query: StoredQuery, parameter: Parameter) -> QueryError:
    name = place_of(parameter)
    place = f"{name} 10" if name in (LIMIT, OFFSET) else f"VALUES ?{name} {{ … }}"
    return QueryError(
        "KG512",
        query.id,
        en=f"has no {place} for its parameter {parameter.name}; add it to the query",
        fr=f"n’a pas de {place} pour son paramètre {parameter.name}\u00a0; ajoutez-le à la requête",
    )


def _iri(value: str) -> ox.NamedNode:
    found = iri.expand(value)
    if found is None or ":" not in value:
        raise ValueError(value)
    return found


def _integer(value: str) -> ox.Literal:
    if not _INTEGER.fullmatch(value):
        raise ValueError(value)
    return ox.Literal(str(int(value)), datatype=XSD.integer)


def _decimal(value: str) -> ox.Literal:
    if not _DECIMAL.fullmatch(value):
        raise ValueError(value)
    return decimal(Decimal(value.replace(",", ".")))


def _date(value: str) -> ox.Literal:
    if not _DATE.fullmatch(value):
        raise ValueError(value)
    return ox.Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)


def _language(value: str) -> ox.Literal:
    if value not in LANGUAGES:
        raise ValueError(value)
    return ox.Literal(value)


_PLAIN: Mapping[str, Callable[[str], Term]] = MappingProxyType(
    {
        "iri": _iri,
        "string": ox.Literal,
        "integer": _integer,
        "decimal": _decimal,
        "date": _date,
        "language": _language,
    }
)
