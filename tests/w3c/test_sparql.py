"""W3C's tests of SPARQL 1.1 queries, updates and result formats, test by test.

Queries run as a user's do, through a session; updates on Oxigraph's own store, after the session has refused them.
``sparql.txt`` lists the tests that fail, each with the reason; any other failure, and any success that is listed, is an
error. A test of syntax asks whether a query is SPARQL. SERVICE is refused, but only after the query was parsed: the
refusal counts as understood, and ``test_service_is_refused_only_where_it_is_sparql`` shows that a query with SERVICE
that is not SPARQL gets an error of syntax instead. ``KG_W3C=… python -m pytest tests/w3c/test_sparql.py``.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.w3c.suite import Case, cases, suite

from kg.errors import KgError, QueryError
from kg.graph.engine import Answer, Data, Session
from kg.graph.load import open_source
from kg.graph.request import Form

PUBLISHED = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MANIFESTS = ("query", "update", "results", "fed")
KINDS = ("QueryEvaluationTest", "CSVResultFormatTest", "SyntaxTest11", "UpdateSyntaxTest11", "UpdateEvaluationTest")
TESTS = 505
KNOWN = Path(__file__).with_name("sparql.txt")
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDFS_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
Node = ox.NamedNode | ox.BlankNode
Rows = list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


class Test:
    """One test with the nodes of its manifest around it."""

    __test__ = False

    def __init__(self, case: Case, manifest: ox.Dataset) -> None:
        """Find the test in its manifest, whose blank nodes have names of their own there."""
        self.case = case
        self._manifest = manifest
        self.node = ox.NamedNode(f"{case.base}manifest#{case.name}")
        if not list(manifest.quads_for_subject(self.node)):
            self.node = ox.NamedNode(f"{case.base}manifest.ttl#{case.name}")

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        """Return what a node leads to."""
        found = self._manifest.quads_for_subject(subject)
        return [quad.object for quad in found if quad.predicate.value == predicate]  # type: ignore[misc]

    def one(self, subject: Node, predicate: str) -> Node | None:
        """Return the first thing that a node leads to."""
        return next(iter(self.objects(subject, predicate)), None)

    def path(self, node: Node) -> Path:
        """Return the file of an IRI."""
        return self.case.file(node.value)

    def data(self, node: Node, space: str, *, also: bool = False) -> Iterator[Data]:
        """Yield the files of an action or a result; ``also`` puts the default graph under its own name too."""
        for each in self.objects(node, f"{space}data"):
            yield Data(self.path(each), "", each.value)
            if also:
                yield Data(self.path(each), each.value, each.value)
        for each in self.objects(node, f"{space}graphData"):
            graph = self.one(each, f"{space}graph")
            label = next((q.object for q in self._manifest.quads_for_subject(each) if q.predicate == RDFS_LABEL), None)
            if graph is None:
                yield Data(self.path(each), each.value, each.value)
            elif isinstance(label, ox.Literal):
                yield Data(self.path(graph), label.value, graph.value)


def listed(folder: Path) -> Iterator[Test]:
    for name in MANIFESTS:
        includes = folder / f"manifest-sparql11-{name}.ttl"
        parts = [
            quad.object.value.removeprefix(PUBLISHED).partition("/")[0]
            for quad in ox.parse(path=includes, format=ox.RdfFormat.TURTLE, base_iri=f"{PUBLISHED}{includes.name}")
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.endswith("/manifest.ttl")
        ]
        for part in parts:
            path, base = folder / part / "manifest.ttl", f"{PUBLISHED}{part}/"
            manifest = ox.Dataset(ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=f"{base}manifest.ttl"))
            for case in cases(path, base):
                if case.kind.removeprefix("Positive").removeprefix("Negative") in KINDS:
                    yield Test(case, manifest)


def outcome(test: Test, session: Session) -> bool:
    """Tell whether a test passes."""
    kind = test.case.kind
    if kind == "UpdateEvaluationTest":
        return updated(test, session)
    if "SyntaxTest" in kind:
        parsed = parses(test, session)
        return parsed == kind.startswith("Positive")
    return answered(test)


def parses(test: Test, session: Session) -> bool:
    action = test.one(test.node, f"{MF}action")
    assert action is not None
    text = test.path(action).read_text(encoding="utf-8")
    try:
        if "Update" in test.case.kind:
            ox.Store().update(text, base_iri=action.value)
        else:
            session.ask(text, base=action.value)
    except SyntaxError:
        return False
    except QueryError as error:
        # What is refused or fails once the query has been understood: SERVICE, a graph after FROM that is not there, a
        # function of the asker's own.
        refused = error.code == "KG503" and ("FROM" in error.en or "uses SERVICE" in error.en)
        return refused or (error.code == "KG510" and "function" in error.en)
    except (OSError, RuntimeError):
        # It is an update, was understood, and could not be carried out.
        return True
    return True


def updated(test: Test, session: Session) -> bool:
    action, result = test.one(test.node, f"{MF}action"), test.one(test.node, f"{MF}result")
    assert action is not None and result is not None
    request = test.one(action, f"{UT}request")
    assert request is not None
    text = test.path(request).read_text(encoding="utf-8")
    with pytest.raises(QueryError, match=r"KG50[34]"):
        session.ask(text)
    store = ox.Store()
    store.extend(loaded(test.data(action, UT)))
    store.update(text, base_iri=request.value)
    return same(store, loaded(test.data(result, UT)))


def answered(test: Test) -> bool:
    action = test.one(test.node, f"{MF}action")
    assert action is not None
    query, result = test.one(action, f"{QT}query"), test.one(test.node, f"{MF}result")
    assert query is not None and result is not None
    text = test.path(query).read_text(encoding="utf-8")
    form: Form = "csv" if test.path(result).suffix == ".csv" else "json"
    with Session(list(test.data(action, QT, also="FROM" in text))) as session:
        try:
            return agrees(session.ask(text, form=form, base=query.value), test.path(result), result.value)
        except KgError:
            return False


def agrees(answer: Answer, path: Path, iri: str) -> bool:
    if answer.kind == "graph":
        return same((ox.Quad(*triple) for triple in answer.triples()), loaded([Data(path, "", iri)]))
    if path.suffix == ".csv":
        # SELECT * leaves the order of the columns to the engine.
        ours, theirs = (list(csv.DictReader(io.StringIO(text))) for text in (answer.content.decode(), path.read_text()))
        return sorted(map(plain, ours)) == sorted(map(plain, theirs))
    expected = ox.parse_query_results(path=path, format=RESULTS[path.suffix]) if path.suffix in RESULTS else None
    if isinstance(expected, ox.QueryBoolean):
        return answer.kind == "ask" and answer.truth == bool(expected)
    if isinstance(expected, ox.QuerySolutions):
        names = [each.value for each in expected.variables]
        rows = [{name: row[name] for name in names if row[name] is not None} for row in expected]
        return answer.kind == "select" and set(names) == set(answer.columns) and alike(rows_of(answer), rows)
    graph = ox.Dataset(loaded([Data(path, "", iri)]))
    truth = next(iter(graph.quads_for_predicate(ox.NamedNode(f"{RS}boolean"))), None)
    if truth is not None:
        return answer.kind == "ask" and answer.truth == (getattr(truth.object, "value", "") == "true")
    return answer.kind == "select" and alike(rows_of(answer), rows_in(graph))


def rows_of(answer: Answer) -> Rows:
    pairs = (zip(answer.columns, row, strict=True) for row in answer.rows())
    return [{name: term for name, term in row if term is not None} for row in pairs]


def rows_in(graph: ox.Dataset) -> Rows:
    """Return the rows of a result set written as RDF."""
    rows: Rows = []
    for solution in graph.quads_for_predicate(ox.NamedNode(f"{RS}solution")):
        row = {}
        for binding in graph.quads_for_subject(solution.object):  # type: ignore[arg-type]
            if binding.predicate.value == f"{RS}binding":
                parts = {q.predicate.value: q.object for q in graph.quads_for_subject(binding.object)}  # type: ignore[arg-type]
                row[getattr(parts[f"{RS}variable"], "value", "")] = parts[f"{RS}value"]
        rows.append(row)
    return rows


def alike(ours: Rows, theirs: Rows) -> bool:
    return same(as_quads(ours), as_quads(theirs))


def as_quads(rows: Rows) -> Iterator[ox.Quad]:
    """Write rows as a graph, so that blank nodes may have other names."""
    numbers = count()
    for row in rows:
        subject = ox.BlankNode(f"row{next(numbers)}")
        yield ox.Quad(subject, ox.NamedNode("urn:is"), ox.Literal("row"))
        for name, term in row.items():
            yield ox.Quad(subject, ox.NamedNode(f"urn:variable:{name}"), term)


def same(ours: Iterable[ox.Quad], theirs: Iterable[ox.Quad]) -> bool:
    left, right = (ox.Dataset(by_value(quads)) for quads in (ours, theirs))
    for each in (left, right):
        each.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return left == right


def by_value(quads: Iterable[ox.Quad]) -> ox.Store:
    """Return the quads with each number in the form that Oxigraph's store gives its value."""
    store = ox.Store()
    store.extend(quads)
    return store


