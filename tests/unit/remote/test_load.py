"""``kg load`` into Oxigraph's server and Virtuoso, really started."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.remote.servers import free_port, oxigraph, virtuoso

from kg.errors import EndpointError
from kg.graph.dataset import group_graphs
from kg.remote.push import Pushed, State, push
from kg.remote.store import GraphStore, graph_store
from kg.wire.client import Client
from kg.wire.credentials import Credentials

_P = ox.NamedNode("http://example.org/p")
_GRAPH = ox.NamedNode("http://example.org/g?a=b&c=é")


def quads(number: int, graph: ox.NamedNode | ox.DefaultGraph = _GRAPH) -> list[ox.Quad]:
    """Return triples with everything that a store may stumble over, blank nodes included."""
    blank = ox.BlankNode()
    many = [ox.Quad(ox.NamedNode(f"http://example.org/{n}"), _P, ox.Literal(n), graph) for n in range(number - 3)]
    return [
        *many,
        ox.Quad(blank, _P, ox.Literal('é "\n\\ <&> 𐍈', language="fr"), graph),
        ox.Quad(ox.NamedNode("http://example.org/s"), _P, blank, graph),
        ox.Quad(
            blank, _P, ox.Literal("2024-09-30", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")), graph
        ),
    ]


class BrokenLineError(Exception):
    """The line is cut."""


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    client = Client(Credentials("dba", "dba"), seconds=60)
    if request.param == "oxigraph":
        with oxigraph(free_port()) as url:
            yield graph_store(f"{url}store", "", client)
    else:
        with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
            yield graph_store(f"{url}sparql-graph-crud-auth", "", client)


def run(store: GraphStore, state: Path, given: list[ox.Quad], *, replacing: bool = False, cut: int = 0) -> list[Pushed]:
    def progress(_graph: str, sent: int, _total: int) -> None:
        if sent == cut:
            raise BrokenLineError

    kept = State(state, store.store.url)
    return list(push(group_graphs(given), store, kept, replacing=replacing, progress=progress, size=100))


def test_a_push_that_broke_off_goes_on_where_it_stopped(store: GraphStore, tmp_path: Path) -> None:
    state, given = tmp_path / "state.json", quads(450)
    with pytest.raises(BrokenLineError):
        run(store, state, given, replacing=True, cut=200)
    assert store.count(_GRAPH.value) == 200
    assert run(store, state, given) == [Pushed(_GRAPH.value, 450, 250)]
    assert store.count(_GRAPH.value) == 450
    # Nothing has changed: counted, not sent.
    assert run(store, state, given) == [Pushed(_GRAPH.value, 450, 0)]


def test_a_graph_that_changed_is_replaced_and_others_stay(store: GraphStore, tmp_path: Path) -> None:
    state, other = tmp_path / "state.json", ox.NamedNode("http://example.org/other")
    run(store, state, [*quads(150), *quads(10, other)], replacing=True)
    assert run(store, state, quads(120)) == [Pushed(_GRAPH.value, 120, 120)]
    assert store.count(_GRAPH.value) == 120
    assert store.count(other.value) == 10


def test_what_somebody_else_put_there_is_not_lost(store: GraphStore, tmp_path: Path) -> None:
    graph = ox.NamedNode("http://example.org/theirs")
    run(store, tmp_path / "theirs.json", quads(5, graph), replacing=True)
    with pytest.raises(EndpointError, match="KG576"):
        run(store, tmp_path / "ours.json", quads(7, graph))
    assert store.count(graph.value) == 5
    run(store, tmp_path / "ours.json", quads(7, graph), replacing=True)
    assert store.count(graph.value) == 7


def test_what_the_store_lost_is_sent_again(store: GraphStore, tmp_path: Path) -> None:
    run(store, tmp_path / "state.json", quads(150), replacing=True)
    store.put(_GRAPH.value, b"<http://example.org/s> <http://example.org/p> 1 .".replace(b"1 .", b'"1" .'))
    assert run(store, tmp_path / "state.json", quads(150)) == [Pushed(_GRAPH.value, 150, 150)]


def test_a_damaged_state_costs_time_only(store: GraphStore, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    run(store, state, quads(150), replacing=True)
    state.write_text("{", encoding="utf-8")
    assert run(store, state, quads(150), replacing=True) == [Pushed(_GRAPH.value, 150, 150)]
    assert json.loads(state.read_text(encoding="utf-8"))["graphs"][_GRAPH.value]["parts"] == 2


def test_a_store_that_loses_triples_is_found_out(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GraphStore, "post", lambda *_: None)
    with pytest.raises(EndpointError, match="KG577"):
        run(store, tmp_path / "state.json", quads(150), replacing=True)


def test_virtuoso_wants_the_right_password(store: GraphStore, tmp_path: Path) -> None:
    if store.has_default:
        pytest.skip("Oxigraph's server asks nobody who they are")
    for wrong in (Credentials(), Credentials("dba", "secret")):
        other = GraphStore(store.store, store.queries, Client(wrong))
        with pytest.raises(EndpointError, match="KG572") as caught:
            run(other, tmp_path / "state.json", quads(5), replacing=True)
        assert "secret" not in str(caught.value)
