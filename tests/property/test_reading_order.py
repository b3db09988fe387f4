"""Subjects come in the order that a person reads, whatever literals and triples quote: worked out again from terms."""

import re
from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.graph.namespaces import BASE, KG, OA, RDF, RDFS
from kg.graph.turtle import write_turtle

TEXT = f"{BASE}id/text/a-fr-12345678"
NAMES = [
    *(f"{BASE}id/{each}" for each in ("statement/a10", "statement/a9", "statement/a09", "meeting/a", "meeting/b")),
    *(f"{BASE}id/{each}" for each in ("act/a-2", "act/a-10", "participation/a-1", "country/FRA", "region/002")),
    TEXT,
    *(f"{TEXT}#offset_{each}" for each in ("1_2", "1_10", "9_12", "10_11", "x_y", f"{'9' * 50}_1")),
    f"{OA.namespace}offset_1_2",
    f"{KG.namespace}other",
    "http://e.example/other",
    f"urn:x:{BASE}id/act/a",
]
nodes = st.sampled_from(NAMES).map(ox.NamedNode)
verbs = st.sampled_from(
    [KG.issuedAt, KG.participation, KG.textOf, KG.expressedIn, KG.evidence, RDF.type, RDFS.label, OA.exact]
)
# What looks like a name, or like what leads to one, where neither stands.
quotes = st.lists(
    st.sampled_from(
        [" , ", " ", '"', "\n", "\\", " ;\n\t", "k:expressedIn ", "k:textOf ", "<<( ", " )>>", "_:a", "k:other"]
    )
    | st.sampled_from(NAMES).map("<{}>".format),
    max_size=5,
).map(lambda parts: ox.Literal("".join(parts)))
simple = st.one_of(nodes, nodes, quotes)
values = st.one_of(simple, st.builds(ox.Triple, nodes, verbs, simple))
graphs = st.lists(st.builds(ox.Triple, nodes, verbs, values), max_size=25)


def natural(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Sort numbers in names as numbers, before letters."""
    return [
        (not part.isdigit(), int(part[:40]) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", name)
    ], name


def offsets(name: str) -> tuple[int, int, str]:
    found = re.fullmatch(r".*#offset_(\d+)_(\d+)", name)
    told = found and len(found[1] + found[2]) < 40
    return (int(found[1]), int(found[2]), name) if found and told else (0, 0, name)


def expected(triples: Iterable[ox.Triple]) -> list[str]:
    """Follow the docstring of ``reading_order``, slowly, from the terms."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        assert isinstance(triple.subject, ox.NamedNode)
        objects = said[triple.subject.value][triple.predicate.value]
        if isinstance(triple.object, ox.NamedNode):
            objects.add(triple.object.value)
    spans = [name for name in said if "#offset_" in name]
    own = [name for name in said if name.startswith(f"{BASE}id/statement/") and name not in spans]
    others = [name for name in said if name not in spans and name not in own]

    def children(parent: str, verb: ox.NamedNode) -> list[str]:
        return sorted((name for name in others if parent in said[name][verb.value]), key=natural)

    parents = {each for name in others for verb in (KG.textOf, KG.expressedIn) for each in said[name][verb.value]}
    order: list[str] = []
    for statement in sorted({*own, *parents}, key=natural):
        meetings = sorted(said[statement][KG.issuedAt.value] if statement in said else (), key=natural)
        texts = children(statement, KG.textOf)
        order += [*meetings, statement, *texts]
        for meeting in meetings:
            order += sorted(said[meeting][KG.participation.value] if meeting in said else (), key=natural)
        for act in children(statement, KG.expressedIn):
            passages = {each for values in said[act].values() for each in values if "#offset_" in each}
            order += [act, *sorted(passages, key=offsets)]
        for text in texts:
            order += sorted((each for each in spans if each.rpartition("#")[0] == text), key=offsets)
    rest = sorted((name for name in said if name not in order), key=thing)
    return list(dict.fromkeys(name for name in (*order, *rest) if name in said))


def thing(name: str) -> tuple[bool, str, object]:
    kind = name.removeprefix(f"{BASE}id/").partition("/")[0] if name.startswith(f"{BASE}id/") else ""
    return not kind, kind, natural(name)


def subjects(turtle: str) -> list[str]:
    parsed = (quad.subject for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    return list(dict.fromkeys(subject.value for subject in parsed if isinstance(subject, ox.NamedNode)))


def triple(subject: str, verb: ox.NamedNode, value: str | ox.Literal | ox.Triple) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), verb, ox.NamedNode(value) if isinstance(value, str) else value)


ACT, STATEMENT, SPAN = f"{BASE}id/act/a-2", f"{BASE}id/statement/a10", f"{TEXT}#offset_1_2"
OTHER = f"{TEXT}#offset_9_12"
QUOTED = [
    triple(ACT, KG.expressedIn, STATEMENT),
    triple(SPAN, OA.exact, ox.Literal("a")),
    triple(OTHER, OA.exact, ox.Literal("b")),
    triple(f"{BASE}id/region/002", RDFS.label, ox.Literal("c")),
]


@pytest.mark.parametrize("value", [ox.Literal(f"see <{SPAN}> there"), triple(ACT, KG.evidence, SPAN)])
def test_what_an_act_quotes_does_not_follow_it(value: ox.Literal | ox.Triple) -> None:
    graph = [*QUOTED, triple(ACT, RDFS.label, value), triple(ACT, KG.evidence, OTHER)]
    assert subjects(write_turtle(graph)) == [ACT, OTHER, f"{BASE}id/region/002", SPAN]


@given(graphs)
@example([triple(f"{BASE}id/act/a-10", KG.expressedIn, f"{KG.namespace}other"), triple(ACT, KG.expressedIn, STATEMENT)])
@example([triple(ACT, KG.expressedIn, ox.Literal(f" , <{STATEMENT}> , ")), triple(STATEMENT, RDFS.label, ACT)])
def test_subjects_come_in_reading_order(triples: list[ox.Triple]) -> None:
    assert subjects(write_turtle(triples)) == expected(triples)
