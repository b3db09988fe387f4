"""Decisions on facts: kept in files, obeyed by index and export, found again when a text is read anew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.contribute.workspaces import ADA, ENGLISH, PREFIXES, files

from kg.build import Options, build
from kg.build.whole import asserted_graph, people, whole_graph
from kg.contribute.review import decide, withdraw
from kg.contribute.standing import orphans, review
from kg.contribute.take import Giver, add
from kg.errors import InputError, QueryError, WorkspaceError
from kg.graph.decisions import Decision, Seen, decisions_in
from kg.graph.load import load_triples
from kg.graph.namespaces import KG, PROV, RDF, RDFS
from kg.graph.query import stored_query
from kg.graph.reviewed import reviewed, seen_of
from kg.graph.select import select
from kg.graph.store import open_index
from kg.workspace import Workspace, locked

BOB = Giver("Bob", date(2026, 2, 3))


def one(workspace: Workspace, pattern: str) -> str:
    (row,) = select(open_index(workspace.index), f"SELECT ?x WHERE {{ {pattern} }}")
    return str(row["x"].value)


def act_of(workspace: Workspace, kind: str = "Commitment", language: str = "en") -> str:
    return one(workspace, f'?x a kg:{kind} FILTER(CONTAINS(STR(?x), "-{language}-"))')


def status(workspace: Workspace, act: str) -> str:
    return one(workspace, f"<{act}> kg:reviewStatus ?x").rpartition("/")[2]


def again(workspace: Workspace, folder: Path, **texts: str) -> None:
    """Build the workspace from other texts under the same names."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build(workspace, [folder], Options(jobs=1))


def test_a_decision_is_written_obeyed_and_listed(workspace: Workspace) -> None:
    act = act_of(workspace)
    before = (workspace.graph / Path(one(workspace, f"<{act}> kg:expressedIn ?x")).name).with_suffix(".en.ttl")
    read = files(workspace)
    done = decide(workspace, act, "accept", ADA, "as the text says")
    assert (done.before, done.same) == (None, False)
    assert status(workspace, act) == "verified"
    (name,) = set(files(workspace)) - set(read)
    assert name.startswith("reviews/")
    assert {key: value for key, value in files(workspace).items() if key != name} == read
    (decision,) = decisions_in(load_triples(workspace.graph / name), name)
    assert decision == done.decision
    assert (decision.by, decision.day, decision.reason) == ("Ada L.", ADA.day, "as the text says")
    found = review(workspace)
    assert [(each.target, now) for each, now in found.decided] == [(act, act)]
    assert act not in [row[1] for row in found.waiting]
    confidences = [float(row[0]) for row in found.waiting]
    assert confidences == sorted(confidences)
    assert len(found.waiting) == 3
    assert before.parent == workspace.graph


def test_the_same_decision_again_changes_nothing_and_another_replaces_it(workspace: Workspace) -> None:
    act = act_of(workspace)
    decide(workspace, act, "accept", ADA)
    written = files(workspace)
    assert decide(workspace, act, "accept", replace(ADA, day=date(2027, 1, 1))).same
    assert files(workspace) == written
    done = decide(workspace, act, "reject", BOB, "reported only")
    assert done.before
    assert done.before.by == "Ada L."
    assert status(workspace, act) == "rejected"
    assert len(review(workspace).decided) == 1
    withdraw(workspace, act)
    assert status(workspace, act) == "extracted"
    assert not list(workspace.reviews.iterdir())


def test_a_correction_changes_what_queries_see_and_not_what_was_read(workspace: Workspace) -> None:
    act = act_of(workspace)
    read = files(workspace)
    given = ["region=region:x-sahel", "region=country:IRQ"]
    with pytest.raises(QueryError, match="KG515"):
        decide(workspace, act, "correct", ADA, given=["region=Nowhere"])
    describe(workspace)
    decide(workspace, act, "correct", ADA, given=given)
    rows = select(open_index(workspace.index), f"SELECT ?x {{ <{act}> kg:region ?x }}")
    assert sorted(row["x"].value.rpartition("/")[2] for row in rows) == ["IRQ", "x-sahel"]
    assert status(workspace, act) == "verified"
    decide(workspace, act, "correct", BOB, given=["region=", "end=supporting Iraq"])
    assert not list(select(open_index(workspace.index), f"SELECT ?x {{ <{act}> kg:region ?x }}"))
    assert one(workspace, f"<{act}> kg:evidence/oa:exact ?x") == "commit to supporting Iraq"
    assert "supporting Iraq" in one(workspace, f'<{act}> rdfs:label ?x FILTER(LANG(?x) = "en")')
    assert {key: value for key, value in files(workspace).items() if key in read} == read


