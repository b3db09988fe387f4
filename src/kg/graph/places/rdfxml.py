"""Where the triples of RDF/XML stand: the elements, and the text in them; an attribute stands with its element."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat  # nosec: text with a DOCTYPE was refused before

import pyoxigraph as ox

from kg.graph.namespaces import RDF
from kg.graph.places.mention import Anonymous, Mention, Written
from kg.graph.places.names import resolve

_XML = "http://www.w3.org/XML/1998/namespace"
_RDF = RDF.namespace
_SYNTAX = frozenset(f"{_RDF}{name}" for name in ("about", "ID", "nodeID", "resource", "parseType", "datatype"))


@dataclass(slots=True)
class _Frame:
    """An open element.

    Attributes:
        start: Offset of its tag.
        base: What xml:base says, here or above.
        language: What xml:lang says, here or above.
        subject: The thing that it describes, or whose property it gives.
        predicate: That property; None for the element of a thing.
        attributes: Its attributes.
        text: What it contains, when it contains only text.
        at: Offset of that text.
        done: True when the property has its value.
        items: How many ``rdf:li`` there were.
    """

    start: int
    base: str | None
    language: str
    subject: Written | None = None
    predicate: ox.NamedNode | None = None
    attributes: Mapping[str, str] | None = None
    text: str = ""
    at: int = -1
    done: bool = False
    items: int = 0


def mentions_of_rdfxml(text: str, base: str | None = None) -> list[Mention]:
    """Return the triples of a document that pyoxigraph has accepted, as far as they are found."""
    reader = _Reader(text, base)
    reader.parser.Parse(reader.content, True)  # noqa: FBT003
    return reader.found


class _Reader:
    def __init__(self, text: str, base: str | None) -> None:
        self.found: list[Mention] = []
        self.content = text.encode("utf-8")
        self.parser = expat.ParserCreate("utf-8", "")
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._characters
        self._stack = [_Frame(0, base, "")]
        self._literal = 0
        self._byte = self._offset = 0

    def _here(self) -> int:
        """Return the offset in code points of what is being read."""
        at = self.parser.CurrentByteIndex
        self._offset += len(self.content[self._byte : at].decode("utf-8"))
        self._byte = at
        return self._offset

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if self._literal:
            self._literal += 1
            return
        above = self._stack[-1]
        base = attributes.get(f"{_XML}base", above.base)
        frame = _Frame(self._here(), base, attributes.get(f"{_XML}lang", above.language), attributes=attributes)
        self._stack.append(frame)
        if name == f"{_RDF}RDF":
            return
        if above.subject is not None and above.predicate is None:
            self._property(name, above, frame)
        else:
            self._thing(name, above, frame)

    def _thing(self, name: str, above: _Frame, frame: _Frame) -> None:
        frame.subject = _identified(frame)
        if above.subject is not None and above.predicate is not None:
            self._add(above.subject, above.predicate, frame.subject, (above.at, above.start, frame.start))
            above.done = True
        if name != f"{_RDF}Description":
            self._add(frame.subject, RDF.type, ox.NamedNode(name), (frame.start,) * 3)
        self._attributes(frame, frame.subject)

    def _property(self, name: str, above: _Frame, frame: _Frame) -> None:
        if name == f"{_RDF}li":
            above.items += 1
            name = f"{_RDF}_{above.items}"
        attributes = frame.attributes or {}
        frame.subject, frame.predicate, frame.at = above.subject, ox.NamedNode(name), above.start
        starts = (above.start, frame.start, frame.start)
        how = attributes.get(f"{_RDF}parseType", "")
        if f"{_RDF}resource" in attributes or f"{_RDF}nodeID" in attributes:
            value = _identified(frame)
            self._add(frame.subject, frame.predicate, value, starts)
            self._attributes(frame, value)
            frame.done = True
        elif how == "Resource":
            node = Anonymous()
            self._add(frame.subject, frame.predicate, node, starts)
            frame.subject, frame.predicate = node, None
        elif how:
            frame.done = True
            self._literal = int(how != "Collection")

    def _attributes(self, frame: _Frame, subject: Written | None) -> None:
        """Take the attributes that are properties of a thing."""
        for name, value in (frame.attributes or {}).items():
            if name == f"{_RDF}type":
                self._add(subject, RDF.type, ox.NamedNode(resolve(value, frame.base)), (frame.start,) * 3)
            elif name not in _SYNTAX and not name.startswith(_XML):
                self._add(subject, ox.NamedNode(name), _literal(value, "", frame.language), (frame.start,) * 3)

    def _characters(self, data: str) -> None:
        frame = self._stack[-1]
        if frame.predicate is not None and not frame.done:
            if not frame.text:
                frame.at = self._here()
            frame.text += data

    def _close(self, name: str) -> None:
        del name
        if self._literal > 1:
            self._literal -= 1
            return
        self._literal = 0
        frame = self._stack.pop()
        if frame.predicate is not None and not frame.done:
            datatype = (frame.attributes or {}).get(f"{_RDF}datatype", "")
            place = frame.at if frame.text else frame.start
            value = _literal(frame.text, datatype and resolve(datatype, frame.base), frame.language)
            self._add(frame.subject, frame.predicate, value, (self._stack[-1].start, frame.start, place))

    def _add(
        self, subject: Written | None, predicate: ox.NamedNode, value: Written | None, starts: tuple[int, int, int]
    ) -> None:
        if subject is not None and value is not None:
            self.found.append(Mention(subject, predicate, value, starts))


def _identified(frame: _Frame) -> Written:
    """Return the node that the attributes of an element name."""
    attributes = frame.attributes or {}
    for name in ("about", "resource"):
        if f"{_RDF}{name}" in attributes:
            return ox.NamedNode(resolve(attributes[f"{_RDF}{name}"], frame.base))
    if f"{_RDF}ID" in attributes and frame.predicate is None:
        return ox.NamedNode(resolve(f"#{attributes[f'{_RDF}ID']}", frame.base))
    if f"{_RDF}nodeID" in attributes:
        return ox.BlankNode(attributes[f"{_RDF}nodeID"])
    return Anonymous()


def _literal(text: str, datatype: str, language: str) -> ox.Literal:
    if datatype:
        return ox.Literal(text, datatype=ox.NamedNode(datatype))
    return ox.Literal(text, language=language) if language else ox.Literal(text)
