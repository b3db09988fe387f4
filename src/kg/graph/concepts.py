"""What the concepts of the code lists are called."""

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from kg import assets
from kg.graph.namespaces import SKOS


@cache
def concept_labels(code_list: str) -> Mapping[str, Mapping[str, str]]:
    """Return ``{key: {language: preferred label}}`` of a code list.

    Args:
        code_list: Name of its file in ``ontology/codelists``, such as ``levels``.
    """
    found: dict[str, dict[str, str]] = {}
    path = assets.ontology() / "codelists" / f"{code_list}.ttl"
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        if quad.predicate == SKOS.prefLabel and isinstance(quad.object, ox.Literal):
            labels = found.setdefault(str(quad.subject).rstrip(">").rpartition("/")[2], {})
            labels[quad.object.language or ""] = quad.object.value
    return found
