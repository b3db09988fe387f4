"""Who hosts, where and when, construction by construction (``circumstances.toml``)."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Facts
from kg.text.annotate import annotate
from kg.text.extract import extract

READINGS = tomllib.loads(Path(__file__).with_name("circumstances.toml").read_text("utf-8"))["reading"]
HOSTS = frozenset({"host", "co-host", "chair", "co-chair"})


def read(language: str, text: str) -> Facts:
    document = Document(text, language, Metadata("test", published=date(2023, 6, 15)))
    return extract(document, annotate(document, load_reference()), load_reference())


def found(facts: Facts) -> dict[str, str]:
    """Return what the text says of its meeting, under the names of the file."""
    meeting = facts.meeting
    assert meeting is not None
    hosts = sorted(one.actor.key if one.actor else "?" for one in facts.participations if one.role in HOSTS)
    present = sorted(one.actor.key for one in facts.participations if one.role == "participant" and one.actor)
    return {
        "participants": " ".join(present) or "-",
        "hosts": " ".join(hosts) or "-",
        "place": meeting.place.thing.key if meeting.place else "-",
        "country": meeting.country.thing.key if meeting.country else "-",
        "day": meeting.date.start.isoformat() if meeting.date else "-",
        "end": meeting.date.end.isoformat() if meeting.date and meeting.date.end else "-",
        "body": meeting.body.thing.key if meeting.body else "-",
        "level": meeting.level or "-",
    }


@pytest.mark.parametrize("reading", READINGS, ids=[one["text"][:60] for one in READINGS])
def test_reading(reading: dict[str, str]) -> None:
    wanted = {name: value for name, value in reading.items() if name not in {"language", "text"}}
    said = found(read(reading["language"], reading["text"]))
    assert {name: said[name] for name in wanted} == wanted


ONLINE = (
    ("en", "Statement of the Harbour Group. We, the ministers, met virtually on 3 May 2023.", True),
    (
        "en",
        "The ministers met in Turku on 3 May 2023. President Roe addressed the meeting from Lima via videoconference.",
        False,
    ),
    ("fr", "Message du Groupe des ports. Nous, ministres, nous sommes réunis en visioconférence le 3 mai 2023.", True),
    (
        "fr",
        "Les ministres se sont réunis à Turku le 3 mai 2023. Le président a adressé un message par visioconférence.",
        False,
    ),
)


@pytest.mark.parametrize(("language", "text", "online"), ONLINE)
def test_one_who_only_speaks_from_afar_makes_no_meeting_online(language: str, text: str, *, online: bool) -> None:
    meeting = read(language, text).meeting
    assert meeting is not None
    assert (meeting.online is not None) is online


SPOKEN_FOR_OTHERS = (
    ("fr", "Déclaration du porte-parole sur le Togo (Paris, 3 mai 2019)\n\nLa France condamne l’attaque de Lomé.\n"),
    ("en", "Statement by the spokesperson on Togo (Paris, 3 May 2019)\n\nFrance condemns the attack in Lomé.\n"),
)


@pytest.mark.parametrize(("language", "text"), SPOKEN_FOR_OTHERS)
def test_a_bracket_in_the_title_of_one_who_speaks_alone_is_no_meeting(language: str, text: str) -> None:
    assert read(language, text).meeting is None


OTHERS = (
    ("en", "They recalled the conference of harbour pilots of 4 April 2018.", None),
    ("en", "They commended Peru, where a working group will hold its first session on 15 December 2019.", None),
    ("en", "The ministers looked forward to the next meeting of the African Union in Lomé in June 2019.", "au"),
    ("en", "The ministers looked forward to the next meeting of the Lighthouse League in Lomé in June 2019.", None),
    ("en", "Our next meeting will be held in Lima in July 2020.", "gcd"),
    ("en", "They recalled their declaration of 4 June 2018.", "gcd"),
    ("en", "They recalled the communiqué adopted in Lisbon on 5 May 2018.", None),
    ("fr", "Ils ont rappelé la conférence des pilotes du 4 avril 2018.", None),
    ("fr", "Ils ont salué le Pérou, où un groupe de travail tiendra sa première session le 15 décembre 2019.", None),
    ("fr", "Notre prochaine réunion se tiendra à Lima en juillet 2020.", "gcd"),
    ("fr", "Ils ont rappelé leur déclaration du 4 juin 2018.", "gcd"),
    ("fr", "Ils ont rappelé le communiqué adopté à Lisbonne le 5 mai 2018.", None),
)
OPENINGS = {
    "en": "The Global Coalition against Daesh met in Oslo on 3 May 2019. ",
    "fr": "La Coalition mondiale contre Daech s’est réunie à Oslo le 3 mai 2019. ",
}


@pytest.mark.parametrize(("language", "sentence", "body"), OTHERS)
def test_another_meeting_has_the_body_that_the_sentence_gives_it(
    language: str, sentence: str, body: str | None
) -> None:
    (other,) = read(language, OPENINGS[language] + sentence).other_meetings
    assert (other.body.thing.key if other.body else None) == body
