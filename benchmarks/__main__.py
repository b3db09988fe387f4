"""Print every ratio of the design's budgets: ``python -m benchmarks``. Best of some rounds, peer and ours in turn."""

from collections.abc import Iterator

from benchmarks import export, reading, validation
from benchmarks.graphs import folder, real_texts, statements, texts
from benchmarks.measure import Comparison, command, compare, seconds
from benchmarks.places import reading_with_places
from kg.graph.closure import load_background
from kg.graph.infer import infer
from kg.graph.owl import infer_with_owlrl


def start_up() -> Comparison:
    """Compare ``kg --help`` with a Python that does nothing."""
    ours, peer = compare(command(["-m", "kg", "--help"]), command(["-c", "pass"]), rounds=9)
    return Comparison("kg --help", ours, "python -c pass", peer, "at most 5 times")


def build() -> Iterator[str]:
    """Time building texts in a new workspace with two processes, and building them again."""
    for name, files in (("digests", texts()), ("evaluation texts", real_texts())):
        if files:
            words = sum(len(path.read_text(encoding="utf-8").split()) for path in files)
            folders = [str(each) for each in dict.fromkeys(path.parent for path in files)]
            run = command(["-m", "kg", "build", *folders, "--workspace", str(folder()), "--jobs", "2"])
            first, again = seconds(run), seconds(run)
            times = f"{first:9.4f} s  again: {again:.4f} s  budget: 20 s; again: 3 s"
            yield f"{f'build, {name}':42} {times}; {len(files)} texts, {words} words"


def inference() -> Comparison:
    """Compare the rules with owlrl on one statement and what it names."""
    triples, background = statements()[0], load_background()
    ours, _ = compare(lambda: infer(triples, background), lambda: None)
    peer = seconds(lambda: infer_with_owlrl([*triples, *background.about(triples)]))
    return Comparison("inference, one statement", ours, "owlrl", peer, "100 times faster")


def main() -> None:
    """Run all of them."""
    print(start_up().line(), flush=True)
    for lines in (build, reading.speeds, reading.graphs, reading.growth, reading.data):
        for line in lines():
            print(line, flush=True)
    validation.main()
    print(reading_with_places().line(), flush=True)
    print(inference().line(), flush=True)
    export.main()
    for line in reading.long_text():
        print(line, flush=True)


if __name__ == "__main__":
    main()
