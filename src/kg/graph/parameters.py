"""Parameters of queries: a value becomes a term, and a term takes its place in ``VALUES``; text is never pasted.

A term is written by Oxigraph, which escapes what must be escaped, so no value can change what a query means.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import iri
from kg.graph.namespaces import XSD
from kg.graph.query import Parameter, StoredQuery
from kg.graph.select import select
from kg.graph.sketch import decimal
from kg.graph.suggest import suggest

Term = ox.NamedNode | ox.Literal

_INTERFACE = ("en", "fr")
_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "country-or-region": "kg:Country kg:Region kg:Place",
        "organisation": "kg:Organisation",
        "resolution": "kg:Resolution",
        "meeting": "kg:Meeting",
        "statement": "kg:Statement",
    }
)
_NAMES = """
SELECT ?thing ?name WHERE {
  VALUES ?class { CLASSES }
  ?thing a ?class .
  OPTIONAL { ?thing rdfs:label|skos:altLabel|kg:code|kg:symbol ?name }
}
"""
_CONCEPTS = """
SELECT ?thing ?name WHERE {
  ?thing a skos:Concept ; skos:prefLabel|skos:altLabel ?name .
  FILTER(STRSTARTS(STR(?thing), "SCHEME"))
}
"""


def bind_query(query: StoredQuery, values: Mapping[str, str], store: Callable[[], ox.Store]) -> str:
    """Return the text of ``query`` with its parameters bound to ``values``.

    Each line ``VALUES ?name { … }`` gets the one term that the value stands for. A parameter without value takes its
    default; one without default stays free.

    Args:
        query: A stored query.
        values: ``{parameter: value as a person writes it}``.
        store: Opens the graph, when a value has to be found there by name.

    Raises:
        QueryError: there is no such parameter (KG513), the value has the wrong form (KG514), names nothing in the graph
            (KG515) or several things (KG516).
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            near = suggest(name, known)
            raise QueryError(
                "KG513",
                query.id,
                en=f"has no parameter {name}; it takes {near}",
                fr=f"n’a pas de paramètre {name}\u00a0; elle prend {near}",
            )
    text = query.text
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            text = _place(text, parameter, str(to_term(parameter, value, store)), query.id)
    return text


def to_term(parameter: Parameter, value: str, store: Callable[[], ox.Store]) -> Term:
    """Return the term that ``value`` stands for, by the parameter's type.

    Raises:
        QueryError: see ``bind_query``.
    """
    plain = _PLAIN.get(parameter.type)
    if plain:
        try:
            return plain(value.strip() if parameter.type != "string" else value)
        except (ValueError, InvalidOperation):
            raise QueryError(
                "KG514",
                f"{parameter.name}={value}",
                en=f"is not a value of type {parameter.type}; for example {parameter.example}",
                fr=f"n’est pas une valeur de type {parameter.type}\u00a0; par exemple {parameter.example}",
            ) from None
    return _named(parameter, value.strip(), store)


def _place(text: str, parameter: Parameter, term: str, query: str) -> str:
    pattern = re.compile(rf"^([ \t]*VALUES[ \t]+\?{re.escape(parameter.name)})[ \t]*\{{[^\n]*\}}[ \t]*$", re.MULTILINE)
    bound, places = pattern.subn(lambda found: f"{found[1]} {{ {term} }}", text)
    if not places:
        raise QueryError(
            "KG512",
            query,
            en=f"has no line VALUES ?{parameter.name} {{ … }} for its parameter",
            fr=f"n’a pas de ligne VALUES ?{parameter.name} {{ … }} pour son paramètre",
        )
    return bound


def _iri(value: str) -> ox.NamedNode:
    found = iri.expand(value)
    if found is None or ":" not in value:
        raise ValueError(value)
    return found


def _integer(value: str) -> ox.Literal:
    return ox.Literal(str(int(value)), datatype=XSD.integer)


def _decimal(value: str) -> ox.Literal:
    number = Decimal(value.replace(",", "."))
    if not number.is_finite() or len(value) > 40:
        raise ValueError(value)
    return decimal(number)


def _date(value: str) -> ox.Literal:
    return ox.Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)


def _language(value: str) -> ox.Literal:
    if value not in _INTERFACE:
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


def _named(parameter: Parameter, value: str, store: Callable[[], ox.Store]) -> ox.NamedNode:
    """Find a thing by IRI, key, code or any of its names, accents and case aside."""
    if ":" in value or "<" in value:
        try:
            return _iri(value)
        except ValueError:
            pass
    names = things_by_name(parameter.type, store())
    found = sorted(names.get(iri.slug(value), ()))
    if len(found) == 1:
        return ox.NamedNode(found[0])
    choices = ", ".join(iri.compact(each) for each in found)
    if found:
        raise QueryError(
            "KG516",
            f"{parameter.name}={value}",
            en=f"names several things: {choices}; give one of them",
            fr=f"désigne plusieurs choses\u00a0: {choices}\u00a0; indiquez l’une d’elles",
        )
    near = suggest(iri.slug(value), names)
    raise QueryError(
        "KG515",
        f"{parameter.name}={value}",
        en=f"is not in this graph; did you mean {near}?",
        fr=f"n’est pas dans ce graphe\u00a0; vouliez-vous dire {near}\u00a0?",
    )


def things_by_name(kind: str, store: ox.Store) -> dict[str, set[str]]:
    """Return ``{name as a slug: IRIs}`` of the things of a kind: a kind of parameter, or a code list."""
    if kind in _CLASSES:
        rows = select(store, _NAMES.replace("CLASSES", _CLASSES[kind]))
    else:
        rows = select(store, _CONCEPTS.replace("SCHEME", iri.concept(kind, "").value))
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        thing = row["thing"].value
        key = thing.rpartition("/")[2]
        spellings = {key, key.removeprefix("x-"), key.partition("-")[2] if kind == "meeting" else key}
        if row["name"] is not None:
            spellings.update((row["name"].value, *_numbers(kind, row["name"].value)))
        for spelling in spellings:
            names[iri.slug(spelling)].add(thing)
    names.pop("", None)
    return names


def _numbers(kind: str, symbol: str) -> tuple[str, ...]:
    """Return the number of a resolution by itself: ``2254`` of ``S/RES/2254 (2015)``."""
    found = re.search(r"/RES/([\d/]+)", symbol) if kind == "resolution" else None
    return (found[1],) if found else ()
