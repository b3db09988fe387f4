"""Facts become triples in the vocabulary of ``ontology/kg.ttl``: no blank node, a passage under every fact."""

from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from kg import __version__
from kg.graph import iri, labels
from kg.graph.describe_acts import describe_acts
from kg.graph.describe_meeting import describe_meeting, describe_other_meetings
from kg.graph.identity import Identity
from kg.graph.namespaces import DC, DCT, KG, PROV, SCHEMA, XSD
from kg.graph.sketch import Sketch, bilingual, decimal
from kg.languages import LANGUAGES
from kg.model.facts import Amount, Facts
from kg.model.reference import Reference, Thing
from kg.model.span import Span

NO_REFERENCE = Reference()


def describe(
    facts: Facts, identity: Identity, reference: Reference = NO_REFERENCE, *, lexicon: str = ""
) -> tuple[ox.Triple, ...]:
    """Return the asserted graph of one text: each triple once, in an order that depends on the arguments only.

    Things of the reference data are named, not described: their labels and codes stay in the reference data. A thing
    that the reference data does not hold (a person, a resolution whose year is unknown) is described here.

    Args:
        facts: What the text says.
        identity: The names of its statement and meeting, from ``kg.graph.identity``.
        reference: Names of known things, for labels.
        lexicon: Digest of the lexicon that read the text; with the version of kg it names the run.
    """
    document = facts.document
    text = iri.text(identity.statement, document.language, document.sha256)
    sketch = Sketch(document, text)
    run = _run(sketch, lexicon)
    _statement(sketch, facts, identity, reference)
    _text(sketch, identity)
    if facts.meeting and identity.meeting:
        describe_meeting(sketch, facts, identity, reference)
    describe_other_meetings(sketch, facts, identity, reference)
    sums = {amount.evidence.span: _amount(sketch, amount) for amount in _amounts(facts)}
    speakers = _speakers(sketch, facts, identity, reference)
    describe_acts(sketch, facts, iri.statement(identity.statement), speakers, sums, run)
    for mention in facts.mentions:
        sketch.mention(mention.evidence, iri.thing(mention.thing), mention.antecedent)
    _unknown_things(sketch, facts, reference)
    return sketch.finished()


def _run(sketch: Sketch, lexicon: str) -> ox.NamedNode:
    """Name the run by what made it, never by the clock: the same program and lexicon are the same run."""
    document = sketch.document
    run = iri.mint("run", "-".join(filter(None, ["kg", __version__, document.language, lexicon[:8]])))
    software = iri.mint("software", f"kg-{__version__}")
    sketch.type(run, PROV.Activity)
    detail = f"{__version__}, {document.language}" + (f" {lexicon[:8]}" if lexicon else "")
    sketch.label(run, {code: f"{labels.word('run', code)} {detail}" for code in LANGUAGES})
    sketch.add(run, PROV.wasAssociatedWith, software)
    sketch.type(software, PROV.SoftwareAgent)
    sketch.label(software, bilingual(f"kg {__version__}"))
    return run


def _statement(sketch: Sketch, facts: Facts, identity: Identity, reference: Reference) -> None:
    statement = iri.statement(identity.statement)
    sketch.type(statement, KG.Statement)
    sketch.label(statement, {code: labels.called("statement", identity, reference, code) for code in LANGUAGES})
    sketch.add(statement, DCT.identifier, ox.Literal(identity.statement))
    if facts.meeting and identity.meeting:
        sketch.add(statement, KG.issuedAt, iri.meeting(identity.meeting))
    for issuer in facts.issuers:
        sketch.add(statement, KG.issuedBy, iri.thing(issuer.thing))
        sketch.rest(statement, issuer.evidence, iri.thing(issuer.thing))


def _text(sketch: Sketch, identity: Identity) -> None:
    document, metadata, text = sketch.document, sketch.document.metadata, sketch.text
    sketch.type(text, KG.StatementText)
    title = metadata.title or identity.statement
    sketch.label(text, {code: f"{labels.word('text', code).format(document.language)} {title}" for code in LANGUAGES})
    sketch.add(text, KG.textOf, iri.statement(identity.statement))
    sketch.add(text, KG.sha256, ox.Literal(document.sha256))
    sketch.add(text, DCT.identifier, ox.Literal(metadata.identifier))
    sketch.add(text, DCT.language, iri.language(document.language))
    sketch.add(text, SCHEMA.encodingFormat, ox.Literal(document.media_type))
    if metadata.title:
        sketch.add(text, DCT.title, ox.Literal(metadata.title, language=document.language))
    if metadata.published:
        sketch.add(text, DCT.issued, ox.Literal(metadata.published.isoformat(), datatype=XSD.date))
    if metadata.publisher:
        sketch.add(text, DC.publisher, ox.Literal(metadata.publisher))
    if metadata.terms:
        sketch.add(text, DC.rights, ox.Literal(metadata.terms))
    sketch.add(text, DCT.source, _address(metadata.url))


