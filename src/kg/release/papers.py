"""The papers of a release, in French and English: README, licence, citation, changelog."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from kg.graph.labels import day
from kg.release.catalogue import Dump
from kg.release.changes import Changes
from kg.release.coverage import Coverage
from kg.release.settings import Settings

# What a changelog names one by one; of other things it gives numbers.
_NAMED = ("Meeting", "Statement")
_HEAD = "# Changelog / Journal des versions\n\n"


def papers(settings: Settings, coverage: Coverage, dumps: Iterable[Dump], today: date) -> dict[str, str]:
    """Return ``{path: text}`` of README.md, README.fr.md, LICENSE.md and CITATION.cff."""
    told: dict[str, Any] = {"settings": settings, "coverage": coverage, "dumps": tuple(dumps), "today": today}
    if coverage.days:
        told["first"], told["last"] = map(date.fromisoformat, coverage.period)
    pages = {
        "README.md": "readme.en.md.j2",
        "README.fr.md": "readme.fr.md.j2",
        "LICENSE.md": "licence.md.j2",
        "CITATION.cff": "citation.cff.j2",
    }
    return {path: _render(name, told) for path, name in pages.items()}


def changelog(settings: Settings, today: date, found: Changes | None, before: str) -> str:
    """Return the changelog: an entry for this release, then the entries of ``before``, the last release's changelog.

    An entry is written once: a release of the same version replaces it.
    """
    entry = _render("changelog.md.j2", {"settings": settings, "today": today, "changes": found, "named": _NAMED})
    older = before.removeprefix(_HEAD)
    if older.startswith(f"## {settings.version} "):
        _, again, rest = older.partition("\n## ")
        older = again.removeprefix("\n") + rest
    return (_HEAD + entry.strip() + "\n\n" + older.strip()).strip() + "\n"


def redated(before: str, version: str, today: date) -> str:
    """Return a changelog whose first entry, of this version, has the day of today."""
    return re.sub(rf"\A({re.escape(_HEAD)}## {re.escape(version)} - )\S+", rf"\g<1>{today}", before)


def _number(value: int, language: str) -> str:
    return f"{value:,}".replace(",", "\u202f" if language == "fr" else ",")


def _render(name: str, told: Mapping[str, Any]) -> str:
    text = _environment().get_template(name).render(**told, day=day, number=_number)
    return text.strip() + "\n"


@cache
def _environment() -> Environment:
    # Markdown may hold HTML, so that all is escaped; YAML is written through a filter that quotes.
    made = Environment(
        loader=PackageLoader("kg.release"),
        autoescape=select_autoescape(disabled_extensions=("cff.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # People read the citation: letters with accents as they are.
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made
