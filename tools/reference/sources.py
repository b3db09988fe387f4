"""Reads the tables of ``data/sources`` and cleans the names in them."""

import csv
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

SOURCES: Final = Path(__file__).resolve().parents[2] / "data" / "sources"
LANGUAGES: Final = ("en", "fr")
_ARTICLE_BEHIND: Final = re.compile(r" \((?:the|le|la|les|l’)\)")
_ARTICLE_BEFORE: Final = re.compile(r"^(?:the |le |la |les |l’)")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``data/sources/<name>.csv``; an empty cell stays an empty string (``NA`` is Namibia)."""
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def tables(name: str) -> dict[str, dict[str, Any]]:
    """Return the tables of ``data/sources/<name>.toml`` by key."""
    return tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


def typographic(text: str) -> str:
    """Return ``text`` with the curly apostrophe of both languages' typography."""
    return text.replace("'", "’")


def bare(name: str) -> str:
    """Return a table's name as running text has it: no article, no footnote mark.

    Names with a bracket or a comma in them are inversions that no text writes: they come back empty.

    >>> bare("Iraq (l')"), bare("the Republic of Iraq"), bare("Iran (Islamic Republic of)")
    ('Iraq', 'Republic of Iraq', '')
    """
    name = _ARTICLE_BEHIND.sub("", typographic(name).rstrip(" *"))
    name = _ARTICLE_BEFORE.sub("", name)
    return "" if set(name) & set("(,") else name


@dataclass(frozen=True, slots=True)
class Names:
    """What a thing is called.

    Attributes:
        labels: ``{language: preferred name}``.
        others: ``{language: further spellings}``.
    """

    labels: dict[str, str]
    others: dict[str, list[str]] = field(default_factory=dict)


def names(
    table: dict[str, Any], labels: dict[str, str] | None = None, others: dict[str, list[str]] | None = None
) -> Names:
    """Return the names that a table of our own gives, over ``labels`` and ``others`` that come from elsewhere.

    Keys: ``fr`` and ``en`` preferred, ``alt_…`` further spellings, ``drop_…`` spellings that mean something else.
    """
    chosen: dict[str, str] = {}
    spellings: dict[str, list[str]] = {}
    for language in LANGUAGES:
        given = (labels or {}).get(language, "")
        chosen[language] = table.get(language) or given
        found = [given, *(others or {}).get(language, ()), *table.get(f"alt_{language}", ())]
        dropped = set(table.get(f"drop_{language}", ()))
        spellings[language] = [name for name in found if name not in dropped]
    return Names(chosen, spellings)


def bilingual(row: dict[str, str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the labels and the further spellings in the columns ``fr``, ``en``, ``alt_fr`` and ``alt_en``.

    Further spellings are separated by ``|``.
    """
    labels = {language: row[language] for language in LANGUAGES}
    return labels, {language: row[f"alt_{language}"].split("|") for language in LANGUAGES}
