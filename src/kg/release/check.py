"""Does the catalogue satisfy DCAT-AP 3.0.1? By our list of what it demands, and by the official shapes if given."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.background import Background
from kg.graph.load import load_triples
from kg.graph.namespaces import SH
from kg.graph.report import Report
from kg.graph.shapes import ShapesGraph, shapes_of
from kg.graph.validate import validate
from kg.release.catalogue import stubs

OFFICIAL = ("shapes.ttl", "shapes_recommended.ttl", "range.ttl", "mdr-vocabularies.shape.ttl")
"""The official files that work offline (SEMICeu/DCAT-AP, ``releases/3.0.1/html/shacl``)."""

# The official files use it in lists of sh:or, where SHACL has no such property: there it constrains nothing.
_NO_TERMS = frozenset({ox.NamedNode(f"{SH.namespace}shape")})
_OURS = Path(__file__).parent / "dcat-ap.ttl"


def check_catalogue(catalogue: Iterable[ox.Triple], official: Path | None = None) -> tuple[tuple[str, Report], ...]:
    """Return ``(file of shapes, report)``, ours first.

    The entries of the EU's lists that the catalogue names are given the classes and lists that they have there, since
    the lists themselves are not at hand offline.

    Args:
        catalogue: What is checked.
        official: Folder with the official files (``OFFICIAL``), or None to check by our list alone.

    Raises:
        InputError: one of the official files is missing (KG160) or cannot be read.
    """
    asserted = tuple(catalogue)
    lists = _lists(asserted)
    files = [_OURS, *(official / name for name in OFFICIAL)] if official else [_OURS]
    for file in files:
        if not file.is_file():
            raise InputError(
                "KG160",
                str(file),
                en="is missing; give the folder releases/3.0.1/html/shacl of the repository SEMICeu/DCAT-AP",
                fr="est absent\u00a0; donnez le dossier releases/3.0.1/html/shacl du dépôt SEMICeu/DCAT-AP",
            )
    return tuple((file.name, validate(asserted, lists, _shapes(file))) for file in files)


def _lists(catalogue: Iterable[ox.Triple]) -> Background:
    """Return what the EU's lists say of each entry that ``catalogue`` names, and of its list."""
    said: dict[ox.NamedNode, tuple[ox.Triple, ...]] = {}
    for triple in stubs(catalogue):
        if isinstance(triple.subject, ox.NamedNode):
            said[triple.subject] = (*said.get(triple.subject, ()), triple)
    lists = {
        entry: tuple(
            more for each in own if isinstance(each.object, ox.NamedNode) for more in said.get(each.object, ())
        )
        for entry, own in said.items()
    }
    return Background({entry: (*own, *lists[entry]) for entry, own in said.items()})


def _shapes(file: Path) -> ShapesGraph:
    return shapes_of((triple, str(file)) for triple in load_triples(file) if triple.predicate not in _NO_TERMS)
