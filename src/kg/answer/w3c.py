"""The formats of the W3C, written by Oxigraph from a grid, and lines of JSON for programs without RDF."""

import json
import re
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
# XML 1.0, section 2.2, in UTF-8: control characters, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def well_formed(xml: bytes) -> bytes:
    r"""Return results in XML with U+FFFD for each character that XML cannot hold, and ``\r`` kept from readers' hands.

    >>> well_formed(b"a\x00b\r")
    b'a\xef\xbf\xbdb&#13;'
    """
    return _FORBIDDEN.sub("\ufffd".encode(), xml).replace(b"\r", b"&#13;")


def write_results(grid: Grid, form: Form) -> bytes:
    """Return the grid as SPARQL 1.1 Query Results (CSV, TSV, JSON or XML)."""
    bindings = [
        {name: _json(term) for name, term in zip(grid.names, row, strict=True) if term is not None} for row in grid.rows
    ]
    content = json.dumps({"head": {"vars": list(grid.names)}, "results": {"bindings": bindings}}, ensure_ascii=False)
    parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    written = parsed.serialize(format=_FORMS[form]) if isinstance(parsed, ox.QuerySolutions) else None
    return well_formed(written or b"") if form == "xml" else written or b""


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
