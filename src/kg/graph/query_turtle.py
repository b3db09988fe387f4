"""Stored queries as Turtle, in the form of the examples of the Swiss Institute of Bioinformatics.

Programs that read such examples (editors, test runners, language models) read ours. No blank nodes: prefixes have IRIs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import iri
from kg.graph.namespaces import BASE, DCT, PREFIXES, RDF, RDFS, SCHEMA, SH, SPEX, XSD
from kg.graph.query import StoredQuery
from kg.graph.query_parts import form_of
from kg.graph.turtle import write_turtle

_FORMS: Mapping[str, tuple[ox.NamedNode, ...]] = MappingProxyType(
    {
        "SELECT": (SH.select, SH.SPARQLSelectExecutable),
        "ASK": (SH.ask, SH.SPARQLAskExecutable),
        "CONSTRUCT": (SH.construct, SH.SPARQLConstructExecutable),
        "DESCRIBE": (SPEX.describe,),
    }
)
_HEADER = re.compile(r"\ufeff?(?:#\+.*\n)*")
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_WRITTEN = {**PREFIXES, "query": f"{BASE}id/query/", "query-prefix": f"{BASE}id/query-prefix/", "sh": SH.namespace}
_ALL = iri.mint("query-prefix", "all")


def query_turtle(queries: Sequence[StoredQuery], target: str) -> str:
    """Return queries as Turtle.

    Args:
        queries: Stored, or read from files.
        target: Address of the SPARQL endpoint that answers them.

    Raises:
        QueryError: a query has none of the forms of SPARQL (KG518), or the address is none (KG523).
    """
    endpoint = iri.expand(target) if target.startswith(("http://", "https://")) else None
    if endpoint is None:
        raise QueryError(
            "KG523",
            target,
            en="is not the address of an endpoint; it begins with http:// or https://",
            fr="n’est pas l’adresse d’un point d’accès\u00a0; elle commence par http:// ou https://",
        )
    triples = [triple for query in queries for triple in _query(query, endpoint)]
    return write_turtle(triples, dict(sorted(_WRITTEN.items())))


def _query(query: StoredQuery, endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    form = form_of(query.text)
    if form not in _FORMS:
        raise QueryError(
            "KG518",
            query.id,
            en="is no SELECT, ASK, CONSTRUCT or DESCRIBE; give a query",
            fr="n’est ni SELECT, ni ASK, ni CONSTRUCT, ni DESCRIBE\u00a0; donnez une requête",
        )
    property_, *kinds = _FORMS[form]
    node = iri.mint("query", query.id)
    text = _HEADER.sub("", query.text, count=1)
    for kind in (SH.SPARQLExecutable, *kinds):
        yield ox.Triple(node, RDF.type, kind)
    yield ox.Triple(node, DCT.identifier, ox.Literal(query.id))
    for language, title in query.titles.items():
        comment = " ".join(filter(None, [title, query.descriptions.get(language, "")]))
        yield ox.Triple(node, RDFS.comment, ox.Literal(comment, language=language))
    yield ox.Triple(node, property_, ox.Literal(text))
    for tag in query.tags:
        yield ox.Triple(node, SCHEMA.keywords, ox.Literal(tag))
    yield ox.Triple(node, SCHEMA.target, endpoint)
    yield ox.Triple(node, SH.prefixes, _ALL)
    for prefix, namespace in _PREFIX.findall(text):
        declaration = iri.mint("query-prefix", prefix or "default")
        yield ox.Triple(_ALL, SH.declare, declaration)
        yield ox.Triple(declaration, SH.prefix, ox.Literal(prefix))
        yield ox.Triple(declaration, SH.term("namespace"), ox.Literal(namespace, datatype=XSD.anyURI))