def _address(url: str | None) -> ox.NamedNode | None:
    """Return a web address as an IRI; an address that is none, or of another scheme, is left out."""
    if url and url.startswith(("https://", "http://")):
        try:
            return ox.NamedNode(url)
        except ValueError:
            return None
    return None


def _amounts(facts: Facts) -> list[Amount]:
    """Return every sum of money once, those of the acts included."""
    every = [*facts.amounts, *(amount for act in facts.acts for amount in act.amounts)]
    return list({amount.evidence.span: amount for amount in every}.values())


def _amount(sketch: Sketch, amount: Amount) -> ox.NamedNode:
    node = iri.within_text("amount", sketch.text, "m", amount.evidence.span.start)
    sketch.type(node, SCHEMA.MonetaryAmount)
    sketch.label(node, {code: labels.amount(amount, code) for code in LANGUAGES})
    limits = {"more-than": SCHEMA.minValue, "at-least": SCHEMA.minValue, "up-to": SCHEMA.maxValue}
    sketch.add(node, limits.get(amount.bound, SCHEMA.value), decimal(Decimal(amount.value)))
    if amount.currency:
        sketch.add(node, SCHEMA.currency, ox.Literal(amount.currency))
    sketch.add(node, KG.bound, iri.concept("bound", amount.bound))
    sketch.ground(node, amount.evidence)
    sketch.span(amount.evidence.span, node)
    return node


def _speakers(sketch: Sketch, facts: Facts, identity: Identity, reference: Reference) -> tuple[ox.NamedNode, ...]:
    """Return who « we » is: the body that met, else the issuers, else the participants as a group of their own."""
    if facts.meeting and facts.meeting.body:
        return (iri.thing(facts.meeting.body.thing),)
    if facts.issuers:
        return tuple(dict.fromkeys(iri.thing(issuer.thing) for issuer in facts.issuers))
    if not facts.acts:
        return ()
    group = iri.mint("group", identity.statement)
    sketch.type(group, KG.Actor)
    sketch.label(group, {code: labels.called("participants", identity, reference, code) for code in LANGUAGES})
    return (group,)


def _unknown_things(sketch: Sketch, facts: Facts, reference: Reference) -> None:
    """Describe what the text names and the reference data does not hold: neither a name nor a resolution's symbol."""
    held = _held(reference)
    seen: dict[Thing, Span] = {}
    mentions = [*facts.mentions, *(mention for act in facts.acts for mention in act.mentions)]
    meeting = facts.meeting
    if meeting:
        mentions += [each for each in (meeting.place, meeting.country, meeting.body) if each]
    for part in facts.participations:
        if part.unknown and part.actor:
            seen.setdefault(part.actor, part.unknown)
    for mention in mentions:
        if mention.thing not in held:
            seen.setdefault(mention.thing, mention.evidence.span)
    for thing, span in seen.items():
        node = iri.thing(thing)
        if thing.kind == "resolution":
            symbol = labels.symbol(thing.key)
            sketch.type(node, KG.Resolution)
            sketch.add(node, KG.symbol, ox.Literal(symbol))
            sketch.label(node, {code: labels.word("resolution", code).format(symbol) for code in LANGUAGES})
        else:
            sketch.type(node, KG.term(thing.kind.capitalize()))
            sketch.label(node, {sketch.document.language: span.of(sketch.document.text)})
            if meeting and meeting.place and meeting.country and thing == meeting.place.thing:
                sketch.add(node, KG.within, iri.thing(meeting.country.thing))


@lru_cache(maxsize=2)
def _held(reference: Reference) -> frozenset[Thing]:
    """Return what the reference data holds."""
    return frozenset(resolution.thing for resolution in reference.security_council.values()).union(reference.entities)
