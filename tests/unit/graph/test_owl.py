"""The rules give exactly the useful closure of owlrl, on small graphs; the shipped one is in tests/conformance."""

import pyoxigraph as ox
from tests.unit.graph.build_facts import REFERENCE, facts
from tests.unit.graph.test_infer import triples

from kg.graph.describe import describe
from kg.graph.identity import identify
from kg.graph.infer import infer
from kg.graph.owl import infer_with_owlrl
from kg.graph.rules import load_rules

SMALL = triples(
    "meeting:m kg:participation participation:p ; kg:heldBy organisation:gcd ."
    " participation:p kg:role role:host ; kg:participant person:x ; kg:onBehalfOf country:BEL ."
    " organisation:gcd kg:member country:BEL . country:IRQ kg:memberOf organisation:gcd ; kg:within region:145 ."
    " statement:s kg:issuedAt meeting:m . region:145 kg:within region:142 . region:142 kg:within region:001 ."
    " act:a a kg:Condemnation ; kg:expressedIn statement:s ; kg:region country:IRQ ; kg:locality place:mosul ."
    " statement:s kg:expresses act:b . act:b a kg:Commitment ; kg:region region:142 ."
    " place:mosul kg:within country:IRQ ."
)


def both(asserted: set[ox.Triple]) -> tuple[set[ox.Triple], set[ox.Triple]]:
    """Return what the rules infer and what owlrl does, given what the rules beyond OWL conclude."""
    inferred = set(infer(asserted))
    beyond = {rule.head[1] for rule in load_rules() if rule.beyond_owl}
    given = {triple for triple in inferred if triple.predicate in beyond}
    return inferred - given, set(infer_with_owlrl(asserted | given))


def test_rules_equal_owlrl_on_every_construction() -> None:
    rules, oracle = both(SMALL)
    assert rules == oracle
    assert len(rules) > 30


def test_rules_equal_owlrl_on_a_described_statement() -> None:
    rules, oracle = both(set(describe(facts(), identify(facts()), REFERENCE)))
    assert rules == oracle
    assert rules


def test_a_shared_symbol_makes_one_resolution_for_both() -> None:
    asserted = triples(
        'resolution:a a kg:Resolution ; kg:symbol "S/RES/1 (1946)" .'
        ' resolution:b a kg:Resolution ; kg:symbol "S/RES/1 (1946)" .'
    )
    rules, oracle = both(asserted)
    assert rules == oracle
    assert len(rules) == 2


def test_different_symbols_stay_different_resolutions() -> None:
    asserted = triples(
        'resolution:a a kg:Resolution ; kg:symbol "S/RES/1 (1946)" .'
        ' resolution:b a kg:Resolution ; kg:symbol "S/RES/2 (1946)" .'
    )
    assert both(asserted) == (set(), set())
