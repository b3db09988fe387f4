"""Themes: the words of an act's passage name them, in each language, and every key is in the code list."""

import re

import pytest

from kg import assets
from kg.model.facts import Act, Actor, ActType, Evidence
from kg.model.span import Span
from kg.text import lexicon as lexicons
from kg.text.themes import assign_themes

EXAMPLES = [
    (
        "fr",
        "s’engagent à renforcer le contrôle des frontières et à juger les combattants étrangers",
        ["border", "foreign"],
    ),
    ("fr", "condamnent la propagande de ce groupe et les violences sexuelles", ["communication", "women"]),
    ("en", "commit to sharing passenger data and to repatriating children from the camps in the desert", ["border"]),
    ("en", "welcome the ceasefire and urge all sides to negotiate", ["ceasefire", "political"]),
    ("en", "thank the host for a warm welcome", []),
]


def act(text: str) -> Act:
    span = Span(0, len(text))
    return Act(ActType.EMPHASIS, span, span, Evidence(span, "test.rule"), "stress", "finite", Actor("participants"))


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_words_name_themes(language: str, text: str, expected: list[str]) -> None:
    (found,) = assign_themes((act(text),), text, lexicons.load(language))
    assert list(found.themes) == sorted(found.themes)
    assert [theme for theme in expected if not any(key.startswith(theme) for key in found.themes)] == []
    assert bool(found.themes) == bool(expected)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_theme_of_the_code_list_has_words(language: str) -> None:
    listed = re.findall(r"^:([a-z-]+) a skos:Concept", _code_list(), flags=re.MULTILINE)
    assert len(listed) >= 25
    assert sorted(lexicons.load(language).table("themes")["terms"]) == sorted(listed)


def _code_list() -> str:
    return (assets.ontology() / "codelists" / "themes.ttl").read_text(encoding="utf-8")
