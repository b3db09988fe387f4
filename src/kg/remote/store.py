"""A store that speaks the SPARQL 1.1 Graph Store HTTP Protocol, and answers queries beside it."""

from dataclasses import dataclass, replace
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import EndpointError, Reason
from kg.graph.endpoint import Endpoint
from kg.wire.address import Address, address
from kg.wire.client import Client

# Where servers answer queries, beside where they take graphs.
_BESIDE = (
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
    ("/rdf-graphs/service", ""),
    ("/store", "/query"),
    ("/data", "/query"),
)
_ADVICE = Reason(
    "check that it is the address of a graph store that may be written to",
    "vérifiez que c’est l’adresse d’un dépôt de graphes où l’on peut écrire",
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
    queries: Endpoint
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
            KgError: see ``Endpoint.ask``.
            EndpointError: the answer is no number (KG585).
        """
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        rows = list(self.queries.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows())
        found = rows[0][0] if rows and rows[0] else None
        if not isinstance(found, ox.Literal) or not found.value.isdecimal():
            raise EndpointError(
                "KG585",
                graph or self.store.url,
                en="is not counted where queries are answered; give the address that does with --query",
                fr="n’est pas compté là où l’on répond aux requêtes\u00a0; donnez l’adresse qui le fait avec --query",
            )
        return int(found.value)

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
    store, writer = address(endpoint), replace(client, advice=_ADVICE)
    if queries:
        return GraphStore(store, Endpoint(queries, client), writer)
    path = endpoint.partition("?")[0].rstrip("/")
    for end, other in _BESIDE:
        if path.endswith(end):
            return GraphStore(store, Endpoint(path.removesuffix(end) + other, client), writer)
    raise EndpointError(
        "KG574",
        endpoint,
        en="does not tell where queries are answered, which the check of the counts needs; give it with --query",
        fr="ne dit pas où l’on répond aux requêtes, ce qu’exige le contrôle des nombres\u00a0; donnez-le avec --query",
    )
