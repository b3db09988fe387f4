"""A glance may doubt what is right, and never clears what a query would refuse."""

import pyoxigraph as ox
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg import assets
from kg.graph.namespaces import BASE, KG, XSD
from kg.graph.shapes import Term
from kg.graph.validate import validate, validate_store

ODD = (
    ox.Literal("words", language="fr"),
    ox.Literal("-1", datatype=XSD.integer),
    ox.Literal("007", datatype=XSD.integer),
    ox.Literal("1.5", datatype=XSD.decimal),
    ox.Literal("2023-02-30", datatype=XSD.date),
    ox.Literal(""),
    ox.NamedNode(f"{BASE}id/country/IRQ"),
    ox.NamedNode(f"{BASE}id/act/É\N{COMBINING ACUTE ACCENT}"),
)


def valid_triples() -> tuple[ox.Triple, ...]:
    """Return the examples of all shapes that conform."""
    files = sorted((assets.root() / "tests" / "conformance").rglob("valid*.ttl"))
    triples = [quad.triple for file in files for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
    return tuple(dict.fromkeys(triples))


TRIPLES = valid_triples()
CHANGES = st.lists(st.tuples(st.sampled_from(TRIPLES), st.sampled_from(ODD), st.booleans()), min_size=1, max_size=25)


CODES = [triple for triple in TRIPLES if triple.predicate == KG.code]


@settings(deadline=None, max_examples=40)
@given(changes=CHANGES)
@example(changes=[(CODES[0], ox.Literal("007", datatype=XSD.integer), True)])
def test_odd_values_more_or_instead_are_found_all_the_same(changes: list[tuple[ox.Triple, Term, bool]]) -> None:
    triples = dict.fromkeys(TRIPLES)
    for triple, value, instead in changes:
        if instead:
            triples.pop(triple, None)
        triples[ox.Triple(triple.subject, triple.predicate, value)] = None
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    assert validate(quad.triple for quad in store) == validate_store(store)
