"""What a text says: meeting, hosts, members, issuers, other meetings. All sentences are ours."""

from datetime import date

import pytest

from kg.graph.reference import load_reference
from kg.model.document import Document, Metadata
from kg.model.facts import Facts
from kg.model.reference import Thing
from kg.text.annotate import annotate
from kg.text.extract import extract


def read(language: str, text: str, title: str | None = None, published: date | None = date(2023, 6, 15)) -> Facts:
    document = Document(text, language, Metadata("test", title=title, published=published))
    return extract(document, annotate(document, load_reference()), load_reference())


def hosts(facts: Facts) -> list[tuple[str, str | None, str | None, str]]:
    held = [one for one in facts.participations if one.role in {"host", "co-host", "chair", "co-chair"}]
    return [(one.role, one.actor.key if one.actor else None, one.person, one.office or "") for one in held]


@pytest.mark.parametrize(
    ("language", "text", "day", "place", "country", "level"),
    [
        ("fr", "Les ministres se sont réunis à Rome le 28 juin 2021.", "2021-06-28", "rome", "ITA", "ministerial"),
        (
            "fr",
            "Réunis à Niamey le 15 décembre 2021, les ministres ont salué le Niger.",
            "2021-12-15",
            "niamey",
            "NER",
            "ministerial",
        ),
        ("fr", "Nous, chefs d’État, nous sommes réunis ce jour à Madrid.", "2023-06-15", "madrid", "ESP", "summit"),
        (
            "en",
            "The Foreign Ministers met today in Tashkent, Uzbekistan.",
            "2023-06-15",
            "tashkent",
            "UZB",
            "ministerial",
        ),
        (
            "en",
            "Senior officials gathered in Brussels on March 2-3, 2023.",
            "2023-03-02",
            "brussels",
            "BEL",
            "senior-officials",
        ),
        (
            "en",
            "NATO Ministers meeting in Brussels today agreed on steps.",
            "2023-06-15",
            "brussels",
            "BEL",
            "ministerial",
        ),
        (
            "en",
            "The session of the Council was held in New York on 21 May 2023.",
            "2023-05-21",
            "new-york",
            "USA",
            None,
        ),
    ],
)
def test_meeting(language: str, text: str, day: str, place: str, country: str, level: str | None) -> None:
    meeting = read(language, text).meeting
    assert meeting is not None
    assert meeting.date is not None
    assert meeting.date.start.isoformat() == day
    assert meeting.place is not None
    assert meeting.place.thing.key == place
    assert meeting.country is not None
    assert meeting.country.thing.key == country
    assert meeting.level == level
    assert meeting.online is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les ministres se sont réunis en visioconférence le 4 juin 2020 et ont évoqué Bagdad."),
        ("en", "The Ministers met virtually on 4 June 2020 and spoke of Baghdad."),
        ("en", "Envoys convened by videoconference on 4 June 2020."),
    ],
)
def test_online_meeting_has_no_place(language: str, text: str) -> None:
    meeting = read(language, text).meeting
    assert meeting is not None
    assert meeting.online is not None
    assert meeting.place is None
    assert not meeting.hybrid


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La France et l’Allemagne saluent l’accord conclu au sommet de Paris du 9 décembre 2019."),
        ("fr", "Le Président s’est entretenu avec le Premier ministre grec."),
        ("fr", "Les ministres se réuniront à Rome le 3 mai 2024."),
        ("en", "Canada and Norway condemn the attack and will meet again in Oslo."),
        ("en", "We recall that leaders met in Paris on 9 December 2019."),
        ("en", "The Ministers have met these commitments."),
    ],
)
def test_no_meeting_is_made_up(language: str, text: str) -> None:
    facts = read(language, text)
    assert facts.meeting is None
    assert hosts(facts) == []
    assert [one.code for one in facts.diagnostics] == ["KG301"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            (
                "À l’invitation de la ministre des Affaires étrangères belge Anne Dupont et du secrétaire d’État "
                "John Roe, les ministres se sont réunis à Bruxelles."
            ),
            [
                ("host", "BEL", "Anne Dupont", "ministre des Affaires étrangères"),
                ("host", "USA", "John Roe", "secrétaire d’État"),
            ],
        ),
        (
            "en",
            (
                "Ministers met in Amman at the invitation of Jane Roe, Deputy Prime Minister and Foreign Minister of "
                "Jordan, and Anna Alba, Italy’s Minister of Defence."
            ),
            [
                ("host", "JOR", "Jane Roe", "Deputy Prime Minister and Foreign Minister"),
                ("host", "ITA", "Anna Alba", "Minister of Defence"),
            ],
        ),
        (
            "en",
            "Jordan and the United Kingdom co-hosted a conference in London.",
            [("co-host", "GBR", None, ""), ("co-host", "JOR", None, "")],
        ),
        (
            "en",
            "Co-chaired by Germany and Egypt, the Ministerial Meeting convened in Berlin today.",
            [("co-chair", "DEU", None, ""), ("co-chair", "EGY", None, "")],
        ),
        (
            "fr",
            "Les délégations se sont réunies à Paris, sous la coprésidence de la France et des Nations Unies.",
            [("co-chair", "FRA", None, ""), ("co-chair", "un", None, "")],
        ),
        ("fr", "Les ministres se sont réunis. La réunion était présidée par le Ghana.", [("chair", "GHA", None, "")]),
        (
            "en",
            "The Ministers met in Rabat. They thanked Morocco for hosting the meeting.",
            [("host", "MAR", None, "")],
        ),
        (
            "en",
            "The Ministers met in Rome. The Coalition works in Iraq at the request of Iraq.",
            [],
        ),
    ],
)
def test_hosts(language: str, text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    found = hosts(read(language, text))
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_country_of_a_bare_secretary_of_state_is_inferred() -> None:
    (host,) = read("fr", "Les ministres se sont réunis à la demande du secrétaire d’État Jean Roe.").participations
    assert host.evidence.inferred


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("fr", "Les ministres se sont réunis à Berlin à l’invitation d’Angela Merkel.", "Angela Merkel"),
        ("en", "The Ministers met in Berlin. They thanked Angela Merkel for hosting this meeting.", "Angela Merkel"),
    ],
)
def test_a_known_person_hosts_for_a_country(language: str, text: str, person: str) -> None:
    (host,) = read(language, text).participations
    assert (host.actor, host.person, host.evidence.inferred) == (Thing("country", "DEU"), person, True)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "La Coalition compte soixante partenaires.", 60),
        ("fr", "Cela porte le nombre de membres à quatre-vingt-dix-sept.", 97),
        ("en", "This brings the Coalition to eighty-seven members.", 87),
        ("es", "La Coalición cuenta con sesenta y ocho miembros.", 68),
    ],
)
def test_members_are_counted_in_words(language: str, text: str, count: int) -> None:
    found = read(language, text).member_count
    assert found is not None
    assert found.value == count


