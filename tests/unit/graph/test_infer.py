"""What the rules add, and what they never add."""

import pyoxigraph as ox

from kg.graph.background import background
from kg.graph.infer import infer

PREFIXES = """
@prefix kg: <https://w3id.org/statements-kg/def#> .
@prefix act: <https://w3id.org/statements-kg/id/act/> .
@prefix country: <https://w3id.org/statements-kg/id/country/> .
@prefix meeting: <https://w3id.org/statements-kg/id/meeting/> .
@prefix organisation: <https://w3id.org/statements-kg/id/organisation/> .
@prefix participation: <https://w3id.org/statements-kg/id/participation/> .
@prefix person: <https://w3id.org/statements-kg/id/person/> .
@prefix place: <https://w3id.org/statements-kg/id/place/> .
@prefix region: <https://w3id.org/statements-kg/id/region/> .
@prefix resolution: <https://w3id.org/statements-kg/id/resolution/> .
@prefix role: <https://w3id.org/statements-kg/id/role/> .
@prefix statement: <https://w3id.org/statements-kg/id/statement/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def triples(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)}


def added(turtle: str) -> set[ox.Triple]:
    return set(infer(triples(turtle)))


def test_a_meeting_concerns_the_regions_of_its_acts() -> None:
    found = added("statement:s kg:issuedAt meeting:m . act:a kg:expressedIn statement:s ; kg:region region:x-sahel .")
    assert triples("meeting:m kg:concernsRegion region:x-sahel ; kg:hasStatement statement:s .") <= found
    assert triples("statement:s kg:expresses act:a .") <= found


def test_containment_is_transitive_and_reaches_acts_about_a_part() -> None:
    found = added(
        "act:a kg:locality place:mosul . place:mosul kg:within country:IRQ . country:IRQ kg:within region:145 ."
    )
    assert triples("place:mosul kg:within region:145 .") <= found
    assert triples("act:a kg:regionWithin country:IRQ , region:145 .") <= found
    assert not triples("act:a kg:region country:IRQ .") & found


def test_act_and_country_get_the_classes_above_theirs() -> None:
    found = added("act:a a kg:Welcome . country:IRQ a kg:Country .")
    assert triples("act:a a kg:Position , kg:Act . country:IRQ a kg:Actor , kg:Region .") == found


def test_the_country_for_which_a_person_hosts_is_the_host() -> None:
    found = added(
        "meeting:m kg:participation participation:p . participation:p kg:role role:host ;"
        " kg:participant person:x ; kg:onBehalfOf country:BEL . person:x a kg:Person ."
    )
    assert triples("meeting:m kg:host country:BEL .") <= found
    assert not triples("meeting:m kg:host person:x .") & found


def test_who_chairs_is_a_host() -> None:
    found = added(
        "meeting:m kg:participation participation:p . participation:p kg:role role:co-chair ;"
        " kg:participant country:IRQ . country:IRQ a kg:Country ."
    )
    assert triples("meeting:m kg:host country:IRQ .") <= found


def test_an_observer_is_not_a_host() -> None:
    found = added(
        "meeting:m kg:participation participation:p . participation:p kg:role role:observer ;"
        " kg:onBehalfOf country:BEL ."
    )
    assert not triples("meeting:m kg:host country:BEL .") & found


def test_an_organisation_that_takes_part_as_host_is_the_host() -> None:
    found = added(
        "meeting:m kg:participation participation:p . participation:p kg:role role:co-host ;"
        " kg:participant organisation:un . organisation:un a kg:Organisation ."
    )
    assert triples("meeting:m kg:host organisation:un .") <= found


def test_two_resolutions_with_one_symbol_are_the_same() -> None:
    found = added(
        'resolution:a a kg:Resolution ; kg:symbol "S/RES/1 (1946)" . resolution:b kg:symbol "S/RES/1 (1946)" .'
    )
    assert triples("resolution:a owl:sameAs resolution:b . resolution:b owl:sameAs resolution:a .") <= found
    assert not triples("resolution:a owl:sameAs resolution:a .") & found


def test_nothing_asserted_is_returned_and_the_order_is_stable() -> None:
    asserted = triples("act:a a kg:Welcome ; kg:expressedIn statement:s . statement:s a kg:Statement .")
    found = infer(asserted)
    assert not asserted & set(found)
    assert list(found) == sorted(found, key=str)


def test_the_background_lends_its_closure_and_adds_nothing_of_its_own() -> None:
    reference = triples(
        "country:IRQ a kg:Country ; kg:within region:145 . region:145 a kg:Region ; kg:within region:142 ."
    )
    known = background((*reference, *infer(reference)))
    found = set(infer(triples("act:a kg:region country:IRQ ."), known))
    assert triples("act:a kg:regionWithin region:145 , region:142 .") <= found
    assert not any(str(triple.subject).endswith("IRQ>") for triple in found)
