"""What no shape is about: the classes of things, and things without one."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.graph.background import Background
from kg.graph.class_tree import added_structure, subclasses
from kg.graph.columns import Columns, lines_of
from kg.graph.glance import Glance
from kg.graph.namespaces import RDFS
from kg.graph.shapes import ShapesGraph, Term
from kg.graph.targets import Focus, focus_of


def unseen_of(triples: Iterable[ox.Triple], background: Background | None, shapes: ShapesGraph) -> Mapping[str, int]:
    """Return ``{class: number of things of which no shape looks at their class}``, as in ``Report.unseen``."""
    columns = Columns(lines_of(triples), background)
    tree = subclasses(added_structure(columns.triples(RDFS.subClassOf)))
    glance = Glance(columns, shapes, tree)
    focuses = [focus_of(shapes, node, tree) for node in shapes.targeted()]
    for focus in focuses:
        glance.focus(focus)
    return glance.unseen(classes_of(focuses))


def classes_of(focuses: Iterable[Focus]) -> frozenset[Term]:
    """Return the classes that some shape is about."""
    targets = (target for focus in focuses for target in focus.targets)
    return frozenset(term for target in targets if target.kind == "targetClass" for term in target.terms)
