"""The whole answer to a query, and how to read it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from kg.graph.request import Form

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to a query.

    Attributes:
        kind: ``select``, ``ask`` or ``graph`` (CONSTRUCT and DESCRIBE).
        content: The answer in the format asked for, UTF-8; N-Triples for a graph.
        form: That format.
    """

    kind: Literal["select", "ask", "graph"]
    content: bytes
    form: Form | Literal["nt"]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the variables of a SELECT answered as JSON, in the order of the query."""
        return tuple(json.loads(self.content)["head"]["vars"])

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """Yield the rows of a SELECT answered as JSON; None where a variable has no value."""
        parsed = ox.parse_query_results(self.content, format=ox.QueryResultsFormat.JSON)
        if isinstance(parsed, ox.QuerySolutions):
            for row in parsed:
                yield tuple(row)

    @property
    def truth(self) -> bool:
        """The answer of an ASK answered as JSON."""
        return bool(json.loads(self.content)["boolean"])

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of a graph."""
        for quad in ox.parse(self.content, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def solutions(answer: Answer) -> list[ox.QuerySolution]:
    """Return the rows of a SELECT answered as JSON, with their variables."""
    parsed = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)
    return list(parsed) if isinstance(parsed, ox.QuerySolutions) else []
