"""What pages ask of the graph: the values of a thing, what leads to it, and its name in a language.

The graph stays in its store, so that memory does not grow with it; only names are kept, and for a while what is told
of a thing, which pages ask about property by property, in both languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.iri import compact
from kg.graph.known_names import LABELS
from kg.graph.namespaces import INFERRED_GRAPH, KG, RDF
from kg.graph.select import select

Node = ox.NamedNode | ox.BlankNode | ox.Literal

_MOST_THINGS = 20_000
_LANGUAGE = re.compile("[a-z]{2,3}")
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Words:
    """Something to read, and the language it is in.

    Attributes:
        text: The words.
        lang: Code of the language; empty when they belong to none (a symbol, an IRI).
    """

    text: str
    lang: str = ""

    def __str__(self) -> str:
        """Give the words."""
        return self.text


class View:
    """The graph as pages see it."""

    def __init__(self, store: ox.Store) -> None:
        """Look at the default graph of ``store``; the graph of inferred triples tells what was inferred."""
        self.store = store
        self._names: dict[ox.NamedNode, dict[str, str]] = {}
        self._told: dict[ox.NamedNode, dict[ox.NamedNode, list[Node]]] = {}

    def _about(self, subject: ox.NamedNode) -> dict[ox.NamedNode, list[Node]]:
        """Return ``{property: its values, sorted}`` of a thing."""
        known = self._told.get(subject)
        if known is None:
            if len(self._told) >= _MOST_THINGS:
                self._told.clear()
            known = self._told[subject] = {}
            for quad in self.store.quads_for_pattern(subject, None, None, _DEFAULT):
                if not isinstance(quad.object, ox.Triple):
                    known.setdefault(quad.predicate, []).append(quad.object)
            for values in known.values():
                values.sort(key=str)
        return known

    def values(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> Sequence[Node]:
        """Return the values of a property, sorted; triple terms are left out."""
        return self._about(subject).get(predicate, ())

    def things(self, subject: ox.NamedNode, *predicates: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the things that some properties lead to, each once, property by property."""
        every = (value for predicate in predicates for value in self.values(subject, predicate))
        return list(dict.fromkeys(value for value in every if isinstance(value, ox.NamedNode)))

    def literals(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.Literal]:
        """Return the literals of a property, sorted."""
        return [each for each in self.values(subject, predicate) if isinstance(each, ox.Literal)]

    def text(self, subject: ox.NamedNode, predicate: ox.NamedNode, lang: str = "") -> str:
        """Return one value of a property as text, in ``lang`` if there is one; empty without any."""
        words = self.words(subject, predicate, lang)
        return words.text if words else ""

    def words(self, subject: ox.NamedNode, predicate: ox.NamedNode, lang: str) -> Words | None:
        """Return one literal of a property, in ``lang`` if there is one, with its language."""
        literals = self.literals(subject, predicate)
        chosen = next((each for each in literals if each.language == lang), literals[0] if literals else None)
        return Words(chosen.value, chosen.language or "") if chosen is not None else None

    def sources(self, thing: ox.NamedNode, *predicates: ox.NamedNode) -> list[ox.NamedNode]:
        """Return what leads to ``thing`` by some properties, sorted, each once."""
        found = {
            quad.subject
            for predicate in predicates
            for quad in self.store.quads_for_pattern(None, predicate, thing, _DEFAULT)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return sorted(found, key=str)

    def with_property(self, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the things that have a property, sorted, each once."""
        found = {quad.subject for quad in self.store.quads_for_pattern(None, predicate, None, _DEFAULT)}
        return sorted((each for each in found if isinstance(each, ox.NamedNode)), key=str)

    def of_class(self, kind: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the things of a class, sorted."""
        return self.sources(kind, RDF.type)

    def is_a(self, thing: ox.NamedNode, kind: ox.NamedNode) -> bool:
        """Tell whether a thing is of a class."""
        return kind in self.values(thing, RDF.type)

    def name(self, thing: ox.NamedNode, lang: str) -> Words:
        """Return what a thing is called in ``lang``, else in another language, else its IRI."""
        known = self._names.get(thing)
        if known is None:
            known = self._names[thing] = self._read_names(thing)
        if lang in known:
            return Words(known[lang], lang)
        if known:
            other = min(known)
            return Words(known[other], other)
        return Words(compact(thing.value))

    def _read_names(self, thing: ox.NamedNode) -> dict[str, str]:
        for predicate in LABELS:
            found: dict[str, str] = {}
            for value in self.values(thing, predicate):
                if isinstance(value, ox.Literal):
                    found.setdefault(value.language or "", value.value)
            if found:
                return found
        return {}

    def asserted(self, subject: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield what is asserted of a thing; what the rules add is left out."""
        inferred = {quad.triple for quad in self.store.quads_for_pattern(subject, None, None, INFERRED_GRAPH)}
        for quad in self.store.quads_for_pattern(subject, None, None, _DEFAULT):
            if quad.triple not in inferred:
                yield quad.triple

    def rows(self, query: str) -> list[ox.QuerySolution]:
        """Return the rows of a query of the program."""
        return select(self.store, query)

    def language_of(self, text: ox.NamedNode) -> str:
        """Return the code of a text's language: the end of its IRI, before the checksum, tells it."""
        statement = next(iter(self.things(text, KG.textOf)), None)
        key = text.value.rpartition("/")[2]
        own = statement.value.rpartition("/")[2] if statement else ""
        code = key.removeprefix(f"{own}-").rpartition("-")[0]
        return code if _LANGUAGE.fullmatch(code) else ""
