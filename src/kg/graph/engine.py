"""Runs queries that nobody vouches for: a process of their own, limits that hold, all of the answer or an error."""

from collections.abc import Sequence
from pathlib import Path

from kg.graph.answers import Answer, Term
from kg.graph.request import Data, Form
from kg.graph.session import DEFAULT_LIMITS, Limits, Session

__all__ = ["DEFAULT_LIMITS", "Answer", "Data", "Form", "Limits", "Session", "Term", "run_query"]


def run_query(
    source: Path | Sequence[Path | Data],
    text: str,
    *,
    form: Form = "json",
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Answer:
    """Return the complete answer to a query, or raise. For several queries, ``Session`` starts only one process.

    Args:
        source: The folder of an index, or RDF files, which are loaded first.
        text: SPARQL 1.1; the prefixes of ``kg.graph.namespaces.PREFIXES`` need no declaration.
        form: Format of the W3C for the rows of a SELECT and the truth of an ASK.
        name: Name of the query, for messages.
        limits: What it may take.

    Raises:
        QueryError: it was refused (KG501 to KG505), is not SPARQL (KG506), took too long (KG507), too much memory
            (KG508), answered too much (KG509), or made the engine fail (KG510).
        WorkspaceError: the index is missing or damaged (KG611).
        InputError: a file cannot be read (KG151 to KG156).
    """
    with Session(source, limits) as session:
        return session.ask(text, form=form, name=name)
