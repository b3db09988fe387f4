"""Runs queries that nobody vouches for: a process each, limits that hold, all of the answer or an error.

No mechanism inside a process stops Oxigraph (a thread cannot be killed, an alarm does not reach an aggregate), so the
worker is killed from outside. Whatever it left unfinished is thrown away with it.
"""

import json
import multiprocessing
import re
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from kg.errors import InputError, KgError, QueryError, WorkspaceError
from kg.graph.labels import shortened
from kg.graph.namespaces import PREFIXES
from kg.graph.refuse import check_query
from kg.graph.worker import Request, work

Form = Literal["json", "csv", "tsv", "xml"]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_MESSAGE = 160
_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
# What the parser says when it expected nothing in particular.
_NO_HINT = "expected [_]"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Attributes:
        seconds: Time by the clock, start of the process included; processor time is limited to one second more.
        memory: Bytes of address space.
        result: Bytes of the answer.
    """

    seconds: float = 20.0
    memory: int = 2 * 1024**3
    result: int = 64 * 1024**2


DEFAULT_LIMITS = Limits()


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


def run_query(
    source: Path | Sequence[Path],
    text: str,
    *,
    form: Form = "json",
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Answer:
    """Return the complete answer to a query, or raise.

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
        InputError: a file cannot be read (KG151 to KG155).
    """
    check_query(text, name)
    head, content = ask_worker(
        Request(
            index=source if isinstance(source, Path) else None,
            files=() if isinstance(source, Path) else tuple(source),
            query=text,
            prefixes=dict(PREFIXES),
            form=form,
            seconds=max(1, round(limits.seconds)),
            memory=limits.memory,
            most=limits.result,
        ),
        name,
        limits,
    )
    if not head["ok"]:
        raise _failure(head, name, text, limits)
    kind = head["kind"]
    return Answer(kind, content, "nt" if kind == "graph" else form)


def ask_worker(request: Request, name: str, limits: Limits) -> tuple[Mapping[str, Any], bytes]:
    """Start a worker, give it the request, wait, and kill it when its time is over; return its head and result.

    Raises:
        QueryError: it took too long (KG507) or died, as it does without memory (KG508).
    """
    start = multiprocessing.get_context("spawn")
    ours, theirs = start.Pipe(duplex=False)
    worker = start.Process(target=work, args=(request, theirs), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            raise _slow(name, limits)
        return json.loads(ours.recv_bytes()), ours.recv_bytes()
    except EOFError:
        worker.join()
        raise (_slow if worker.exitcode == -signal.SIGXCPU else _big)(name, limits) from None
    finally:
        worker.kill()
        worker.join()
        ours.close()


def _failure(head: Mapping[str, Any], name: str, text: str, limits: Limits) -> KgError:
    message = str(head["message"])
    if head["reason"] == "size":
        return QueryError(
            "KG509",
            name,
            en=f"answers more than {limits.result // 1024**2} MB; add LIMIT or ask for less",
            fr=f"répond plus de {limits.result // 1024**2}\u00a0Mo\u00a0; ajoutez LIMIT ou demandez moins",
        )
    if head["reason"] == "memory":
        return _big(name, limits)
    if head["reason"] == "data":
        code, where = head["of"]
        return (WorkspaceError if code == "KG611" else InputError)(code, where, en=message, fr=head["fr"])
    if head["reason"] == "syntax":
        return _syntax(message, name, text)
    return _broken(name, message)


def _syntax(message: str, name: str, text: str) -> QueryError:
    """Show where the parser stopped: line, column, and the line itself with the place marked."""
    found = _PLACE.search(message)
    line, column, what = (int(found[1]), int(found[2]), found[3]) if found else (1, 1, message)
    what = shortened("unknown prefix" if "Prefix not found" in what else what, _MESSAGE)
    detail = "" if what == _NO_HINT else f" ({what})"
    lines = text.split("\n")
    source = lines[line - 1] if line <= len(lines) else ""
    marked = f"{source[: column - 1]}⟦{source[column - 1 : column]}⟧{source[column:]}".strip()
    where = f"{name or 'query'}:{line}:{column}"
    return QueryError(
        "KG506",
        where,
        en=f"is not SPARQL 1.1 here: {marked}{detail}",
        fr=f"n’est pas du SPARQL\u00a01.1 à cet endroit\u00a0: {marked}{detail}",
    )


def _slow(name: str, limits: Limits) -> QueryError:
    return QueryError(
        "KG507",
        name or "query",
        en=f"took more than {limits.seconds:g} seconds and was stopped; ask for less or raise the limit",
        fr=f"dure plus de {limits.seconds:g}\u00a0secondes, arrêtée\u00a0; demandez moins ou relevez la limite",
    )


def _big(name: str, limits: Limits) -> QueryError:
    return QueryError(
        "KG508",
        name or "query",
        en=f"needed more than {limits.memory / 1024**3:g} GB of memory and was stopped; ask for less",
        fr=f"demande plus de {limits.memory / 1024**3:g}\u00a0Go de mémoire, arrêtée\u00a0; demandez moins",
    )


def _broken(name: str, message: str) -> QueryError:
    return QueryError(
        "KG510",
        name or "query",
        en=f"made the engine fail ({message}); simplify it",
        fr=f"a fait échouer le moteur ({message})\u00a0; simplifiez-la",
    )
