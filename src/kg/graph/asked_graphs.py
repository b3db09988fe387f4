"""``FROM`` and ``FROM NAMED`` (SPARQL 1.1, section 13.2) may name graphs that are there; nothing is ever fetched."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.tokens import tokens


def check_dataset(text: str, prefixes: Mapping[str, str], base: str, known: Callable[[ox.NamedNode], bool]) -> None:
    """Return if every graph that ``text`` names in ``FROM`` is known.

    Args:
        text: A query.
        prefixes: ``{prefix: namespace}`` that it need not declare.
        base: IRI that its relative IRIs are resolved against, unless it says ``BASE``; may be empty.
        known: Tells whether the store has a graph.

    Raises:
        QueryError: a graph is not there (KG503).
    """
    if "FROM" not in text.upper():
        return
    for name in _graphs(text, tuple(prefixes.items()), base):
        try:
            there = known(ox.NamedNode(name))
        except ValueError:
            there = False
        if not there:
            raise QueryError(
                "KG503",
                name,
                en="is no graph that is here, and FROM fetches nothing; leave FROM out, or name a graph of this data",
                fr="n’est pas un graphe présent ici, et FROM ne va rien chercher\u00a0; ôtez FROM, ou nommez un graphe "
                "de ces données",
            )


@lru_cache(maxsize=64)
def _graphs(text: str, prefixes: tuple[tuple[str, str], ...], base: str) -> tuple[str, ...]:
    """Return the IRI of each graph after ``FROM``."""
    graphs = []
    spaces = dict(prefixes)
    words = [(token.lastgroup, token[0]) for token in tokens(text) if token.lastgroup != "space"]
    for place, (kind, word) in enumerate(words):
        following = [each for each in words[place + 1 : place + 3] if each[1].upper() != "NAMED"]
        if kind != "word" or not following:
            continue
        if word.upper() == "BASE":
            base = urljoin(base, following[0][1][1:-1])
        elif word.upper() == "PREFIX" and len(following) == 2:
            spaces[following[0][1].removesuffix(":")] = urljoin(base, following[1][1][1:-1])
        elif word.upper() == "FROM":
            graphs.append(_resolved(*following[0], spaces, base))
    return tuple(graphs)


def _resolved(kind: str | None, word: str, prefixes: Mapping[str, str], base: str) -> str:
    if kind == "name":
        prefix, _, local = word.partition(":")
        return prefixes.get(prefix, f"{prefix}:") + local
    return urljoin(base, word[1:-1]) if kind == "iri" else word
