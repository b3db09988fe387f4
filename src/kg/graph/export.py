"""Which triples an export holds: what is asserted, and what the reference data says of the things that it names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.namespaces import KG, SKOS

_CONTAINERS = (KG.within, SKOS.inScheme, SKOS.broader)


def with_reference(asserted: Iterable[ox.Triple], reference: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield ``asserted`` as it comes, then what ``reference`` says of the things it names and of what contains them."""
    known: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for triple in reference:
        if isinstance(triple.subject, ox.NamedNode):
            known[triple.subject].append(triple)
    named: dict[ox.NamedNode, None] = {}
    for triple in asserted:
        if isinstance(triple.object, ox.NamedNode) and triple.object in known:
            named[triple.object] = None
        yield triple
    todo, seen = list(named), set[ox.NamedNode]()
    while todo:
        thing = todo.pop()
        if thing not in seen:
            seen.add(thing)
            yield from known[thing]
            above = (each.object for each in known[thing] if each.predicate in _CONTAINERS)
            todo.extend(each for each in above if isinstance(each, ox.NamedNode) and each in known)
