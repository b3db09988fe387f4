"""People's own data comes in whole or not at all; what it says otherwise than the graph is explained."""

import contextlib
import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.contribute.workspaces import ADA, CLUB, PREFIXES, files

from kg.build.gifts import change, contributed_files
from kg.build.whole import asserted_graph, people
from kg.contribute.take import Giver, Outcome, add, remove
from kg.errors import InputError, KgError, WorkspaceError
from kg.graph.load import load_triples
from kg.graph.store import open_index
from kg.workspace import Workspace, locked

LISBON = "2023-05-03-portugal-lisbon"


def given(tmp_path: Path, content: str, name: str = "data.ttl") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def refused(workspace: Workspace, tmp_path: Path, turtle: str) -> Outcome:
    """Add ``turtle``, which must change nothing."""
    before = files(workspace)
    outcome = add(workspace, [given(tmp_path, PREFIXES + turtle)], ADA)
    assert files(workspace) == before
    assert outcome.exit_code == 3
    assert not outcome.taken
    return outcome


def codes(outcome: Outcome) -> list[str]:
    return sorted(problem.code for problem in outcome.problems)


def ask(workspace: Workspace, pattern: str) -> bool:
    store = open_index(workspace.index)
    prefixes = {"kg": "https://w3id.org/statements-kg/def#", "prov": "http://www.w3.org/ns/prov#"}
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes))


def names(workspace: Workspace) -> dict[str, str]:
    """Return the IRIs of the statement, its meeting and the act of the English text that commits."""
    store = open_index(workspace.index)
    rows = store.query(
        "PREFIX kg: <https://w3id.org/statements-kg/def#> SELECT ?act ?statement ?meeting ?span ?text WHERE { "
        "?act a kg:Commitment ; kg:expressedIn ?statement ; kg:evidence ?span . ?span kg:inText ?text . "
        '?statement kg:issuedAt ?meeting FILTER(CONTAINS(STR(?text), "-en-")) }'
    )
    assert isinstance(rows, ox.QuerySolutions)
    (row,) = rows
    return {name: row[name].value for name in ("act", "statement", "meeting", "span", "text")}


def test_data_is_added_with_its_origin_and_answers_queries(workspace: Workspace, tmp_path: Path) -> None:
    (taken,) = add(workspace, [given(tmp_path, CLUB, "Lake Club.ttl")], ADA).taken
    assert (taken.name, taken.state, taken.triples) == ("lake-club", "new", 7)
    written = load_triples(workspace.contributed / "lake-club.ttl")
    said = " ".join(str(term) for triple in written for term in triple)
    assert all(part in said for part in ("Ada L.", "2026-01-02", "Lake Club.ttl"))
    assert ask(
        workspace,
        '?m kg:heldBy ?o . ?c a prov:Activity ; prov:wasAssociatedWith ?who . FILTER(CONTAINS(STR(?o), "lake"))',
    )


def test_the_same_content_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = given(tmp_path, CLUB)
    add(workspace, [path], ADA)
    before = files(workspace)
    again = given(tmp_path / "..", CLUB.replace("kg:host", "  kg:host"), "data.ttl")
    (taken,) = add(workspace, [again], Giver("Bob", date(2027, 1, 1))).taken
    assert taken.state == "same"
    assert files(workspace) == before


def test_the_same_giver_day_and_file_give_the_same_bytes(whole: Path, tmp_path: Path, workspace: Workspace) -> None:
    path = given(tmp_path, CLUB)
    add(workspace, [path], ADA)
    first = (workspace.contributed / "data.ttl").read_bytes()
    remove(workspace, ["data"])
    assert files(workspace) == files(Workspace(whole))
    add(workspace, [path], ADA)
    assert (workspace.contributed / "data.ttl").read_bytes() == first


def test_other_content_of_the_same_name_is_refused_then_replaces(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, [given(tmp_path, CLUB)], ADA)
    other = given(tmp_path, CLUB.replace("country:NER", "country:TCD"))
    assert [problem.code for problem in add(workspace, [other], ADA).problems] == ["KG419"]
    (taken,) = add(workspace, [other], ADA, replacing=True).taken
    assert taken.state == "replaced"
    assert ask(workspace, "?m kg:host <https://w3id.org/statements-kg/id/country/TCD>")
    assert not ask(workspace, "?m kg:host <https://w3id.org/statements-kg/id/country/NER>")


