"""Queries that nobody vouches for: refused, stopped, or answered in full; the next one always works."""

import socket
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, QueryError
from kg.graph.engine import Limits, ask_worker, run_query
from kg.graph.namespaces import BASE, KG, RDFS
from kg.graph.refuse import check_query
from kg.graph.store import Part, build_index
from kg.graph.worker import Request

SHORT = Limits(seconds=2, memory=1024**3, result=1024**2)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace") / "index"
    nodes = [ox.NamedNode(f"{BASE}id/region/{n}") for n in range(60)]
    clique = [ox.Triple(a, KG.within, b) for a in nodes for b in nodes if a != b]
    labels = [ox.Triple(node, RDFS.label, ox.Literal(f"région {n}", language="fr")) for n, node in enumerate(nodes)]
    build_index(folder, [Part("clique", [*clique, *labels])], "k")
    return folder


def test_select_ask_and_construct_are_answered(index: Path) -> None:
    answer = run_query(index, "SELECT ?x ?label { ?x rdfs:label ?label } ORDER BY ?x LIMIT 2")
    assert answer.columns == ("x", "label")
    assert next(answer.rows()) == (ox.NamedNode(f"{BASE}id/region/0"), ox.Literal("région 0", language="fr"))
    assert run_query(index, "ASK { ?x kg:within ?y }").truth
    graph = list(run_query(index, "CONSTRUCT { ?x a kg:Region } WHERE { ?x rdfs:label 'région 7'@fr }").triples())
    assert [triple.object for triple in graph] == [KG.Region]


def test_csv_is_that_of_the_w3c(index: Path) -> None:
    answer = run_query(index, "SELECT ?label { ?x rdfs:label ?label } ORDER BY ?label LIMIT 1", form="csv")
    assert answer.content == "label\r\nrégion 0\r\n".encode()


def test_files_can_be_asked_without_an_index(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:b> 'c' .", encoding="utf-8")
    assert list(run_query([path], "SELECT ?o { ?s ?p ?o }").rows()) == [(ox.Literal("c"),)]


@pytest.mark.parametrize(
    "words",
    [
        "'SERVICE <urn:x>'",
        '"""LOAD\n FROM"""',
        "<urn:FROM:SERVICE>",
        "?load",
        "kg:from",
        "'it\\'s FROM'",
        "'a # FROM b'",
    ],
)
def test_the_same_words_elsewhere_are_harmless(words: str) -> None:
    check_query("SELECT * { ?s ?p WORDS } # FROM a comment\nORDER BY ?s".replace("WORDS", words))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }", "KG503"),
        ("SELECT * { service silent <http://127.0.0.1:9> { ?s ?p ?o } }", "KG503"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "KG503"),
        ("SELECT * FROM NAMED <http://127.0.0.1:9> { ?s ?p ?o }", "KG503"),
        ("LOAD <file:///etc/passwd>", "KG503"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "KG504"),
        ("# SELECT\nDELETE WHERE { ?s ?p ?o }", "KG504"),
        ("SELECT * { \\u0053ERVICE <urn:x> {} }", "KG505"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "KG502"),
        ("SELECT * { FILTER(" + "!" * 5000 + "true) }", "KG502"),
        ("SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", "KG502"),
        ("SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 3000) + "}", "KG502"),
        ("SELECT * { ?s ?p '" + "x" * 70000 + "' }", "KG501"),
    ],
)
def test_what_reaches_out_or_too_deep_is_refused(index: Path, query: str, code: str) -> None:
    with pytest.raises(QueryError, match=code):
        run_query(index, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "SELECT (COUNT(*) AS ?n) { ?a (kg:within/kg:within/kg:within/kg:within/kg:within)+ ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a kg:within*/kg:within*/kg:within*/kg:within* ?b }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
        "SELECT * { BIND('x' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34)) + " }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    ],
    ids=["cartesian", "path", "stars", "order", "doubling", "large"],
)
def test_an_attack_ends_within_its_limit_and_the_next_query_works(index: Path, query: str) -> None:
    started = time.monotonic()
    with pytest.raises(KgError, match=r"KG50[789]"):
        run_query(index, query, limits=SHORT)
    assert time.monotonic() - started < SHORT.seconds + 0.5
    assert run_query(index, "ASK { ?x kg:within ?y }").truth


def test_an_error_in_the_query_has_line_column_and_the_place_marked(index: Path) -> None:
    with pytest.raises(QueryError, match="KG506") as raised:
        run_query(index, "SELECT *\n{ ?s ?p }", name="mine.rq")
    assert raised.value.where.startswith("mine.rq:2:")
    assert "⟦" in raised.value.en
    assert "\n" not in raised.value.en


def test_the_worker_has_no_network_even_if_a_query_got_through(index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        request = Request(index, (), f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", {}, "json", 5, 1024**3, 1024)
        head, _ = ask_worker(request, "probe", SHORT)
        assert not head["ok"]
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_missing_index_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="KG611"):
        run_query(tmp_path / "none", "ASK {}")
