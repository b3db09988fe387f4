"""From names and adjectives in the reference data and the lexicon to one table of look-up keys."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from kg.model.reference import Kind, Reference, Thing
from kg.text.annotate.normal import collapse
from kg.text.lexicon import Lexicon

_RANK: Mapping[str, int] = {"country": 0, "region": 1, "organisation": 2, "place": 3, "person": 4, "resolution": 5}
_CAPITALS_FROM = 4
_RESPELT = frozenset({"country", "region", "organisation"})
_AREAS = frozenset({"country", "region", "place"})
_LONG = re.compile(r"[^\W\d_]{4,}")
# Without its accent it is a word: a reunion.
_ACCENTED = frozenset({"Réunion", "La Réunion"})
_CAPITAL = re.compile(r"[À-ÖØ-Þ]")


@dataclass(frozen=True, slots=True)
class Name:
    """What a look-up key stands for.

    Attributes:
        things: The thing it names; none for words that must never be taken for a place.
        rule: ``name``, ``adjective``, ``compound`` (an adjective's first half), ``shared`` (an adjective of one of
            several countries), ``ambiguous`` or ``never``.
    """

    things: tuple[Thing, ...]
    rule: str


def collect(reference: Reference, lexicon: Lexicon) -> dict[str, Name]:
    """Return every look-up key of the language with what it names; what is ambiguous is left out."""
    table = lexicon.table("places")
    names: dict[str, Name] = {}
    for thing, key in _known(reference, lexicon.language, table["articles"]):
        _add(names, collapse(key), Name((thing,), "name"), wins=False)
    for things, key, rule in _written(table):
        _add(names, collapse(key), Name(things, rule), wins=True)
    lowered = frozenset(table["bodies"]["lowered"])
    small = frozenset(lexicon.table("language")["stop_words"])
    for key, name in tuple(names.items()):
        if name.rule == "name" and name.things:
            for spelling in _spellings(key, name.things[0].kind, lowered, small):
                names.setdefault(spelling, name)
    for word in table["never"]["words"]:
        key = collapse(word)
        names[key] = Name((), "never")
        if " " in key:
            names.setdefault(key.upper(), names[key])
    return {key: name for key, name in names.items() if key and (name.things or name.rule == "never")}


def _spellings(key: str, kind: Kind, lowered: frozenset[str], small: frozenset[str]) -> Iterator[str]:
    """Yield the other ways in which a text may write a name: capitals, hyphens, accents."""
    if kind == "organisation" and " " in key and key.split(" ", maxsplit=1)[0] in lowered:
        yield key[0].lower() + key[1:]
    if len(key) >= _CAPITALS_FROM and (kind in _AREAS or " " in key):
        yield from (key.upper(), _unaccented(key.upper()))
    if kind == "country":
        yield from (key.replace("-", " "), _hyphened(key))
        yield from () if key in _ACCENTED else (_plain(key),)
    if kind in _RESPELT:
        yield from respelt(key, small)


def respelt(key: str, small: frozenset[str]) -> tuple[str, ...]:
    """Return a name as those write it who capitalise its words, or leave the accents of capitals away.

    >>> respelt("Communauté économique des États", frozenset({"des"}))
    ('Communauté économique des Etats', 'Communauté Économique des États', 'Communauté Economique des Etats')
    """
    titled = _LONG.sub(lambda match: match[0] if match[0] in small else match[0][0].upper() + match[0][1:], key)
    spellings = dict.fromkeys((_unaccented(key), titled, _unaccented(titled)))
    return tuple(spelling for spelling in spellings if spelling != key)


def _hyphened(key: str) -> str:
    """Return a name of capitalised words with hyphens between them (Burkina-Faso)."""
    words = key.split(" ")
    return "-".join(words) if all(word[0].isupper() and word.isalpha() for word in words) else key


def _plain(key: str) -> str:
    """Return ``key`` without accents: Cote d'Ivoire."""
    return "".join(letter for letter in unicodedata.normalize("NFD", key) if not unicodedata.combining(letter))