def test_new_members_observers_and_count() -> None:
    facts = read(
        "fr",
        "Les ministres accueillent le Togo et le Bénin en tant que nouveaux membres, ce qui porte le nombre total de "
        "membres à 61, et saluent la participation du Pérou et du Chili en tant qu’observateurs.",
    )
    roles = [(one.role, one.actor.key) for one in facts.participations if one.actor]
    assert sorted(roles) == [("new-member", "BEN"), ("new-member", "TGO"), ("observer", "CHL"), ("observer", "PER")]
    assert facts.member_count is not None
    assert facts.member_count.value == 61


def test_issuers_of_a_joint_statement() -> None:
    facts = read("en", "The Governments of Canada and the Netherlands deplore the violence in Libya.")
    assert [mention.thing.key for mention in facts.issuers] == ["CAN", "NLD"]
    facts = read("fr", "Nous, présidents de la République française et de la Fédération de Russie, appelons au calme.")
    assert [mention.thing.key for mention in facts.issuers] == ["FRA", "RUS"]


def test_recalled_and_announced_meetings() -> None:
    facts = read(
        "en",
        "The Ministers met in Rome on 28 June 2021. They recalled the statement of 6 February 2019. They intend to "
        "hold the next meeting in Nairobi by June 2022.",
        published=date(2021, 6, 28),
    )
    found = [(one.relation, one.date, one.place.thing.key if one.place else None) for one in facts.other_meetings]
    assert found == [("recalls", "2019-02-06", None), ("announces", "2022-06", "nairobi")]


def test_unknown_number_is_reported() -> None:
    facts = read("en", "They cite Security Council resolution 9999.")
    assert "KG310" in [one.code for one in facts.diagnostics]
