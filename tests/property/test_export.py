"""Every format gives back the dataset that went in, by its RDFC-1.0 hash, and the same bytes whatever the order."""

import io
import re
from collections.abc import Iterable
from random import Random
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.property.test_turtle import quads

from kg.errors import QueryError
from kg.graph.dataset import Default, digest, group_graphs, with_graph
from kg.graph.serialise import FORMS, write

NAMED = sorted(name for name, form in FORMS.items() if form.named)


def written(given: Iterable[ox.Quad], form: str) -> bytes:
    file = io.BytesIO()
    write(given, form, file)
    return file.getvalue()


def rdfc(given: Iterable[ox.Quad]) -> set[str]:
    """Name the blank nodes with Oxigraph's canonicalisation of the whole dataset, not with ours of a part."""
    dataset = ox.Dataset(given)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


SOME = ox.NamedNode("http://example.org/some")


def plain(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


def names_element(sign: str) -> bool:
    """Tell whether an XML parser takes a sign for the name of an element; some letters, such as ª, are none."""
    try:
        return sign.isalpha() and ET.XML(f"<{sign}/>").tag == sign
    except ET.ParseError:
        return False


def cannot_say(quad: ox.Quad, form: str) -> bool:
    """Tell whether a format has no way to write a quad; anything else it must write."""
    if form == "jsonld":
        return isinstance(quad.object, ox.Triple)
    values = [quad.triple, *([quad.object] if isinstance(quad.object, ox.Triple) else [])]
    return form == "rdfxml" and any(
        not names_element(each.predicate.value[-1:])
        or (isinstance(each.object, ox.Literal) and any(ord(c) < 0x20 and c not in "\t\n\r" for c in each.object.value))
        or (isinstance(each.object, ox.Literal) and any(c in "\ufffe\uffff" for c in each.object.value))
        for each in values
    )


@pytest.mark.parametrize("form", sorted(FORMS))
@given(given=st.lists(quads, max_size=8), random=st.randoms(use_true_random=False))
def test_a_format_gives_the_dataset_back(form: str, given: list[ox.Quad], random: Random) -> None:
    chosen = FORMS[form]
    if not chosen.named:
        given = [plain(quad.triple) for quad in given]
    given = [quad for quad in given if not cannot_say(quad, form)]
    first = written(given, form)
    labels = dict(zip("abc", random.sample("xyz", 3), strict=True))
    again = [renamed(quad, labels) for quad in given] * 2
    random.shuffle(again)
    assert written(again, form) == first
    read = list(ox.parse(first, format=chosen.parser))
    assert rdfc(read) == rdfc(given)
    assert digest(group_graphs(read)) == digest(group_graphs(given))


def renamed(quad: ox.Quad, labels: dict[str, str]) -> ox.Quad:
    """Give the blank nodes of a quad other labels."""
    line = (ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"").decode()
    marked = re.sub(r'("(?:[^"\\\\]|\\\\.)*"|<[^<>]*>)|_:([abc])', lambda m: m[1] or f"_:{labels[m[2]]}", line)
    found: ox.Quad
    (found,) = ox.parse(marked, format=ox.RdfFormat.N_QUADS)
    return found


@example([ox.Quad(ox.BlankNode(name), ox.NamedNode(f"http://example.org/{name}"), SOME) for name in "abc"])
@given(given=st.lists(quads, max_size=8))
def test_a_graph_put_beside_another_is_as_if_it_had_been_there(given: list[ox.Quad]) -> None:
    name = ox.NamedNode("http://example.org/more")
    graphs = group_graphs(quad.triple for quad in given)
    default = Default(graphs)
    more = [ox.Triple(triple.subject, name, name) for triple in default]
    whole = [*map(plain, default), *(ox.Quad(each.subject, each.predicate, each.object, name) for each in more)]
    assert digest(with_graph(graphs, name, more)) == digest(group_graphs(whole))


@pytest.mark.parametrize("form", sorted(set(FORMS) - set(NAMED)))
def test_a_format_without_named_graphs_refuses_them(form: str) -> None:
    node = ox.NamedNode("http://example.org/a")
    with pytest.raises(QueryError, match="KG521"):
        written([ox.Quad(node, node, node, node)], form)


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(QueryError, match="KG520"):
        written([], "excel")
