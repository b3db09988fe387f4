"""What machines read: Turtle beside each page and JSON-LD beside and inside it; only what is asserted."""

import json
from dataclasses import dataclass
from io import BytesIO

import pyoxigraph as ox
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from kg.graph.dataset import group_graphs
from kg.graph.jsonld import nodes_of
from kg.graph.namespaces import KG, OA
from kg.graph.serialise import write
from kg.site.edition import Edition

_SPANS = (KG.trigger, KG.evidence, KG.condition, KG.deadline, KG.subjectSpan)


def triples_of(edition: Edition, thing: ox.NamedNode) -> list[ox.Triple]:
    """Return what is asserted of a thing and of what has no page of its own: texts, participations, passages, sums."""
    view = edition.view
    kind = edition.pages[thing.value].kind
    parts: list[ox.NamedNode] = []
    if kind == "meeting":
        parts = view.things(thing, KG.participation)
    elif kind == "statement":
        parts = view.sources(thing, KG.textOf)
    elif kind == "act":
        amounts = view.things(thing, KG.amount)
        spans = (span for each in (thing, *amounts) for span in view.things(each, *_SPANS))
        parts = [*amounts, *dict.fromkeys(spans)]
    return [triple for each in (thing, *parts) for triple in view.asserted(each) if _may_be_quoted(edition, triple)]


@dataclass(frozen=True, slots=True)
class Documents:
    """What is told of a thing, for machines.

    Attributes:
        turtle: As Turtle.
        jsonld: As JSON-LD, a thing a line.
        script: The same for a script element: nothing inside can close it.
    """

    turtle: bytes
    jsonld: bytes
    script: Markup


def documents_of(triples: list[ox.Triple]) -> Documents:
    """Return triples as Turtle and as JSON-LD whose context holds only what it uses: it stands in every page."""
    turtle = BytesIO()
    write(triples, "turtle", turtle)
    context, nodes = nodes_of(group_graphs(triples))
    lines = ",\n".join(map(_json, nodes))
    linked = f'{{"@context": {_json(context)},\n"@graph": [\n{lines}\n]}}\n'
    script = htmlsafe_json_dumps({"@context": context, "@graph": nodes}, dumps=_json)
    return Documents(turtle.getvalue(), linked.encode(), script)


def _json(value: object) -> str:
    # The encoder in C, which is twenty times as fast, has no indents.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _may_be_quoted(edition: Edition, triple: ox.Triple) -> bool:
    """Tell whether a triple may be shown: a long quotation of a text that is not open may not.

    Who holds the text finds the words again by the offsets of the passage and the checksum of the text.
    """
    if triple.predicate != OA.exact or not isinstance(triple.subject, ox.NamedNode):
        return True
    texts = (edition.texts.get(each.value) for each in edition.view.things(triple.subject, KG.inText))
    return all(text is None or text.open for text in texts) or len(str(triple.object)) - 2 <= edition.limit
