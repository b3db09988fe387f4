"""Where the triples of JSON-LD stand: keys and values, their terms expanded as far as the contexts in the file say.

Contexts with scopes, containers other than lists, ``@reverse`` and numbers with a fraction are left out; a look-up
then falls back on the property or the thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.graph.namespaces import RDF, XSD
from kg.graph.places.json_values import Value, read_json
from kg.graph.places.mention import Anonymous, Mention, Written
from kg.graph.places.names import resolve

Members = Mapping[str, tuple[int, Value]]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the contexts above a place say.

    Attributes:
        base: IRI of the document.
        vocabulary: What stands before terms that are not defined.
        language: Language of plain strings.
        terms: ``{term: its @id, @type and @language}``.
    """

    base: str | None = None
    vocabulary: str = ""
    language: str = ""
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def extended(self, context: Value) -> "_Context":
        """Return the context with what another, or a list of others, adds."""
        result = self
        for each in context.items:
            if each.members is None:
                result = _Context(self.base)
                continue
            told = {key: value for key, (_, value) in each.members.items()}
            result = replace(
                result,
                base=_text(told.get("@base")) or result.base,
                vocabulary=_text(told.get("@vocab")) or result.vocabulary,
                language=_text(told.get("@language")) or result.language,
                terms={**result.terms, **{key: _definition(value) for key, value in told.items() if key[:1] != "@"}},
            )
        return result

    def keyword(self, key: str) -> str:
        """Return the keyword that a key stands for, or the key itself."""
        defined = self.terms.get(key, {}).get("@id", "")
        return defined if defined.startswith("@") else key

    def expand(self, name: str) -> str:
        """Return a term or a compact IRI in full."""
        defined = self.terms.get(name, {}).get("@id", "")
        if defined:
            return self._compact(defined) or defined
        return self._compact(name) or (name if ":" in name else self.vocabulary + name)

    def node(self, name: str) -> Written | None:
        """Return what the value of ``@id`` names."""
        if name.startswith("_:"):
            return ox.BlankNode(name[2:])
        return _named(self._compact(name) or resolve(name, self.base))

    def _compact(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        space = self.terms.get(prefix, {}).get("@id", "") if colon and local[:2] != "//" else ""
        return space + local if space else ""


def _text(value: Value | None) -> str:
    return value.scalar if value is not None and isinstance(value.scalar, str) else ""


def _definition(value: Value) -> dict[str, str]:
    if value.members is None:
        return {"@id": _text(value)}
    return {key: _text(told) for key, (_, told) in value.members.items()}


def _named(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def mentions_of_jsonld(text: str, base: str | None = None) -> list[Mention]:
    """Return the triples of a document that pyoxigraph has accepted, as far as they are found."""
    found: list[Mention] = []
    for item in read_json(text).items:
        _read_node(item, _Context(base), found)
    return found


def _read_node(value: Value, context: _Context, found: list[Mention]) -> Written | None:
    """Read an object that describes a thing; return the thing."""
    members = value.members or {}
    if "@context" in members:
        context = context.extended(members["@context"][1])
    keyed = {context.keyword(key): (start, told) for key, (start, told) in members.items()}
    subject: Written | None = Anonymous()
    if "@id" in keyed:
        subject = context.node(_text(keyed["@id"][1]))
    for key, (start, told) in keyed.items():
        if key == "@graph":
            for item in told.items:
                _read_node(item, context, found)
        elif subject is not None:
            _read_property(subject, value.start, (key, start, told), context, found)
    return subject


def _read_property(
    subject: Written, start: int, member: tuple[str, int, Value], context: _Context, found: list[Mention]
) -> None:
    key, verb, told = member
    predicate = RDF.type if key == "@type" else _named(context.expand(key)) if not key.startswith("@") else None
    if predicate is None:
        return
    for item in told.items:
        value = _object(key, item, context, found)
        if value is not None:
            found.append(Mention(subject, predicate, value, (start, verb, item.start)))


def _object(key: str, item: Value, context: _Context, found: list[Mention]) -> Written | None:
    members = item.members
    if members is None:
        return _named(context.expand(_text(item))) if key == "@type" else _literal(key, item, context)
    if "@value" in members:
        return _explicit({name: told for name, (_, told) in members.items()}, context)
    return None if "@list" in members or "@set" in members else _read_node(item, context, found)


def _literal(key: str, item: Value, context: _Context) -> Written | None:
    """Return what a bare string, number or truth value under a key stands for."""
    defined = context.terms.get(key, {})
    kind, scalar = defined.get("@type", ""), item.scalar
    if kind in ("@id", "@vocab") and isinstance(scalar, str):
        return context.node(scalar) if kind == "@id" else _named(context.expand(scalar))
    if isinstance(scalar, str):
        datatype = _named(context.expand(kind)) if kind else None
        language = defined.get("@language", context.language)
        return _string(scalar, datatype, language)
    return _plain(scalar, _named(context.expand(kind)) if kind else None)


def _plain(scalar: object, datatype: ox.NamedNode | None) -> ox.Literal | None:
    if isinstance(scalar, bool):
        return ox.Literal("true" if scalar else "false", datatype=datatype or XSD.boolean)
    return ox.Literal(str(scalar), datatype=datatype or XSD.integer) if isinstance(scalar, int) else None


def _string(text: str, datatype: ox.NamedNode | None, language: str) -> ox.Literal:
    if datatype is not None:
        return ox.Literal(text, datatype=datatype)
    return ox.Literal(text, language=language) if language else ox.Literal(text)


def _explicit(told: Mapping[str, Value], context: _Context) -> ox.Literal | None:
    kind, scalar = _text(told.get("@type")), told["@value"].scalar
    datatype = _named(context.expand(kind)) if kind else None
    if isinstance(scalar, str):
        return _string(scalar, datatype, _text(told.get("@language")))
    return _plain(scalar, datatype)
