"""Facts of a small invented statement, for the tests of the graph half."""

from datetime import date
from decimal import Decimal

from kg.model.document import Document, Metadata
from kg.model.facts import (
    Act,
    Actor,
    ActType,
    Amount,
    Dated,
    Evidence,
    Facts,
    Meeting,
    MemberCount,
    Mention,
    OtherMeeting,
    Participation,
)
from kg.model.reference import Entity, Reference, Thing
from kg.model.span import Span

TEXT = (
    "Les ministres du Club du fleuve se sont réunis à Lomé le 3 mai 2023, à l’invitation d’Awa Kpodar, ministre des "
    "Affaires étrangères du Togo. Ils s’engagent à verser plus de 20 millions d’euros pour le Sahel, conformément à la "
    "résolution 2178. Ils rappellent la réunion de juin 2022. Le Club compte 12 membres."
)
CLUB, TOGO, SAHEL = Thing("organisation", "club"), Thing("country", "TGO"), Thing("region", "x-sahel")
LOME, RESOLUTION = Thing("place", "lome"), Thing("resolution", "S-RES-2178-2014")
REFERENCE = Reference(
    {
        CLUB: Entity(CLUB, {"fr": ("Club du fleuve",), "en": ("River Club",)}),
        TOGO: Entity(TOGO, {"fr": ("Togo",), "en": ("Togo",)}),
        SAHEL: Entity(SAHEL, {"fr": ("Sahel",), "en": ("Sahel",)}),
    }
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def evidence(words: str) -> Evidence:
    return Evidence(span(words), "fr.test.rule", 0.9)


def mention(thing: Thing, words: str) -> Mention:
    return Mention(thing, evidence(words))


def facts(identifier: str = "club-fr") -> Facts:
    amount = Amount(Decimal(20000000), "EUR", "more-than", evidence("plus de 20 millions d’euros"))
    named = (mention(SAHEL, "Sahel"), mention(RESOLUTION, "résolution 2178"))
    act = Act(
        type=ActType.COMMITMENT,
        trigger=span("s’engagent à"),
        span=span(TEXT[TEXT.index("s’engagent") : TEXT.index(". Ils rappellent")]),
        evidence=evidence(TEXT[TEXT.index("s’engagent") : TEXT.index(". Ils rappellent")]),
        performative="commit",
        licence="finite",
        actor=Actor("participants", span=span("Ils s’engagent").shift(0)),
        mentions=named,
        amounts=(amount,),
        themes=("stabilisation",),
        form="pledge",
    )
    return Facts(
        document=Document(TEXT, "fr", Metadata(identifier, title="Communiqué du Club", published=date(2023, 5, 4))),
        meeting=Meeting(
            evidence=evidence("se sont réunis"),
            date=Dated(date(2023, 5, 3), None, evidence("le 3 mai 2023")),
            place=mention(LOME, "Lomé"),
            country=mention(TOGO, "Togo"),
            body=mention(CLUB, "Club du fleuve"),
            level="ministerial",
            level_evidence=evidence("Les ministres"),
        ),
        participations=(
            Participation(
                "host",
                TOGO,
                evidence("à l’invitation d’Awa Kpodar"),
                person="Awa Kpodar",
                person_span=span("Awa Kpodar"),
                office="ministre des Affaires étrangères",
            ),
        ),
        other_meetings=(OtherMeeting("recalls", evidence("la réunion de juin 2022"), date="2022-06"),),
        member_count=MemberCount(12, evidence("12 membres")),
        mentions=(mention(CLUB, "Club du fleuve"), mention(TOGO, "Togo"), *named),
        amounts=(amount,),
        acts=(act,),
    )
