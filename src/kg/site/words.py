"""The words of the site in each language, and how numbers and dates are written."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.graph.labels import day, month

_SEPARATOR = MappingProxyType({"en": ",", "fr": "\u202f"})
_POINT = MappingProxyType({"en": ".", "fr": ","})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    Attributes:
        lang: Its code.
        words: ``{key: words}``.
    """

    lang: str
    words: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the words of ``key``."""
        return self.words[key]

    def count(self, key: str, number: int) -> str:
        r"""Return a number with what is counted, in the singular or the plural.

        >>> wording("fr").count("acts", 1200), wording("en").count("acts", 1)
        ('1\u202f200\xa0actes', '1\xa0act')
        """
        one, _, many = self.words[key].partition("|")
        single = number < 2 if self.lang == "fr" else number == 1
        return f"{self.number(number)}\u00a0{one if single else many}"

    def number(self, number: int) -> str:
        """Return a whole number with its digits grouped."""
        return f"{number:,}".replace(",", _SEPARATOR[self.lang])

    def decimal(self, value: str) -> str:
        """Return a decimal number with the language's own point."""
        return value.replace(".", _POINT[self.lang])

    def date(self, value: str) -> str:
        """Return a date of ISO 8601, a month or a year in words; anything else as it stands.

        >>> wording("fr").date("2024-10-01"), wording("en").date("2024-10")
        ('1er octobre 2024', 'October 2024')
        """
        if not _DATE.fullmatch(value):
            return value
        try:
            return day(date.fromisoformat(value), self.lang) if len(value) > len("2022-06") else month(value, self.lang)
        except (ValueError, IndexError):
            return value


@cache
def wording(lang: str) -> Wording:
    """Return the words of a language, from ``words.toml``."""
    table = tomllib.loads(files("kg.site").joinpath("words.toml").read_text(encoding="utf-8"))
    return Wording(lang, MappingProxyType({key: each[lang] for key, each in table.items()}))
