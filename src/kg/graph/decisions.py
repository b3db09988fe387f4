"""What people decided on facts, as Turtle: W3C Web Annotations, one file for the acts of each text.

A decision remembers what its author saw (text, passage, type), so that it can be found again when a text is read anew
and the act has another IRI. Values that a correction gives are kept as ``rdf:Statement``: they are said of the fact,
never of the decision.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph import iri
from kg.graph.namespaces import BASE, DCT, KG, OA, PROV, RDF, RDFS, XSD
from kg.languages import LANGUAGES

Term = ox.NamedNode | ox.Literal
_VERDICTS = {"accept": "verified", "correct": "verified", "reject": "rejected"}
_SAID = {
    "accept": ("Accepted: {}", "Accepté\u00a0: {}"),
    "correct": ("Corrected: {}", "Corrigé\u00a0: {}"),
    "reject": ("Rejected: {}", "Rejeté\u00a0: {}"),
}
_TEXT = re.compile(rf"{re.escape(BASE)}id/text/([a-z0-9-]+)-([0-9a-f]{{8}})")


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """What the author of a decision saw.

    Attributes:
        kind: IRI of the class of the fact.
        text: IRI of the text.
        start: First code point of the passage.
        end: Code point after the passage.
        exact: The passage.
    """

    kind: str
    text: str
    start: int
    end: int
    exact: str

    @property
    def version(self) -> str:
        """Name the text without its checksum: statement and language."""
        return version_of(self.text)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on one fact.

    Attributes:
        target: IRI of the fact, as it was then.
        action: ``accept``, ``reject`` or ``correct``.
        by: Who decided.
        day: When.
        reason: Why; may be empty.
        seen: What was seen; None for what has no passage of its own, such as a meeting.
        values: ``{property IRI: values that replace those that were read}``.
        passage: The passage that replaces the one that was read (an act whose end was wrong), or None.
    """

    target: str
    action: str
    by: str
    day: date
    reason: str = ""
    seen: Seen | None = None
    values: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    passage: Seen | None = None

    @property
    def status(self) -> ox.NamedNode:
        """The review status that it gives."""
        return iri.concept("review", _VERDICTS[self.action])

    @property
    def node(self) -> ox.NamedNode:
        """The IRI of the decision itself: one fact has one decision."""
        return iri.mint("decision", iri.slug(iri.compact(self.target)))

    @property
    def file(self) -> str:
        """The name of its file: that of the statement and language, or of the fact."""
        name = self.seen.version if self.seen else iri.slug(iri.compact(self.target))
        return f"{name}.ttl"

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what is written in the file."""
        node, person = self.node, agent(self.by)
        yield from agent_triples(self.by)
        yield ox.Triple(node, RDF.type, OA.Annotation)
        for language, words in zip(LANGUAGES, _SAID[self.action], strict=True):
            label = words.format(iri.compact(self.target))
            yield ox.Triple(node, RDFS.label, ox.Literal(label, language=language))
        yield ox.Triple(node, OA.hasTarget, ox.NamedNode(self.target))
        yield ox.Triple(node, OA.motivatedBy, OA.editing if self.action == "correct" else OA.assessing)
        yield ox.Triple(node, KG.reviewStatus, self.status)
        yield ox.Triple(node, PROV.wasAttributedTo, person)
        yield ox.Triple(node, DCT.created, ox.Literal(self.day.isoformat(), datatype=XSD.date))
        if self.reason:
            yield ox.Triple(node, RDFS.comment, ox.Literal(self.reason))
        if self.seen:
            yield from _selector(ox.NamedNode(f"{node.value}#seen"), self.seen)
        if self.passage:
            yield from _selector(ox.NamedNode(f"{node.value}#passage"), self.passage)
        for number, (name, values) in enumerate(sorted(self.values.items()), start=1):
            given = ox.NamedNode(f"{node.value}#value{number}")
            yield ox.Triple(given, RDF.type, RDF.Statement)
            yield ox.Triple(given, RDF.predicate, ox.NamedNode(name))
            yield from (ox.Triple(given, RDF.object, value) for value in values)


def version_of(text: str) -> str:
    """Return the key of a text's IRI without its checksum; empty when it is no IRI of a text."""
    found = _TEXT.fullmatch(text)
    return found[1] if found else ""


def agent(name: str) -> ox.NamedNode:
    """Return the IRI of the person or team of this name."""
    return iri.mint("agent", iri.slug(name) or name)


def agent_triples(name: str) -> Iterator[ox.Triple]:
    """Yield who a person or team is."""
    yield ox.Triple(agent(name), RDF.type, PROV.Agent)
    yield ox.Triple(agent(name), RDFS.label, ox.Literal(name))


def _selector(node: ox.NamedNode, seen: Seen) -> Iterator[ox.Triple]:
    yield ox.Triple(node, RDF.type, OA.TextPositionSelector)
    yield ox.Triple(node, DCT.type, ox.NamedNode(seen.kind))
    yield ox.Triple(node, OA.hasSource, ox.NamedNode(seen.text))
    yield ox.Triple(node, OA.start, ox.Literal(seen.start))
    yield ox.Triple(node, OA.end, ox.Literal(seen.end))
    yield ox.Triple(node, OA.exact, ox.Literal(seen.exact))


def decisions_in(triples: Iterable[ox.Triple], where: str) -> list[Decision]:
    """Return the decisions of a file, sorted by what they are about.

    Args:
        triples: What the file holds.
        where: Its name, for messages.

    Raises:
        InputError: it holds something else (KG406).
    """
    told: dict[str, dict[str, list[Term]]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, (ox.NamedNode, ox.Literal)):
            told.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    try:
        found = [_decision(node, told) for node, about in told.items() if OA.hasTarget.value in about]
    except (KeyError, ValueError, IndexError) as error:
        raise InputError(
            "KG406",
            where,
            en=f"holds a decision that cannot be read ({error}); write it again with kg review, or remove it",
            fr=f"contient une décision illisible ({error})\u00a0; refaites-la avec kg review, ou supprimez-la",
        ) from error
    return sorted(found, key=lambda each: each.target)


def _decision(node: str, told: Mapping[str, Mapping[str, list[Term]]]) -> Decision:
    about = told[node]

    def one(name: ox.NamedNode) -> str:
        return about[name.value][0].value

    status = one(KG.reviewStatus).rpartition("/")[2]
    if status not in _VERDICTS.values():
        raise ValueError(status)
    editing = one(OA.motivatedBy) == OA.editing.value
    values = {
        each[RDF.predicate.value][0].value: tuple(sorted(each.get(RDF.object.value, ()), key=str))
        for name, each in told.items()
        if name.startswith(f"{node}#value")
    }
    return Decision(
        target=one(OA.hasTarget),
        action="reject" if status == "rejected" else "correct" if editing else "accept",
        by=told[one(PROV.wasAttributedTo)][RDFS.label.value][0].value,
        day=date.fromisoformat(one(DCT.created)),
        reason=one(RDFS.comment) if RDFS.comment.value in about else "",
        seen=_seen(told.get(f"{node}#seen")),
        values=values,
        passage=_seen(told.get(f"{node}#passage")),
    )


def _seen(about: Mapping[str, list[Term]] | None) -> Seen | None:
    if about is None:
        return None

    def one(name: ox.NamedNode) -> str:
        return about[name.value][0].value

    text = one(OA.hasSource)
    if not version_of(text):
        raise ValueError(text)
    return Seen(one(DCT.type), text, int(one(OA.start)), int(one(OA.end)), one(OA.exact))
