"""From a fact back to its words, every anchor checked, and the counts."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.graph.build_facts import REFERENCE, TEXT, facts

from kg.errors import QueryError, WorkspaceError
from kg.graph.describe import describe
from kg.graph.identity import identify
from kg.graph.stats import stats
from kg.graph.trace import trace
from kg.graph.turtle import write_turtle
from kg.graph.verify import verify


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    triples = describe(facts(), identify(facts()), REFERENCE)
    (tmp_path / "2023-05-03-club.fr.ttl").write_text(write_turtle(triples), encoding="utf-8")
    (tmp_path / "2023-05-03-club.fr.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(graph: Path) -> ox.Store:
    filled = ox.Store()
    filled.load(path=str(graph / "2023-05-03-club.fr.ttl"), format=ox.RdfFormat.TURTLE)
    return filled


def act_of(store: ox.Store) -> str:
    return next(q.subject.value for q in store if isinstance(q.subject, ox.NamedNode) and "/id/act/" in q.subject.value)


def test_trace_gives_the_sentence_around_the_words(graph: Path, store: ox.Store) -> None:
    passages = {passage.role: passage for passage in trace(store, graph, act_of(store))}
    assert passages["trigger"].exact == "s’engagent à"
    assert passages["trigger"].before == "Ils "
    assert passages["evidence"].after == "."
    whole = passages["trigger"].before + passages["trigger"].exact + passages["trigger"].after
    assert whole.startswith("Ils s’engagent") and whole.endswith("2178.")


def test_trace_takes_prefixed_names_and_finds_mentions(graph: Path, store: ox.Store) -> None:
    assert [passage.exact for passage in trace(store, graph, "region:x-sahel")] == ["Sahel"]


@pytest.mark.parametrize(("name", "code"), [("not an iri", "KG530"), ("meeting:none", "KG531"), ("sahel", "KG530")])
def test_trace_says_what_is_wrong_with_a_name(graph: Path, store: ox.Store, name: str, code: str) -> None:
    with pytest.raises(QueryError, match=code):
        trace(store, graph, name)


def test_trace_without_the_text_says_so(graph: Path, store: ox.Store) -> None:
    (graph / "2023-05-03-club.fr.txt").unlink()
    with pytest.raises(WorkspaceError, match="KG613"):
        trace(store, graph, "region:x-sahel")


def test_verify_finds_nothing_wrong_in_what_was_just_made(graph: Path) -> None:
    found = verify(graph)
    assert (found.texts, found.problems) == (1, ())
    assert found.anchors > 10


def test_verify_sees_a_changed_text(graph: Path) -> None:
    (graph / "2023-05-03-club.fr.txt").write_text(TEXT.replace("Lomé", "Accra"), encoding="utf-8")
    problems = verify(graph).problems
    assert "checksums" in problems[0].en
    assert any("does not quote" in problem.en for problem in problems[1:])


def test_verify_sees_a_moved_offset_and_a_missing_text(graph: Path) -> None:
    path = graph / "2023-05-03-club.fr.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("oa:start 0 .", "oa:start 1 ."), encoding="utf-8")
    assert [problem.en for problem in verify(graph).problems] == ["does not quote the text"]
    path.with_suffix(".txt").unlink()
    assert len(verify(graph).problems) == 1


def test_stats_count_what_there_is(store: ox.Store) -> None:
    counts = {count.key: count.value for count in stats(store)}
    assert (counts["statements"], counts["meetings"], counts["commitments"], counts["amounts"]) == (1, 2, 1, 1)
    assert counts["triples"] == len(store)
