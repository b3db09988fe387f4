"""Facts of a small invented statement, for the tests of the graph half."""

from dataclasses import replace
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
        other_meetings=(
            OtherMeeting(
                "recalls", evidence("la réunion de juin 2022"), date="2022-06", body=mention(CLUB, "Club du fleuve")
            ),
        ),
        member_count=MemberCount(12, evidence("12 membres")),
        mentions=(mention(CLUB, "Club du fleuve"), mention(TOGO, "Togo"), *named),
        amounts=(amount,),
        acts=(act,),
    )


ENGLISH = (
    "Ministers of the River Club met in Lomé on 3 May 2023 at the invitation of Awa Kpodar. They urge Togo to keep the "
    "ports open. They commit to provide up to 5 million dollars for the Sahel."
)
JOINT = "Togo and the River Club condemn the attack in the Sahel and welcome resolution 2178."


def english() -> Facts:
    """The English text of the same meeting."""
    start = ENGLISH.index("urge")
    call = _act(ENGLISH, ActType.CALL, "urge", "urge Togo to keep the ports open", "en")
    country = Mention(TOGO, Evidence(_find(ENGLISH, "Togo", start), "en.test.rule"))
    pledge = _act(
        ENGLISH, ActType.COMMITMENT, "commit to", "commit to provide up to 5 million dollars for the Sahel", "en"
    )
    money = Amount(Decimal(5000000), None, "up-to", Evidence(_find(ENGLISH, "up to 5 million dollars"), "en.test.rule"))
    region = Mention(SAHEL, Evidence(_find(ENGLISH, "Sahel"), "en.test.rule"))
    return Facts(
        document=Document(ENGLISH, "en", Metadata("river-club-en", title="Communiqué", publisher="River Club")),
        meeting=Meeting(
            evidence=Evidence(_find(ENGLISH, "met"), "en.test.rule"),
            date=Dated(date(2023, 5, 3), None, Evidence(_find(ENGLISH, "3 May 2023"), "en.test.rule")),
            body=Mention(CLUB, Evidence(_find(ENGLISH, "River Club"), "en.test.rule")),
        ),
        participations=(
            Participation("host", TOGO, Evidence(_find(ENGLISH, "at the invitation of Awa Kpodar"), "en.test.rule")),
        ),
        mentions=(country, region),
        amounts=(money,),
        acts=(
            replace(call, mentions=(country,), addressees=(country,)),
            replace(pledge, mentions=(region,), amounts=(money,), themes=("stabilisation",), form="pledge"),
        ),
    )


def joint() -> Facts:
    """A joint statement that no meeting issued."""
    region = Mention(SAHEL, Evidence(_find(JOINT, "Sahel"), "en.test.rule"))
    resolution = Mention(RESOLUTION, Evidence(_find(JOINT, "resolution 2178"), "en.test.rule", inferred=True))
    condemn = _act(JOINT, ActType.CONDEMNATION, "condemn", "condemn the attack in the Sahel", "en")
    welcome = _act(JOINT, ActType.WELCOME, "welcome", "welcome resolution 2178", "en")
    return Facts(
        document=Document(JOINT, "en", Metadata("joint", published=date(2023, 6, 1), url="https://example.org/joint")),
        issuers=(
            Mention(TOGO, Evidence(_find(JOINT, "Togo"), "en.test.rule")),
            Mention(CLUB, Evidence(_find(JOINT, "River Club"), "en.test.rule")),
        ),
        mentions=(region, resolution),
        acts=(replace(condemn, mentions=(region,)), replace(welcome, mentions=(resolution,))),
    )


def _find(text: str, words: str, start: int = 0) -> Span:
    found = text.index(words, start)
    return Span(found, found + len(words))


def _act(text: str, kind: ActType, trigger: str, words: str, language: str) -> Act:
    passage = _find(text, words)
    return Act(
        type=kind,
        trigger=_find(text, trigger, passage.start),
        span=passage,
        evidence=Evidence(passage, f"{language}.test.act", 0.7),
        performative=trigger.split(maxsplit=1)[0],
        licence="finite",
        actor=Actor("participants"),
    )
