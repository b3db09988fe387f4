"""Why an inferred triple holds: the rule that concludes it and the triples it rests on, down to what was asserted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.graph.infer import ontology_structure
from kg.graph.rules import Pattern, Rule, load_rules

_Bindings = dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A triple and what makes it hold.

    Attributes:
        triple: What holds.
        rule: The rule that concludes it, or None when it was asserted or stands in the ontology.
        premises: What the rule rests on, each explained in turn; empty for an asserted triple.
    """

    triple: ox.Triple
    rule: Rule | None = None
    premises: tuple["Explanation", ...] = ()


def explain(triple: ox.Triple, asserted: Iterable[ox.Triple], inferred: Iterable[ox.Triple]) -> Explanation | None:
    """Return one explanation of ``triple``, the first by name of rule and order of terms; None when it does not hold.

    Args:
        triple: What is to be explained.
        asserted: What was asserted, reference data included.
        inferred: What the rules inferred from it.
    """
    ground = frozenset(asserted).union(ontology_structure())
    store = ox.Store()
    store.extend(ox.Quad(*each) for each in ground.union(inferred))
    return _explain(triple, ground, store, frozenset())


def _explain(
    triple: ox.Triple, ground: frozenset[ox.Triple], store: ox.Store, above: frozenset[ox.Triple]
) -> Explanation | None:
    """Explain a triple without leaning on any of those above it, so that nothing explains itself."""
    if triple in ground:
        return Explanation(triple)
    for rule in load_rules():
        for premises in _premises(rule, triple, store):
            if not above.intersection(premises) and triple not in premises:
                explained = [_explain(each, ground, store, above | {triple}) for each in premises]
                told = tuple(each for each in explained if each is not None)
                if len(told) == len(premises):
                    return Explanation(triple, rule, told)
    return None


def _premises(rule: Rule, triple: ox.Triple, store: ox.Store) -> Iterator[tuple[ox.Triple, ...]]:
    """Yield each set of triples from which the rule concludes ``triple``, in sorted order."""
    bindings = _match(rule.head, triple)
    rows = None if bindings is None else store.query(rule.select, substitutions=bindings)
    if isinstance(rows, ox.QuerySolutions):
        found = [tuple(ox.Triple(*(_bound(term, row) for term in each)) for each in rule.patterns) for row in rows]
        yield from sorted(found, key=str)


def _match(head: Pattern, triple: ox.Triple) -> _Bindings | None:
    """Return what the variables of a rule's head stand for in ``triple``; None when the head is another triple."""
    bindings: _Bindings = {}
    for wanted, term in zip(head, triple, strict=True):
        if not isinstance(term, ox.NamedNode):
            return None
        if (bindings.setdefault(wanted, term) if isinstance(wanted, ox.Variable) else wanted) != term:
            return None
    return bindings


def _bound(term: ox.NamedNode | ox.Variable, row: ox.QuerySolution) -> Any:
    """Return what a term of a pattern is in one solution."""
    return row[term] if isinstance(term, ox.Variable) else term
