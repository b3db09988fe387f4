"""The graph as people reviewed it: each decision finds its fact again, and what it says replaces what was read.

Files of ``graph/`` stay as they were read; the index and the exports hold what this returns. A fact that was rejected
is no fact there any more: what stays is its label, its passage, and that it was rejected.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox
from rapidfuzz import fuzz

from kg.graph import iri, labels
from kg.graph.decisions import Decision, Seen, version_of
from kg.graph.namespaces import KG, OA, PROV, RDF, RDFS, XSD
from kg.languages import LANGUAGES
from kg.model.facts import ActType

# Below, two passages of a text that changed are not the same passage any more (rapidfuzz ratio, 0 to 100).
_ALIKE = 85.0
_ACTS = {KG.term(kind.value).value: kind for kind in ActType}
_SUMS = f"<{iri.mint('amount', '').value}"
# What is read in one text and named after its place there.
_PLACED = (f"<{iri.mint('act', '').value}", _SUMS)
# What exists for the one thing that leads to it.
_LED = (_SUMS, f"<{iri.mint('participation', '').value}")
# What stays of a fact that was rejected.
_REMEMBERED = (RDFS.label, KG.evidence)
_Told = Mapping[str, Mapping[str, list[ox.Triple]]]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A graph with what people decided.

    Attributes:
        triples: The graph.
        found: ``{target of a decision: IRI of the fact that it is about now}``.
    """

    triples: tuple[ox.Triple, ...]
    found: Mapping[str, str] = field(default_factory=dict)


def reviewed(triples: Sequence[ox.Triple], decisions: Iterable[Decision], text: Callable[[], str]) -> Reviewed:
    """Return ``triples`` with the decisions that are about them.

    Args:
        triples: What was read in one text, or what a person wrote.
        decisions: Of the whole workspace, or those that may be about this file.
        text: Gives the canonical text, for a passage that was corrected.
    """
    told: dict[str, dict[str, list[ox.Triple]]] = {}
    for triple in triples:
        about = told.setdefault(str(triple.subject), {})
        about.setdefault(triple.predicate.value, []).append(triple)
    matched = dict(_matches(told, sorted(decisions, key=lambda each: (-each.day.toordinal(), each.target))))
    if not matched:
        return Reviewed(tuple(triples))
    gone: set[ox.Triple] = set()
    come: list[ox.Triple] = []
    found = {}
    for fact, decision in matched.items():
        new = _as_decided(fact, told, decision, text)
        if new is not None:
            gone.update(new[0])
            come.extend(new[1])
            found[decision.target] = fact.strip("<>")
    kept = (triple for triple in triples if triple not in gone)
    return Reviewed(tuple(dict.fromkeys((*kept, *come))), found)


def seen_of(fact: str, triples: Iterable[ox.Triple]) -> Seen | None:
    """Return what a person sees of a fact: its class and its passage; None without a passage of its own."""
    told: dict[str, dict[str, list[ox.Triple]]] = {}
    for triple in triples:
        told.setdefault(str(triple.subject), {}).setdefault(triple.predicate.value, []).append(triple)
    return _seen(f"<{fact}>", told)


def _matches(told: _Told, decisions: Sequence[Decision]) -> Iterator[tuple[str, Decision]]:
    """Yield ``(fact, decision)``: by name first, then by passage; a fact has one decision, the latest."""
    taken: set[str] = set()
    rest = []
    for each in decisions:
        name = f"<{each.target}>"
        if name not in taken and RDF.type.value in told.get(name, {}) and _same(each, _seen(name, told)):
            taken.add(name)
            yield name, each
        elif each.seen and name not in taken:
            rest.append((each, each.seen))
    if rest:
        seen = {name: found for name in told if name not in taken and (found := _seen(name, told))}
        for each, was in rest:
            best = max(((_likeness(was, now), name) for name, now in seen.items()), default=(0.0, ""))
            if best[0] > 0:
                del seen[best[1]]
                yield best[1], each


def _same(decision: Decision, now: Seen | None) -> bool:
    """Tell whether a fact of the same name is still what was judged: read as another type, it is another fact."""
    return decision.seen is None or now is None or decision.seen.kind == now.kind


def _likeness(was: Seen, now: Seen) -> float:
    """Return how surely a passage is one that was seen before, 0 (it is not) to 2."""
    if was.kind != now.kind:
        return 0.0
    if was.text == now.text or was.text[-12:] == now.text[-12:]:
        common = min(was.end, now.end) - max(was.start, now.start)
        return 1 + common / (max(was.end, now.end) - min(was.start, now.start)) if common > 0 else 0.0
    if was.version != now.version:
        return 0.0
    alike = fuzz.ratio(was.exact, now.exact)
    apart = abs(was.start - now.start) / (1 + max(was.start, now.start))
    return alike / 100 - apart / 1000 if alike >= _ALIKE else 0.0


