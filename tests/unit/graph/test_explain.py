"""Why an inferred triple holds."""

import pyoxigraph as ox
from tests.unit.graph.test_infer import triples

from kg.graph.explain import Explanation, explain
from kg.graph.infer import infer
from kg.graph.rules import load_rules

ASSERTED = triples(
    "act:a kg:locality place:mosul ; kg:expressedIn statement:s ; kg:region region:145 ."
    " place:mosul kg:within country:IRQ . country:IRQ kg:within region:145 . statement:s kg:issuedAt meeting:m ."
    " region:145 kg:within region:142 ."
)


def why(turtle: str) -> Explanation | None:
    (triple,) = triples(turtle)
    return explain(triple, ASSERTED, infer(ASSERTED))


def leaves(explanation: Explanation) -> set[ox.Triple]:
    below = [leaf for premise in explanation.premises for leaf in leaves(premise)]
    return set(below) if explanation.premises else {explanation.triple}


def test_an_asserted_triple_needs_no_rule() -> None:
    found = why("place:mosul kg:within country:IRQ .")
    assert found is not None
    assert found.rule is None
    assert not found.premises


def test_an_explanation_goes_down_to_what_was_asserted() -> None:
    found = why("place:mosul kg:within region:142 .")
    assert found is not None
    assert found.rule is not None
    assert found.rule.name == "containment"
    assert leaves(found) == triples(
        "place:mosul kg:within country:IRQ . country:IRQ kg:within region:145 . region:145 kg:within region:142 ."
    )


def test_the_regions_of_a_meeting_are_explained_by_its_acts() -> None:
    found = why("meeting:m kg:concernsRegion region:145 .")
    assert found is not None
    assert found.rule is not None
    assert found.rule.name == "meeting-concerns-region"


def test_what_does_not_hold_has_no_explanation() -> None:
    assert why("region:142 kg:within place:mosul .") is None


def test_every_inferred_triple_has_an_explanation_that_stands_on_what_was_asserted() -> None:
    inferred = infer(ASSERTED)
    assert inferred
    for triple in inferred:
        found = explain(triple, ASSERTED, inferred)
        assert found is not None
        assert found.rule in load_rules()
        assert not leaves(found) & set(inferred)
