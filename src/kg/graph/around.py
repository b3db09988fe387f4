"""What the graph says of the things that a person's own data names: judged together, since they will stand together."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.graph.background import USEFUL, Background, background
from kg.graph.closure import load_background
from kg.graph.namespaces import BASE, INFERRED_GRAPH, KG, RDF
from kg.graph.store import SOURCES, Part

_LENT = (*USEFUL, KG.textOf, KG.inText)
_MINTED = f"{BASE}id/"


def leans_of(triples: Iterable[ox.Triple]) -> list[str]:
    """Return the IRIs of ours that ``triples`` name, sorted, but those of the reference data, which never change."""
    named = {term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, ox.NamedNode)}
    known = load_background().triples
    return sorted(term.value for term in named if term.value.startswith(_MINTED) and term not in known)


class Around:
    """The graph without one file of it.

    The reference data is part of the graph here too: what it says of a thing cannot be said otherwise in a file.
    """

    def __init__(self, store: ox.Store, own: ox.NamedNode, others: Sequence[Part] = ()) -> None:
        """Look into ``store`` and ``others``, leaving out what the source graph ``own`` alone says."""
        self._store = store
        self._own = own
        self._others: dict[object, list[tuple[str, ox.Triple]]] = {}
        for part in others:
            for triple in part.asserted:
                self._others.setdefault(triple.subject, []).append((part.name, triple))

    def told(self, subject: ox.NamedNode) -> dict[ox.Triple, str]:
        """Return ``{what is asserted of a thing: name of a file that says so}``; empty names where none is known."""
        found: dict[ox.Triple, str] = {}
        mine = set()
        inferred = set()
        every = []
        for quad in self._store.quads_for_pattern(subject, None, None, None):
            if quad.graph_name == ox.DefaultGraph():
                every.append(quad.triple)
            elif quad.graph_name == INFERRED_GRAPH:
                inferred.add(quad.triple)
            elif quad.graph_name == self._own:
                mine.add(quad.triple)
            elif isinstance(quad.graph_name, ox.NamedNode):
                found.setdefault(quad.triple, quad.graph_name.value.removeprefix(SOURCES))
        for triple in every:
            if triple not in mine:
                found.setdefault(triple, "")
        for name, triple in self._others.get(subject, ()):
            found.setdefault(triple, name)
        return {triple: name for triple, name in found.items() if triple not in inferred}

    def completed(self, triples: Sequence[ox.Triple]) -> tuple[ox.Triple, ...]:
        """Return ``triples`` with what the graph says of their subjects already."""
        subjects = dict.fromkeys(each.subject for each in triples if isinstance(each.subject, ox.NamedNode))
        known = (triple for subject in subjects for triple in self.told(subject))
        return tuple(dict.fromkeys((*triples, *known)))

    def background(self, triples: Iterable[ox.Triple]) -> Background:
        """Return what is known of the things that ``triples`` name: by the reference data, the index and the others."""
        every = tuple(triples)
        return background((*load_background().about(every), *self._lent(every)))

    def fingerprint(self, leans: Iterable[str]) -> str:
        """Return a checksum of all that is said of the things with these IRIs."""
        digest = hashlib.sha256()
        for name in leans:
            thing = ox.NamedNode(name)
            said = {*map(str, self.told(thing)), *map(str, self._lent([ox.Triple(thing, RDF.type, thing)]))}
            digest.update("\n".join([name, *sorted(said)]).encode())
        return digest.hexdigest()

    def _lent(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        todo = [term for triple in triples for term in (triple.subject, triple.object)]
        seen: set[object] = set()
        while todo:
            term = todo.pop()
            if term in seen or not isinstance(term, ox.NamedNode) or not term.value.startswith(_MINTED):
                continue
            seen.add(term)
            for predicate in _LENT:
                for quad in self._store.quads_for_pattern(term, predicate, None, ox.DefaultGraph()):
                    yield quad.triple
                    if predicate in (KG.textOf, KG.inText):
                        todo.append(quad.object)
            for _, triple in self._others.get(term, ()):
                if triple.predicate in _LENT:
                    yield triple
