"""Which texts are one statement, and what statements and meetings are called."""

import itertools
from dataclasses import replace

import pytest
from tests.unit.graph.build_facts import facts

from kg.graph.identity import Claim, claim, identify, settle

FR = Claim("f" * 64, "fr", "club-fr", "2023-05-03", ("organisation/club",), has_meeting=True)
EN = Claim("e" * 64, "en", "river-club", "2023-05-03", ("organisation/club",), has_meeting=True)


def names(*claims: Claim) -> list[tuple[str, str | None]]:
    settled = settle(claims)
    return [(settled[each.sha256].statement, settled[each.sha256].meeting) for each in claims]


def test_a_meeting_is_named_by_date_and_body() -> None:
    assert names(FR) == [("2023-05-03-club", "2023-05-03-club")]


def test_two_languages_of_one_meeting_are_one_statement() -> None:
    assert len(set(names(FR, EN))) == 1


def test_a_second_text_of_one_language_is_another_statement_of_the_same_meeting() -> None:
    other = replace(FR, sha256="a" * 64, identifier="annex-fr")
    assert set(names(FR, other)) == {("2023-05-03-club", "2023-05-03-club"), ("2023-05-03-club-2", "2023-05-03-club")}


def test_a_translation_follows_its_stem() -> None:
    texts = [
        replace(FR, sha256=sha * 64, identifier=f"{stem}-{language}", language=language)
        for sha, stem, language in (("1", "a", "fr"), ("2", "b", "fr"), ("3", "a", "en"), ("4", "b", "en"))
    ]
    assert [name for name, _ in names(*texts)] == ["2023-05-03-club", "2023-05-03-club-2"] * 2


def test_a_paired_text_that_knows_less_takes_the_name_of_its_pair() -> None:
    poor = Claim("d" * 64, "en", "club-en", "", (), has_meeting=False)
    assert names(FR, poor) == [("2023-05-03-club", "2023-05-03-club"), ("2023-05-03-club", None)]


def test_texts_paired_by_name_with_different_dates_stay_apart() -> None:
    later = replace(EN, identifier="club-en", date="2024-05-03")
    assert len(set(names(FR, later))) == 2


def test_without_meeting_the_issuers_give_the_name() -> None:
    joint = replace(FR, subject=("country/DEU", "country/FRA"), has_meeting=False)
    assert names(joint) == [("2023-05-03-deu-fra", None)]


def test_many_issuers_make_a_short_name() -> None:
    many = replace(FR, subject=tuple(f"country/C{n:02}" for n in range(30)), has_meeting=False)
    assert names(many) == [("2023-05-03-c00-c01-c02-c03-and-26", None)]


def test_without_date_the_identifier_gives_the_name_and_a_note_says_so() -> None:
    (identity,) = settle([Claim("9" * 64, "fr", "Note d’été", "", (), has_meeting=False)]).values()
    assert identity.statement == "note-d-ete"
    assert [note.code for note in identity.diagnostics] == ["KG401"]


def test_a_date_in_the_file_name_is_not_said_twice() -> None:
    text = replace(FR, identifier="lomé-2023-05-03-fr", subject=(), has_meeting=False)
    assert names(text) == [("2023-05-03-lome", None)]


@pytest.mark.parametrize("subject", [(), ("place/lome",), ("country/TGO",)])
def test_a_day_and_a_place_do_not_make_one_meeting(subject: tuple[str, ...]) -> None:
    texts = [replace(FR, identifier="seeds", subject=subject), replace(EN, identifier="rivers", subject=subject)]
    (statement, meeting), (other_statement, other_meeting) = names(*texts)
    assert statement != other_statement
    assert meeting != other_meeting


def test_texts_of_unknown_body_that_their_names_pair_share_a_meeting() -> None:
    texts = [replace(FR, subject=("place/lome",)), replace(EN, identifier="club-en", subject=())]
    assert set(names(*texts)) == {("2023-05-03-lome-club", "2023-05-03-lome-club")}


def test_long_file_names_give_short_names_that_differ() -> None:
    texts = [replace(FR, identifier="x" * 200 + end, sha256=end * 64, subject=()) for end in "ab"]
    (first, _), (second, _) = names(*texts)
    assert first != second
    assert max(len(first), len(second)) < 120


def test_an_undated_text_shares_no_meeting_with_another_of_its_body() -> None:
    first, second = names(replace(FR, date=""), replace(EN, date=""))
    assert first[1] != second[1]


def test_two_texts_of_one_name_and_language_have_two_meetings() -> None:
    first, second = names(*(replace(FR, sha256=sha * 64, subject=()) for sha in "ab"))
    assert first[1] != second[1]


def test_a_fixed_name_joins_texts_of_unknown_body() -> None:
    texts = [replace(FR, subject=(), fixed="chosen"), replace(EN, subject=(), fixed="chosen")]
    assert set(names(*texts)) == {("chosen", "chosen")}


def test_the_user_can_fix_the_name() -> None:
    assert names(replace(FR, fixed="chosen")) == [("chosen", "2023-05-03-club")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_the_order_of_the_texts_does_not_matter(order: tuple[int, ...]) -> None:
    texts = [FR, EN, replace(FR, sha256="b" * 64, identifier="z-fr"), replace(EN, sha256="c" * 64, identifier="z-en")]
    assert dict(settle([texts[i] for i in order])) == dict(settle(texts))


def test_a_claim_takes_the_day_of_the_meeting_before_that_of_publication() -> None:
    assert claim(facts()).date == "2023-05-03"
    assert identify(facts()).statement == "2023-05-03-club"
