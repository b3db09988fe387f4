"""Comparing statements: what is the same act reworded, what is new, what is gone; in one language and across two."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import Options, build
from kg.cli import main
from kg.compare import Comparison, compare, side_of
from kg.compare.compare import Change
from kg.compare.words import likeness, rewording, stems, weights
from kg.errors import QueryError
from kg.workspace import Workspace

TEXTS = {
    "2021-03-01.en": """Meeting of the Friends of the River, Oslo, 1 March 2021

The Ministers met in Oslo on 1 March 2021 at the invitation of Norway. They committed to financing the dam in Mali until
2023. They urged all parties to respect resolution 2374 (2017). They welcomed the return of families to Gao.
""",
    "2021-03-01.fr": """Réunion des Amis du Fleuve, Oslo, 1er mars 2021

Les ministres se sont réunis à Oslo le 1er mars 2021 à l’invitation de la Norvège. Ils se sont engagés à financer
le barrage au Mali jusqu’en 2023. Ils ont exhorté toutes les parties à respecter la résolution 2374 (2017). Ils ont
salué le retour des familles à Gao.
""",
    "2022-03-01.en": """Meeting of the Friends of the River, Rome, 1 March 2022

The Ministers met in Rome on 1 March 2022 at the invitation of Italy. They committed to finance the dam in Mali until
2025. They condemned the attack on <b>the pumps</b> in Niger. They welcomed the return of families to Gao.
""",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("compare")
    place = Workspace.create(root)
    for name, text in TEXTS.items():
        (place.statements / f"{name}.txt").write_text(text, encoding="utf-8")
        (place.statements / f"{name}.toml").write_text(f'statement = "{name[:10]}-river"\n', encoding="utf-8")
    made = build(place, [place.statements], Options(jobs=1))
    assert made.exit_code == 0
    return root


@pytest.fixture
def compared(workspace: Path) -> Callable[[str, str], Comparison]:
    return lambda before, after: compare(side_of(before, workspace), side_of(after, workspace), "en")


def changes(comparison: Comparison) -> list[tuple[str, str]]:
    acts = ((pair.change.value, pair.after or pair.before) for each in comparison.statements for pair in each.pairs)
    return [(change, act.type.value) for change, act in acts if act]


def test_each_act_is_kept_reworded_new_or_dropped(compared: Callable[[str, str], Comparison]) -> None:
    comparison = compared("2021-03-01-river", "2022-03-01-river")
    assert changes(comparison) == [
        ("reworded", "Commitment"),
        ("dropped", "Call"),
        ("new", "Condemnation"),
        ("same", "Welcome"),
    ]
    (statement,) = comparison.statements
    assert statement.languages == ("en", "en")
    assert [each.rpartition("/")[2] for each in statement.regions.gained] == ["NER"]
    assert statement.regions.lost == ()
    assert [each.rpartition("/")[2] for each in statement.resolutions.lost] == ["S-RES-2374-2017"]


def test_the_other_way_round_new_is_dropped(compared: Callable[[str, str], Comparison]) -> None:
    there, back = compared("2021-03-01-river", "2022-03-01-river"), compared("2022-03-01-river", "2021-03-01-river")
    assert there.count(Change.NEW) == back.count(Change.DROPPED) == 1
    assert there.count(Change.SAME) == back.count(Change.SAME) == 1
    assert there.count(Change.REWORDED) == back.count(Change.REWORDED) == 1


def test_two_languages_of_one_statement_say_the_same(workspace: Path) -> None:
    keys = {path.name[11:-4]: path for path in (workspace / "graph").glob("2021-03-01-river.*.ttl")}
    texts = [
        next(word for word in keys[name].read_text(encoding="utf-8").split() if word.startswith("text:2021"))
        for name in sorted(keys)
    ]
    assert len(texts) == 2
    english, french = (side_of(text, workspace) for text in texts)
    comparison = compare(english, french, "fr")
    assert comparison.statements[0].languages == ("en", "fr")
    assert [change for change, _ in changes(comparison)] == ["same"] * 3


def test_a_graph_compared_with_itself_has_not_changed(workspace: Path, tmp_path: Path) -> None:
    exported = tmp_path / "graph.ttl"
    with pytest.raises(SystemExit):
        main(["export", "--format", "turtle", "-o", str(exported), "--workspace", str(workspace)])
    comparison = compare(side_of(str(workspace), workspace), side_of(str(exported), workspace), "fr")
    assert len(comparison.statements) == 2
    assert {change for change, _ in changes(comparison)} == {"same"}
    with pytest.raises(QueryError, match="KG554"):
        compare(side_of(str(exported), workspace), side_of("2021-03-01-river", workspace), "fr")


def test_a_name_that_is_nothing_is_said_with_what_is_near(workspace: Path) -> None:
    with pytest.raises(QueryError, match=r"KG552 2021-03-01-rivr: .*2021-03-01-river"):
        side_of("2021-03-01-rivr", workspace)


@pytest.mark.parametrize(("code", "said"), [("en", "1 reworded, 1 new, 1 dropped"), ("fr", "1 reformulé, 1 nouveau")])
def test_the_table(workspace: Path, capsys: pytest.CaptureFixture[str], code: str, said: str) -> None:
    words = ["diff", "2021-03-01-river", "2022-03-01-river", "--workspace", str(workspace), "--lang", code]
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert not ended.value.code
    out = capsys.readouterr().out
    assert said in out
    assert "[-financing-] {+finance+}" in out


def test_json_and_page(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["diff", "2021-03-01-river", "2022-03-01-river", "--workspace", str(workspace), "--lang", "en", "--format"]
    with pytest.raises(SystemExit):
        main([*words, "json"])
    plain = json.loads(capsys.readouterr().out)
    assert plain["counts"] == {"same": 1, "reworded": 1, "new": 1, "dropped": 1}
    assert plain["statements"][0]["regions_gained"][0]["label"] == "Niger"
    with pytest.raises(SystemExit):
        main([*words, "html"])
    page = capsys.readouterr().out
    assert "<ins>finance</ins>" in page
    assert "<del>financing</del>" in page
    assert "&lt;b&gt;the pumps&lt;/b&gt;" in page
    assert "<b>the pumps" not in page


def test_stems_are_words_that_carry_meaning() -> None:
    assert stems("Nous nous engageons à la reconstruction des écoles", "fr") >= stems("reconstruction, école", "fr")
    assert not stems("of the and to", "en")


def test_rare_words_count_more_than_frequent_ones() -> None:
    passages = [frozenset(words.split()) for words in ("iraq aid", "iraq war", "iraq school", "school dam")]
    weight = weights(passages)
    assert likeness(passages[2], passages[3], weight) > likeness(passages[1], passages[2], weight) > 0
    assert likeness(passages[0], passages[0], weight) == pytest.approx(1)
    assert likeness(frozenset(), frozenset(), weight) == 0


def test_the_pieces_put_together_are_the_passages() -> None:
    before, after = "will support  the Government of Iraq", "will continue to support Iraq"
    for passage, pieces in zip((before, after), rewording(before, after), strict=True):
        assert " ".join(piece.text for piece in pieces) == " ".join(passage.split())


def test_sums_gained_and_lost_are_told_and_a_file_takes_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Workspace.create(tmp_path / "w")
    said = "The Ministers met in Oslo on 1 March {} at the invitation of Norway. They committed to give {} to Mali.\n"
    for year, sum_ in (("2021", "200 million dollars"), ("2022", "350 million dollars")):
        (place.statements / f"{year}.en.txt").write_text(said.format(year, sum_), encoding="utf-8")
        (place.statements / f"{year}.en.toml").write_text(f'statement = "{year}-x"\n', encoding="utf-8")
    assert build(place, [place.statements], Options(jobs=1)).exit_code == 0
    for name, expected in (
        ("out.txt", ["Sommes gagnées\u00a0: 350\u202f000\u202f000\u00a0USD", "Sommes perdues"]),
        ("out.json", ['"sum": "350000000 USD"', '"sum": "200000000 USD"']),
        ("out.html", ["<!doctype html>", "Sommes gagnées"]),
    ):
        words = ["diff", "2021-x", "2022-x", "--workspace", str(place.root), "--lang", "fr", "-o", str(tmp_path / name)]
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code in (0, None)
        printed = capsys.readouterr()
        assert printed.out == "" and name in printed.err
        written = (tmp_path / name).read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")
        for each in expected:
            assert each.replace("\u00a0", " ").replace("\u202f", " ") in written
