"""Turtle beside rdflib's at 60,000 triples, then a million in every format: ``python -m benchmarks.export``.

The million is written from a file by a process of its own, which may take no more than 1 GB of address space.
"""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import pyoxigraph as ox

from benchmarks.graphs import copies, folder
from benchmarks.measure import Comparison, command_output, compare
from kg.graph.rdflib_terms import to_rdflib
from kg.graph.serialise import FORMS, write
from kg.graph.turtle import write_turtle

_SMALL, _LARGE = 60_000, 1_000_000
_MEMORY = 1024**3


def turtle() -> Comparison:
    """Compare our Turtle with rdflib's."""
    triples = copies(_SMALL)
    graph = to_rdflib(triples)
    ours, peer = compare(lambda: write_turtle(triples), lambda: graph.serialize(format="turtle"), rounds=5)
    return Comparison("Turtle", ours, "rdflib", peer, "20 times faster", f"{len(triples)} triples")


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
    print(turtle().line(), flush=True)
    for line in million():
        print(line, flush=True)


if __name__ == "__main__":
    main()
