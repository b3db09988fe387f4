"""Queries that nobody vouches for: refused, stopped, or answered in full; the next one always works."""

import socket
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError, QueryError
from kg.graph.engine import Limits, Session, run_query
from kg.graph.namespaces import BASE, KG, RDFS
from kg.graph.refuse import check_query
from kg.graph.request import Request
from kg.graph.store import Part, build_index

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


GLUED = (
    "?s ?p 1SERVICE :x { }",
    "?s ?p trueSERVICE:x { }",
    "SERVICESILENT:x { }",
    "SERVICE:x{}",
    "serviceex:a{}",
    "?s ?p ex:a.b.SERVICE :x { }",
    "FILTER(?a<?b)SERVICE:x#>\n{ }",
    "FILTER(?a<'>') SERVICE :x { FILTER(?o='') }",
    "VALUES ?x { '''a' } SERVICE :x { } VALUES ?y { 'b' #\\z'''\n }",
)
_PREFIXES = "PREFIX ex: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/> "


@pytest.mark.parametrize("pattern", GLUED)
def test_service_is_found_however_it_is_written(pattern: str) -> None:
    query = f"{_PREFIXES}SELECT * {{ {pattern} }}"
    # Oxigraph alone would ask the service.
    assert ox.Store().query(query)
    with pytest.raises(QueryError, match=r"KG503.*SERVICE"):
        run_query([], query)


@pytest.mark.parametrize("pattern", ["service:x ?p ?o", "GRAPH service:x { ?s ?p ?o }", "?s <urn:service:a> ?o"])
def test_a_name_with_service_in_it_is_harmless(pattern: str) -> None:
    query = f"PREFIX service: <http://127.0.0.1:9/> SELECT * {{ {pattern} }}"
    assert list(run_query([], query).rows()) == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "SELECT (COUNT(*) AS ?n) { ?a (kg:within/kg:within/kg:within/kg:within/kg:within)+ ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a kg:within*/kg:within*/kg:within*/kg:within* ?b }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
        "SELECT * { BIND('x' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34)) + " }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f }",
        "SELECT (COUNT(*) AS ?n) { ?a ((kg:within*)*)*/kg:within ?b . ?b ((kg:within*)*)* ?c }",
        "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
    ids=["cartesian", "path", "stars", "order", "doubling", "large", "nested stars", "construct"],
)
def test_an_attack_ends_within_its_limit_and_the_next_query_works(index: Path, query: str) -> None:
    with Session(index, SHORT) as session:
        with pytest.raises(KgError, match=r"KG50[789]") as raised:
            session.ask(query)
        assert "\n" not in str(raised.value)
        assert session.ask("ASK { ?x kg:within ?y }").truth


def test_the_threads_of_the_engine_do_not_use_up_the_memory_of_a_query(index: Path) -> None:
    # Without one arena for all threads, about half of these workers die before they answer.
    for _ in range(10):
        with Session(index, replace(SHORT, seconds=20, memory=1024**3 // 2)) as session:
            assert session.ask("ASK { ?x kg:within ?y }").truth


def test_a_query_too_deep_for_the_stack_of_the_engine_is_told_as_such(index: Path) -> None:
    with Session(index) as session:
        with pytest.raises(QueryError, match="KG502"):
            session.ask("SELECT * { FILTER(" + "+".join(["1"] * 16000) + " > 1) }")
        assert session.ask("ASK { ?x kg:within ?y }").truth


def test_from_may_name_a_graph_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.trig"
    path.write_text("<urn:a> <urn:b> 1 . <urn:g> { <urn:a> <urn:b> 2 }", encoding="utf-8")
    with Session([path]) as session:
        answer = session.ask("PREFIX u: <urn:> SELECT ?o FROM u:g { ?s ?p ?o }", form="csv")
        assert answer.content == b"o\r\n2\r\n"
        with pytest.raises(QueryError, match="KG503"):
            session.ask("SELECT ?o FROM <urn:h> { ?s ?p ?o }")
        with pytest.raises(QueryError, match="KG503"):
            session.ask("SELECT ?o FROM NAMED <> { ?s ?p ?o }", base=path.as_uri())


def test_a_session_sees_an_index_that_was_built_anew(tmp_path: Path) -> None:
    def graph(name: str) -> list[Part]:
        return [Part("a", [ox.Triple(ox.NamedNode("urn:a"), RDFS.label, ox.Literal(name))])]

    build_index(tmp_path / "index", graph("old"), "1")
    with Session(tmp_path / "index") as session:
        query = "SELECT ?l { ?s rdfs:label ?l }"
        assert next(session.ask(query).rows()) == (ox.Literal("old"),)
        build_index(tmp_path / "index", graph("new"), "2")
        assert next(session.ask(query).rows()) == (ox.Literal("new"),)


@pytest.mark.parametrize(
    ("query", "said", "excerpt"),
    [
        ("ASK {\n  ?s foo:bar ?o }", "prefix foo: is not known", "  ?s foo:bar ?o }\n     ^"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "does not bind", ""),
        ("ASK { ?s ?p <a> }", "not absolute", ""),
        ("ASK { ?s ?p 'é'", "never closed", "ASK { ?s ?p 'é'\n    ^"),
        ("ASK { ?s ?p 'é' ) }", "what is not open", "ASK { ?s ?p 'é' ) }\n                ^"),
        ("SELEC * { ?s ?p 'é' }", "did you mean SELECT", "SELEC * { ?s ?p 'é' }\n^"),
        ("ASK { ?s ?p } LIMIT 3", "at “LIMIT”", "ASK { ?s ?p } LIMIT 3\n              ^"),
    ],
)
def test_a_mistake_is_named_and_shown(index: Path, query: str, said: str, excerpt: str) -> None:
    with pytest.raises(QueryError, match="KG506") as raised:
        run_query(index, query)
    assert said in raised.value.en
    assert not excerpt or raised.value.excerpt == excerpt


def test_an_error_in_the_query_has_line_column_and_the_place_marked(index: Path) -> None:
    with pytest.raises(QueryError, match="KG506") as raised:
        run_query(index, "SELECT *\n{ ?s ?p }", name="mine.rq")
    assert raised.value.where == "mine.rq:2:9"
    assert raised.value.excerpt == "{ ?s ?p }\n        ^"
    assert "\n" not in raised.value.en


def test_the_worker_has_no_network_even_if_a_query_got_through(index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        with Session(index, SHORT) as session:
            head, _ = session.exchange(Request(index, query, {}, "json", "", 5, 1024), "probe", time.monotonic())
        assert not head["ok"]
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_missing_index_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="KG611"):
        run_query(tmp_path / "none", "ASK {}")