def describe(workspace: Workspace) -> None:
    """Put in the graph the places that a test corrects to: the reference data is left out of its index."""
    path = workspace.root / "places.ttl"
    path.write_text(PREFIXES + "region:x-sahel a kg:Region . country:IRQ a kg:Country .", encoding="utf-8")
    assert add(workspace, [path], ADA).exit_code in (0, 3)
    path.write_text(
        PREFIXES + 'region:x-sahel a kg:Region ; skos:altLabel "S"@en . country:IRQ a kg:Country ; kg:code "IRQ" .',
        encoding="utf-8",
    )
    assert add(workspace, [path], ADA, replacing=True).exit_code == 0


def test_a_correction_that_would_not_conform_or_means_nothing_is_refused(workspace: Workspace) -> None:
    act = act_of(workspace)
    read = files(workspace)
    for given, code in (
        (["region"], "KG445"),
        (["regoin=IRQ"], "KG422"),
        (["end=3"], "KG444"),
        (["end=words that are not there"], "KG444"),
    ):
        with pytest.raises(InputError, match=code):
            decide(workspace, act, "correct", ADA, given=given)
    meeting = one(workspace, "?x a kg:Meeting FILTER EXISTS { ?s kg:issuedAt ?x }")
    with pytest.raises(InputError, match="KG421"):
        decide(workspace, meeting, "correct", ADA, given=["date=3/4/2023"])
    with pytest.raises(InputError, match="KG423"):
        decide(workspace, meeting, "correct", ADA, given=["endDate=2020-01-01"])
    assert files(workspace) == read


def test_what_rests_on_a_rejected_fact_is_named(workspace: Workspace) -> None:
    statement = one(workspace, "?x a kg:Statement")
    with pytest.raises(InputError, match=r"KG423.*what rests on it.*\(act:"):
        decide(workspace, statement, "reject", ADA)


@pytest.mark.parametrize("name", ["act:nothing", "country:IRQ", "not an iri", "../../etc", "kg:Commitment"])
def test_what_is_no_fact_of_the_workspace_is_not_decided_on(workspace: Workspace, name: str) -> None:
    with pytest.raises(InputError, match="KG420"):
        decide(workspace, name, "accept", ADA)
    assert not workspace.reviews.exists()


def test_a_decision_on_a_meeting_holds_in_both_texts(workspace: Workspace) -> None:
    meeting = one(workspace, "?x a kg:Meeting FILTER EXISTS { ?s kg:issuedAt ?x }")
    decide(workspace, meeting, "correct", ADA, given=["date=2023-05-04"])
    assert one(workspace, f"<{meeting}> kg:date ?x") == "2023-05-04"
    assert status(workspace, meeting) == "verified"


def test_a_decision_survives_a_build_and_follows_its_act(workspace: Workspace) -> None:
    folder = workspace.statements
    act = act_of(workspace)
    decide(workspace, act, "reject", ADA)
    build(workspace, [folder], Options(jobs=1))
    assert status(workspace, act) == "rejected"
    longer = ENGLISH.replace("Joint statement", "Joint statement of the ministers")
    again(workspace, folder, **{"lisbon-en": longer})
    ((_, new),) = review(workspace).decided
    assert new != act
    assert status(workspace, new) == "rejected"
    assert orphans(workspace) == []
    again(workspace, folder, **{"lisbon-en": longer.replace("commit to supporting Iraq and ", "")})
    (decision,) = orphans(workspace)
    assert decision.target == act
    again(workspace, folder, **{"lisbon-en": longer})
    assert status(workspace, new) == "rejected"
    withdraw(workspace, act)
    assert status(workspace, act_of(workspace)) == "extracted"


TEXT = "https://w3id.org/statements-kg/id/text/2023-05-03-x-en-"
ACT = "https://w3id.org/statements-kg/id/act/2023-05-03-x-en-"


