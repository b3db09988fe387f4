"""Statements damaged at random: the compiled shapes and pySHACL must find the same in each.

python -m tests.conformance.damage 2000
"""

import logging
import random
import re
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from benchmarks.graphs import statements

from kg.errors import InputError
from kg.graph.closure import load_background
from kg.graph.namespaces import BASE, KG, RDF, RDFS, XSD
from kg.graph.pyshacl_engine import validate_with_pyshacl
from kg.graph.report import Finding
from kg.graph.shapes import Term
from kg.graph.validate import validate

# Values that somebody might write: of another kind, in another form, ill-typed, in no language, of nothing.
ODD: tuple[Term, ...] = (
    ox.Literal(""),
    ox.Literal("words"),
    ox.Literal("words", language="fr"),
    ox.Literal("words", language="en-GB"),
    ox.Literal("-1", datatype=XSD.integer),
    ox.Literal("007", datatype=XSD.integer),
    ox.Literal("seven", datatype=XSD.integer),
    ox.Literal("7", datatype=ox.NamedNode(f"{XSD.namespace}byte")),
    ox.Literal("300", datatype=ox.NamedNode(f"{XSD.namespace}byte")),
    ox.Literal("1.50", datatype=XSD.decimal),
    ox.Literal("1e3", datatype=XSD.decimal),
    ox.Literal("2023-02-30", datatype=XSD.date),
    ox.Literal("2024-09-30", datatype=XSD.date),
    ox.Literal("2022-05", datatype=XSD.gYearMonth),
    ox.Literal("none", datatype=XSD.boolean),
    ox.Literal("1", datatype=XSD.boolean),
    ox.NamedNode(f"{BASE}id/country/IRQ"),
    ox.NamedNode(f"{BASE}id/person/nobody"),
    ox.NamedNode(f"{BASE}id/act/É"),
    ox.NamedNode("https://example.org/x"),
    ox.BlankNode("odd"),
)
_TYPES = (KG.Meeting, KG.Act, KG.Commitment, KG.Person, KG.Place, KG.TextSpan, KG.Statement, KG.Organisation)


def damaged(seed: int) -> tuple[ox.Triple, ...]:
    """Return a statement in which some triples are missing, doubled, turned round or lead elsewhere."""
    chance = random.Random(seed)
    triples = list(_parts()[seed % len(_parts())])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(triples))
        triples[at : at + 1] = _damage(chance, triples[at], triples)
    return tuple(dict.fromkeys(triples))


def _damage(chance: random.Random, triple: ox.Triple, others: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return what takes the place of one triple."""
    subject, predicate, value = triple
    other = chance.choice(others)
    match chance.randrange(8):
        case 0:
            return []
        case 1:
            return [triple, ox.Triple(subject, predicate, chance.choice(ODD))]
        case 2:
            return [ox.Triple(subject, predicate, chance.choice(ODD))]
        case 3:
            return [triple, ox.Triple(subject, predicate, other.object)]
        case 4:
            return [ox.Triple(subject, other.predicate, value)]
        case 5:
            return [triple, ox.Triple(subject, RDF.type, chance.choice(_TYPES))]
        case 6 if isinstance(value, ox.Literal):
            return [triple, ox.Triple(subject, RDFS.label, ox.Literal(value.value, language="fr"))]
        case _:
            return [ox.Triple(other.subject, predicate, value)]


@cache
def _parts() -> tuple[tuple[ox.Triple, ...], ...]:
    """Return statements cut down to some things each, with all that is said of the things that these name."""
    return tuple(_part(triples, start) for triples in statements() for start in range(0, 60, 20))


def _part(triples: Sequence[ox.Triple], start: int) -> tuple[ox.Triple, ...]:
    subjects = list(dict.fromkeys(triple.subject for triple in triples))
    first = set(subjects[start : start + 12]) or set(subjects[:12])
    named = first | {triple.object for triple in triples if triple.subject in first}
    return tuple(triple for triple in triples if triple.subject in named)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the two engines part.

    Attributes:
        ours: What only the compiled shapes find.
        theirs: What only pySHACL finds.
        excused: What one of them finds alone because pySHACL departs from the recommendation: see ``_departs``.
        stopped: Whether pySHACL gave up, as it does on a blank node that sh:lessThan should compare.
    """

    ours: tuple[Finding, ...] = ()
    theirs: tuple[Finding, ...] = ()
    excused: tuple[Finding, ...] = ()
    stopped: bool = False


def difference(triples: Sequence[ox.Triple]) -> Difference:
    """Return where the two engines part on one graph."""
    ours = Counter(validate(triples, load_background()).findings)
    try:
        theirs = Counter(validate_with_pyshacl(triples, load_background()).findings)
    except InputError:
        return Difference(stopped=True)
    alone = (*(ours - theirs), *(theirs - ours))
    excused = tuple(each for each in alone if _departs(each, triples))
    return Difference(
        tuple(each for each in ours - theirs if each not in excused),
        tuple(each for each in theirs - ours if each not in excused),
        excused,
    )


def _departs(finding: Finding, triples: Sequence[ox.Triple]) -> bool:
    """Tell whether pySHACL departs from the recommendation in this.

    Values that SPARQL cannot compare break sh:lessThan and sh:minInclusive (sections 4.3 and 4.5; the W3C's test
    core/property/lessThan-002). rdflib has an order for any two literals, that of the names of their datatypes if need
    be (an xsd:byte comes before every xsd:integer), and reads 1e3 as an xsd:decimal, which XML Schema rules out.
    """
    name = finding.component.rpartition("#")[2]
    if name.startswith("Datatype"):
        return finding.value is not None and finding.value.startswith('"1e3"')
    compares = name.startswith(("LessThan", "MinInclusive", "MaxInclusive", "MinExclusive"))
    beside = [triple.object for triple in triples if str(triple.subject) == finding.node]
    here = next((each for each in beside if str(each) == finding.value), None)
    kinds = {_kind(each) for each in beside if isinstance(each, ox.Literal)}
    odd = isinstance(here, ox.Literal) and _kind(here) != "number"
    return compares and (odd or (name.startswith("LessThan") and len(kinds) > 1))


def _kind(literal: ox.Literal) -> str:
    """Return what SPARQL can compare a literal with."""
    name = literal.datatype.value.rpartition("#")[2]
    if name in ("integer", "decimal"):
        return "number" if re.fullmatch(r"-?[0-9]+([.][0-9]+)?", literal.value) else "ill-typed"
    return name


def main(number: int) -> int:
    """Damage ``number`` statements, print where the two disagree, and return how many times they did."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore")
    apart = excused = stopped = 0
    for seed in range(number):
        found = difference(damaged(seed))
        excused += bool(found.excused)
        stopped += found.stopped
        apart += bool(found.ours or found.theirs)
        lines = [*(f"only compiled: {_line(each)}" for each in found.ours)]
        lines += (f"only pySHACL: {_line(each)}" for each in found.theirs)
        for line in lines:
            print(seed, line, flush=True)  # noqa: T201
    print(  # noqa: T201
        f"{number} damaged graphs: pySHACL gives up on {stopped}; the engines agree on {number - apart - stopped} "
        f"and differ on {apart}; in {excused} of those where they agree, values that cannot be compared are left out, "
        "which pySHACL compares all the same"
    )
    return apart


def _line(finding: Finding) -> str:
    name = finding.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    return f"{finding.shape.rpartition('#')[2]} {name} {finding.node} {finding.value}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) > 0)
