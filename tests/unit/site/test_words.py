"""The words of the site: all of them in both languages, each set as its language is."""

import re
import tomllib
from pathlib import Path

import pytest
from tests.meta.test_typography import FAULTS

from kg.languages import LANGUAGES
from kg.site.edition import ACT_TYPES
from kg.site.words import wording

FOLDER = Path(__file__).parents[3] / "src" / "kg" / "site"
TABLE = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))


def test_both_languages_say_all_of_them() -> None:
    assert len(TABLE) > 150
    for key, words in TABLE.items():
        assert set(words) == set(LANGUAGES), key
        assert words["en"].count("|") == words["fr"].count("|"), key


def test_french_is_set_as_french_and_english_as_english() -> None:
    found = [
        f"{key}: {fault}: {words['fr']}"
        for key, words in TABLE.items()
        for fault, sign in FAULTS.items()
        if sign.search(words["fr"])
    ]
    found += [key for key, words in TABLE.items() if re.search(r"\w [:;!?](\s|$)|\u00a0|«|»|'", words["en"])]
    assert not found


def test_every_word_that_a_template_names_exists_and_none_is_in_vain() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (*FOLDER.glob("*.py"), *FOLDER.rglob("*.html")))
    named = set(re.findall(r"w\['([\w-]+)'\]|w\.count\('([\w-]+)'", code))
    assert {first or second for first, second in named} <= set(TABLE)
    made = re.compile(r"(means|text|lang|n|withheld)-.*|.*-many")
    vain = [key for key in TABLE if not made.fullmatch(key) and not re.search(rf"['\"]{re.escape(key)}['\"]", code)]
    assert not [key for key in vain if key not in ACT_TYPES]


@pytest.mark.parametrize(
    ("lang", "number", "expected"),
    [("en", 0, "0\u00a0acts"), ("en", 1, "1\u00a0act"), ("fr", 0, "0\u00a0acte"), ("fr", 2, "2\u00a0actes")],
)
def test_plurals(lang: str, number: int, expected: str) -> None:
    assert wording(lang).count("acts", number) == expected
