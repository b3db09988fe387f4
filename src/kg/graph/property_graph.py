"""The graph as tools outside RDF see it: things with properties, and links between them.

A literal is a property of the thing, in a column of its language when it has one; an IRI that the graph describes is a
link; any other IRI (a web page, a language of a table elsewhere) is a property.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from kg.graph.json_names import context
from kg.graph.namespaces import PREFIXES, RDF, XSD
from kg.graph.order import natural

UNTYPED = "Thing"
# Forms that every tool reads as the same value; any other form makes its column one of texts.
_FORMS = {
    "integer": (XSD.integer.value, re.compile(r"-?[0-9]{1,18}")),
    "decimal": (XSD.decimal.value, re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")),
    "boolean": (XSD.boolean.value, re.compile(r"true|false")),
    "date": (XSD.date.value, re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
}


@dataclass(slots=True)
class Thing:
    """One thing.

    Attributes:
        classes: Short names of its classes, sorted; ``Thing`` when it has none.
        values: ``{column: values}``, the values sorted.
        links: ``{column: identifiers}``, sorted.
    """

    classes: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """The whole graph.

    Attributes:
        things: ``{IRI, or _: and label: thing}``, in the order of the names.
        kinds: ``{column of values: text, integer, decimal, boolean or date}``, sorted.
        several: Columns of values of which some thing has more than one.
        terms: ``{column or class: IRI of the term}``.
    """

    things: Mapping[str, Thing]
    kinds: Mapping[str, str]
    several: frozenset[str]
    terms: Mapping[str, str]


def property_graph(triples: Iterable[ox.Triple]) -> PropertyGraph:
    """Return the triples as things; those with a triple as their value, which no such tool holds, are left out."""
    every = sorted({triple for triple in triples if not isinstance(triple.object, ox.Triple)}, key=str)
    things = {_name(triple.subject): Thing() for triple in every}
    kinds: dict[str, set[str]] = defaultdict(set)
    terms: dict[str, str] = {}
    for triple in every:
        thing, column = things[_name(triple.subject)], short_name(triple.predicate.value)
        value = triple.object
        if triple.predicate == RDF.type and isinstance(value, ox.NamedNode):
            thing.classes.append(short_name(value.value))
            terms[thing.classes[-1]] = value.value
            continue
        if isinstance(value, ox.Literal):
            column = f"{column}_{value.language}" if value.language else column
            kinds[column].add(_kind(value))
            thing.values.setdefault(column, []).append(value.value)
        elif _name(value) in things:
            thing.links.setdefault(column, []).append(_name(value))
        else:
            kinds[column].add("text")
            thing.values.setdefault(column, []).append(_name(value))
        terms[column] = triple.predicate.value
    for thing in things.values():
        _sort(thing)
    several = {name for thing in things.values() for name, values in thing.values.items() if len(values) > 1}
    single = {name: next(iter(found)) if len(found) == 1 else "text" for name, found in sorted(kinds.items())}
    ordered = dict(sorted(things.items(), key=lambda item: natural(item[0].encode())))
    return PropertyGraph(ordered, single, frozenset(several), dict(sorted(terms.items())))


def _sort(thing: Thing) -> None:
    thing.classes = sorted(set(thing.classes)) or [UNTYPED]
    for found in (thing.values, thing.links):
        for name, values in found.items():
            found[name] = sorted(set(values))


@cache
def short_name(iri: str) -> str:
    """Return the name of a term in our JSON-LD context, else its prefixed name with an underscore, else its IRI."""
    known = _context_names().get(iri)
    if known:
        return known
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = next((name for name, space in PREFIXES.items() if space == iri[:cut]), "")
    return f"{prefix}_{iri[cut:]}" if prefix and iri[cut:] else iri


@cache
def _context_names() -> Mapping[str, str]:
    spaces = {name: value for name, value in context().items() if isinstance(value, str) and value[-1] in "/#"}
    names = {}
    for name, value in context().items():
        if name not in spaces:
            prefix, _, local = (value if isinstance(value, str) else value["@id"]).partition(":")
            names[spaces[prefix] + local] = name
    return names


def _name(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _kind(value: ox.Literal) -> str:
    for kind, (datatype, form) in _FORMS.items():
        if value.datatype.value == datatype and form.fullmatch(value.value):
            return kind
    return "text"