def plain(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return a row of CSV with numbers by their value, as everywhere here, and blank nodes without their names."""
    return sorted((name, "_:" if cell.startswith("_:") else number(cell)) for name, cell in row.items())


def number(cell: str) -> str:
    try:
        return str(float(cell))
    except ValueError:
        return cell


def loaded(files: Iterable[Data]) -> list[ox.Quad]:
    quads = []
    for file in files:
        graph = ox.NamedNode(file.graph) if file.graph else None
        found = open_source(file.path).quads(file.base)
        quads += [ox.Quad(q.subject, q.predicate, q.object, graph) if graph else q for q in found]
    return quads


def known() -> dict[str, str]:
    lines = (line.split(" ", 1) for line in KNOWN.read_text(encoding="utf-8").splitlines() if line)
    return {name: reason for name, reason in lines if name != "#"}


def test_each_test_has_the_outcome_that_is_recorded() -> None:
    folder = suite()
    if folder is None:
        pytest.skip("W3C's rdf-tests are not here: clone github.com/w3c/rdf-tests into the folder that KG_W3C names")
    done: dict[str, bool] = {}
    with Session(()) as session:
        for test in listed(folder / "sparql" / "sparql11"):
            done[f"{test.case.folder.name}/{test.case.name}"] = outcome(test, session)
    failed = {name for name, passed in done.items() if not passed}
    assert failed == set(known()), f"{len(done) - len(failed)} of {len(done)}"
    assert len(done) == TESTS


@pytest.mark.parametrize(
    "broken",
    [
        "SELECT * { SERVICE { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://example.org/> }",
        "SELECT * { SERVICE 'a string' { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT SILENT ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE ?x { ?s ?p } }",
        "SELECT * { SERVICE ?x { ?s ?p ?o }",
        "SELECT * { SILENT SERVICE ?x { ?s ?p ?o } }",
        "SERVICE ?x { ?s ?p ?o }",
        "SELECT * { ?s ?p SERVICE }",
    ],
)
def test_service_is_refused_only_where_it_is_sparql(broken: str) -> None:
    with Session(()) as session:
        with pytest.raises(QueryError, match="KG506"):
            session.ask(broken)
        with pytest.raises(QueryError, match="KG503 query:1:12: uses SERVICE"):
            session.ask("SELECT * { SERVICE SILENT <http://example.org/> { ?s ?p ?o } }")
