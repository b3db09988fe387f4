"""The triples of several files as one graph, each still knowing where it is written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pyoxigraph as ox

from kg.graph.load import Source
from kg.graph.places.atlas import Atlas
from kg.graph.places.jsonld import mentions_of_jsonld
from kg.graph.places.lines import Lines, Place
from kg.graph.places.mention import Mention
from kg.graph.places.rdfxml import mentions_of_rdfxml
from kg.graph.places.turtle import mentions_of_turtle
from kg.graph.verdict import Spot

_WORD = re.compile(r"\"[^\"\n]*\"(?:@[\w-]+|\^\^\S*[^\s.,;\])])?|<[^>\s]*>|[^\s,;\])}<\"]+|.")
_LONGEST = 400
_T = TypeVar("_T")


class File:
    """One file: its triples, and, once somebody asks, their places."""

    def __init__(self, source: Source, number: int) -> None:
        """Parse ``source``, the file with this number among those that are judged together.

        Raises:
            InputError: it breaks the syntax of its format.
        """
        self.path = source.path
        self._source = source
        self._number = number
        read, self.prefixes = source.parse()
        self.triples = tuple(map(self._rename, read)) if number else read

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self._source.text)

    @cached_property
    def _atlas(self) -> Atlas:
        """The second reading of the file, made when there is something to report."""
        return Atlas(self._lines, self.triples, [self._mention(each) for each in self._mentions()])

    def _mentions(self) -> Sequence[Mention]:
        text, form = self._lines.text, self._source.form
        if form == ox.RdfFormat.JSON_LD:
            return mentions_of_jsonld(text)
        if form == ox.RdfFormat.RDF_XML:
            return mentions_of_rdfxml(text)
        return mentions_of_turtle(text, quads=form == ox.RdfFormat.N_QUADS)

    def _mention(self, mention: Mention) -> Mention:
        if not self._number:
            return mention
        return mention._replace(subject=self._own(mention.subject), object=self._own(mention.object))

    def _rename(self, triple: ox.Triple) -> ox.Triple:
        return ox.Triple(self._own(triple.subject), triple.predicate, self._own(triple.object))

    def _own(self, term: _T) -> _T | ox.BlankNode:
        """Tell the blank nodes of this file from those of the others."""
        return ox.BlankNode(f"file{self._number}-{term.value}") if isinstance(term, ox.BlankNode) else term

    def object_of(self, triple: ox.Triple) -> Spot | None:
        """Return where the object of a triple stands."""
        places = self._atlas.of_triple(*triple)
        return None if places is None else self._spot(places[2])

    def predicate_of(self, triple: ox.Triple) -> Spot | None:
        """Return where the predicate of a triple stands; where its property is first given when that is unknown."""
        places = self._atlas.of_triple(*triple)
        place = places[1] if places else self._atlas.of_verb(triple.subject, triple.predicate)
        return None if place is None else self._spot(place)

    def thing(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Spot | None:
        """Return where a thing is first described, or mentioned."""
        place = self._atlas.of_thing(term)
        return None if place is None else self._spot(place)

    def _spot(self, place: Place) -> Spot:
        line = self._lines.line(place.line)
        word = _WORD.match(line, place.column - 1)
        text = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        return Spot(str(self.path), place.line, place.column, text, len(word[0]) if word else 1)


@dataclass(frozen=True)
class Files:
    """All files of one validation.

    Attributes:
        files: In the order of the command line.
        triples: What is judged, each once: misspelt terms are mended.
        written: ``{what is judged: the triple as it is written, where that differs}``.
        name: What has no file of its own is said to stand here.
    """

    files: Sequence[File]
    triples: Sequence[ox.Triple]
    written: Mapping[ox.Triple, ox.Triple]
    name: str = ""

    @cached_property
    def _about(self) -> Mapping[str, list[ox.Triple]]:
        found: dict[str, list[ox.Triple]] = {}
        for triple in self.triples:
            found.setdefault(str(triple.subject), []).append(triple)
        return found

    def about(self, thing: str) -> Sequence[ox.Triple]:
        """Return what is said of a thing, named in N-Triples syntax."""
        return self._about.get(thing, ())

    @cached_property
    def _values(self) -> Mapping[str, ox.Triple]:
        return {str(triple.object): triple for triple in reversed(self.triples)}

    def spot_of(self, thing: str, path: Sequence[str], value: str | None, *, extra: bool) -> Spot:
        """Return the place that a finding is about.

        Args:
            thing: The thing at fault in N-Triples syntax.
            path: The properties of the path at fault, in N-Triples syntax.
            value: The value at fault in N-Triples syntax, or None.
            extra: True when there is one value too many.
        """
        found = [each for each in self.about(thing) if path and str(each.predicate) == path[0]]
        for triple in found:
            if str(triple.object) == value and (spot := self._first(File.object_of, triple)):
                return spot
        far = self._values.get(value or "")
        if far is not None and str(far.predicate) in path and (spot := self._first(File.object_of, far)):
            return spot
        if found and extra:
            return self._first(File.object_of, found[-1]) or self.spot_of_thing(thing)
        if found and (spot := self._first(File.predicate_of, found[0])):
            return spot
        return self.spot_of_thing(thing)

    def _first(self, look: Callable[[File, ox.Triple], Spot | None], triple: ox.Triple) -> Spot | None:
        """Return what the first file says that knows the triple, as it is written."""
        written = self.written.get(triple, triple)
        spots = (look(file, written) for file in self.files)
        return next((spot for spot in spots if spot is not None), None)

    def spot_of_term(self, triple: ox.Triple, *, is_class: bool) -> Spot:
        """Return where a class or a property stands in a triple as it is written."""
        spot = self._first(File.object_of if is_class else File.predicate_of, triple)
        return spot or self.spot_of_thing(str(triple.subject))

    def top(self) -> Spot:
        """Return the first file as a whole."""
        return Spot(str(self.files[0].path) if self.files else self.name)

    def spot_of_thing(self, thing: str) -> Spot:
        """Return where a thing is described; the first file when nobody knows."""
        about = self.about(thing)
        term = about[0].subject if about else self._values[thing].object if thing in self._values else None
        spots = (file.thing(term) for file in self.files) if term is not None else ()
        return next((spot for spot in spots if spot is not None), self.top())
