"""Lines and columns are right on 1,000 generated files, whatever their layout."""

import random
from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from kg.graph.places.atlas import Atlas
from kg.graph.places.lines import Lines
from kg.graph.places.turtle import mentions_of_turtle

FILES = 1_000
TRIG, TURTLE, NT, NQ = ox.RdfFormat.TRIG, ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS
XSD = "http://www.w3.org/2001/XMLSchema#"
Place = tuple[int, int]
Named = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass
class Writer:
    """Writes a file at random and notes where it puts each term: the oracle, which reads nothing."""

    chance: random.Random
    form: ox.RdfFormat
    parts: list[str] = field(default_factory=list)
    line: int = 1
    column: int = 1
    spaces: dict[str, str] = field(default_factory=dict)
    expected: list[tuple[Named | str, ox.NamedNode, Named | str, tuple[Place, Place, Place]]] = field(
        default_factory=list
    )
    marks: int = 0

    @property
    def rich(self) -> bool:
        """Tell whether the syntax has prefixes, brackets and lists."""
        return self.form in (TURTLE, TRIG)

    def put(self, text: str) -> Place:
        """Write some text; return where it starts."""
        place = self.line, self.column
        self.parts.append(text)
        rest = text.replace("\r\n", "\n").replace("\r", "\n")
        self.line += rest.count("\n")
        self.column = len(rest) - rest.rfind("\n") if "\n" in rest else self.column + len(rest)
        return place

    def gap(self) -> None:
        """Write what may stand between two tokens."""
        choices = [" ", "  ", "\t", " \t "]
        if self.rich:
            choices += ["\n", "\r\n", "\n\n\t", " # a [ comment ] \" ' <x> é 𝔘 (\n", "#\r\n  "]
        self.put(self.chance.choice(choices))

    def end(self) -> None:
        """Write what stands between two statements."""
        self.put(self.chance.choice(["\n", "\r\n", "\n\n", "\r\n\r\n"]) if not self.rich else "")
        if self.rich:
            self.gap()

    def prefix(self) -> None:
        """Declare a prefix, maybe one that is declared already, maybe for another namespace."""
        name, space = self.chance.choice(["", "e", "kg", "é-1"]), f"http://e/{self.chance.randrange(9)}/"
        self.spaces[name] = space
        old = self.chance.random() < 0.5
        self.put("@prefix" if old else self.chance.choice(["PREFIX", "prefix"]))
        self.gap()
        self.put(f"{name}:")
        self.gap()
        self.put(f"<{space}>")
        if old:
            self.gap()
            self.put(".")
        self.gap()

    def iri(self) -> tuple[ox.NamedNode, Place]:
        """Write an IRI."""
        local = self.chance.choice(["a", "b.c", "d-1", "é", "𝔘x", "_y", "9"])
        if self.rich and self.spaces and self.chance.random() < 0.7:
            name = self.chance.choice(list(self.spaces))
            return ox.NamedNode(self.spaces[name] + local), self.put(f"{name}:{local}")
        if self.rich and self.chance.random() < 0.3:
            return ox.NamedNode("http://e/\u00e9"), self.put("<http://e/\\u00E9>")
        return ox.NamedNode(f"http://e/{local}"), self.put(f"<http://e/{local}>")

    def verb(self) -> tuple[ox.NamedNode, Place]:
        """Write a property."""
        if self.rich and self.chance.random() < 0.2:
            return ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), self.put("a")
        return self.iri()

    def subject(self, depth: int) -> tuple[Named | str, Place]:
        """Write a thing."""
        roll = self.chance.random()
        if roll < 0.15:
            label = self.chance.choice(["x", "b.1", "é"])
            return ox.BlankNode(label), self.put(f"_:{label}")
        return self.nameless(depth) if self.rich and roll < 0.3 else self.iri()

    def nameless(self, depth: int) -> tuple[str, Place]:
        """Write a node in brackets; a property of its own, with a value that no other has, makes it known again."""
        self.marks += 1
        mark = f"mark {self.marks}"
        place = self.put("[")
        self.gap()
        verb, at = self.iri()
        self.gap()
        value = ox.Literal(mark)
        self.expected.append((mark, verb, value, (place, at, self.put(f'"{mark}"'))))
        if depth < 2 and self.chance.random() < 0.5:
            self.gap()
            self.put(";")
            self.gap()
            self.properties(mark, place, depth + 1)
        self.gap()
        self.put("]")
        return mark, place

    def literal(self) -> tuple[ox.Literal, Place]:
        """Write a literal."""
        texts = {
            "plain é 𝔘": '"plain é 𝔘"',
            'quo"te\n': '"quo\\"te\\n"',
            "A😀": '"\\u0041\\U0001F600"',
            "": '""',
            "#[(<no>": '"#[(<no>"',
        }
        if self.rich:
            texts |= {
                "one\ntwo 'x' \"y\"": "'''one\ntwo 'x' \"y\"'''",
                'a "" b\n\nc\t': '"""a "" b\n\nc\t"""',
                "single": "'single'",
            }
        value = self.chance.choice(list(texts))
        roll = self.chance.random()
        if self.rich and roll < 0.2:
            number, kind = self.chance.choice(
                [("5", "integer"), ("-1.5", "decimal"), ("1e3", "double"), ("true", "boolean")]
            )
            return ox.Literal(number, datatype=ox.NamedNode(XSD + kind)), self.put(number)
        place = self.put(texts[value])
        if roll < 0.4:
            self.put("@fr-be")
            return ox.Literal(value, language="fr-be"), place
        if roll < 0.6:
            self.put(f"^^<{XSD}token>")
            return ox.Literal(value, datatype=ox.NamedNode(f"{XSD}token")), place
        return ox.Literal(value), place

    def value(self, depth: int) -> tuple[Named | str, Place]:
        """Write a literal or a thing."""
        return self.literal() if self.chance.random() < 0.5 else self.subject(depth)

    def properties(self, subject: Named | str, start: Place, depth: int) -> None:
        """Write properties and values of a thing."""
        for number in range(self.chance.randint(1, 3) if self.rich else 1):
            if number:
                self.gap()
                self.put(self.chance.choice([";", ";;", "; ;"]))
                self.gap()
            verb, at = self.verb()
            for other in range(self.chance.randint(1, 3) if self.rich else 1):
                if other:
                    self.gap()
                    self.put(",")
                self.gap()
                value, place = self.value(depth)
                self.expected.append((subject, verb, value, (start, at, place)))

    def statement(self) -> None:
        """Write prefixes, or a thing with its properties."""
        if self.rich and self.chance.random() < 0.3:
            self.prefix()
        graph = self.form == TRIG and self.chance.random() < 0.3
        if graph:
            self.iri()
            self.gap()
            self.put("{")
            self.gap()
        subject, start = self.subject(0)
        self.gap()
        self.properties(subject, start, 0)
        if self.form == NQ and self.chance.random() < 0.5:
            self.gap()
            self.iri()
        self.gap()
        self.put("." if not graph else self.chance.choice(["}", ".}"]))
        self.end()


