"""Which triples an export holds: what is asserted, and what is known of the things that it names.

A graph that is asked elsewhere, without the reference data and the ontology beside it, must answer as the index does:
with labels, places and symbols.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.namespaces import BASE

_MEETING = f"{BASE}id/meeting/"


def with_reference(asserted: Iterable[ox.Triple], reference: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield ``asserted`` as it comes, then what ``reference`` says of the things it names, and so on.

    A thing is named as a subject, an object or a type. What the reference says names further things, such as the host
    of a meeting or the region around a country; their lines come too. Meetings come only when ``asserted`` names them:
    a country that hosted one does not bring in the record of all of them.
    """
    known: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for triple in reference:
        if isinstance(triple.subject, ox.NamedNode):
            known[triple.subject].append(triple)
    named: dict[ox.NamedNode, None] = {}
    for triple in asserted:
        for term in (triple.subject, triple.object):
            if isinstance(term, ox.NamedNode) and term in known:
                named[term] = None
        yield triple
    todo, seen = list(named), set[ox.NamedNode]()
    while todo:
        thing = todo.pop()
        if thing not in seen:
            seen.add(thing)
            yield from known[thing]
            further = (each.object for each in known[thing])
            todo.extend(each for each in further if isinstance(each, ox.NamedNode) and _follows(each, known))


def _follows(thing: ox.NamedNode, known: dict[ox.NamedNode, list[ox.Triple]]) -> bool:
    return thing in known and not thing.value.startswith(_MEETING)
