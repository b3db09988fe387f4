"""Things that a person names in a question: found by IRI, key, code, number or any of their names."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import iri
from kg.graph.namespaces import PREFIXES
from kg.graph.suggest import suggest

Ask = Callable[[str], Iterable[ox.QuerySolution]]
"""Answers a SELECT query that declares its prefixes: a store, or an endpoint."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "country-or-region": "kg:Country kg:Region kg:Place",
        "country": "kg:Country",
        "organisation": "kg:Organisation",
        "person": "kg:Person",
        "actor": "kg:Organisation kg:Person kg:Country",
        "resolution": "kg:Resolution",
        "meeting": "kg:Meeting",
        "statement": "kg:Statement",
    }
)
"""``{kind of thing: its classes}``; a class such as ``kg:Act`` is a kind too."""

CODE_LISTS: tuple[str, ...] = (
    *("act-type", "actor-kind", "bound", "form", "level", "organisation-kind", "performative", "place-kind"),
    *("polarity", "review", "role", "status", "theme"),
)
"""Kinds of things that are the entries of a code list."""

_MOST = 6
_CLASS = re.compile(r"kg:[A-Z][A-Za-z]*")
_DECLARED = (
    "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("kg", "rdfs", "skos"))
    + "PREFIX scheme: <https://w3id.org/statements-kg/id/scheme/>\n"
)
_NAME = "rdfs:label|skos:prefLabel|skos:altLabel|kg:code|kg:symbol"
# Whatever was read leads to things by these; a thing of the reference data that no text names has none of them.
_USE = "kg:denotes|kg:region|kg:issuedAt|kg:expressedIn|kg:theme|kg:form|kg:performative|kg:status|kg:role|kg:level"
_USE += "|kg:bound|kg:reviewStatus|kg:polarity|kg:actorKind|kg:participant|kg:addressee|kg:textOf|kg:host"


def is_kind(name: str) -> bool:
    """Tell whether ``name`` is a kind of thing: one of ``KINDS`` or ``CODE_LISTS``, or a class of the ontology."""
    return name in KINDS or name in CODE_LISTS or _CLASS.fullmatch(name) is not None


def find(kind: str, value: str, ask: Ask, where: str) -> ox.NamedNode:
    """Return the one thing of ``kind`` that a person calls ``value``.

    Args:
        kind: See ``is_kind``.
        value: An IRI, whole or with a prefix; else a key, code, number or name, accents and case aside.
        ask: The graph.
        where: What the person wrote, for messages.

    Raises:
        QueryError: nothing (KG515) or several things (KG516) are called so.
    """
    stated = iri.expand(value) if ":" in value else None
    if stated and any(ask(_select("?thing", f"VALUES ?thing {{ {stated} }} {_of(kind)}", "LIMIT 1"))):
        return stated
    found = {} if stated else _exactly(kind, value, ask)
    if not found:
        names = _names(kind, ask)
        near = suggest(iri.slug(iri.compact(stated.value).partition(":")[2] if stated else value), names)
        found = {} if stated else names.get(iri.slug(value), {})
    if not found:
        raise _nothing([_spelt(names[each]) for each in near.split(", ") if each in names], where)
    if len(found) > 1:
        raise _several(found, where)
    return ox.NamedNode(next(iter(found)))


def in_use(kind: str, language: str, ask: Ask) -> list[tuple[str, str]]:
    """Return ``(key, name)`` of the things of ``kind`` that what was read leads to, sorted by key.

    Args:
        kind: See ``is_kind``.
        language: Of the names, where there is one in it.
        ask: The graph.
    """
    named = f'OPTIONAL {{ ?thing rdfs:label|skos:prefLabel ?name . FILTER(LANG(?name) IN ("{language}", "")) }}'
    rows = ask(_select("DISTINCT ?thing ?name", f"{_of(kind)} FILTER EXISTS {{ ?what {_USE} ?thing }} {named}"))
    found = {row["thing"].value: row["name"].value if row["name"] else "" for row in rows}
    return sorted((thing.rpartition("/")[2], name) for thing, name in found.items())


def _select(what: str, pattern: str, after: str = "") -> str:
    return f"{_DECLARED}SELECT {what} WHERE {{ {pattern} }} {after}"


def _of(kind: str) -> str:
    """Return the pattern that says ``?thing`` is of a kind."""
    if kind in CODE_LISTS:
        return f"?thing skos:inScheme scheme:{kind} ."
    return f"VALUES ?class {{ {KINDS.get(kind, kind)} }} ?thing a ?class ."


def _exactly(kind: str, value: str, ask: Ask) -> dict[str, str]:
    """Return ``{thing: name}`` of those called exactly so in some language: what most people write, and quick."""
    # A byte that is not UTF-8 is in no name; it may not be in a literal either.
    name = value.encode("utf-8", "replace").decode("utf-8")
    spellings = " ".join(str(ox.Literal(name, language=tag)) for tag in (None, "en", "fr"))
    pattern = f"VALUES ?name {{ {spellings} }} ?thing {_NAME} ?name . {_of(kind)}"
    return {row["thing"].value: value for row in ask(_select("DISTINCT ?thing", pattern))}


def _names(kind: str, ask: Ask) -> dict[str, dict[str, str]]:
    """Return ``{name as a slug: {thing: the name as it is spelt}}`` of all things of a kind."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in ask(_select("?thing ?name", f"{_of(kind)} OPTIONAL {{ ?thing {_NAME} ?name }}")):
        thing = row["thing"].value
        key = thing.rpartition("/")[2]
        spellings = {key.removeprefix("x-"), *_days(key), key}
        if row["name"] is not None:
            spellings.update((row["name"].value, *_numbers(row["name"].value)))
        for spelling in spellings:
            names[iri.slug(spelling)].setdefault(thing, spelling)
    names.pop("", None)
    return names


def _days(key: str) -> tuple[str, ...]:
    """Return the day by itself: ``2024-09-30`` of a meeting or statement called ``2024-09-30-gcd``."""
    found = re.match(r"\d{4}-\d\d-\d\d(?=-)", key)
    return (found[0],) if found else ()


def _numbers(symbol: str) -> tuple[str, ...]:
    """Return the number of a resolution by itself, and with its year: ``2254`` of ``S/RES/2254 (2015)``."""
    found = re.search(r"/RES/([\d/]+)(?: (\(\d{4}\)))?", symbol)
    return tuple(filter(None, (found[1], found[2] and f"{found[1]} {found[2]}"))) if found else ()


def _spelt(things: Mapping[str, str]) -> str:
    thing, name = next(iter(sorted(things.items())))
    return f"{name} ({iri.compact(thing)})"


def _several(found: Mapping[str, str], where: str) -> QueryError:
    things = [iri.compact(each) for each in sorted(found)]
    choices = ", ".join(things[:_MOST])
    more = len(things) - _MOST
    return QueryError(
        "KG516",
        where,
        en=f"names several things: {choices}{f' and {more} more' if more > 0 else ''}; give one of them",
        fr=f"désigne plusieurs choses\u00a0: {choices}{f' et {more} autres' if more > 0 else ''}\u00a0; "
        "indiquez l’une d’elles",
    )


def _nothing(near: list[str], where: str) -> QueryError:
    choices = ", ".join(near)
    return QueryError(
        "KG515",
        where,
        en="is not in this graph; " + (f"did you mean {choices}?" if near else "the graph has nothing of its kind"),
        fr="n’est pas dans ce graphe\u00a0; "
        + (f"vouliez-vous dire {choices}\u00a0?" if near else "il n’a rien de ce genre"),
    )
