"""The page of an act: its words, the chain it stands in, and everything told of it."""

import pyoxigraph as ox

from kg.graph.namespaces import BASE, KG, OA, PROV
from kg.site.cards import Fact, Page
from kg.site.edition import Edition
from kg.site.view import Words

_UNREVIEWED = ox.NamedNode(f"{BASE}id/review/extracted")


def act_page(edition: Edition, act: ox.NamedNode) -> Page:
    """Return the page of an act."""
    view = edition.view
    card = edition.act(act)
    meetings = view.things(card.statement, KG.issuedAt) if card else []
    above = [edition.list_link("meetings"), *map(edition.link, (*meetings[:1], *([card.statement] if card else ())))]
    context = {
        "act": card,
        "type": edition.type_of(act),
        "facts": _facts(edition, act),
        "reading": _reading(edition, act),
        "passages": _passages(edition, act),
        "statement": edition.link(card.statement) if card else None,
        "meetings": [edition.link(each) for each in meetings],
        "hosts": [host for each in meetings for host in edition.links(each, KG.host)],
    }
    return Page("act", edition.pages[act.value].page(), view.name(act, edition.lang), above, act, context)


def _facts(edition: Edition, act: ox.NamedNode) -> list[Fact]:
    """Return what the act is about."""
    amounts = [edition.view.name(each, edition.lang) for each in edition.view.things(act, KG.amount)]
    facts = [
        Fact("made-by", edition.links(act, KG.madeBy)),
        Fact("addressee", edition.links(act, KG.addressee)),
        Fact("target", edition.links(act, KG.target)),
        Fact("region", edition.links(act, KG.region)),
        Fact("locality", edition.links(act, KG.locality)),
        Fact("resolution", edition.links(act, KG.citesResolution)),
        Fact("theme", edition.links(act, KG.theme)),
        Fact("amount", words=amounts),
        Fact("form", words=_names(edition, act, KG.form)),
        Fact("status", words=_names(edition, act, KG.status)),
        Fact("polarity", words=_names(edition, act, KG.polarity)),
    ]
    return [fact for fact in facts if fact.links or fact.words]


def _reading(edition: Edition, act: ox.NamedNode) -> list[Fact]:
    """Return how the act was read."""
    view, wording = edition.view, edition.wording
    confidence = view.text(act, KG.confidence)
    facts = [
        Fact("performative", words=_names(edition, act, KG.performative)),
        Fact("confidence", words=[Words(wording.decimal(confidence))] if confidence else ()),
        Fact("rule", words=[Words(view.text(act, KG.rule))] if view.text(act, KG.rule) else ()),
        Fact("review", words=_review(edition, act)),
        Fact("read-by", words=_names(edition, act, PROV.wasGeneratedBy)),
    ]
    return [fact for fact in facts if fact.words]


def _review(edition: Edition, act: ox.NamedNode) -> list[Words]:
    if _UNREVIEWED in edition.view.things(act, KG.reviewStatus):
        return [Words(edition.wording["unreviewed"], edition.lang)]
    return _names(edition, act, KG.reviewStatus)


def _names(edition: Edition, act: ox.NamedNode, predicate: ox.NamedNode) -> list[Words]:
    return [edition.view.name(each, edition.lang) for each in edition.view.things(act, predicate)]


def _passages(edition: Edition, act: ox.NamedNode) -> list[tuple[str, Words]]:
    """Return the condition, the term and who acts, in the words of the text."""
    found = []
    for key, predicate in (("subject", KG.subjectSpan), ("condition", KG.condition), ("deadline", KG.deadline)):
        for span in edition.view.things(act, predicate):
            for text in edition.view.things(span, KG.inText):
                known, exact = edition.texts.get(text.value), edition.view.text(span, OA.exact)
                if known and exact:
                    found.append((key, Words(edition.cut(exact, known), known.lang)))
    return found
