"""Stored queries as an OpenAPI 3.1 description: one address a query, its parameters typed, its columns named."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kg import __version__
from kg.graph.query import Parameter, StoredQuery

_SCHEMAS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "integer": {"type": "integer"},
        "decimal": {"type": "number"},
        "date": {"type": "string", "format": "date"},
        "iri": {"type": "string", "format": "iri"},
        "language": {"type": "string", "enum": ["en", "fr"]},
        "limit": {"type": "integer", "minimum": 0},
        "offset": {"type": "integer", "minimum": 0},
    }
)
_NUMBERS = MappingProxyType({"integer": int, "limit": int, "offset": int, "decimal": float})
_TABLES = ("text/csv", "text/tab-separated-values", "application/sparql-results+xml")
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "title": "Stored queries of statements-kg",
            "about": "Questions about diplomatic statements, each a stored SPARQL query. A thing may be named by any "
            "of its names, its code, number, key or IRI. kg answers these questions on the command line and ships no "
            "server: this describes what a server built on its library (kg.graph.parameters, kg.graph.engine) answers.",
            "answer": "The whole answer.",
            "wrong": "A parameter is unknown, has the wrong form, or names nothing in the graph or several things.",
            "kind": "Kind of value: {}.",
        },
        "fr": {
            "title": "Requêtes enregistrées de statements-kg",
            "about": "Questions sur des déclarations diplomatiques, chacune une requête SPARQL enregistrée. Une chose "
            "se désigne par l’un de ses noms, son code, son numéro, sa clé ou son IRI. kg répond à ces questions en "
            "ligne de commande et n’a pas de serveur\u00a0: ceci décrit ce que répond un serveur bâti sur sa "
            "bibliothèque (kg.graph.parameters, kg.graph.engine).",
            "answer": "La réponse entière.",
            "wrong": "Un paramètre est inconnu, mal formé, ou ne désigne rien dans le graphe ou plusieurs choses.",
            "kind": "Genre de valeur\u00a0: {}.",
        },
    }
)


def openapi(queries: Sequence[StoredQuery], server: str, language: str) -> dict[str, Any]:
    """Return the description as JSON values.

    Args:
        queries: What the interface answers: ``GET {server}/queries/{id}?parameter=value``.
        server: Its address.
        language: ``en`` or ``fr``, of what people read.
    """
    words = _WORDS[language]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words["title"],
            "description": words["about"],
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "tags": [{"name": tag} for tag in sorted({tag for query in queries for tag in query.tags})],
        "paths": {f"/queries/{query.id}": {"get": _operation(query, language)} for query in queries},
        "components": {"schemas": {"Term": _TERM}, "responses": {"Wrong": {"description": words["wrong"]}}},
    }


def _operation(query: StoredQuery, language: str) -> dict[str, Any]:
    return {
        "operationId": query.id,
        "summary": query.titles[language],
        "description": query.descriptions[language],
        "tags": list(query.tags),
        "parameters": [_parameter(parameter, language) for parameter in query.parameters],
        "responses": {
            "200": {
                "description": _WORDS[language]["answer"],
                "content": {
                    "application/sparql-results+json": {"schema": _rows(query, language)},
                    **{form: {"schema": {"type": "string"}} for form in _TABLES},
                },
            },
            "400": {"$ref": "#/components/responses/Wrong"},
        },
    }


def _parameter(parameter: Parameter, language: str) -> dict[str, Any]:
    number = _NUMBERS.get(parameter.type, str)
    schema = dict(_SCHEMAS.get(parameter.type, {"type": "string"}))
    if parameter.default is not None:
        schema["default"] = number(parameter.default)
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": f"{parameter.labels[language]}. {_WORDS[language]['kind'].format(parameter.type)}",
        "schema": schema,
        "example": number(parameter.example),
    }


_TERM: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"enum": ["uri", "literal", "bnode"]},
        "value": {"type": "string"},
        "datatype": {"type": "string"},
        "xml:lang": {"type": "string"},
    },
}


def _rows(query: StoredQuery, language: str) -> dict[str, Any]:
    """Describe the results in JSON of the W3C, with each column by name and heading."""
    names = {
        column.name: {"$ref": "#/components/schemas/Term", "title": column.labels[language]} for column in query.columns
    }
    binding = {"type": "object", "properties": names}
    head = {"type": "object", "properties": {"vars": {"type": "array", "items": {"enum": list(names)}}}}
    results = {"type": "object", "properties": {"bindings": {"type": "array", "items": binding}}}
    if not names:
        head, results = {"type": "object"}, {"type": "object"}
    return {"type": "object", "required": ["head", "results"], "properties": {"head": head, "results": results}}
