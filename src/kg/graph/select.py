"""SELECT queries of the program itself, with the answer as rows."""

from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import ContractError
from kg.graph.namespaces import PREFIXES


def select(
    store: ox.Store, query: str, substitutions: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None
) -> list[ox.QuerySolution]:
    """Return the rows of a SELECT query in which every prefix of ``PREFIXES`` is known.

    Args:
        store: What to ask.
        query: SPARQL 1.1.
        substitutions: Values of variables, which the query must project.

    Raises:
        ContractError: the query is of another form.
    """
    answer = store.query(query, prefixes=dict(PREFIXES), substitutions=dict(substitutions or {}))
    if not isinstance(answer, ox.QuerySolutions):
        raise ContractError("KG900", query, en="is not a SELECT query", fr="n’est pas une requête SELECT")
    return list(answer)
