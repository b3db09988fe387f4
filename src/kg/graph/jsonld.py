"""JSON-LD 1.1 in compact form: one context, a node for each thing, in reading order; the same bytes every time."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, RDF, XSD
from kg.graph.order import reading_order
from kg.graph.turtle import group

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Node = dict[ox.NamedNode, list[Term]]
Json = str | dict[str, str]

_ID = "@id"


def write_jsonld(triples: Iterable[ox.Triple]) -> str:
    """Return the graph as JSON-LD: prefixes and the type of each property's values stand in the context.

    A property whose values are all IRIs, or all of one datatype, has it in the context, so that the nodes stay plain.
    """
    every = list(dict.fromkeys(triples))
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for triple in every:
        if not isinstance(triple.object, ox.Triple):
            nodes[str(triple.subject)][triple.predicate].append(triple.object)
    kinds = _coercions(nodes.values())
    names = _Names(every)
    graph = [
        {_ID: names.of(subject.decode()), **_properties(nodes[subject.decode()], kinds, names)}
        for subject in reading_order(group(every))
    ]
    context: dict[str, object] = dict(names.prefixes)
    context.update(sorted((names.iri(verb), {"@type": names.iri_or_id(kind)}) for verb, kind in kinds.items()))
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


class _Names:
    """Compact IRIs; a prefix that is also the scheme of some IRI in the graph would change its meaning: left out."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        iris = {
            term.value
            for triple in triples
            for term in (triple.subject, triple.predicate, triple.object)
            if isinstance(term, ox.NamedNode)
        }
        schemes = {iri.partition(":")[0] for iri in iris}
        self.prefixes = {prefix: space for prefix, space in PREFIXES.items() if prefix not in schemes}
        self._by_namespace = {space: prefix for prefix, space in self.prefixes.items()}

    def iri(self, node: ox.NamedNode) -> str:
        cut = max(node.value.rfind("/"), node.value.rfind("#")) + 1
        prefix = self._by_namespace.get(node.value[:cut])
        return f"{prefix}:{node.value[cut:]}" if prefix else node.value

    def iri_or_id(self, kind: str) -> str:
        return kind if kind == _ID else self.iri(ox.NamedNode(kind))

    def of(self, subject: str) -> str:
        """Return the identifier of a subject written as N-Triples writes it."""
        return self.iri(ox.NamedNode(subject[1:-1])) if subject.startswith("<") else subject

    def id(self, term: ox.NamedNode | ox.BlankNode) -> str:
        return self.iri(term) if isinstance(term, ox.NamedNode) else str(term)


def _coercions(nodes: Iterable[Node]) -> dict[ox.NamedNode, str]:
    """Return ``{property: @id or datatype}`` for the properties whose values are all of one kind."""
    kinds: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for node in nodes:
        for verb, values in node.items():
            kinds[verb].update(_kind(value) for value in values)
    single = {verb: next(iter(found)) for verb, found in kinds.items() if len(found) == 1}
    return {verb: kind for verb, kind in single.items() if verb != RDF.type and kind not in ("", XSD.string.value)}


def _kind(value: Term) -> str:
    if isinstance(value, ox.Literal):
        return "" if value.language else value.datatype.value
    return _ID


def _properties(node: Node, kinds: Mapping[ox.NamedNode, str], names: _Names) -> dict[str, Json | list[Json]]:
    found: dict[str, Json | list[Json]] = {}
    for verb, values in sorted(node.items(), key=lambda item: (item[0] != RDF.type, names.iri(item[0]))):
        ordered = sorted(values, key=str)
        if verb == RDF.type and all(isinstance(value, ox.NamedNode) for value in ordered):
            key, written = "@type", [names.id(value) for value in ordered if not isinstance(value, ox.Literal)]
            found[key] = _one_or_all(written)
        else:
            found[names.iri(verb)] = _one_or_all([_value(value, kinds.get(verb, ""), names) for value in ordered])
    return found


def _one_or_all(values: Iterable[Json]) -> Json | list[Json]:
    every = list(values)
    return every[0] if len(every) == 1 else every


def _value(value: Term, kind: str, names: _Names) -> Json:
    if not isinstance(value, ox.Literal):
        return names.id(value) if kind == _ID else {_ID: names.id(value)}
    if value.language:
        return {"@language": value.language, "@value": value.value}
    if kind == value.datatype.value or value.datatype == XSD.string:
        return value.value
    return {"@type": names.iri(value.datatype), "@value": value.value}
