"""The words of lists of parties in one language."""

import re
from dataclasses import dataclass
from functools import cache

from kg.model.reference import Thing
from kg.text.annotate.normal import widened
from kg.text.annotate.schema import checked
from kg.text.extract.holders import holder_of, portfolio_of
from kg.text.lexicon import Lexicon

CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'-]*\.?"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of lists in one language.

    Attributes:
        connectors: Words between items.
        opening: Words between items, and those that may open a list.
        articles: Articles.
        coordinators: Words that join the members of a list.
        of: Words that join a whole and its part.
        person: A name: capitalised words.
        bodies: Capitalised words that are no person's name: Council, Assembly.
        about: Words between an office and what it is about.
        houses: What a country has and that is not the country: Parliament, Embassy.
        guessed: The name of an organisation, known or not: a noun for a body and what makes it one of its kind.
        chairing: An office of presiding for a while.
        aside: Words after a comma that say in what quality somebody acts.
        inferred: ``(office, whose it is)``.
        portfolio: What an office is for, where no table knows it.
        governments: ``(name, country)`` of houses and departments that stand for a government.
    """

    connectors: frozenset[str]
    opening: frozenset[str]
    articles: frozenset[str]
    coordinators: frozenset[str]
    of: frozenset[str]
    about: frozenset[str]
    person: re.Pattern[str]
    bodies: frozenset[str]
    houses: frozenset[str]
    guessed: re.Pattern[str]
    chairing: re.Pattern[str]
    aside: re.Pattern[str]
    inferred: tuple[tuple[str, Thing], ...]
    portfolio: re.Pattern[str]
    governments: tuple[tuple[re.Pattern[str], Thing], ...]


@cache
@checked("meeting", "places", "offices")
def words_of(lexicon: Lexicon) -> Words:
    """Return the words of lists of a language, from ``meeting.toml``, ``places.toml`` and ``offices.toml``."""
    table, persons = lexicon.table("meeting")["parties"], lexicon.table("places")["persons"]
    particles = "|".join(map(re.escape, persons["particles"]))
    return Words(
        frozenset(table["connectors"]),
        frozenset(table["connectors"]) | frozenset(table["opening"]),
        frozenset(table["articles"]),
        frozenset(table["coordinators"]),
        frozenset(table["of"]),
        frozenset(lexicon.table("offices")["belongs"]["about"]),
        re.compile(rf"{CAPITALISED}(?:(?: {{1,2}}|-)(?:(?:{particles})[ -])*{CAPITALISED}){{0,6}}"),
        frozenset(table["bodies"]),
        frozenset(table["houses"]),
        re.compile(widened(table["guessed"].replace("{cap}", CAPITALISED))),
        re.compile(lexicon.table("offices")["chairing"]["pattern"]),
        re.compile(widened(table["aside"])),
        tuple((office.lower(), holder_of(code)) for office, code in lexicon.table("offices")["inferred"].items()),
        portfolio_of(lexicon.table("offices")["portfolio"]["never"], table["of"], table["articles"]),
        tuple(
            (re.compile(rf"(?:{widened('|'.join(names))})\b"), holder_of(code))
            for code, names in table["governments"].items()
        ),
    )
