"""Who speaks, whom a call asks, and what a list hands on: what the figures of the development set do not show."""

import pytest
from tests.unit.text.reading import CENTRAL_EUROPE, IRAN, read

from kg.model.facts import ActType


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous encourageons les écoles d’Europe centrale à échanger leurs élèves.", "fr"),
        ("We encourage the schools of Central Europe to exchange pupils.", "en"),
    ],
)
def test_a_region_is_never_asked(text: str, language: str) -> None:
    (act,) = read(text, language)
    assert act.type is ActType.CALL
    assert [mention.thing for mention in act.mentions] == [CENTRAL_EUROPE]
    assert act.addressees == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ils se sont également engagés à rouvrir le pont.", "fr"),
        ("Les participants se sont, à cette occasion, engagés à rouvrir le pont.", "fr"),
        ("They committed themselves to reopening the bridge.", "en"),
    ],
)
def test_a_commitment_in_the_perfect_is_a_pledge(text: str, language: str) -> None:
    (act,) = read(text, language)
    assert (act.performative, act.form) == ("commit", "pledge")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les ministres :\n\n1. Saluent la trêve.\n\n2. Appellent au calme.\n\n3. Décident de se revoir.", "fr"),
        ("The ministers:\n\n1. Welcome the truce.\n\n2. Call for calm.\n\n3. Decide to meet again.", "en"),
        ("The Council\n1\nWelcomes the truce;\n2\nCalls for calm;\n3\nDecides to meet again.", "en"),
    ],
)
def test_a_list_keeps_its_subject_over_full_stops_and_numbers(text: str, language: str) -> None:
    acts = read(text, language)
    assert [act.type for act in acts] == [ActType.WELCOME, ActType.CALL, ActType.COMMITMENT]
    assert {act.licence for act in acts} == {"list"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The Council adopted the following decision on the port:\n\n1. Welcomes the truce.\n\n2. Calls for calm.",
            "en",
        ),
        ("The Ministers of Iran, Niger and France state as follows:\n\n1) Hail the truce.\n\n2) Call for calm.", "en"),
        ("Le Conseil a adopté la décision qui suit :\n\n1. Salue la trêve.\n\n2. Appelle au calme.", "fr"),
    ],
)
def test_what_follows_is_said_by_those_who_announce_it(text: str, language: str) -> None:
    assert [act.type for act in read(text, language)] == [ActType.WELCOME, ActType.CALL]


def test_what_others_announce_is_not_said_by_those_who_speak() -> None:
    assert read("The rebels state as follows:\n\n1) Condemn the strike, and urge restraint.", "en") == ()


def test_a_list_ends_with_a_sentence_that_has_a_subject_of_its_own() -> None:
    acts = read("The ministers:\n\n1. Welcome the truce.\n\nThe rebels burned a mill. Call it a crime.", "en")
    assert [act.type for act in acts] == [ActType.WELCOME]


@pytest.mark.parametrize(
    "text",
    [
        "Mme Lange et M. Pinto ont salué la trêve et décidé de se revoir.",
        "S.E.M. Idriss Fall et S.E.M. Paul Roche ont salué la trêve et décidé de se revoir.",
    ],
)
def test_persons_named_together_are_the_participants(text: str) -> None:
    acts = read(text, "fr")
    assert [(act.type, act.actor.kind) for act in acts] == [
        (ActType.WELCOME, "participants"),
        (ActType.COMMITMENT, "participants"),
    ]


@pytest.mark.parametrize("name", ["M23", "junta", "militants"])
def test_those_who_fight_do_not_speak(name: str) -> None:
    assert read(f"The {name} welcomed the truce. They decided to meet again.", "en") == ()


def test_a_closing_adverbial_belongs_to_the_act_and_an_afterthought_does_not() -> None:
    text = "We will mobilise our networks to this end. (see annex)"
    (act,) = read(text, "en")
    assert act.span.of(text).endswith("to this end")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Salmon Contact Group on the Upper River (SCG) met in Oslo. The SCG welcomes the truce.", "en"),
        (
            "1. The 3rd meeting of the Forum of River States (FRS) took place in Oslo.\n2. The FRS welcomed the truce.",
            "en",
        ),
        ("Ministers of the Friends of the River (FoTR) met in Oslo. The FoTR welcome the truce.", "en"),
        ("Le Groupe de contact sur le Haut-Fleuve (GCF) s’est réuni à Oslo. Le GCF salue la trêve.", "fr"),
        ("La troisième réunion du Forum des riverains (FDR) s’est tenue à Oslo. Le FDR salue la trêve.", "fr"),
    ],
)
def test_a_group_speaks_under_its_short_name(text: str, language: str) -> None:
    (act,) = read(text, language)
    assert act.type is ActType.WELCOME


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We met in Oslo. The Upper River Transitional Government (URTG) signed. The URTG welcomes the truce.", "en"),
        (
            "We met in Oslo. The Upper River Liberation Front (URLF) resumed its raids. The URLF welcomes the truce.",
            "en",
        ),
        ("Nous nous sommes réunis à Oslo. Le Fonds du fleuve (FDF) a payé. Le FDF salue la trêve.", "fr"),
    ],
)
def test_others_keep_their_short_names(text: str, language: str) -> None:
    assert read(text, language) == ()