def _seen(fact: str, told: _Told) -> Seen | None:
    about = told.get(fact, {}) if fact.startswith(_PLACED) else {}
    kinds = sorted(str(triple.object).strip("<>") for triple in about.get(RDF.type.value, ()))
    for triple in about.get(KG.evidence.value, ()):
        said = {name: getattr(each[0].object, "value", "") for name, each in told.get(str(triple.object), {}).items()}
        text, exact = said.get(KG.inText.value, ""), said.get(OA.exact.value, "")
        start, end = said.get(OA.start.value, ""), said.get(OA.end.value, "")
        if kinds and version_of(text) and start.isdigit() and end.isdigit():
            return Seen(kinds[0], text, int(start), int(end), exact)
    return None


def _as_decided(
    fact: str, told: _Told, decision: Decision, text: Callable[[], str]
) -> tuple[list[ox.Triple], list[ox.Triple]] | None:
    """Return what goes and what comes; None when the corrected passage is not in the text any more."""
    node = ox.NamedNode(fact.strip("<>"))
    about = told[fact]
    if decision.action == "reject":
        return _rejected(node, told, decision)
    values = {KG.reviewStatus.value: (decision.status,), **decision.values}
    come: list[ox.Triple] = []
    now = _seen(fact, told)
    if decision.passage and now:
        now = _moved(decision.passage, now, text)
        if now is None:
            return None
        span = ox.NamedNode(f"{now.text}#offset_{now.start}_{now.end}")
        values[KG.evidence.value] = (span,)
        come.extend(_span(span, now))
    kind = next((value.value for value in values.get(RDF.type.value, ())), now.kind if now else "")
    if kind in _ACTS and now and (decision.passage or RDF.type.value in values):
        values[RDFS.label.value] = tuple(
            ox.Literal(labels.act(_ACTS[kind], now.exact, language), language=language) for language in LANGUAGES
        )
    if kind in _ACTS and _ACTS[kind] is not ActType.COMMITMENT:
        # Only commitments have a form; what a correction takes away with the type is not read again.
        values.setdefault(KG.form.value, ())
    gone = [triple for name in values for triple in about.get(name, ())]
    come.extend(ox.Triple(node, ox.NamedNode(name), value) for name, each in values.items() for value in each)
    return gone, come


def _rejected(node: ox.NamedNode, told: _Told, decision: Decision) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Return what goes and what comes when a fact is none: nothing is said of it, or through it, any more."""
    every = [triple for about in told.values() for triples in about.values() for triple in triples]
    # A sum exists for its act, and a participation for its meeting.
    led = {each.object for each in every if each.subject == node and str(each.object).startswith(_LED)}
    out = {node, *led} - {each.object for each in every if each.subject != node and each.object in led}
    gone = [
        each
        for each in every
        if each.object in out or (each.subject in out and (each.subject != node or each.predicate not in _REMEMBERED))
    ]
    status = ox.Triple(node, KG.reviewStatus, decision.status)
    return gone, [ox.Triple(node, RDF.type, PROV.Entity), status]


def _moved(passage: Seen, now: Seen, text: Callable[[], str]) -> Seen | None:
    """Return the corrected passage where it stands now, or None."""
    if passage.text == now.text:
        return passage
    end = now.start + len(passage.exact)
    return Seen(now.kind, now.text, now.start, end, passage.exact) if text()[now.start : end] == passage.exact else None


def _span(node: ox.NamedNode, seen: Seen) -> Iterator[ox.Triple]:
    yield ox.Triple(node, RDF.type, KG.TextSpan)
    yield ox.Triple(node, KG.inText, ox.NamedNode(seen.text))
    for name, value in ((OA.start, seen.start), (OA.end, seen.end)):
        yield ox.Triple(node, name, ox.Literal(str(value), datatype=XSD.integer))
    yield ox.Triple(node, OA.exact, ox.Literal(seen.exact))


def accepted(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return the graph without the facts that no person confirmed, and without what only they lead to.

    A fact with a review status counts when that is ``verified``; one without was written or confirmed by people, or is
    the frame in which facts stand (meeting, statement, text).
    """
    known = tuple(dict.fromkeys(triples))
    verified = iri.concept("review", "verified")
    out: set[object] = {each.subject for each in known if each.predicate == KG.reviewStatus and each.object != verified}
    # What a rejection remembers goes with it.
    beside = tuple(f"{str(each)[:-1]}#" for each in out)
    out |= {each.subject for each in known if beside and str(each.subject).startswith(beside)}
    # A sum exists for its act, and a passage for what it states: both go with the last that leads to them.
    for _ in range(2):
        led = {each.object for each in known if each.subject in out and _depends(each.object)}
        out |= led - {each.object for each in known if each.subject not in out}
    return tuple(each for each in known if each.subject not in out and each.object not in out)


def _depends(term: object) -> bool:
    return "#offset_" in str(term) or str(term).startswith(_SUMS)
