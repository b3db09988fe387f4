"""The formats of the W3C, written by Oxigraph from a grid, and lines of JSON for programs without RDF."""

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.answer.grid import Grid
from kg.answer.words import plain
from kg.graph.answers import Term
from kg.graph.request import Form

_FORMS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
    "json": ox.QueryResultsFormat.JSON,
}


def write_results(grid: Grid, form: Form) -> bytes:
    """Return the grid as SPARQL 1.1 Query Results (CSV, TSV, JSON or XML)."""
    bindings = [
        {name: _json(term) for name, term in zip(grid.names, row, strict=True) if term is not None} for row in grid.rows
    ]
    content = json.dumps({"head": {"vars": list(grid.names)}, "results": {"bindings": bindings}}, ensure_ascii=False)
    parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    written = parsed.serialize(format=_FORMS[form]) if isinstance(parsed, ox.QuerySolutions) else None
    return written or b""


def _json(term: Term) -> dict[str, Any]:
    """Return a term as in SPARQL 1.1 Query Results JSON, section 3.2.2; triples as in SPARQL 1.2."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    tag = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **tag}


def write_lines(grid: Grid) -> Iterator[str]:
    """Yield one JSON object a row: numbers and truth as such, all else as a string; no key where there is no value."""
    for row in grid.rows:
        pairs = {name: plain(term) for name, term in zip(grid.names, row, strict=True) if term is not None}
        yield json.dumps(pairs, ensure_ascii=False)
