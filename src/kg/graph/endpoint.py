"""Queries for a SPARQL 1.1 endpoint elsewhere (SPARQL 1.1 Protocol, section 2.1.2); the answer comes whole or not."""

import json
from dataclasses import replace
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import QueryError, Reason
from kg.graph import prescan
from kg.graph.answers import Answer
from kg.graph.namespaces import PREFIXES
from kg.graph.refuse import check_query
from kg.graph.request import Form
from kg.graph.tokens import tokens
from kg.wire.address import address
from kg.wire.client import Client, Reply

_HEADERS = {
    "Accept": "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8",
    "Content-Type": "application/x-www-form-urlencoded",
}
_FORMS = {"csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}
_GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
_ADVICE = Reason(
    "correct the query, or ask a SPARQL 1.1 endpoint in plain SPARQL 1.1",
    "corrigez la requête, ou interrogez un point d’accès SPARQL\u00a01.1 en SPARQL\u00a01.1 simple",
)


class Endpoint:
    """A SPARQL 1.1 endpoint, asked like a ``Session``.

    Attributes:
        place: Where it answers.
    """

    def __init__(self, url: str, client: Client) -> None:
        """Check the address.

        Args:
            url: Where it answers.
            client: How it is reached.

        Raises:
            EndpointError: the address is none (KG570).
        """
        self.place = address(url)
        self._client = replace(client, advice=_ADVICE)

    def ask(self, text: str, *, form: Form = "json", name: str = "", base: str = "") -> Answer:
        """Return the complete answer to a query, or raise.

        Raises:
            QueryError: it is too long or would change the graph (KG501 to KG505), or what answers is no SPARQL endpoint
                (KG548).
            EndpointError: see ``Client.send``.
        """
        check_query(text, name, here=False)
        query = declared(f"BASE <{base}> {text}" if base else text)
        reply = self._client.send("POST", self.place, _HEADERS, urlencode({"query": query}).encode())
        if reply.kind in _GRAPHS:
            return Answer("graph", _n_triples(reply, self.place.url), "nt")
        return _rows(reply, form, self.place.url)


def declared(text: str) -> str:
    """Put the declarations of known prefixes that the query uses, and does not declare, before it on the same line."""
    used, own = set[str](), set[str]()
    declaring = False
    for token in tokens(text):
        if token.lastgroup == "name":
            (own if declaring else used).add(token[0].partition(":")[0])
        declaring = token[0].upper() == "PREFIX" or (declaring and token.lastgroup == "space")
    known = sorted(prefix for prefix in used - own if prefix in PREFIXES)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in known) + text


def _rows(reply: Reply, form: Form, place: str) -> Answer:
    if reply.kind not in ("application/sparql-results+json", "application/json"):
        raise _unreadable(place, reply.kind)
    try:
        head = json.loads(reply.content)
        ask = "boolean" in head
        parsed = ox.parse_query_results(reply.content, format=ox.QueryResultsFormat.JSON)
        if isinstance(parsed, ox.QuerySolutions) and not ask:
            if form == "json":
                for _ in parsed:
                    pass
                return Answer("select", reply.content, "json")
            return Answer("select", parsed.serialize(format=_FORMS[form]) or b"", form)
        content = parsed.serialize(format=_FORMS[form]) if form != "json" else reply.content
        return Answer("ask", content or b"", form)
    except (ValueError, SyntaxError, RecursionError, TypeError, AttributeError, OSError) as error:
        raise _unreadable(place, reply.kind) from error


def _n_triples(reply: Reply, place: str) -> bytes:
    if prescan.fault(reply.content, _GRAPHS[reply.kind]) is not None:
        raise _unreadable(place, reply.kind)
    try:
        parsed = ox.parse(reply.content, format=_GRAPHS[reply.kind], base_iri=place)
        return ox.serialize((quad.triple for quad in parsed), format=ox.RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError) as error:
        raise _unreadable(place, reply.kind) from error


def _unreadable(place: str, kind: str) -> QueryError:
    return QueryError(
        "KG548",
        place,
        en=f"answers something that is no complete SPARQL result ({kind}); check that it is where a SPARQL 1.1 "
        "endpoint takes queries",
        fr=f"répond autre chose qu’un résultat SPARQL complet ({kind})\u00a0; vérifiez que c’est là qu’un point "
        "d’accès SPARQL\u00a01.1 prend ses requêtes",
    )
