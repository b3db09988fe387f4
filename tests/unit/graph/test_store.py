"""The index: what it holds, how it changes, and that damage never passes unseen."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import WorkspaceError
from kg.graph.namespaces import BASE, INFERRED_GRAPH, KG, RDF, RDFS
from kg.graph.store import Part, build_index, is_sound, open_index, update_index

MEETING = ox.NamedNode(f"{BASE}id/meeting/m")
OWN = f"{BASE}id/act/"


def part(name: str, number: int) -> Part:
    """A text with an act of its own, and a label that every text gives to the meeting."""
    act = ox.NamedNode(f"{OWN}{name}-{number}")
    shared = ox.Triple(MEETING, RDFS.label, ox.Literal("Meeting", language="en"))
    asserted = (
        shared,
        ox.Triple(act, RDF.type, KG.Call),
        ox.Triple(act, KG.region, ox.NamedNode(f"{BASE}id/region/{number}")),
    )
    return Part(name, asserted, (ox.Triple(MEETING, RDF.type, KG.Meeting), ox.Triple(act, RDF.type, KG.Act)), own=OWN)


def content(folder: Path) -> set[ox.Quad]:
    return set(open_index(folder))


def test_default_graph_holds_asserted_and_inferred_and_the_inferred_stand_apart(tmp_path: Path) -> None:
    one = part("a", 1)
    assert build_index(tmp_path / "index", [one], "k") == len(content(tmp_path / "index"))
    quads = content(tmp_path / "index")
    default = {quad.triple for quad in quads if quad.graph_name == ox.DefaultGraph()}
    assert default == {*one.asserted, *one.inferred}
    assert {quad.triple for quad in quads if quad.graph_name == INFERRED_GRAPH} == set(one.inferred)


@pytest.mark.parametrize("removed", [["a"], ["b"], ["a", "b"], ["a", "b", "c"], []])
def test_an_update_gives_the_index_that_a_build_would(tmp_path: Path, removed: list[str]) -> None:
    before = {name: part(name, 1) for name in "abc"}
    after = {name: part(name, 2) for name in [*removed, "d"]}
    build_index(tmp_path / "changed", before.values(), "k1")
    size = update_index(tmp_path / "changed", [before[name] for name in removed], after.values(), "k2")
    build_index(tmp_path / "fresh", {**before, **after}.values(), "k2")
    assert content(tmp_path / "changed") == content(tmp_path / "fresh")
    assert size == len(content(tmp_path / "changed"))
    assert is_sound(tmp_path / "changed", "k2")


def test_what_another_part_says_stays(tmp_path: Path) -> None:
    build_index(tmp_path / "index", [part("a", 1), part("b", 1)], "k")
    update_index(tmp_path / "index", [part("a", 1)], [], "k2")
    assert any(quad.subject == MEETING and quad.predicate == RDFS.label for quad in content(tmp_path / "index"))


@pytest.mark.parametrize("damage", ["manifest.json", "quads", "quads/CURRENT", "emptied", "everything"])
def test_damage_is_seen(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    build_index(folder, [part("a", 1)], "k")
    assert is_sound(folder, "k")
    if damage == "everything":
        shutil.rmtree(folder)
    elif damage == "emptied":
        shutil.rmtree(folder / "quads")
        ox.Store(str(folder / "quads")).flush()
    elif (folder / damage).is_dir():
        shutil.rmtree(folder / damage)
    else:
        (folder / damage).unlink()
    assert not is_sound(folder, "k")
    with pytest.raises(WorkspaceError, match="KG611"):
        open_index(folder)
    build_index(folder, [part("a", 1)], "k")
    assert is_sound(folder, "k")


def test_an_index_made_from_other_files_is_not_sound(tmp_path: Path) -> None:
    build_index(tmp_path / "index", [part("a", 1)], "k")
    assert not is_sound(tmp_path / "index", "other")


def test_an_unwritable_place_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="KG612"):
        build_index(tmp_path / "file" / "index", [], "k")
