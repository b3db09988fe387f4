"""The reference data and the code lists with all that follows from them, read and closed once a process."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.graph.background import USEFUL, Background, background
from kg.graph.infer import infer


def known_files() -> tuple[Path, ...]:
    """Return the Turtle files that are known before any statement is read: reference data, then code lists."""
    return (*sorted(assets.reference().glob("*.ttl")), *sorted((assets.ontology() / "codelists").glob("*.ttl")))


def read_triples(files: Iterable[Path]) -> Iterator[ox.Triple]:
    """Yield the triples of shipped Turtle files."""
    for file in files:
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            yield quad.triple


@cache
def load_background() -> Background:
    """Return what a statement may lean on: closed types, containment, symbols and schemes of all that is known."""
    useful = [triple for triple in read_triples(known_files()) if triple.predicate in USEFUL]
    return background((*useful, *infer(useful)))
