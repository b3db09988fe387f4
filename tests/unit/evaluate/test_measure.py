"""Readings are compared as the annotation guidelines say."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import load_gold
from kg.evaluate.measure import Score, compare, match, sets, total
from kg.evaluate.reading import ActReading, Gold, MeetingReading, Reading
from kg.model.facts import ActType
from kg.model.span import Span


def act(start: int, end: int, kind: ActType = ActType.CALL, *, trigger: int = 5, optional: bool = False) -> ActReading:
    return ActReading(kind, Span(start, end), Span(start, start + trigger), optional=optional)


def gold(*acts: ActReading, meeting: MeetingReading | None = None, limit: int = 1000) -> Gold:
    return Gold("x", "0", limit, Reading(acts, regions=frozenset({"IRQ"}), meeting=meeting, hosts=frozenset({"FRA"})))


def test_acts_match_by_trigger_or_by_half_of_what_they_cover() -> None:
    assert match([act(0, 20)], [act(0, 20)]) == {0: 0}
    assert match([act(0, 20)], [act(3, 200)]) == {0: 0}, "triggers overlap"
    assert match([act(0, 20)], [act(8, 28)]) == {}, "a third in common"
    assert match([act(0, 20)], [act(6, 20)]) == {0: 0}, "most in common"
    assert match([act(0, 20)], [act(0, 20, ActType.WELCOME)]) == {}, "another type"


def test_the_best_pair_is_taken_first_and_each_act_once() -> None:
    assert match([act(0, 40), act(1, 40)], [act(1, 40)]) == {1: 0}
    assert match([act(0, 40), act(10, 40)], [act(10, 40), act(0, 40)]) == {0: 1, 1: 0}


def test_optional_acts_cost_nothing() -> None:
    wanted = gold(act(0, 20), act(50, 70, optional=True))
    for found in ([act(0, 20)], [act(0, 20), act(50, 70)], [act(0, 20), act(52, 60, ActType.WELCOME)]):
        scores = compare(Reading(tuple(found)), wanted)
        assert scores["acts"] == Score(1, 0, 0)


def test_what_lies_beyond_the_annotated_part_is_not_compared() -> None:
    assert "acts" not in compare(Reading((act(500, 520),)), gold(limit=100))


def test_found_extra_and_missed_are_counted() -> None:
    scores = compare(
        Reading((act(0, 20), act(100, 120)), regions=frozenset({"SYR"}), hosts=frozenset({"FRA"})),
        gold(act(0, 22), act(200, 220)),
    )
    assert scores["acts"] == Score(1, 1, 1)
    assert scores["exact spans"] == Score(0, 1, 1)
    assert (scores["regions"], scores["hosts"]) == (Score(0, 1, 1), Score(1, 0, 0))
    assert (scores["acts"].precision, scores["acts"].recall, scores["acts"].f1) == (0.5, 0.5, 0.5)
    assert total([scores, scores])["acts"] == Score(2, 2, 2)


@pytest.mark.parametrize(
    ("found", "wanted", "score"),
    [
        (None, None, Score()),
        (MeetingReading(frozenset({"2023-05-03"}), online=False), None, Score(extra=1)),
        (MeetingReading(frozenset(), online=False), None, Score()),
        (None, MeetingReading(frozenset({"2023-05-03"}), online=False), Score(missed=2)),
        (
            MeetingReading(frozenset({"2023-05-03"}), online=True),
            MeetingReading(frozenset({"2023-05-03", "2023-05-04"}), online=False),
            Score(1, 1, 1),
        ),
    ],
)
def test_a_meeting_is_worth_two_points(
    found: MeetingReading | None, wanted: MeetingReading | None, score: Score
) -> None:
    assert compare(Reading(meeting=found), gold(meeting=wanted))["meeting"] == score


def test_nothing_found_where_nothing_was_to_find_is_perfect() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (1.0, 1.0, 1.0)
    assert sets(frozenset(), frozenset()) == Score()


def test_gold_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_gold(tmp_path)
    assert caught.value.code == "KG121"
    (tmp_path / "a.json").write_text(json.dumps({"id": "a"}), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_gold(tmp_path)
    assert caught.value.code == "KG122"
