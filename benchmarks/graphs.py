"""Graphs of any size in the shape of our data: the shipped digests, read once and copied under other names."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.build.whole import with_known
from kg.graph.closure import load_background
from kg.graph.identity import identify
from kg.graph.infer import infer
from kg.graph.namespaces import KG
from kg.graph.reference import load_reference
from kg.graph.store import Part, quads_in
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


def parts(quads: int) -> list[Part]:
    """Return what an index of ``quads`` quads is made of: copies of the digests, and what is known of what they name.

    Each statement of each copy is a part as ``kg build`` makes it. The last is cut so that the size is right within
    1 percent; what the rules would add to it is left out.

    Raises:
        ValueError: what is known already takes more than that.
    """
    first = dict.fromkeys(triple for graph in statements() for triple in graph)
    known = [triple for triple in dict.fromkeys(with_known(first)) if triple not in first]
    made = [Part("reference", known, infer(known))]
    there = set(quads_in(made[0]))
    for number, graph in ((number, graph) for number in count() for graph in statements()):
        part = _copy(graph, number)
        new = [quad for quad in quads_in(part) if quad not in there]
        if len(there) + len(new) > quads:
            share = (quads - len(there)) / len(new)
            made.append(replace(part, asserted=part.asserted[: int(len(part.asserted) * share)], inferred=()))
            there.update(quads_in(made[-1]))
            break
        made.append(part)
        there.update(new)
    if abs(len(there) - quads) > quads / 100:
        raise ValueError(f"{len(there)} quads, not {quads}")
    return made


def _copy(graph: Sequence[ox.Triple], number: int) -> Part:
    """Return one statement as another meeting of the same body: its names end in ``number``, its things stay."""
    lines = (ox.serialize(graph, format=ox.RdfFormat.N_TRIPLES) or b"").replace(b"-gcd", b"-gcd-copy%d" % number)
    asserted = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
    (text,) = {str(triple.subject)[1:-1] for triple in asserted if triple.predicate == KG.sha256}
    return Part(text, asserted, infer(asserted, load_background()), text)


def folder() -> Path:
    """Return a new folder for what a benchmark writes; the system clears it."""
    return Path(tempfile.mkdtemp(prefix="kg-benchmark-"))