def graph(kind: str, start: int, end: int, exact: str, sha: str = "0a1b2c3d") -> tuple[ox.Triple, ...]:
    turtle = (
        f"{PREFIXES}<{ACT}{sha}-a{start}> a kg:{kind} ; kg:evidence <{TEXT}{sha}#offset_{start}_{end}> ; "
        "kg:reviewStatus <https://w3id.org/statements-kg/id/review/extracted> .\n"
        f"<{TEXT}{sha}#offset_{start}_{end}> a kg:TextSpan ; kg:inText <{TEXT}{sha}> ; oa:start {start} ; "
        f'oa:end {end} ; oa:exact "{exact}" .'
    )
    return tuple(quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("now", "follows"),
    [
        (graph("Call", 10, 40, "we call on all to talk"), True),
        (graph("Call", 12, 44, "call on all to talk, now"), True),
        (graph("Commitment", 10, 40, "we call on all to talk"), False),
        (graph("Call", 40, 60, "we call on others"), False),
        (graph("Call", 300, 330, "we call on all to talk", "ffffffff"), True),
        (graph("Call", 300, 331, "we call on all to talks", "ffffffff"), True),
        (graph("Call", 10, 40, "we call on the press to leave", "ffffffff"), False),
        (graph("Welcome", 300, 330, "we call on all to talk", "ffffffff"), False),
    ],
)
def test_an_act_is_found_again_by_overlap_or_words_and_type(now: tuple[ox.Triple, ...], *, follows: bool) -> None:
    was = graph("Call", 10, 40, "we call on all to talk")
    act = f"{ACT}0a1b2c3d-a10"
    decision = Decision(act, "accept", "Ada", date(2026, 1, 2), seen=seen_of(act, was))
    found = reviewed(now, [decision], lambda: "").found
    assert bool(found) is follows


def test_the_latest_of_two_decisions_that_meet_on_one_act_holds() -> None:
    now = graph("Call", 10, 40, "we call on all to talk")
    seen = Seen("https://w3id.org/statements-kg/def#Call", f"{TEXT}0a1b2c3d", 8, 40, "so we call on all to talk")
    old = Decision(f"{ACT}0a1b2c3d-a8", "accept", "Ada", date(2026, 1, 2), seen=seen)
    new = replace(old, target=f"{ACT}0a1b2c3d-a9", action="reject", day=date(2026, 1, 3))
    for order in ([old, new], [new, old]):
        assert list(reviewed(now, order, lambda: "").found) == [new.target]


def test_decisions_are_read_back_as_written_and_damaged_ones_are_named() -> None:
    seen = Seen("https://w3id.org/statements-kg/def#Call", f"{TEXT}0a1b2c3d", 8, 40, "we\n“call”")
    decision = Decision(
        f"{ACT}0a1b2c3d-a8",
        "correct",
        "Ünïcode «\u00a0x\u00a0»",
        date(2026, 1, 2),
        "because",
        seen,
        {"https://w3id.org/statements-kg/def#region": (), "https://w3id.org/statements-kg/def#theme": (seen_iri(),)},
        replace(seen, end=41, exact="we\n“call”!"),
    )
    triples = list(decision.triples())
    assert decisions_in(triples, "f") == [decision]
    for gone in triples:
        left = [each for each in triples if each != gone]
        try:
            assert all(isinstance(each, Decision) for each in decisions_in(left, "f"))
        except InputError as error:
            assert error.code == "KG406"
            assert error.where == "f"


def seen_iri() -> ox.NamedNode:
    return ox.NamedNode("https://w3id.org/statements-kg/id/theme/stabilisation")


def test_exports_can_be_limited_to_what_people_accepted(workspace: Workspace) -> None:
    act, rejected = act_of(workspace), act_of(workspace, language="fr")
    decide(workspace, act, "accept", ADA)
    decide(workspace, rejected, "reject", ADA)
    given = people(workspace)
    every = {str(triple.subject) for triple in asserted_graph(workspace, given)}
    kept = list(asserted_graph(workspace, given, only_accepted=True))
    subjects = {str(triple.subject) for triple in kept}
    acts = {name for name in every if "/id/act/" in name}
    assert len(acts) == 4
    assert {name for name in subjects if "/id/act/" in name} == {f"<{act}>"}
    spans = {str(triple.object) for triple in kept if "#offset_" in str(triple.object)}
    assert spans <= subjects
    assert not any(rejected in str(triple) for triple in kept)
    assert any("/id/meeting/" in name for name in subjects)
    inferred = whole_graph(workspace, given, only_accepted=True)[1]
    assert {str(triple.subject) for triple in inferred if "/id/act/" in str(triple.subject)} == {f"<{act}>"}