def test_those_asked_may_stand_inside_the_words_that_ask() -> None:
    (act,) = read("We expect Iran to apply the accord on dates in Niger.", "en")
    assert [mention.thing for mention in act.addressees] == [IRAN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will publish the report by the end of 2031 together with our partners.", "by the end of 2031"),
        ("We will act by 31 March 2031 to save the reefs.", "by 31 March 2031"),
        ("We will act within the next 12 months in all ports.", "within the next 12 months"),
    ],
)
def test_a_deadline_ends_with_its_date(text: str, expected: str) -> None:
    (act,) = read(text, "en")
    assert act.deadline is not None
    assert act.deadline.of(text) == expected


def test_one_of_those_who_say_we_promises_for_himself() -> None:
    acts = read("We discussed trade. The Minister promised to open an embassy. We agreed to meet again.", "en")
    assert [act.performative for act in acts] == ["agree"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La France et le Niger saluent la trêve.", "fr"),
        ("Sur le dossier du port, la France, le Niger et l’Iran saluent la trêve.", "fr"),
        ("France, Niger and Iran welcome the truce.", "en"),
        ("We, the ministers of Iran, Niger, and France welcome the truce.", "en"),
    ],
)
def test_those_who_take_part_speak_under_their_names(text: str, language: str) -> None:
    (act,) = read(text, language)
    assert (act.type, act.actor.kind) == (ActType.WELCOME, "participants")


@pytest.mark.parametrize(
    "text",
    [
        "The conflicts in France, Niger and Iran will continue to shape our work.",
        "The schools of Iran, Niger and France welcome the truce.",
    ],
)
def test_names_that_a_noun_governs_do_not_speak(text: str) -> None:
    assert read(text, "en") == ()


def test_others_do_not_speak_under_their_names() -> None:
    others = frozenset({CENTRAL_EUROPE})
    assert read("We met in Iran. France and Niger will build a pipeline.", "en", participants=others) == ()


@pytest.mark.parametrize(
    ("text", "act_type"),
    [
        ("La réunion a été l’occasion de souligner l’urgence de la situation.", ActType.EMPHASIS),
        ("Ce sommet a été l’occasion d’exprimer notre soutien aux familles.", ActType.ENDORSEMENT),
    ],
)
def test_a_meeting_is_the_occasion_of_what_it_did(text: str, act_type: ActType) -> None:
    (act,) = read(text, "fr")
    assert (act.type, act.licence) == (act_type, "purpose")


@pytest.mark.parametrize(
    "text",
    [
        "La réunion sera l’occasion de souligner l’urgence de la situation.",
        "Le film a été l’occasion de souligner l’urgence de la situation.",
    ],
)
def test_what_is_to_come_or_no_meeting_is_no_occasion(text: str) -> None:
    assert read(text, "fr") == ()


def test_what_speakers_think_in_a_relative_clause_is_no_act_of_its_own() -> None:
    (act,) = read("La France et le Niger saluent ce pacte, qu’ils considèrent comme une boussole.", "fr")
    assert act.type is ActType.WELCOME


def test_a_list_of_names_may_end_in_a_comma() -> None:
    (act,) = read("La France, l’Iran et le Niger, ont salué la trêve.", "fr")
    assert (act.type, act.actor.kind) == (ActType.WELCOME, "participants")


def test_the_names_behind_an_opening_phrase_speak() -> None:
    (act,) = read("For Iran, Niger and France welcome the truce.", "en")
    assert act.actor.kind == "participants"


def test_the_object_of_an_act_may_stand_before_it() -> None:
    (act,) = read("We, the Ministers, discussed the strike, which we condemn in the strongest possible terms.", "en")
    assert act.type is ActType.CONDEMNATION
    assert read("We, the Ministers, discussed the strike, which the rebels condemn.", "en") == ()
