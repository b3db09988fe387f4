"""RDF/XML, for tools that read nothing else: Oxigraph writes it, after a look at what XML cannot say."""

import re
from collections.abc import Iterator, Mapping
from typing import IO, BinaryIO, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.dataset import Graphs, triples_about
from kg.graph.namespaces import PREFIXES, RDF
from kg.graph.order import VERB, in_full, reading_order

# What no XML 1.0 document can hold, even escaped (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
)
_START += "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = re.compile(f"[{_START}][{_START}.0-9\u00b7\u0300-\u036f\u203f\u2040-]*\\Z")
# Names of the syntax itself, which no property may have (RDF/XML section 5.1).
_RESERVED = re.compile(
    f"{re.escape(RDF.namespace)}(Description|RDF|ID|about|parseType|resource|nodeID|datatype|li|bagID|aboutEach(Prefix)?)"
)


def write_rdfxml(graphs: Graphs, file: BinaryIO, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write the default graph as RDF/XML; ``graphs`` is empty afterwards.

    Raises:
        QueryError: XML cannot name a property or hold a character of a text (KG522).
    """
    block = graphs.pop(b"")
    predicates = {
        in_full(part.partition(b" ")[0]) for said in block.values() for chunk in said for part in chunk.split(VERB)
    }
    used = {prefix: space for prefix, space in prefixes.items() if any(_within(each, space) for each in predicates)}

    def triples() -> Iterator[ox.Triple]:
        for subject in list(reading_order(block)):
            for triple in sorted(triples_about(subject, block.pop(subject)), key=_class_first):
                _check(triple)
                yield triple

    ox.serialize(triples(), cast("IO[bytes]", _Escaped(file)), format=ox.RdfFormat.RDF_XML, prefixes=used)
    file.write(b"\n")


def _class_first(triple: ox.Triple) -> bool:
    return triple.predicate != RDF.type


def _within(predicate: bytes, namespace: str) -> bool:
    return predicate.startswith(b"<" + namespace.encode()) or (predicate == b"a" and namespace == RDF.namespace)


class _Escaped:
    """A file that writes a carriage return as a reference, without which an XML parser makes a line feed of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._file.flush()


def _check(triple: ox.Triple) -> None:
    name = triple.predicate.value
    if _RESERVED.fullmatch(name) or not _names_element(name):
        raise QueryError(
            "KG522",
            name,
            en="cannot be a property in RDF/XML, which needs a name after the last sign; choose another format",
            fr="ne peut pas être une propriété en RDF/XML, qui exige un nom après le dernier signe\u00a0; "
            "choisissez un autre format",
        )
    value = triple.object
    if isinstance(value, ox.Triple):
        _check(value)
    elif isinstance(value, ox.Literal) and _NO_XML.search(value.value):
        raise QueryError(
            "KG522",
            f"{triple.subject} {triple.predicate}",
            en="has a value with a control character, which XML cannot hold; choose another format",
            fr="a une valeur avec un caractère de commande, que XML ne peut pas contenir\u00a0; "
            "choisissez un autre format",
        )


def _names_element(iri: str) -> bool:
    """Tell whether some end of ``iri`` is an XML name, as an element's name must be."""
    return any(_NAME.match(iri, cut) for cut in range(len(iri) - 1, max(0, len(iri) - 200), -1))
