"""JSON-LD 1.1 in compact form under ``ontology/context.jsonld``, framed by type, a thing at a time.

The context stands in the document itself, so that it can be read offline and means the same for ever. Things come in
reading order; a passage, a participation or a sum stands inside the thing that names it first.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import BinaryIO

import pyoxigraph as ox

from kg import assets
from kg.errors import QueryError
from kg.graph.dataset import Graphs, triples_about
from kg.graph.namespaces import RDF, SCHEMA, XSD
from kg.graph.order import Block, reading_order

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Json = str | int | dict[str, "Json"] | list["Json"]
Context = Mapping[str, str | Mapping[str, str]]

_EMBEDDED = re.compile(
    rb"(?:\A|\n\t)a (?:[^\n]* )?(?:k:TextSpan|k:Participation|<%b>)(?: |\Z)"
    % re.escape(SCHEMA.MonetaryAmount.value.encode())
)
_DEEPEST = 3
_BATCH = 500
# What every reader of JSON keeps exact, in canonical form.
_WHOLE = re.compile("0|-?[1-9][0-9]{0,14}")
_SCHEME = re.compile(rb"<([A-Za-z][A-Za-z0-9+.-]*):")


@cache
def context() -> Context:
    """Return our context: prefixes, then a short name for each term of the ontology, with the type of its values."""
    found: Context = json.loads((assets.ontology() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


def write_jsonld(graphs: Graphs, file: BinaryIO) -> None:
    """Write a dataset as JSON-LD; ``graphs`` is empty afterwards.

    Raises:
        QueryError: a triple has a triple for its object, which JSON-LD 1.1 cannot say (KG522).
    """
    names = _names(frozenset(_schemes(graphs)))
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
    names = _names(frozenset(_schemes(graphs)))
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


class _Names:
    """Short names; a prefix or name that is also the scheme of some IRI would change its meaning: left out."""

    def __init__(self, schemes: Container[str]) -> None:
        kept = {name: value for name, value in context().items() if name not in schemes}
        spaces = {name: value for name, value in kept.items() if isinstance(value, str) and _is_space(value)}
        self._prefixes = sorted(((space, name) for name, space in spaces.items()), reverse=True)
        self.context: dict[str, str | Mapping[str, str]] = dict(spaces)
        self._terms: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        for name, value in kept.items():
            compact = {"@id": value} if isinstance(value, str) else dict(value)
            full = {key: _expanded(each, spaces) for key, each in compact.items()}
            if name not in spaces and None not in full.values():
                self.context[name] = value
                self._terms[str(full["@id"])] = name
                self._kinds[str(full["@id"])] = str(full.get("@type", ""))

    def kind(self, iri: str) -> str:
        """Return the type that values of a property have without saying so: ``@id``, a datatype, or nothing."""
        return self._kinds.get(iri, "")

    def term(self, iri: str) -> str:
        """Return the name of a class or property."""
        return self._terms.get(iri) or self.iri(iri)

    def iri(self, iri: str) -> str:
        """Return the identifier of a thing."""
        for space, prefix in self._prefixes:
            # What follows the colon must not look like an authority (JSON-LD 1.1 section 3.2).
            if iri.startswith(space) and not iri.startswith("//", len(space)):
                return f"{prefix}:{iri[len(space) :]}"
        return iri

    def of(self, node: str) -> str:
        """Return the identifier of a node written as N-Triples writes it."""
        return self.iri(node[1:-1]) if node.startswith("<") else node


@lru_cache(maxsize=64)
def _names(schemes: frozenset[str]) -> _Names:
    """Return the short names for a dataset with these schemes; nothing changes them."""
    return _Names(schemes)


def _is_space(value: str) -> bool:
    return value.endswith(("/", "#"))


def _expanded(value: str, spaces: Mapping[str, str]) -> str | None:
    """Return a keyword as it is, a compact IRI in full; None when its prefix was left out."""
    if value.startswith("@"):
        return value
    prefix, _, local = value.partition(":")
    return spaces[prefix] + local if prefix in spaces else None


class _Frame:
    """The things of one graph as objects; each is taken from the graph as it is written."""

    def __init__(self, block: Block, names: _Names) -> None:
        self._block = block
        self._names = names

    def nodes(self) -> Iterator[Json]:
        """Yield the things in reading order, without those that already stand inside another."""
        for subject in list(reading_order(self._block)):
            if subject in self._block:
                yield self._node(subject, 0)

    def _node(self, subject: bytes, depth: int) -> Json:
        found: dict[str, list[Json]] = {}
        types = []
        for _, predicate, value in triples_about(subject, self._block.pop(subject)):
            if predicate == RDF.type and not isinstance(value, ox.Literal | ox.Triple):
                types.append(self._names.term(value.value) if isinstance(value, ox.NamedNode) else str(value))
            else:
                written = self._value(value, self._names.kind(predicate.value), depth)
                found.setdefault(self._names.term(predicate.value), []).append(written)
        node: dict[str, Json] = {"@id": self._names.of(subject.decode())}
        if types:
            node["@type"] = _one_or_all(types)
        return {**node, **{name: _one_or_all(found[name]) for name in sorted(found)}}

    def _value(self, value: Term, kind: str, depth: int) -> Json:
        if isinstance(value, ox.Triple):
            raise QueryError(
                "KG522",
                str(value),
                en="is a triple as a value, which JSON-LD 1.1 cannot say; choose another format",
                fr="est un triplet en guise de valeur, ce que JSON-LD 1.1 ne peut pas dire\u00a0; "
                "choisissez un autre format",
            )
        if isinstance(value, ox.Literal):
            return self._literal(value, kind)
        term = str(value).encode()
        if depth < _DEEPEST and any(map(_EMBEDDED.search, self._block.get(term, ()))):
            return self._node(term, depth + 1)
        name = self._names.of(str(value))
        return name if kind == "@id" else {"@id": name}

    def _literal(self, value: ox.Literal, kind: str) -> Json:
        if value.language:
            direction = {"@direction": str(value.direction)} if value.direction else {}
            return {**direction, "@language": value.language, "@value": value.value}
        native = _native(value) if kind in ("", value.datatype.value) else None
        if native is not None:
            return native
        if value.datatype.value == (kind or XSD.string.value):
            return value.value
        if value.datatype == XSD.string:
            return {"@value": value.value}
        return {"@type": self._names.term(value.datatype.value), "@value": value.value}


def _native(value: ox.Literal) -> int | bool | None:
    """Return a whole number or truth value that JSON gives back with the same form; None for any other literal."""
    if value.datatype == XSD.boolean:
        return {"true": True, "false": False}.get(value.value)
    return int(value.value) if value.datatype == XSD.integer and _WHOLE.fullmatch(value.value) else None


def _one_or_all(values: Sequence[Json]) -> Json:
    return values[0] if len(values) == 1 else list(values)
