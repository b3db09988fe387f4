"""What was missed or found too much is named, item by item; intervals are the same every time."""

from kg.evaluate import Score, interval
from kg.evaluate.mistakes import Mistake, mistakes
from kg.evaluate.reading import ActReading, Gold, Reading
from kg.model.facts import ActType
from kg.model.span import Span


def act(start: int, *regions: str, kind: ActType = ActType.CALL) -> ActReading:
    return ActReading(kind, Span(start, start + 10), Span(start, start + 3), frozenset(regions))


def test_each_difference_is_one_mistake() -> None:
    wanted = Reading(acts=(act(0, "IRQ"), act(40)), hosts=frozenset({"PRT"}))
    found = Reading(acts=(act(0, "SYR"), act(80)), hosts=frozenset({"PRT"}), regions=frozenset({"SYR"}))
    assert list(mistakes(found, Gold("a", "", 1000, wanted))) == [
        Mistake("a", "extra", "act regions", "SYR", Span(0, 10)),
        Mistake("a", "missed", "act regions", "IRQ", Span(0, 10)),
        Mistake("a", "missed", "Call", "", Span(40, 50)),
        Mistake("a", "extra", "Call", "", Span(80, 90)),
        Mistake("a", "extra", "regions", "SYR"),
    ]
    assert not list(mistakes(wanted, Gold("a", "", 1000, wanted)))


def test_an_interval_holds_the_score_and_widens_with_doubt() -> None:
    sure = [{"acts": Score(9, 1, 1)} for _ in range(10)]
    doubtful = [{"acts": Score(10, 0, 0) if index % 2 else Score(5, 5, 5)} for index in range(10)]
    low, high = interval(sure, "acts")
    assert low == high == Score(9, 1, 1).f1
    low, high = interval(doubtful, "acts")
    assert 0.5 <= low < 0.75 < high <= 1
    assert interval(doubtful, "acts") == (low, high)
    assert interval([], "acts") == (1, 1)
