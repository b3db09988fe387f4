"""What is said when a query has no answer, in one line."""

from collections.abc import Mapping
from typing import Any

from kg.errors import InputError, KgError, QueryError, WorkspaceError
from kg.graph.mistakes import syntax

_MESSAGE = 160


def failure(head: Mapping[str, Any], name: str, text: str, memory: int, result: int) -> KgError:
    """Return the error that a worker's head tells of.

    Args:
        head: ``{"reason": …, "message": …}``.
        name: Name of the query.
        text: The query.
        memory: Bytes that it could take.
        result: Bytes that it could answer.
    """
    message = str(head["message"])
    if head["reason"] == "size":
        return too_long(name, result)
    if head["reason"] == "memory":
        return big(name, memory)
    if head["reason"] == "data":
        code, where = head["of"]
        kinds: dict[str, type[KgError]] = {"KG611": WorkspaceError, "KG503": QueryError}
        return kinds.get(code, InputError)(code, where, en=message, fr=head["fr"])
    return syntax(message, name, text) if head["reason"] == "syntax" else _broken(name, message)


def slow(name: str, seconds: float) -> QueryError:
    """Make the error for a query that took more than its time (KG507)."""
    return QueryError(
        "KG507",
        name or "query",
        en=f"took more than {seconds:g} seconds and was stopped; ask for less or raise the limit",
        fr=f"dure plus de {seconds:g}\u00a0secondes, arrêtée\u00a0; demandez moins ou relevez la limite",
    )


def big(name: str, memory: int) -> QueryError:
    """Make the error for a query that took more than its memory (KG508)."""
    return QueryError(
        "KG508",
        name or "query",
        en=f"needed more than {memory / 1024**3:g} GB of memory and was stopped; ask for less",
        fr=f"demande plus de {memory / 1024**3:g}\u00a0Go de mémoire, arrêtée\u00a0; demandez moins",
    )


def deep(name: str) -> QueryError:
    """Make the error for a query whose parts are too many levels deep for the engine (KG502)."""
    return QueryError(
        "KG502",
        name or "query",
        en="has more levels than the engine can follow and was stopped; simplify it",
        fr="a plus de niveaux que le moteur ne peut en suivre, arrêtée\u00a0; simplifiez-la",
    )


def too_long(name: str, result: int) -> QueryError:
    """Make the error for a query that answers too much (KG509)."""
    return QueryError(
        "KG509",
        name or "query",
        en=f"answers more than {result // 1024**2} MB; add LIMIT or ask for less",
        fr=f"répond plus de {result // 1024**2}\u00a0Mo\u00a0; ajoutez LIMIT ou demandez moins",
    )


def _broken(name: str, message: str) -> QueryError:
    said = " ".join(message.split())[:_MESSAGE]
    return QueryError(
        "KG510",
        name or "query",
        en=f"made the engine fail ({said}); simplify it",
        fr=f"a fait échouer le moteur ({said})\u00a0; simplifiez-la",
    )