def _unaccented(key: str) -> str:
    """Return ``key`` with plain capitals."""
    return _CAPITAL.sub(lambda match: unicodedata.normalize("NFD", match[0])[0], key)


def thing_of(code: str) -> Thing:
    """Return the country (letters) or the region (``x-`` slug or M49 number) that a lexicon's code names.

    >>> thing_of("IRQ").kind, thing_of("002").kind, thing_of("x-sahel").kind
    ('country', 'region', 'region')
    """
    kind: Kind = "country" if code.isupper() else "region"
    return Thing(kind, code)


def _known(reference: Reference, language: str, articles: Sequence[str]) -> Iterator[tuple[Thing, str]]:
    known = reference.entities
    for thing in sorted(known):
        names = known[thing].names
        for key in names.get(language) or names.get("en", ()):
            if thing.kind not in {"country", "region"} or key.split(" ")[0] not in articles:
                yield thing, key


def _written(table: Mapping[str, Any]) -> Iterator[tuple[tuple[Thing, ...], str, str]]:
    """Yield what ``places.toml`` writes out or makes: ``(things, spelling, rule)``."""
    for section, rule in (("names", "name"), ("forms", "adjective"), ("compounds", "compound")):
        for code, spellings in table[section].items():
            for key in spellings:
                yield (thing_of(code),), key, rule
    for kind, things in table["named"].items():
        for key, spellings in things.items():
            yield from (((Thing(cast(Kind, kind), key),), spelling, "name") for spelling in spellings)
    for key, codes in table["several"].items():
        yield tuple(map(thing_of, codes)), key, "name"
    for code, bases in table["adjectives"].items():
        yield from (((thing_of(code),), form, "adjective") for base in bases for form in _forms(base, table))
    shared: dict[str, tuple[Thing, ...]] = {}
    for code, bases in table["shared"].items():
        for form in (form for base in bases for form in _forms(base, table)):
            shared[form] = (*shared.get(form, ()), thing_of(code))
    yield from ((things, form, "shared") for form, things in shared.items())
    yield from _modified(table["coordination"])


def _add(names: dict[str, Name], key: str, name: Name, *, wins: bool) -> None:
    """Keep the more telling of two readings of ``key``; of equals the lexicon's; forget both of the reference's own."""
    earlier = names.get(key)
    if earlier is None or earlier.things == name.things:
        names[key] = earlier or name
        return
    ours = _RANK[name.things[0].kind]
    theirs = _RANK[earlier.things[0].kind] if earlier.things else ours
    if ours < theirs or (ours == theirs and wins):
        names[key] = name
    elif ours == theirs:
        names[key] = Name((), "ambiguous")


def inflect(base: str, endings: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the forms of an adjective; the longest ending that fits decides.

    >>> inflect("malien", {"ien": ["ien", "ienne", "iens", "iennes"], "": [""]})
    ('malien', 'malienne', 'maliens', 'maliennes')
    """
    ending = max((ending for ending in endings if base.endswith(ending)), key=len, default="")
    stem = base[: len(base) - len(ending)]
    return tuple(stem + form for form in endings.get(ending, (ending,)))


def _forms(base: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the forms of an adjective, each also with a capital letter (les Maliens)."""
    for form in inflect(base, table["inflections"]):
        yield form
        yield form[0].upper() + form[1:]


def _modified(table: Mapping[str, Any]) -> Iterator[tuple[tuple[Thing, ...], str, str]]:
    """Yield each head with each of its modifiers: West Africa, Afrique de l’Ouest."""
    for head, modifiers in table["heads"].items():
        for modifier, code in modifiers.items():
            key = f"{head} {modifier}" if table["order"] == "head-first" else f"{modifier} {head}"
            yield (thing_of(code),), key, "name"
