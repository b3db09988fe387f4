"""Turtle read with the line and column of every term, beside rdflib, which has none."""

import pyoxigraph as ox
import rdflib

from benchmarks.graphs import copies
from benchmarks.measure import Comparison, compare
from kg.graph.places.atlas import Atlas
from kg.graph.places.lines import Lines
from kg.graph.places.turtle import mentions_of_turtle
from kg.graph.turtle import write_turtle

_TRIPLES = 100_000


def reading_with_places() -> Comparison:
    """Compare reading a file and placing every triple with rdflib's reading alone."""
    triples = copies(_TRIPLES)
    text = write_turtle(triples)
    ours, peer = compare(
        lambda: Atlas(Lines.of(text), _parsed(text), mentions_of_turtle(text)),
        lambda: rdflib.Graph().parse(data=text, format="turtle"),
        rounds=2,
    )
    return Comparison(
        "Turtle with places", ours, "rdflib, no places", peer, "3 times as long", f"{len(triples)} triples"
    )


def _parsed(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text.encode("utf-8"), format=ox.RdfFormat.TURTLE)]
