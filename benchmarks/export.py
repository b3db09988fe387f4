"""Turtle beside rdflib's at 60,000 triples, then a million in every format: ``python -m benchmarks.export``.

The million is written from a file by a process of its own, which may take no more than 1 GB of address space.
"""

import resource
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

import pyoxigraph as ox

from benchmarks.graphs import copies, folder
from benchmarks.measure import Comparison, command_output, compare
from kg.graph.namespaces import OA
from kg.graph.rdflib_terms import to_rdflib
from kg.graph.serialise import FORMS, write

_SMALL, _LARGE = 60_000, 1_000_000
_MEMORY = 1024**3


def turtle() -> Iterator[Comparison]:
    """Compare our Turtle with rdflib's: each writes a graph that it holds in memory to a file in memory, in turn.

    The copies of a digest quote the same passages; once more with no passage twice, as in texts that differ.
    """
    triples = copies(_SMALL)
    differing = tuple(_with_text(triple, number) for number, triple in enumerate(triples))
    for name, graph in (("Turtle", triples), ("Turtle, no passage twice", differing)):
        yield _beside_rdflib(name, graph)


def _with_text(triple: ox.Triple, number: int) -> ox.Triple:
    """Return a triple that quotes a passage with another text."""
    if triple.predicate == OA.exact and isinstance(triple.object, ox.Literal):
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(f"{triple.object.value} {number}"))
    return triple


def _beside_rdflib(name: str, triples: Sequence[ox.Triple]) -> Comparison:
    graph = to_rdflib(triples)
    ours, peer = compare(
        lambda: write(triples, "turtle", BytesIO()),
        lambda: graph.serialize(BytesIO(), format="turtle", encoding="utf-8"),
        rounds=7,
    )
    return Comparison(name, ours, "rdflib", peer, "20 times faster", f"{len(triples)} triples")


def million() -> Iterator[str]:
    """Write a million triples in each format and tell what it took."""
    source = folder() / "large.nt"
    ox.serialize(copies(_LARGE), str(source), format=ox.RdfFormat.N_TRIPLES)
    for form in FORMS:
        yield command_output(["-m", "benchmarks.export", str(source), form]).strip()


def _one(source: Path, form: str) -> None:
    """Write one file in one format; print times and peak memory."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    wall, processor = perf_counter(), process_time()
    with source.with_suffix(FORMS[form].suffix + ".out").open("wb") as file:
        write(ox.parse(path=source, format=ox.RdfFormat.N_TRIPLES), form, file)
        size = file.tell()
    times = f"{process_time() - processor:9.2f} s of the processor, {perf_counter() - wall:.2f} s by the clock"
    # Not getrusage, which counts the process that this one was forked from.
    (line,) = [each for each in Path("/proc/self/status").read_text("ascii").splitlines() if each.startswith("VmHWM")]
    peak = int(line.split()[1]) // 1024
    print(f"{f'a million triples as {form}':42} {times}, {peak} MB at most, {size // 1_000_000} MB written")


def main() -> None:
    """Run both, or one format when a file and a format are given."""
    if len(sys.argv) > 1:
        _one(Path(sys.argv[1]), sys.argv[2])
        return
    for each in turtle():
        print(each.line(), flush=True)
    for line in million():
        print(line, flush=True)


if __name__ == "__main__":
    main()
