"""What the triples of one text say, asked of the graph itself."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from tests.unit.graph.build_facts import LOME, REFERENCE, RESOLUTION, TEXT, TOGO, evidence, facts, mention, span

from kg.graph import iri
from kg.graph.describe import describe
from kg.graph.identity import identify
from kg.graph.namespaces import KG, PREFIXES, XSD
from kg.graph.turtle import write_turtle
from kg.model.facts import Level
from kg.model.reference import Resolution, Thing


def triples() -> tuple[ox.Triple, ...]:
    return describe(facts(), identify(facts()), REFERENCE, lexicon="abcdef0123456789")


def store() -> ox.Store:
    filled = ox.Store()
    filled.extend(ox.Quad(*triple) for triple in triples())
    return filled


def ask(pattern: str) -> bool:
    return bool(store().query(f"ASK {{ {pattern} }}", prefixes=dict(PREFIXES)))


def test_act_meeting_and_statement_hang_together() -> None:
    assert ask(
        "?act a kg:Commitment ; kg:expressedIn/kg:issuedAt meeting:2023-05-03-club ; kg:madeBy organisation:club ;"
        " kg:region region:x-sahel ; kg:citesResolution/kg:symbol 'S/RES/2178 (2014)' ; kg:form form:pledge ."
    )


def test_host_is_the_country_and_the_person_is_a_participation() -> None:
    assert ask(
        "meeting:2023-05-03-club kg:host country:TGO ; kg:participation ?p . ?p kg:participant person:awa-kpodar ;"
        " kg:onBehalfOf country:TGO ; kg:role role:host ; kg:capacity 'ministre des Affaires étrangères'@fr ."
    )


def test_a_month_is_an_approximate_date() -> None:
    assert ask(
        "?s kg:recallsMeeting ?m . ?m kg:approximateDate '2022-06'^^xsd:gYearMonth . ?m kg:heldBy organisation:club"
    )
    assert not ask("meeting:2022-06-club kg:date ?date")


@pytest.mark.parametrize(("levels", "kept"), [(("summit", None), {"summit"}), (("summit", "ministerial"), set[str]())])
def test_a_meeting_that_two_passages_rank_differently_has_no_rank(
    levels: tuple[Level, Level | None], kept: set[str]
) -> None:
    (recalled,) = facts().other_meetings
    others = tuple(replace(recalled, level=level) for level in levels)
    told = replace(facts(), other_meetings=others)
    said = describe(told, identify(told), REFERENCE)
    ranks = [each for each in said if each.subject == iri.meeting("2022-06-club") and each.predicate == KG.level]
    assert {each.object for each in ranks} == {iri.concept("level", level) for level in kept}


@pytest.mark.parametrize(("second", "kept"), [(LOME, {iri.thing(LOME)}), (TOGO, set[ox.NamedNode]())])
def test_a_meeting_that_two_passages_place_differently_has_no_place(second: Thing, kept: set[ox.NamedNode]) -> None:
    (recalled,) = facts().other_meetings
    others = (replace(recalled, place=mention(LOME, "Lomé")), replace(recalled, place=mention(second, "Lomé")))
    told = replace(facts(), other_meetings=others)
    said = describe(told, identify(told), REFERENCE)
    places = [each for each in said if each.subject == iri.meeting("2022-06-club") and each.predicate == KG.place]
    assert {each.object for each in places} == kept


def test_an_amount_keeps_its_bound() -> None:
    assert ask("?act kg:amount ?m . ?m schema:minValue 20000000.0 ; schema:currency 'EUR' ; kg:bound bound:more-than")


def test_a_place_unknown_to_the_reference_data_is_described() -> None:
    assert ask("place:lome a kg:Place ; rdfs:label 'Lomé'@fr ; kg:within country:TGO")
    assert not ask("country:TGO a ?class")


def test_a_resolution_of_the_reference_data_is_named_and_not_described() -> None:
    known = Resolution(RESOLUTION, "2178", 2014, "S/RES/2178 (2014)")
    reference = replace(REFERENCE, security_council={"2178": known})
    told = [str(triple) for triple in describe(facts(), identify(facts()), reference)]
    assert [line for line in told if "resolution/S-RES-2178-2014>" in line]
    assert not [line for line in told if line.split()[0].endswith("resolution/S-RES-2178-2014>")]


def test_rule_and_confidence_stand_on_the_passage_of_what_other_texts_tell_too() -> None:
    for shared in ("kg:Meeting", "kg:Participation", "kg:Statement"):
        assert not ask(f"?it a {shared} ; kg:confidence ?any")
        assert not ask(f"?it a {shared} ; kg:rule ?any")
    assert ask("?it a kg:Participation ; kg:evidence ?p . ?p kg:rule 'fr.test.rule' ; kg:confidence 0.9")
    assert ask("?it a kg:Commitment ; kg:rule 'fr.test.rule' ; kg:confidence 0.9")


def test_words_that_point_back_rest_on_those_that_name_the_thing() -> None:
    told = facts()
    back = replace(told.mentions[0], evidence=evidence("juin 2022"), antecedent=span("Togo"))
    said = describe(replace(told, mentions=(*told.mentions, back)), identify(told), REFERENCE)
    (text,) = {str(triple.subject).strip("<>").rpartition("#")[0] for triple in said if triple.predicate == KG.denotes}
    where, named = (ox.NamedNode(f"{text}#offset_{at.start}_{at.end}") for at in (back.evidence.span, span("Togo")))
    told_of = {triple.predicate: triple.object for triple in said if triple.subject == where}
    assert told_of[KG.evidence] == named
    assert told_of[KG.confidence] == ox.Literal("0.9", datatype=XSD.decimal)


def test_every_passage_quotes_the_text() -> None:
    query = "SELECT ?a ?b ?q { ?s a kg:TextSpan ; oa:start ?a ; oa:end ?b ; oa:exact ?q ; kg:inText ?t }"
    answer = store().query(query, prefixes=dict(PREFIXES))
    assert isinstance(answer, ox.QuerySolutions)
    rows = [tuple(term.value for term in row) for row in answer]
    assert len(rows) > 10
    assert all(TEXT[int(start) : int(end)] == words for start, end, words in rows)


def test_there_are_no_blank_nodes_and_no_repetitions() -> None:
    every = triples()
    assert len(set(every)) == len(every)
    assert all(isinstance(triple.subject, ox.NamedNode) for triple in every)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert write_turtle(triples()) == write_turtle(reversed(triples()))
