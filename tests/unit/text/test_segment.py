"""Sentence boundaries, in both languages."""

import pytest

from kg.text.lexicon import load
from kg.text.segment import is_item, segment

FRENCH = [
    (
        "Les ministres ont salué M. Antony J. Blinken. Ils se sont réunis à Rome.",
        ["Les ministres ont salué M. Antony J. Blinken.", "Ils se sont réunis à Rome."],
    ),
    (
        "Ils saluent plusieurs progrès, p. ex. à Mossoul, etc. et ailleurs. Nous continuerons.",
        ["Ils saluent plusieurs progrès, p. ex. à Mossoul, etc. et ailleurs.", "Nous continuerons."],
    ),
    ("Il a dit : « La menace demeure. Elle change. » avant de partir.", None),
    ("« Nous saluons ce geste. Nous appelons au calme. »", ["« Nous saluons ce geste.", "Nous appelons au calme. »"]),
    ("La réunion a eu lieu le 3 sept. 2020 à Genève.", None),
    ("Nous réaffirmons notre soutien à la\nmission des Nations Unies.", None),
    ("DÉCLARATION CONJOINTE\nNous saluons cet accord.", ["DÉCLARATION CONJOINTE", "Nous saluons cet accord."]),
    (
        "Nous nous engageons à\xa0:\n– protéger les civils\xa0;\n– aider les réfugiés.",
        ["Nous nous engageons à\xa0:", "protéger les civils\xa0;", "aider les réfugiés."],
    ),
    (
        "1. Nous saluons cet accord.\n\n2. Nous soutenons l’Union africaine.",
        ["Nous saluons cet accord.", "Nous soutenons l’Union africaine."],
    ),
    (
        "5)-Les ministres saluent cet accord.\n6- Ils remercient le Tchad.\n7.Les pays riverains partiront.",
        ["Les ministres saluent cet accord.", "Ils remercient le Tchad.", "Les pays riverains partiront."],
    ),
    ("Les pays du bassin du fleuve et leurs voisins de la côte ont élu hier\n10-15 juges de paix.", None),
    (
        "Réunis à Turku, les ministres de tous les pays voisins ont salué le nouveau port\nLes ministres sont partis.",
        [
            "Réunis à Turku, les ministres de tous les pays voisins ont salué le nouveau port",
            "Les ministres sont partis.",
        ],
    ),
    ("Les ministres des pays voisins ont salué la fin des travaux dans le port de\nLa Rochelle, hier.", None),
]
ENGLISH = [
    (
        "Ministers met in Washington, D.C. They thanked the U.S. Secretary of State.",
        ["Ministers met in Washington, D.C.", "They thanked the U.S. Secretary of State."],
    ),
    (
        "We note para. 5 of the report, i.e. its annex. We agree.",
        ["We note para. 5 of the report, i.e. its annex.", "We agree."],
    ),
    ("We welcome the plan.We support it.", ["We welcome the plan.", "We support it."]),
    ("We pledge 1.5 million dollars to the fund.", None),
    ("Joint statement\n\nWe met today!", ["Joint statement", "We met today!"]),
    (
        "We will:\n\n(a) protect civilians;\n\n(b) train police officers.",
        ["We will:", "protect civilians;", "train police officers."],
    ),
    (
        "Members agreed on the following steps that the group will take in\nParis and in Rome next year.",
        None,
    ),
]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH],
)
def test_segment_cuts_where_a_sentence_ends(language: str, text: str, expected: list[str] | None) -> None:
    found = [span.of(text) for span in segment(text, load(language))]
    assert found == (expected or [text])


def test_item_is_known_by_the_marker_before_it() -> None:
    text = "We will:\n- protect civilians;\n2) train officers."
    assert [is_item(text, span) for span in segment(text, load("en"))] == [False, True, True]


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "\r\n\r\n", "1.", "- ", "«"])
def test_text_without_words_has_no_sentences(text: str) -> None:
    assert all(any(c.isalnum() for c in span.of(text)) for span in segment(text, load("fr")))
