"""A store that speaks the SPARQL 1.1 Graph Store HTTP Protocol, and answers queries beside it."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from kg.errors import EndpointError
from kg.remote.wire import Address, Client, address

# Where servers answer queries, beside where they take graphs.
_BESIDE = (
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
    ("/rdf-graphs/service", ""),
    ("/store", "/query"),
    ("/data", "/query"),
)
DEFAULT = ""
"""Name of the default graph."""


@dataclass(frozen=True, slots=True)
class GraphStore:
    """One store.

    Attributes:
        store: Where it takes graphs.
        queries: Where it answers queries.
        client: How it is reached.
    """

    store: Address
    queries: Address
    client: Client

    @property
    def has_default(self) -> bool:
        """Whether the default graph can be written to: Virtuoso's is the union of all others."""
        return "sparql-graph-crud" not in self.store.path

    def put(self, graph: str, lines: bytes) -> None:
        """Make ``lines`` (N-Triples) the whole content of a graph."""
        self.client.send("PUT", self._of(graph), {"Content-Type": self._media_type()}, lines)

    def post(self, graph: str, lines: bytes) -> None:
        """Add ``lines`` (N-Triples) to a graph."""
        self.client.send("POST", self._of(graph), {"Content-Type": self._media_type()}, lines)

    def count(self, graph: str) -> int:
        """Return the number of triples in a graph.

        Raises:
            EndpointError: see ``Client.send``; or what answers is no SPARQL service (KG573).
        """
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        headers = {
            "Accept": "application/sparql-results+json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        _, content = self.client.send("POST", self.queries, headers, b"query=" + quote(query, safe="").encode())
        try:
            return int(json.loads(content)["results"]["bindings"][0]["n"]["value"])
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise EndpointError(
                "KG573",
                self.queries.url,
                en="does not answer SPARQL queries in JSON; give the address that does with --query",
                fr="ne répond pas aux requêtes SPARQL en JSON\u00a0; donnez l’adresse qui le fait avec --query",
            ) from error

    def _of(self, graph: str) -> Address:
        """Return where one graph is (section 4.2: indirect identification)."""
        join = "&" if "?" in self.store.path else "?"
        name = "default" if graph == DEFAULT else f"{self._parameter()}={quote(graph, safe='')}"
        return Address(
            self.store.url, self.store.secure, self.store.host, self.store.port, f"{self.store.path}{join}{name}"
        )

    def _parameter(self) -> str:
        return "graph" if self.has_default else "graph-uri"

    def _media_type(self) -> str:
        # N-Triples is Turtle, which is the one format that the protocol asks of every store.
        return "application/n-triples" if self.has_default else "text/turtle"


def graph_store(endpoint: str, queries: str, client: Client) -> GraphStore:
    """Return the store at ``endpoint``; without ``queries`` it answers them where servers of its kind do.

    Raises:
        EndpointError: an address cannot be used (KG570), or where queries are answered is not known (KG574).
    """
    store = address(endpoint)
    if queries:
        return GraphStore(store, address(queries), client)
    path = endpoint.partition("?")[0].rstrip("/")
    for end, other in _BESIDE:
        if path.endswith(end):
            return GraphStore(store, address(path.removesuffix(end) + other), client)
    raise EndpointError(
        "KG574",
        endpoint,
        en="does not tell where queries are answered, which the check of the counts needs; give it with --query",
        fr="ne dit pas où l’on répond aux requêtes, ce qu’exige le contrôle des nombres\u00a0; donnez-le avec --query",
    )
