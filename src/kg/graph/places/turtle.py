"""Where the triples of Turtle, TriG, N-Triples and N-Quads stand.

The text has been accepted by pyoxigraph: what is read here is well formed, nests at most as deep as ``kg.graph.load``
allows, and needs no error messages.
"""

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.graph.namespaces import RDF
from kg.graph.places.mention import Anonymous, Mention, Written
from kg.graph.places.names import Names
from kg.graph.places.tokens import Token, tokens

_NO_MORE = frozenset([".", "]", "}", "|}", ")", ">>", ")>>", ""])


def mentions_of_turtle(text: str, base: str | None = None, *, quads: bool = False) -> list[Mention]:
    """Return the triples of a text in the order in which they are written, whatever graph they are in.

    Args:
        text: Turtle or TriG (of which N-Triples is a part), or N-Quads.
        base: IRI of the document, for relative IRIs.
        quads: True for N-Quads, where a fourth term names the graph.
    """
    reader = _Reader(text, Names(base), quads=quads)
    reader.document()
    return reader.found


class _Reader:
    def __init__(self, text: str, names: Names, *, quads: bool) -> None:
        self.found: list[Mention] = []
        self._names = names
        self._quads = quads
        self._next: Callable[[], Token] = tokens(text).__next__
        self._token = self._next()

    def _take(self) -> Token:
        token, self._token = self._token, self._next()
        return token

    def _skip(self, sign: str) -> bool:
        if self._token.text == sign and self._token.kind == "sign":
            self._token = self._next()
            return True
        return False

    def _add(self, subject: Written, predicate: ox.NamedNode, value: Written, starts: tuple[int, int, int]) -> None:
        self.found.append(Mention(subject, predicate, value, starts))

    def document(self) -> None:
        """Read statements to the end."""
        while self._token.kind != "end":
            kind, text, _ = self._token
            if kind == "word" and text.lower() == "graph":
                self._take()
            elif kind == "at" or (kind == "word" and text.lower() in ("prefix", "base", "version")):
                self._directive()
            elif kind == "sign" and text in ("{", "}", "."):
                self._take()
            else:
                self._statement()

    def _directive(self) -> None:
        word = self._take().text.lstrip("@").lower()
        if word == "prefix":
            prefix = self._take().text
            self._names.declare(prefix.removesuffix(":"), self._take().text)
        elif word == "base":
            self._names.rebase(self._take().text)
        else:
            self._take()

    def _statement(self) -> None:
        start = self._token.start
        subject = self._node()
        if self._token.text != "{":
            self._properties(subject, start)

    def _properties(self, subject: Written, start: int) -> None:
        """Read predicates and objects up to what closes them."""
        while True:
            while self._skip(";"):
                pass
            if self._token.text in _NO_MORE and self._token.kind in ("sign", "end"):
                return
            token = self._take()
            predicate = RDF.type if token.kind == "word" else self._names.iri(token)
            self._objects(subject, predicate, start, token.start)

    def _objects(self, subject: Written, predicate: ox.NamedNode, start: int, verb: int) -> None:
        while True:
            place = self._token.start
            value = self._node()
            self._add(subject, predicate, value, (start, verb, place))
            if self._token.text in ("~", "{|") and self._token.kind == "sign":
                self._annotations(subject, predicate, value, place)
            if self._quads and self._token.kind != "sign":
                self._take()
            if not self._skip(","):
                return

    def _annotations(self, subject: Written, predicate: ox.NamedNode, value: Written, place: int) -> None:
        """Read what RDF 1.2 lets stand behind an object: reifiers and their properties."""
        reifier: Written | None = None
        while True:
            start = self._token.start
            if self._skip("~"):
                named = self._token.kind != "sign" or self._token.text == "["
                reifier = self._node() if named else Anonymous()
                self._reifies(reifier, subject, predicate, value, (start, start, place))
            elif self._skip("{|"):
                if reifier is None:
                    reifier = Anonymous()
                    self._reifies(reifier, subject, predicate, value, (start, start, place))
                self._properties(reifier, start)
                self._skip("|}")
                reifier = None
            else:
                return

    def _reifies(
        self, reifier: Written, subject: Written, predicate: ox.NamedNode, value: Written, starts: tuple[int, int, int]
    ) -> None:
        self._add(reifier, RDF.reifies, _triple(subject, predicate, value), starts)

    def _node(self) -> Written:
        """Read a subject or object, with the triples that it consists of."""
        token = self._take()
        match token.kind:
            case "iri" | "name":
                return self._names.iri(token)
            case "blank":
                return ox.BlankNode(token.text[2:])
            case "text":
                return self._literal(token)
            case "number" | "word":
                return self._names.plain(token)
        if token.text == "[":
            return self._bracket(token.start)
        if token.text == "(":
            return self._list(token.start)
        return self._quoted(token)

    def _literal(self, token: Token) -> ox.Literal:
        if self._token.kind == "at":
            return self._names.tagged(token.text, self._take().text[1:])
        if self._skip("^^"):
            return self._names.typed(token.text, self._names.iri(self._take()))
        return self._names.tagged(token.text, "")

    def _bracket(self, start: int) -> Written:
        node = Anonymous()
        self._properties(node, start)
        self._skip("]")
        return node

    def _list(self, start: int) -> Written:
        if self._skip(")"):
            return RDF.nil
        head = cell = Anonymous()
        for value, place in self._items():
            self._add(cell, RDF.first, value, (start, start, place))
            last = self._token.text == ")" and self._token.kind == "sign"
            rest: Written = RDF.nil if last else Anonymous()
            self._add(cell, RDF.rest, rest, (start, start, self._token.start))
            if isinstance(rest, Anonymous):
                cell = rest
        self._skip(")")
        return head

    def _items(self) -> Iterator[tuple[Written, int]]:
        while self._token.text != ")" or self._token.kind != "sign":
            place = self._token.start
            yield self._node(), place

    def _quoted(self, token: Token) -> Written:
        """Read a triple term, ``<<( s p o )>>``, or a reified triple, ``<< s p o ~ r >>``."""
        subject = self._node()
        verb = self._take()
        predicate = RDF.type if verb.kind == "word" else self._names.iri(verb)
        place = self._token.start
        value = self._node()
        if token.text == "<<(":
            self._skip(")>>")
            return _triple(subject, predicate, value)
        reifier: Written = Anonymous()
        if self._skip("~") and not (self._token.text == ">>" and self._token.kind == "sign"):
            reifier = self._node()
        self._skip(">>")
        self._reifies(reifier, subject, predicate, value, (token.start, verb.start, place))
        return reifier


def _triple(subject: Written, predicate: ox.NamedNode, value: Written) -> Written:
    """Return a triple as a term; one that holds a nameless node is nameless itself: nothing can be looked up by it."""
    if isinstance(subject, Anonymous | ox.Literal) or isinstance(value, Anonymous):
        return Anonymous()
    return ox.Triple(subject, predicate, value)
