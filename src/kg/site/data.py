"""What machines read: Turtle beside each page and JSON-LD beside and inside it; only what is asserted."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO

import pyoxigraph as ox

from kg.graph.namespaces import KG, OA
from kg.graph.serialise import write
from kg.site.edition import Edition

_SPANS = (KG.trigger, KG.evidence, KG.condition, KG.deadline, KG.subjectSpan)
Context = Mapping[str, object]


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


def documents_of(triples: list[ox.Triple]) -> tuple[bytes, object, bytes]:
    """Return triples as Turtle, as a JSON-LD document, and as the text of that document.

    Its context holds only what it uses: it stands in every page.
    """
    turtle, linked = BytesIO(), BytesIO()
    write(triples, "turtle", turtle)
    write(triples, "jsonld", linked)
    document = json.loads(linked.getvalue())
    document["@context"] = _used(document["@context"], document["@graph"])
    return turtle.getvalue(), document, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _used(context: Context, graph: object) -> Context:
    """Return the part of a context that a graph, or another kept part, needs."""
    names = set(_names(graph))
    terms = {name: value for name, value in context.items() if name in names}
    names.update(_names(list(terms.values())))
    return {name: value for name, value in context.items() if name in terms or name in names}


def _names(value: object) -> Iterator[str]:
    """Yield every word of a document that may be a term or a prefix of its context."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (key, key.partition(":")[0])
            yield from _names(each)
    elif isinstance(value, list):
        for each in value:
            yield from _names(each)
    elif isinstance(value, str):
        yield from (value, value.partition(":")[0])


def _may_be_quoted(edition: Edition, triple: ox.Triple) -> bool:
    """Tell whether a triple may be shown: a long quotation of a text that is not open may not.

    Who holds the text finds the words again by the offsets of the passage and the checksum of the text.
    """
    if triple.predicate != OA.exact or not isinstance(triple.subject, ox.NamedNode):
        return True
    texts = (edition.texts.get(each.value) for each in edition.view.things(triple.subject, KG.inText))
    return all(text is None or text.open for text in texts) or len(str(triple.object)) - 2 <= edition.limit