def test_several_files_come_together_or_not_at_all(workspace: Workspace, tmp_path: Path) -> None:
    meeting, club = CLUB.rsplit("organisation:lake-club a", 1)
    one = given(tmp_path, meeting, "a.ttl")
    other = given(tmp_path, PREFIXES + "organisation:lake-club a" + club, "b.ttl")
    before = files(workspace)
    assert add(workspace, [one], ADA).exit_code == 3
    assert files(workspace) == before
    assert len(add(workspace, [one, other], ADA).taken) == 2
    with pytest.raises(InputError, match="KG418 b: describes organisation:lake-club"):
        remove(workspace, ["b"])
    assert len(remove(workspace, ["b", "a.ttl"])) == 2
    assert files(workspace) == before


@pytest.mark.parametrize("form", ["nt", "nq", "trig"])
def test_any_format_that_is_read_is_taken(workspace: Workspace, tmp_path: Path, form: str) -> None:
    triples = load_triples(given(tmp_path, CLUB))
    content = ox.serialize(triples, format=ox.RdfFormat.from_extension(form))
    assert content
    (tmp_path / f"data.{form}").write_bytes(content)
    assert add(workspace, [tmp_path / f"data.{form}"], ADA).exit_code == 0
    (workspace.contributed / "data.ttl").rename(tmp_path / "kept.ttl")
    assert set(triples) <= set(load_triples(tmp_path / "kept.ttl"))


def test_a_second_date_of_a_meeting_and_another_label_are_explained(workspace: Workspace, tmp_path: Path) -> None:
    meeting = names(workspace)["meeting"]
    outcome = refused(workspace, tmp_path, f'<{meeting}> kg:date "2023-05-04"^^xsd:date ; rdfs:label "Other"@en .')
    assert codes(outcome) == ["KG414", "KG415"]
    date_, label = (str(each) for each in sorted(outcome.problems, key=lambda each: each.code))
    assert "“2023-05-03”" in date_
    assert "“2023-05-04”" in date_
    assert "kg review correct meeting:" in date_
    assert "skos:altLabel" in label


def test_an_alternative_label_and_a_new_participation_of_a_known_meeting_are_taken(
    workspace: Workspace, tmp_path: Path
) -> None:
    meeting = names(workspace)["meeting"]
    turtle = (
        f'<{meeting}> skos:altLabel "Lisbon meeting"@en ; kg:participation <https://w3id.org/statements-kg/id/'
        "participation/lisbon-observer-TCD> .\n<https://w3id.org/statements-kg/id/participation/lisbon-observer-TCD> "
        "a kg:Participation ; kg:participant country:TCD ; kg:role <https://w3id.org/statements-kg/id/role/observer> ."
    )
    assert add(workspace, [given(tmp_path, PREFIXES + turtle)], ADA).exit_code == 0


def test_a_quotation_that_differs_from_the_text_is_shown_beside_it(workspace: Workspace, tmp_path: Path) -> None:
    text = names(workspace)["text"]
    turtle = f'<{text}#offset_0_5> a kg:TextSpan ; kg:inText <{text}> ; oa:start 0 ; oa:end 5 ; oa:exact "state" .'
    (problem,) = refused(workspace, tmp_path, turtle).problems
    assert problem.code == "KG416"
    assert "“Joint”" in problem.en
    assert "these words stand at 6–11" in problem.en