def test_files_of_decisions_that_are_damaged_or_links_are_named_and_left_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    act = act_of(workspace)
    decide(workspace, act, "accept", ADA)
    (path,) = workspace.reviews.iterdir()
    outside = tmp_path / "outside.ttl"
    path.rename(outside)
    path.symlink_to(outside)
    done = build(workspace, [], Options(jobs=1))
    assert [error.code for error in done.errors] == ["KG405"]
    assert status(workspace, act) == "extracted"
    with pytest.raises(InputError, match="KG405"):
        decide(workspace, act, "reject", ADA)
    path.unlink()
    path.write_text("broken", encoding="utf-8")
    assert [error.code for error in people(workspace).refused] == ["KG155"]


class Killed(BaseException):
    """Ends the process, as far as a test can tell."""


@pytest.mark.parametrize("step", ["kg.contribute.review.put", "kg.build.index.update_index", "kg.graph.store._sign"])
def test_a_decision_killed_at_any_step_is_there_or_not_and_the_next_command_completes_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    act = act_of(workspace)
    read = files(workspace)

    def stop(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(step, stop)
        with pytest.raises(Killed):
            decide(workspace, act, "accept", ADA)
    there = files(workspace) != read
    assert there is (step != "kg.contribute.review.put")
    build(workspace, [], Options(jobs=1))
    assert status(workspace, act) == ("verified" if there else "extracted")
    decide(workspace, act, "accept", ADA)
    assert status(workspace, act) == "verified"


def test_a_lock_held_by_another_command_stops_a_decision(workspace: Workspace) -> None:
    act = act_of(workspace)
    with locked(workspace), pytest.raises(WorkspaceError, match="KG603"):
        decide(workspace, act, "accept", ADA)


@pytest.mark.parametrize("end", ["9" * 5000, "²", "٣"])
def test_an_end_that_no_text_has_is_refused(workspace: Workspace, end: str) -> None:
    with pytest.raises(InputError, match="KG444"):
        decide(workspace, act_of(workspace), "correct", ADA, given=[f"end={end}"])


def test_nothing_is_suggested_where_there_is_nothing(tmp_path: Path) -> None:
    empty = Workspace.create(tmp_path / "empty")
    build(empty, [empty.statements], Options(jobs=1))
    with pytest.raises(InputError) as error:
        decide(empty, "act:nothing", "accept", ADA)
    assert error.value.code == "KG420"
    assert "did you mean" not in error.value.en
    assert "vouliez-vous" not in error.value.fr


def test_a_text_that_went_away_is_one_error(workspace: Workspace) -> None:
    act = act_of(workspace)
    for text in workspace.graph.glob("*.txt"):
        text.unlink()
    with pytest.raises(InputError) as error:
        decide(workspace, act, "correct", ADA, given=["end=supporting Iraq"])
    assert error.value.code == "KG166"


def test_a_rejected_act_is_in_no_answer_until_it_is_accepted_again(workspace: Workspace) -> None:
    act = act_of(workspace)
    statement = one(workspace, f"<{act}> kg:expressedIn ?x")
    asked = {name: stored_query(name).text for name in ("commitments-by-meeting", "provenance-by-act")}
    store = open_index(workspace.index)
    assert {name for name, query in asked.items() if any(act in str(row) for row in select(store, query))} == {*asked}
    del store
    decide(workspace, act, "reject", ADA, "courtesy")
    store = open_index(workspace.index)
    said = {quad.predicate for quad in store.quads_for_pattern(ox.NamedNode(act), None, None, ox.DefaultGraph())}
    assert said == {RDF.type, RDFS.label, KG.evidence, KG.reviewStatus}
    assert {quad.object for quad in store.quads_for_pattern(ox.NamedNode(act), RDF.type, None, None)} == {PROV.Entity}
    assert not select(store, f"SELECT ?x {{ ?x ?led <{act}> FILTER(?led != oa:hasTarget) }}")
    assert not any(act in str(row) for query in asked.values() for row in select(store, query))
    (row,) = (each for each in select(store, stored_query("reviews-by-statement").text) if statement in str(each))
    assert (row["rejected"].value, row["acts"].value) == ("1", "4")
    del store
    assert not any(f"<{act}> kg:expressedIn" in str(each) for each in asserted_graph(workspace, people(workspace)))
    decide(workspace, act, "accept", ADA)
    assert one(workspace, f"<{act}> kg:expressedIn ?x") == statement


def test_a_rejected_meeting_leads_nowhere(workspace: Workspace) -> None:
    meeting = one(workspace, "?statement kg:issuedAt ?x")
    decide(workspace, meeting, "reject", ADA)
    assert status(workspace, meeting) == "rejected"
    assert not select(open_index(workspace.index), f"SELECT ?x {{ ?x kg:issuedAt <{meeting}> }}")
