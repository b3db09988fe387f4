"""The worked example of ``docs/model.md`` is true: it parses, quotes its text, conforms, infers what the page says."""

import hashlib
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.background import background
from kg.graph.closure import load_background, read_triples
from kg.graph.infer import infer
from kg.graph.namespaces import KG, OA, PREFIXES
from kg.graph.validate import validate

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "model.md", ROOT / "docs" / "model.fr.md"]
KNOWN = ROOT / "tests" / "conformance" / "known.ttl"


def example(page: Path) -> set[ox.Triple]:
    (block,) = re.findall(r"```turtle\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    text = re.search(r"^text:(\S+) a", block, re.MULTILINE)
    assert text is not None
    prefixes = {**PREFIXES, "span": f"{PREFIXES['text']}{text[1]}#"}
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    return {quad.triple for quad in ox.parse(header + block, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("page", PAGES, ids=["en", "fr"])
def test_every_passage_quotes_the_text_of_the_page(page: Path) -> None:
    (text,) = re.findall(r"^> (.*)$", page.read_text("utf-8"), re.MULTILINE)
    values = {(triple.subject, triple.predicate): str(getattr(triple.object, "value", "")) for triple in example(page)}
    spans = [subject for subject, predicate in values if predicate == OA.exact]
    assert len(spans) == 7
    for span in spans:
        assert text[int(values[span, OA.start]) : int(values[span, OA.end])] == values[span, OA.exact]
    (digest,) = (value for (_, predicate), value in values.items() if predicate == KG.sha256)
    assert digest == hashlib.sha256(text.encode()).hexdigest()


def test_both_pages_show_the_same_triples_and_they_conform() -> None:
    english, french = (example(page) for page in PAGES)
    assert english == french
    river_club = ox.Triple(term("organisation", "river-club"), term("rdf", "type"), KG.Organisation)
    known = [triple for each in load_background().triples.values() for triple in each]
    report = validate(english, background([*known, *read_triples([KNOWN]), river_club]))
    assert report.conforms, report.findings


def test_what_the_page_says_is_inferred() -> None:
    inferred = {(triple.predicate, triple.object) for triple in infer(example(PAGES[0]), load_background())}
    sahel = term("region", "x-sahel")
    assert (KG.concernsRegion, sahel) in inferred
    assert (KG.regionWithin, term("region", "002")) in inferred
    assert (term("rdf", "type"), KG.Act) in inferred


def term(prefix: str, local: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + local)