def test_an_act_with_other_offsets_is_explained(workspace: Workspace, tmp_path: Path) -> None:
    known = names(workspace)
    span = f"<{known['text']}#offset_0_5>"
    passage = f'{span} a kg:TextSpan ; kg:inText <{known["text"]}> ; oa:start 0 ; oa:end 5 ; oa:exact "Joint" .'
    turtle = f"<{known['act']}> a kg:Commitment ; kg:expressedIn <{known['statement']}> ; "
    outcome = refused(workspace, tmp_path, f"{turtle} kg:trigger {span} ; kg:evidence {span} . {passage}")
    assert codes(outcome) == ["KG414"]
    assert "kg:trigger" in outcome.problems[0].en
    fresh = known["text"].replace("/text/", "/act/") + "-a98"
    turtle = f"<{fresh}> a kg:Call ; kg:expressedIn <{known['statement']}> ; "
    outcome = refused(workspace, tmp_path, f"{turtle} kg:trigger {span} ; kg:evidence {span} . {passage}")
    assert codes(outcome) == ["KG413"]
    assert outcome.problems[0].en.endswith("-a0")
    good = f"<{fresh[:-2]}0> a kg:Call ; kg:expressedIn <{known['statement']}> ; "
    path = given(tmp_path, f"{PREFIXES}{good} kg:trigger {span} ; kg:evidence {span} . {passage}")
    assert add(workspace, [path], ADA).exit_code == 0
    assert ask(workspace, f"<{fresh[:-2]}0> prov:wasGeneratedBy ?c . ?c a prov:Activity")


@pytest.mark.parametrize(
    ("turtle", "code"),
    [
        ('<http://www.wikidata.org/entity/Q796> rdfs:label "Iraq"@en .', "KG411"),
        ("country:IRQ owl:sameAs <http://www.wikidata.org/entity/Q796> .", "KG411"),
        ('kg:Meeting rdfs:label "Pwned"@en .', "KG412"),
        ("<https://w3id.org/statements-kg/id/role/boss> a skos:Concept .", "KG412"),
        ('<https://w3id.org/statements-kg/id/contribution/x> rdfs:label "Somebody else"@en .', "KG412"),
        ('<https://w3id.org/statements-kg/id/decision/x> rdfs:label "Somebody else"@en .', "KG412"),
        ('country:XYZ a kg:Country ; kg:code "XYZ" .', "KG442"),
        ('region:999 a kg:Region ; kg:code "999" .', "KG442"),
        ('<https://w3id.org/statements-kg/id/organisation/../../etc> rdfs:label "x"@en .', "KG412"),
        ('<https://w3id.org/statements-kg/id/organisation/..%2F..%2Fetc> rdfs:label "x"@en .', "KG412"),
        ('<https://w3id.org/statements-kg/id/meeting/a/b> rdfs:label "x"@en .', "KG412"),
        ("region:x-lake a kg:Organisation .", "KG413"),
        ('meeting:2025-02-03-club a kg:Meeting ; kg:date "2025-02-04"^^xsd:date .', "KG413"),
        ('resolution:S-RES-9999-2031 a kg:Resolution ; kg:symbol "S/RES/9998 (2031)" .', "KG413"),
        ("[] a kg:Meeting .", "KG410"),
        ('organisation:TODO a kg:Organisation ; rdfs:label "TODO"@en .', "KG417"),
    ],
)
def test_a_name_that_is_not_ours_or_does_not_fit_is_refused(
    workspace: Workspace, tmp_path: Path, turtle: str, code: str
) -> None:
    outcome = refused(workspace, tmp_path, turtle)
    assert codes(outcome) == [code]
    assert all(problem.fr and problem.fr != problem.en for problem in outcome.problems)


def test_what_breaks_a_shape_is_reported_with_its_thing(workspace: Workspace, tmp_path: Path) -> None:
    outcome = refused(workspace, tmp_path, "meeting:2025-02-03-club a kg:Meeting ; kg:host country:NOPE .")
    (verdict,) = outcome.verdicts
    (result,) = verdict.results
    assert result.spot.address.endswith(f"data.ttl:{PREFIXES.count(chr(10)) + 1}:48")
    assert "kg:host" in result.message.en
    assert "kg:host" in result.message.fr


def test_a_file_that_cannot_be_read_stops_all(workspace: Workspace, tmp_path: Path) -> None:
    before = files(workspace)
    outcome = add(workspace, [given(tmp_path, CLUB, "a.ttl"), given(tmp_path, "meeting:x a", "b.ttl")], ADA)
    assert outcome.exit_code == 1
    assert files(workspace) == before


