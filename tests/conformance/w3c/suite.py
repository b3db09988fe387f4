"""The SHACL test suite of the W3C, run the way ``kg validate`` judges; run as a module, it records every outcome anew.

python -m tests.conformance.w3c.suite

The suite is no part of this repository: clone https://github.com/w3c/data-shapes into the folder that $KG_W3C names.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.report import Finding
from kg.graph.shapes import ShapesGraph, Term, shapes_of
from kg.graph.validate import validate

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("KG_W3C", ROOT.parent / "w3c"))
SUITE = FOLDER / "data-shapes" / "data-shapes-test-suite" / "tests"
OUTCOMES = Path(__file__).with_name("shacl.tsv")

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SHT = "http://www.w3.org/ns/shacl-test#"
_FAILURE = ox.NamedNode(f"{_SHT}Failure")
Key = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One test.

    Attributes:
        name: Its path in the suite, such as ``core/node/and-001``.
        file: Where it is told.
        manifest: The triples of that file.
        entry: Its node there.
    """

    name: str
    file: Path
    manifest: ShapesGraph
    entry: Term

    def one(self, node: Term, iri: str) -> Term:
        """Return the value of a property."""
        (value,) = self.manifest.triples[node][iri]
        return value

    def graph(self, name: str) -> tuple[Path, tuple[ox.Triple, ...]]:
        """Return the file and the triples of the data graph or the shapes graph."""
        address = self.one(self.one(self.entry, f"{_MF}action"), f"{_SHT}{name}")
        path = self.file.parent / address.value.rpartition("/")[2]
        return path, triples_of(path)


def triples_of(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of a Turtle file of the suite; blank nodes have the same names each time."""
    text = path.read_bytes()
    base = f"https://suite.invalid/{path.relative_to(SUITE).as_posix()}"
    return tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base))


def look_up(triples: tuple[ox.Triple, ...]) -> ShapesGraph:
    """Return triples by subject and property."""
    found: dict[Term, dict[str, tuple[Term, ...]]] = {}
    for subject, predicate, value in triples:
        assert not isinstance(subject, ox.Triple)
        assert not isinstance(value, ox.Triple)
        about = found.setdefault(subject, {})
        about[predicate.value] = (*about.get(predicate.value, ()), value)
    return ShapesGraph(found)


def cases(manifest: Path = SUITE / "manifest.ttl") -> Iterator[Case]:
    """Yield every test that a manifest names, and those it includes, in its order."""
    told = look_up(triples_of(manifest))
    for about in told.triples.values():
        for entries in about.get(f"{_MF}entries", ()):
            for entry in told.members(entries):
                yield Case(manifest.relative_to(SUITE).with_suffix("").as_posix(), manifest, told, entry)
        for include in about.get(f"{_MF}include", ()):
            yield from cases(SUITE / include.value.removeprefix("https://suite.invalid/"))


def outcome(case: Case) -> str:
    """Return ``pass``, or ``fail`` and why."""
    expected = case.one(case.entry, f"{_MF}result")
    data_file, data = case.graph("dataGraph")
    shapes_file, shapes = case.graph("shapesGraph")
    try:
        report = validate(data, shapes=shapes_of((triple, shapes_file.name) for triple in shapes))
    except KgError as error:
        return "pass" if expected == _FAILURE else f"fail: {error.code} {error.en}"
    if expected == _FAILURE:
        return "fail: accepted"
    results = case.manifest.values(expected, "result")
    told = {each for result in results for each in case.manifest.values(result, "resultMessage")}
    one_file = data_file == shapes_file == case.file
    ours = Counter(_found(each, told, named=one_file) for each in report.findings if each.node)
    theirs = Counter(_expected(case.manifest, result, named=one_file) for result in results)
    conforms = case.manifest.one(expected, "conforms")
    assert conforms is not None
    if ours == theirs and (conforms.value == "true") == (not ours):
        return "pass"
    return f"fail: {sum((theirs - ours).values())} results missing, {sum((ours - theirs).values())} too many"


def _expected(manifest: ShapesGraph, result: Term, *, named: bool) -> Key:
    path, value, constraint = (manifest.one(result, name) for name in ("resultPath", "value", "sourceConstraint"))
    focus, severity, component, shape = (
        str(manifest.one(result, name))
        for name in ("focusNode", "resultSeverity", "sourceConstraintComponent", "sourceShape")
    )
    return (
        _node(focus, named=named),
        "" if path is None else manifest.path(path),
        "" if value is None else _node(str(value), named=named),
        f"{severity} {component}",
        _node(shape, named=named),
        "" if constraint is None else _node(str(constraint), named=named),
        " ".join(sorted(str(each) for each in manifest.values(result, "resultMessage"))),
    )


def _found(finding: Finding, told: set[Term], *, named: bool) -> Key:
    """Return a finding as the suite tells results; messages only where the test tells them."""
    shape = f"<{finding.shape}>" if ":" in finding.shape else f"_:{finding.shape}"
    mentioned = sorted(each for each in finding.words.messages if each in {str(term) for term in told})
    return (
        _node(finding.node, named=named),
        finding.path,
        "" if finding.value is None else _node(finding.value, named=named),
        f"<{finding.words.severity_iri}> <{finding.component}>",
        _node(shape, named=named),
        _node(finding.constraint, named=named),
        " ".join(mentioned),
    )


def _node(text: str, *, named: bool) -> str:
    """Return a term; blank nodes of two files can only be told to be blank."""
    return "_" if text.startswith("_:") and not named else text


def outcomes() -> dict[str, str]:
    """Return ``{test: outcome}`` for the whole suite."""
    return {case.name: outcome(case) for case in cases()}


def recorded() -> dict[str, str]:
    """Return the outcomes of this version, as they were recorded."""
    lines = OUTCOMES.read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


if __name__ == "__main__":
    found = outcomes()
    OUTCOMES.write_text("".join(f"{name}\t{each}\n" for name, each in found.items()), "utf-8")
    print(f"{sum(each == 'pass' for each in found.values())} of {len(found)} pass")  # noqa: T201
