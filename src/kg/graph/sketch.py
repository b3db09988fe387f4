"""The triples of one text while they are being written, and the passages they rest on."""

from decimal import Decimal

import pyoxigraph as ox

from kg.graph import iri
from kg.graph.namespaces import KG, OA, RDF, RDFS, XSD
from kg.languages import LANGUAGES
from kg.model.document import Document
from kg.model.facts import Evidence
from kg.model.span import Span

Term = ox.NamedNode | ox.Literal


class Sketch:
    """Collects the triples of one text; each passage that is cited becomes a ``kg:TextSpan``.

    Attributes:
        document: The text that the passages are cut from.
        text: Its IRI.
        triples: What was added so far, in order; may repeat itself.
    """

    def __init__(self, document: Document, text: ox.NamedNode) -> None:
        """Start with nothing said."""
        self.document = document
        self.text = text
        self.triples: list[ox.Triple] = []
        self._least: dict[ox.NamedNode, float] = {}

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: Term | None) -> None:
        """Add one triple, or nothing when ``value`` is None."""
        if value is not None:
            self.triples.append(ox.Triple(subject, predicate, value))

    def type(self, subject: ox.NamedNode, kind: ox.NamedNode) -> None:
        """Say what class a thing belongs to."""
        self.add(subject, RDF.type, kind)

    def label(self, subject: ox.NamedNode, labels: dict[str, str]) -> None:
        """Give a thing one label for each language of ``{language: label}``."""
        for language, text in labels.items():
            self.add(subject, RDFS.label, ox.Literal(text, language=language))

    def span(self, passage: Span, denotes: ox.NamedNode | None = None) -> ox.NamedNode:
        """Cite a passage: its offsets in code points, its words, and what they denote; return its IRI."""
        node = iri.span(self.text, passage)
        self.type(node, KG.TextSpan)
        self.add(node, KG.inText, self.text)
        self.add(node, OA.start, integer(passage.start))
        self.add(node, OA.end, integer(passage.end))
        self.add(node, OA.exact, ox.Literal(passage.of(self.document.text)))
        self.add(node, KG.denotes, denotes)
        return node

    def mention(self, evidence: Evidence, denotes: ox.NamedNode | None, antecedent: Span | None = None) -> ox.NamedNode:
        """Cite words, what they denote, and the rule that read them; return the passage's IRI.

        Words that only point back rest on the words that they point to, and say how sure that is.
        """
        node = self.span(evidence.span, denotes)
        self.add(node, KG.rule, ox.Literal(evidence.rule))
        if antecedent:
            self.add(node, KG.evidence, self.span(antecedent))
            self._least[node] = min(evidence.confidence, self._least.get(node, 1.0))
        if evidence.inferred:
            self.add(node, KG.inferredFromContext, TRUE)
        return node

    def rest(self, subject: ox.NamedNode, evidence: Evidence, denotes: ox.NamedNode | None = None) -> None:
        """Rest a thing that several texts may tell of on a passage; rule and confidence are those of the passage.

        A meeting or a participation is one thing whatever text tells of it: a rule or confidence of its own would be
        that of which text?
        """
        passage = self.mention(evidence, denotes)
        self.add(subject, KG.evidence, passage)
        self._least[passage] = min(evidence.confidence, self._least.get(passage, 1.0))

    def finished(self) -> tuple[ox.Triple, ...]:
        """Return each triple once; a passage that several facts rest on has the confidence of the least certain."""
        for passage, confidence in self._least.items():
            self.add(passage, KG.confidence, decimal(confidence))
        return tuple(dict.fromkeys(self.triples))

    def ground(self, subject: ox.NamedNode, evidence: Evidence) -> None:
        """Rest a fact of this text alone on its passage: evidence, rule, confidence, whether context completed it."""
        self.add(subject, KG.evidence, self.span(evidence.span))
        self.add(subject, KG.rule, ox.Literal(evidence.rule))
        self.add(subject, KG.confidence, decimal(evidence.confidence))
        if evidence.inferred:
            self.add(subject, KG.inferredFromContext, TRUE)


TRUE = ox.Literal("true", datatype=XSD.boolean)


def integer(value: int) -> ox.Literal:
    """Return a number as canonical ``xsd:integer``."""
    return ox.Literal(str(value), datatype=XSD.integer)


def decimal(value: float | Decimal) -> ox.Literal:
    """Return a number in the canonical form of ``xsd:decimal``, which a store gives back unchanged.

    Args:
        value: A float stands for its shortest decimal (0.9, not 0.90000000000000002).

    >>> decimal(0.90).value, decimal(1.0).value, decimal(Decimal("2E+8")).value
    ('0.9', '1', '200000000')
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    plain = format(exact, "f")
    return ox.Literal(plain.rstrip("0").rstrip(".") if "." in plain else plain, datatype=XSD.decimal)


def bilingual(text: str) -> dict[str, str]:
    """Return the same words as a label in each language, for names that do not translate."""
    return dict.fromkeys(LANGUAGES, text)