@pytest.mark.parametrize("name", ["../evil", "a/b", "Évil", "", ".hidden", "x" * 200])
def test_a_name_cannot_lead_out_of_the_folder(workspace: Workspace, tmp_path: Path, name: str) -> None:
    path = given(tmp_path, CLUB)
    before = files(workspace)
    if name:
        with pytest.raises(InputError, match="KG408"):
            add(workspace, [path], ADA, name)
    with pytest.raises(InputError, match="KG409"):
        remove(workspace, [name])
    assert files(workspace) == before


def test_symbolic_links_in_a_workspace_are_not_followed(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, [given(tmp_path, CLUB)], ADA)
    secret = given(tmp_path, PREFIXES + 'organisation:secret a kg:Organisation ; rdfs:label "Secret"@en .', "s.ttl")
    (workspace.contributed / "link.ttl").symlink_to(secret)
    found = people(workspace)
    assert [error.code for error in found.refused] == ["KG405"]
    assert not any("secret" in str(triple) for triple in asserted_graph(workspace, found))
    assert [name for name, *_ in remove(workspace, ["link"])] == ["link"]
    assert secret.exists()
    elsewhere = tmp_path / "elsewhere"
    workspace.contributed.rename(elsewhere)
    workspace.contributed.symlink_to(elsewhere)
    with pytest.raises(InputError, match="KG405"):
        add(workspace, [given(tmp_path, CLUB, "other.ttl")], ADA, "other")
    assert sorted(path.name for path in elsewhere.iterdir()) == ["data.ttl"]


def test_a_bad_file_that_was_put_there_by_hand_is_named_by_export(workspace: Workspace, tmp_path: Path) -> None:
    workspace.contributed.mkdir()
    (workspace.contributed / "By hand é.ttl").write_text(f"{PREFIXES}meeting:x a kg:Meeting ; kg:host country:NOPE .")
    (error,) = people(workspace).refused
    assert error.code == "KG403"
    assert "By hand é.ttl" in error.where
    add(workspace, [given(tmp_path, CLUB)], ADA)
    assert not ask(workspace, "?m kg:host <https://w3id.org/statements-kg/id/country/NOPE>")


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "[" * 100_000, '{"put": ["../../x"], "drop": []}', '{"put": 1}', '{"put": ["a/b"], "drop": []}'],
)
def test_a_list_of_changes_from_elsewhere_is_refused(workspace: Workspace, content: str) -> None:
    workspace.contributed.mkdir()
    (workspace.contributed / ".pending.json").write_text(content)
    with pytest.raises(WorkspaceError, match="KG606"):
        contributed_files(workspace)


class Killed(BaseException):
    """Ends the process, as far as a test can tell."""


@pytest.mark.parametrize("moment", range(12))
def test_a_change_killed_at_any_step_is_old_or_new_for_all(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    change(workspace, {"a": b"old", "b": b"old"})
    states = ({"a": b"old", "b": b"old"}, {"a": b"new", "c": b"new"})
    steps = 0

    def counted(original: object) -> object:
        def step(*arguments: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps > moment:
                raise Killed
            return original(*arguments, **named)  # type: ignore[operator]

        return step

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        patch.setattr("kg.workspace.os.fsync", counted(lambda _: None))
        with contextlib.suppress(Killed):
            change(workspace, {"a": b"new", "c": b"new"}, ["b"])
    seen = {name: path.read_bytes() for name, path in contributed_files(workspace).items()}
    assert seen in states
    change(workspace, {})
    after = {path.stem: path.read_bytes() for path in workspace.contributed.iterdir()}
    assert after == seen


def test_the_index_follows_after_a_crash_between_file_and_index(workspace: Workspace, tmp_path: Path) -> None:
    path = given(tmp_path, CLUB)
    add(workspace, [path], ADA)
    content = (workspace.contributed / "data.ttl").read_bytes()
    remove(workspace, ["data"])
    change(workspace, {"data": content})
    (taken,) = add(workspace, [path], ADA).taken
    assert taken.state == "same"
    assert ask(workspace, "?m kg:host <https://w3id.org/statements-kg/id/country/NER>")


def test_a_lock_held_by_another_command_is_said(workspace: Workspace, tmp_path: Path) -> None:
    with locked(workspace), pytest.raises(KgError, match="KG603"):
        add(workspace, [given(tmp_path, CLUB)], ADA)
    assert json.loads(workspace.manifest.read_text())["indexed"]
