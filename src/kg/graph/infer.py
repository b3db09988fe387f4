"""Inference: the rules of ``ontology/rules`` run to their fixpoint, and only what they add."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import pyoxigraph as ox

from kg import assets
from kg.errors import ContractError
from kg.graph.background import Background
from kg.graph.namespaces import OWL, RDF, RDFS
from kg.graph.rules import load_rules

_STRUCTURE = (RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.inverseOf)


@cache
def ontology_structure() -> tuple[ox.Triple, ...]:
    """Return the triples of ``kg.ttl`` that rules and shapes need: classes, domains, ranges, inverses."""
    quads = ox.parse(path=assets.ontology() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    return tuple(
        quad.triple
        for quad in quads
        if quad.predicate in _STRUCTURE
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
    )


@cache
def class_labels() -> tuple[ox.Triple, ...]:
    """Return what ``kg.ttl`` calls its classes, in each language."""
    structure = ontology_structure()
    classes = {each.subject for each in structure if each.predicate == RDF.type and each.object == OWL.Class}
    quads = ox.parse(path=assets.ontology() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads if quad.predicate == RDFS.label and quad.subject in classes)


def infer(triples: Iterable[ox.Triple], background: Background | None = None) -> tuple[ox.Triple, ...]:
    """Return the triples that follow from ``triples`` by the rules, and are not among them.

    The cost is that of ``triples``: of the background only what they name is looked at, and the background is already
    closed, so that it adds nothing of its own. The triples are not kept: an iterable that can be gone through twice
    need not be held in memory.

    Args:
        triples: What was asserted about one statement, or about the reference data.
        background: The closed reference data that ``triples`` name things from.

    Returns:
        Inferred triples only, without those of the background, in sorted order.
    """
    again = tuple(triples) if isinstance(triples, Iterator) else triples
    known = set(ontology_structure())
    if background is not None:
        known.update(background.about(again))
    store = ox.Store()
    concerned = _concerned(chain(again, known))
    store.extend(ox.Quad(*triple) for triple in chain(again, known) if triple.predicate in concerned)
    inferred: set[ox.Triple] = set()
    while new := _round(store):
        inferred |= new
        store.extend(ox.Quad(*triple) for triple in new)
    return tuple(sorted(inferred, key=str))


def _concerned(known: Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the properties of the triples that a rule can match or add: named by one, or bound there by a pattern.

    A rule that has its property as a variable finds it as subject or object of a triple with a property that it names
    (``rdfs:domain``); the rest, a third of a statement, need not enter the store.
    """
    rules = load_rules()
    named = {predicate for rule in rules for _, predicate, _ in (*rule.patterns, rule.head)}
    binding = {
        predicate
        for rule in rules
        if any(isinstance(predicate, ox.Variable) for _, predicate, _ in rule.patterns)
        for _, predicate, _ in rule.patterns
    }
    bound = {term for triple in known if triple.predicate in binding for term in (triple.subject, triple.object)}
    return {term for term in named | bound if isinstance(term, ox.NamedNode)}


def _round(store: ox.Store) -> set[ox.Triple]:
    """Return what each rule adds to the store once."""
    return {triple for rule in load_rules() for triple in _construct(store, rule.construct)}


def _construct(store: ox.Store, query: str) -> ox.QueryTriples:
    """Run a CONSTRUCT query and return its triples.

    Raises:
        ContractError: the query is of another form.
    """
    result = store.query(query)
    if not isinstance(result, ox.QueryTriples):
        raise ContractError("KG900", query, en="is not a CONSTRUCT query", fr="n’est pas une requête CONSTRUCT")
    return result
