"""The acts of a statement, each with its trigger, its passage, its actor and what it is about."""

from collections.abc import Mapping

import pyoxigraph as ox

from kg.graph import iri, labels
from kg.graph.namespaces import KG, PROV
from kg.graph.sketch import Sketch
from kg.languages import LANGUAGES
from kg.model.facts import Act, Facts, Mention
from kg.model.span import Span

_ABOUT = {"country": KG.region, "region": KG.region, "place": KG.locality, "resolution": KG.citesResolution}


def describe_acts(
    sketch: Sketch,
    facts: Facts,
    statement: ox.NamedNode,
    speakers: tuple[ox.NamedNode, ...],
    amounts: Mapping[Span, ox.NamedNode],
    run: ox.NamedNode,
) -> None:
    """Describe every act of the text.

    Args:
        sketch: Where the triples go.
        facts: What the text says.
        statement: The statement that expresses them.
        speakers: Who « we » is.
        amounts: The sums of money of the text, by passage.
        run: The run that read them.
    """
    for act in facts.acts:
        node = iri.within_text("act", sketch.text, "a", act.trigger.start)
        sketch.add(node, KG.expressedIn, statement)
        _what(sketch, node, act)
        _who(sketch, node, act, speakers)
        _about(sketch, node, act, amounts)
        sketch.add(node, PROV.wasGeneratedBy, run)


def _what(sketch: Sketch, node: ox.NamedNode, act: Act) -> None:
    quotation = act.span.of(sketch.document.text)
    sketch.type(node, KG.term(act.type.value))
    sketch.label(node, {code: labels.act(act.type, quotation, code) for code in LANGUAGES})
    sketch.ground(node, act.evidence)
    sketch.add(node, KG.trigger, sketch.span(act.trigger))
    sketch.add(node, KG.performative, iri.concept("performative", act.performative))
    sketch.add(node, KG.construction, ox.Literal(act.licence))
    sketch.add(node, KG.polarity, iri.concept("polarity", act.polarity))
    sketch.add(node, KG.status, iri.concept("status", act.status))
    sketch.add(node, KG.reviewStatus, iri.concept("review", "extracted"))
    if act.form:
        sketch.add(node, KG.form, iri.concept("form", act.form))
    if act.condition:
        sketch.add(node, KG.condition, sketch.span(act.condition))
    if act.deadline:
        sketch.add(node, KG.deadline, sketch.span(act.deadline))


def _who(sketch: Sketch, node: ox.NamedNode, act: Act, speakers: tuple[ox.NamedNode, ...]) -> None:
    named = (iri.thing(act.actor.thing),) if act.actor.thing else speakers
    for actor in named:
        sketch.add(node, KG.madeBy, actor)
    sketch.add(node, KG.actorKind, iri.concept("actor-kind", act.actor.kind))
    if act.actor.span:
        sketch.add(node, KG.subjectSpan, sketch.span(act.actor.span))
    for mention in act.addressees:
        _link(sketch, node, KG.addressee, mention)


def _about(sketch: Sketch, node: ox.NamedNode, act: Act, amounts: Mapping[Span, ox.NamedNode]) -> None:
    for mention in act.mentions:
        predicate = _ABOUT.get(mention.thing.kind)
        if predicate:
            _link(sketch, node, predicate, mention)
    for amount in act.amounts:
        sketch.add(node, KG.amount, amounts[amount.evidence.span])
    for theme in act.themes:
        sketch.add(node, KG.theme, iri.concept("theme", theme))


def _link(sketch: Sketch, node: ox.NamedNode, predicate: ox.NamedNode, mention: Mention) -> None:
    thing = iri.thing(mention.thing)
    sketch.add(node, predicate, thing)
    sketch.mention(mention.evidence, thing, mention.antecedent)
