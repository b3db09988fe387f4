"""JSON-LD 1.1 in compact form, framed, a thing at a time; ``context.jsonld`` and ``frame.jsonld`` are in ``ontology/``.

The context stands in the document itself, so that it can be read offline and means the same for ever. Things come in
reading order; a passage, a participation or a sum stands inside each thing that names it, and nowhere else.
``docs/decisions/0008-framing.md`` says where we leave the Framing algorithm of JSON-LD 1.1.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.dataset import Graphs, triples_about
from kg.graph.frame import Frame, frame
from kg.graph.json_names import Context, Names, names_for
from kg.graph.namespaces import RDF, XSD
from kg.graph.order import Block, reading_order

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Json = str | int | dict[str, "Json"] | list["Json"]

# Bytes of what is said of a thing that may stand inside many others: more would be repeated too often.
_LARGEST = 1 << 15
_BATCH = 500
# What every reader of JSON keeps exact, in canonical form.
_WHOLE = re.compile("0|-?[1-9][0-9]{0,14}")
_SCHEME = re.compile(rb"<([A-Za-z][A-Za-z0-9+.-]*):")


def write_jsonld(graphs: Graphs, file: BinaryIO) -> None:
    """Write a dataset as JSON-LD; ``graphs`` is empty afterwards.

    Raises:
        QueryError: a triple has a triple for its object, which JSON-LD 1.1 cannot say (KG522).
    """
    names = names_for(frozenset(_schemes(graphs)))
    file.write(b'{"@context": %b,\n"@graph": [' % json.dumps(names.context, ensure_ascii=False, indent=1).encode())
    between = b"\n"
    for graph in sorted(graphs):
        nodes = _Frame(graphs.pop(graph), names).nodes()
        if graph:
            file.write(between + b'{"@id": %b, "@graph": [' % _text(names.of(graph.decode())))
            _write(nodes, b"\n", file)
            file.write(b"\n]}")
            between = b",\n"
        else:
            between = _write(nodes, between, file)
    file.write(b"\n]}\n")


def nodes_of(graphs: Graphs) -> tuple[Context, list[Json]]:
    """Return the part of the context that the default graph of a dataset uses, and its things.

    Raises:
        QueryError: see ``write_jsonld``.
    """
    names = names_for(frozenset(_schemes(graphs)))
    nodes = list(_Frame(graphs[b""], names).nodes())
    return _used(names.context, nodes), nodes


def _used(context: Context, nodes: Sequence[Json]) -> Context:
    """Return the part of a context that some nodes, or another kept part, need."""
    said = set(_words(nodes))
    terms = {name: value for name, value in context.items() if name in said}
    said.update(_words(list(terms.values())))
    return {name: value for name, value in context.items() if name in said}


def _words(value: object) -> Iterator[str]:
    """Yield every word of a document that may be a term or a prefix of its context."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (key, key.partition(":")[0])
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield from (value, value.partition(":")[0])


def _write(nodes: Iterable[Json], between: bytes, file: BinaryIO) -> bytes:
    """Write the nodes, ``between`` before the first and a comma before the others; return what goes before a next."""
    lines = []
    for each in nodes:
        lines.append(between + _text(each))
        between = b",\n"
        if len(lines) == _BATCH:
            file.write(b"".join(lines))
            lines.clear()
    file.write(b"".join(lines))
    return between


def _text(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")


def _schemes(graphs: Graphs) -> set[str]:
    """Return the schemes of all IRIs in the dataset, and perhaps more."""
    found = {b"http", b"https"}
    for graph, block in graphs.items():
        found.update(_SCHEME.findall(graph))
        for subject, parts in block.items():
            found.update(_SCHEME.findall(subject), _SCHEME.findall(b" ".join(parts)))
    return {scheme.decode() for scheme in found}


class _Frame:
    """The things of one graph as objects."""

    def __init__(self, block: Block, names: Names) -> None:
        self._block = block
        self._names = names
        self._told: set[bytes] = set()

    def nodes(self) -> Iterator[Json]:
        """Yield the things in reading order, without those that already stand, whole, inside another."""
        for subject in list(reading_order(self._block)):
            if subject not in self._told:
                yield self._node(subject, frame(), ())

    def _node(self, subject: bytes, place: Frame, around: tuple[bytes, ...]) -> dict[str, Json]:
        """Return a thing as it is told at one place, inside the things ``around``."""
        found: dict[str, list[Json]] = {}
        types = []
        whole = True
        for _, predicate, value in triples_about(subject, self._block[subject]):
            if predicate == RDF.type and not isinstance(value, ox.Literal | ox.Triple):
                types.append(self._names.term(value.value) if isinstance(value, ox.NamedNode) else str(value))
            elif place.told is None or predicate.value in place.told:
                name, written = self._value(predicate.value, value, place, (*around, subject))
                found.setdefault(name, []).append(written)
            else:
                whole = False
        if around and whole:
            self._told.add(subject)
        node: dict[str, Json] = {"@id": self._names.of(subject.decode())}
        if types:
            node["@type"] = _one_or_all(types)
        return {**node, **{name: _one_or_all(found[name]) for name in sorted(found)}}

    def _value(self, predicate: str, value: Term, place: Frame, around: tuple[bytes, ...]) -> tuple[str, Json]:
        """Return the name of a property and one of its values."""
        if isinstance(value, ox.Triple):
            raise QueryError(
                "KG522",
                str(value),
                en="is a triple as a value, which JSON-LD 1.1 cannot say; choose another format",
                fr="est un triplet en guise de valeur, ce que JSON-LD 1.1 ne peut pas dire\u00a0; "
                "choisissez un autre format",
            )
        if isinstance(value, ox.Literal):
            return self._literal(predicate, value)
        name, said = self._names.key(predicate, "@id")
        inside, term = place.inside.get(predicate), str(value).encode()
        if inside and term not in around and 0 < sum(map(len, self._block.get(term, ()))) <= _LARGEST:
            node = self._node(term, inside, around)
            if len(node) > 1:
                return name, node
        thing = self._names.of(str(value))
        return name, thing if said else {"@id": thing}

    def _literal(self, predicate: str, value: ox.Literal) -> tuple[str, Json]:
        if value.language:
            direction = {"@direction": str(value.direction)} if value.direction else {}
            name, _ = self._names.key(predicate, "")
            return name, {**direction, "@language": value.language, "@value": value.value}
        plain = value.datatype == XSD.string
        name, said = self._names.key(predicate, "" if plain else value.datatype.value)
        native = _native(value)
        if native is not None:
            return name, native
        if plain or said:
            return name, value.value
        return name, {"@type": self._names.term(value.datatype.value), "@value": value.value}


def _native(value: ox.Literal) -> int | bool | None:
    """Return a whole number or truth value that JSON gives back with the same form; None for any other literal."""
    if value.datatype == XSD.boolean:
        return {"true": True, "false": False}.get(value.value)
    return int(value.value) if value.datatype == XSD.integer and _WHOLE.fullmatch(value.value) else None


def _one_or_all(values: Sequence[Json]) -> Json:
    return values[0] if len(values) == 1 else list(values)
