"""Graphs of any size in the shape of our data: the shipped digests, read once and copied under other names."""

import os
import tempfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.graph.closure import load_background
from kg.graph.identity import identify
from kg.graph.reference import load_reference
from kg.model.document import Document
from kg.pipeline import represent, understand
from kg.text.read import discover, read


@cache
def texts() -> tuple[Path, ...]:
    """Return the digests' files."""
    return tuple(source.path for source in discover([assets.root() / "data" / "statements"]))


@cache
def real_texts() -> tuple[Path, ...]:
    """Return the evaluation texts, in ``$KG_EVALUATION`` or beside the checkout; none where there are none."""
    folder = Path(os.environ.get("KG_EVALUATION", assets.root().parent / "shared" / "evaluation"))
    return tuple(sorted((folder / "texts").glob("*.txt")))


@cache
def documents() -> tuple[Document, ...]:
    """Return the evaluation texts as documents, or the digests where there are none."""
    return tuple(read(source) for source in discover(real_texts() or texts()))


@cache
def statements() -> tuple[tuple[ox.Triple, ...], ...]:
    """Return the asserted triples of each digest."""
    reference = load_reference()
    sources = discover([assets.root() / "data" / "statements"])
    facts = [understand(read(source), reference) for source in sources]
    return tuple(represent(each, identify(each), reference).asserted for each in facts)


def copies(quads: int) -> tuple[ox.Triple, ...]:
    """Return at least ``quads`` triples: the digests' graphs, each copy with its own names and days."""
    load_background()
    lines = ox.serialize((triple for graph in statements() for triple in graph), format=ox.RdfFormat.N_TRIPLES) or b""
    text = lines.decode("utf-8")
    # A dict keeps the order and drops what two copies say alike.
    triples: dict[ox.Triple, None] = {}
    number = 0
    while len(triples) < quads:
        # A copy is another meeting of the same body: its names end in its number, its things stay the same.
        copy = text.replace("-gcd", f"-gcd-copy{number}")
        parsed = ox.parse(copy.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES)
        triples.update((quad.triple, None) for quad in parsed)
        number += 1
    return tuple(triples)


def folder() -> Path:
    """Return a new folder for what a benchmark writes; the system clears it."""
    return Path(tempfile.mkdtemp(prefix="kg-benchmark-"))