def marked(triples: list[ox.Triple]) -> dict[str, ox.BlankNode]:
    """Return ``{mark: the node in brackets that has it}``."""
    return {
        each.object.value: each.subject
        for each in triples
        if isinstance(each.object, ox.Literal)
        and each.object.value.startswith("mark ")
        and isinstance(each.subject, ox.BlankNode)
    }


def named(term: Named | str, nodes: dict[str, ox.BlankNode]) -> Named:
    return nodes[term] if isinstance(term, str) else term


def check(seed: int) -> int:
    chance = random.Random(seed)
    writer = Writer(chance, chance.choice([TURTLE, TURTLE, TRIG, NT, NQ]))
    if chance.random() < 0.2:
        writer.parts.append("\ufeff")
    for _ in range(chance.randint(1, 6)):
        writer.statement()
    # The reader strips a byte order mark; it takes no column.
    text = "".join(writer.parts).encode().decode("utf-8-sig")
    triples = [quad.triple for quad in ox.parse(text.encode(), format=writer.form)]
    atlas = Atlas(Lines.of(text), triples, mentions_of_turtle(text, quads=writer.form == NQ))
    nodes = marked(triples)
    first: dict[tuple[Named, ox.NamedNode, Named], tuple[Place, Place, Place]] = {}
    for subject, verb, value, places in writer.expected:
        key = (named(subject, nodes), verb, named(value, nodes))
        first[key] = min(first.get(key, places), places, key=lambda each: each[2])
    assert {(each.subject, each.predicate, each.object) for each in triples} == set(first)
    for (subject, verb, value), places in first.items():
        assert atlas.of_triple(subject, verb, value) == places, f"seed {seed}: {subject} {verb} {value}\n{text}"
    return len(first)


@pytest.mark.parametrize("part", range(10))
def test_places_are_those_where_the_terms_were_written(part: int) -> None:
    size = FILES // 10
    assert sum(check(seed) for seed in range(part * size, (part + 1) * size)) > 5 * size
