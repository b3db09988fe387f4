"""The rules give exactly the useful closure of owlrl on the shipped graph, as far as owlrl can be waited for.

Regions, countries, code lists, office-holders, the Coalition's record and a digest are compared whole. Of places,
organisations and resolutions owlrl gets a sample: 10,000 triples cost it more than a minute, and it compares the key
of each of the 2,803 resolutions with that of every other. The sample is held to say every kind of thing that the
shipped files say: each property, each class, each property of each class.
"""

from collections.abc import Collection, Iterable
from functools import cache

import pyoxigraph as ox
import pytest
from tests.unit.graph.test_owl import both

from kg import assets, pipeline
from kg.graph.closure import known_files, read_triples
from kg.graph.identity import identify
from kg.graph.namespaces import RDF
from kg.graph.reference import load_reference
from kg.text.read import discover, read

PARTS = {
    "regions": ("countries", "regions"),
    "code lists": tuple(file.stem for file in known_files() if file.parent.name == "codelists"),
    "persons": ("persons",),
    "the record": ("coalition-record",),
}
SAMPLED = ("organisations", "places", "resolutions")
EVERY = 40


def shipped(stems: Collection[str]) -> tuple[ox.Triple, ...]:
    return tuple(read_triples(file for file in known_files() if file.stem in stems))


def digest() -> tuple[ox.Triple, ...]:
    reference = load_reference()
    source = discover([assets.root() / "data" / "statements"])[-1]
    facts = pipeline.understand(read(source), reference)
    return pipeline.represent(facts, identify(facts), reference).asserted


def kinds(triples: Iterable[ox.Triple]) -> set[tuple[str, ...]]:
    """Return each property with the class of its subject, and each class."""
    every = tuple(triples)
    types = {triple.subject: str(triple.object) for triple in every if triple.predicate == RDF.type}
    return {(types.get(each.subject, ""), each.predicate.value) for each in every} | {(it,) for it in types.values()}


@cache
def sample() -> set[ox.Triple]:
    """Return what the sampled files say of every fortieth thing, and of the first that says something new."""
    every = shipped(SAMPLED)
    about: dict[str, list[ox.Triple]] = {}
    for triple in every:
        about.setdefault(str(triple.subject), []).append(triple)
    taken: set[ox.Triple] = set()
    told: set[tuple[str, ...]] = set()
    for number, (_, said) in enumerate(sorted(about.items())):
        if number % EVERY == 0 or kinds(said) - told:
            taken.update(said)
            told |= kinds(said)
    return taken


@pytest.mark.parametrize("part", PARTS)
def test_rules_equal_owlrl_on_whole_files(part: str) -> None:
    rules, oracle = both(set(shipped(PARTS[part])))
    assert rules == oracle
    assert rules or part == "code lists"


def test_rules_equal_owlrl_on_a_digest() -> None:
    rules, oracle = both(set(digest()))
    assert rules == oracle
    assert rules


def test_the_sample_says_every_kind_of_thing() -> None:
    assert kinds(sample()) == kinds(shipped(SAMPLED))
    assert len(sample()) > 700


def test_rules_equal_owlrl_on_the_sample() -> None:
    rules, oracle = both(sample())
    assert rules == oracle
    assert rules
