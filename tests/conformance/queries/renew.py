"""Expected results of the stored queries on the shipped data; run as a module, it writes them anew for review.

python -m tests.conformance.queries.renew
"""

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import assets, pipeline
from kg.build.parts import known
from kg.graph.identity import claim, settle
from kg.graph.query import StoredQuery, stored_queries
from kg.graph.reference import load_reference
from kg.text.read import discover, read

EXPECTED = assets.queries() / "expected"


@cache
def shipped_store() -> ox.Store:
    """The graph of ``data/statements``, as ``kg build`` indexes it."""
    return store_of(assets.root() / "data" / "statements")


def store_of(folder: Path) -> ox.Store:
    """The graph of the statements in a folder, as ``kg build`` indexes it."""
    reference = load_reference()
    every = [pipeline.understand(read(source), reference) for source in discover([folder])]
    identities = settle(claim(facts) for facts in every)
    store = ox.Store()
    for facts in every:
        outcome = pipeline.represent(facts, identities[facts.document.sha256], reference)
        store.extend(ox.Quad(*triple) for triple in (*outcome.asserted, *outcome.inferred))
    part = known()
    store.extend(ox.Quad(*triple) for triple in (*part.asserted, *part.inferred))
    return store


def result(query: StoredQuery) -> bytes:
    """Return the answer to ``query`` on the shipped data, as the W3C's CSV."""
    answer = shipped_store().query(query.text)
    assert isinstance(answer, ox.QuerySolutions)
    content = answer.serialize(format=ox.QueryResultsFormat.CSV)
    assert content is not None
    return content.replace(b"\r\n", b"\n")


if __name__ == "__main__":
    for query in stored_queries():
        (EXPECTED / f"{query.id}.csv").write_bytes(result(query))
