"""The graph of the shipped statements, on which the stored queries have their expected results."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import assets, pipeline
from kg.build.parts import known
from kg.graph.identity import claim, settle
from kg.graph.reference import load_reference
from kg.text.read import discover, read

EXPECTED = assets.queries() / "expected"


@cache
def shipped_asserted() -> tuple[ox.Triple, ...]:
    """What the files of a workspace built from ``data/statements`` say."""
    outcomes = outcomes_of(assets.root() / "data" / "statements")
    return tuple(triple for outcome in outcomes for triple in outcome.asserted)


@cache
def shipped_store() -> ox.Store:
    """The graph of ``data/statements``, as ``kg build`` indexes it."""
    return store_of(assets.root() / "data" / "statements")


def store_of(folder: Path) -> ox.Store:
    """The graph of the statements in a folder, as ``kg build`` indexes it."""
    store = ox.Store()
    for outcome in outcomes_of(folder):
        store.extend(ox.Quad(*triple) for triple in (*outcome.asserted, *outcome.inferred))
    part = known()
    store.extend(ox.Quad(*triple) for triple in (*part.asserted, *part.inferred))
    return store


def outcomes_of(folder: Path) -> Iterator[pipeline.Outcome]:
    """What each statement in a folder is in a graph."""
    reference = load_reference()
    every = [pipeline.understand(read(source), reference) for source in discover([folder])]
    identities = settle(claim(facts) for facts in every)
    for facts in every:
        yield pipeline.represent(facts, identities[facts.document.sha256], reference)
