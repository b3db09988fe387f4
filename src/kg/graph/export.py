"""The graph in the formats that other tools take: the same graph, the same bytes, on any machine."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.jsonld import write_jsonld
from kg.graph.namespaces import INFERRED_GRAPH, KG, SKOS
from kg.graph.turtle import write_trig, write_turtle

Triples = Sequence[ox.Triple]

_CONTAINERS = (KG.within, SKOS.inScheme, SKOS.broader)


def export(triples: Triples, inferred: Triples, form: str) -> str:
    """Return the graph as text.

    Args:
        triples: The asserted graph with the reference data that it mentions (see ``mentioned``).
        inferred: What the rules add; only TriG and N-Quads can tell it apart, so only they hold it.
        form: ``turtle``, ``trig``, ``nt``, ``nq`` or ``jsonld``.

    Raises:
        QueryError: there is no such format (KG520).
    """
    try:
        write = _WRITERS[form]
    except KeyError:
        known = ", ".join(sorted(_WRITERS))
        raise QueryError(
            "KG520", form, en=f"is not a format; use {known}", fr=f"n’est pas un format\u00a0; choisissez {known}"
        ) from None
    return write(triples, inferred)


def formats() -> tuple[str, ...]:
    """Return the names of the formats, sorted."""
    return tuple(sorted(_WRITERS))


def mentioned(asserted: Iterable[ox.Triple], reference: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return what the reference data says of the things that ``asserted`` names, and of all that contains them."""
    known: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for triple in reference:
        if isinstance(triple.subject, ox.NamedNode):
            known[triple.subject].append(triple)
    todo = [triple.object for triple in asserted if triple.object in known]
    seen: dict[ox.NamedNode, None] = {}
    while todo:
        thing = todo.pop()
        if isinstance(thing, ox.NamedNode) and thing not in seen:
            seen[thing] = None
            todo.extend(each.object for each in known[thing] if each.predicate in _CONTAINERS and each.object in known)
    return tuple(triple for thing in seen for triple in known[thing])


def _lines(quads: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat) -> list[str]:
    written = ox.serialize(quads, format=form) or b""
    return sorted(set(written.decode("utf-8").split("\n")) - {""})


def _ntriples(triples: Triples, _: Triples) -> str:
    return "".join(f"{line}\n" for line in _lines(triples, ox.RdfFormat.N_TRIPLES))


def _nquads(triples: Triples, inferred: Triples) -> str:
    named = (ox.Quad(each.subject, each.predicate, each.object, INFERRED_GRAPH) for each in inferred)
    lines = _lines(triples, ox.RdfFormat.N_TRIPLES) + _lines(named, ox.RdfFormat.N_QUADS)
    return "".join(f"{line}\n" for line in sorted(lines))


_WRITERS: Mapping[str, Callable[[Triples, Triples], str]] = MappingProxyType(
    {
        "turtle": lambda triples, _: write_turtle(triples),
        "trig": lambda triples, inferred: write_trig(triples, {INFERRED_GRAPH.value: inferred}),
        "nt": _ntriples,
        "nq": _nquads,
        "jsonld": lambda triples, _: write_jsonld(triples),
    }
)
