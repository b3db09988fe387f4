"""Which things a shape is about (SHACL section 2.1.3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.namespaces import RDF
from kg.graph.shapes import Node, ShapesGraph, Term


@dataclass(frozen=True, slots=True)
class Target:
    """One way in which a shape selects things.

    Attributes:
        kind: ``targetClass``, ``targetNode``, ``targetSubjectsOf`` or ``targetObjectsOf``.
        terms: The class with all its subclasses, or the nodes, or the property.
    """

    kind: str
    terms: tuple[Term, ...]

    def pattern(self, write: Callable[[Term], str]) -> str:
        """Return the graph pattern that binds ``?this``, maybe more than once to the same thing."""
        listed = " ".join(map(write, self.terms))
        if self.kind == "targetClass":
            return f"VALUES ?class {{ {listed} }} ?this {RDF.type} ?class ."
        if self.kind == "targetNode":
            return f"VALUES ?this {{ {listed} }}"
        return f"?this {listed} ?any ." if self.kind == "targetSubjectsOf" else f"?any {listed} ?this ."


@dataclass(frozen=True, slots=True)
class Focus:
    """Everything that one shape is about: what any of its targets selects.

    Attributes:
        targets: At least one.
    """

    targets: tuple[Target, ...]

    def pattern(self, write: Callable[[Term], str] = str) -> str:
        """Return the graph pattern that binds ``?this`` to the focus nodes.

        Args:
            write: How a term stands in a query.
        """
        if len(self.targets) == 1 and self.targets[0].kind in ("targetClass", "targetNode"):
            return self.targets[0].pattern(write)
        choices = " UNION ".join(f"{{ {target.pattern(write)} }}" for target in self.targets)
        return f"{{ SELECT DISTINCT ?this WHERE {{ {choices} }} }}"


def focus_of(shapes: ShapesGraph, node: Node, subclasses: Mapping[Term, tuple[Term, ...]]) -> Focus:
    """Return what a shape is about.

    Args:
        shapes: The shapes graph.
        node: One of its shapes.
        subclasses: ``{class: the class itself and all its subclasses}``; a class that is absent has none.
    """
    return Focus(tuple(_targets(shapes, node, subclasses)))


def _targets(shapes: ShapesGraph, node: Node, subclasses: Mapping[Term, tuple[Term, ...]]) -> Iterator[Target]:
    classes = [*shapes.values(node, "targetClass"), *((node,) if shapes.is_class(node) else ())]
    for iri in dict.fromkeys(classes):
        yield Target("targetClass", subclasses.get(iri, (iri,)))
    if nodes := tuple(term for term in shapes.values(node, "targetNode") if not isinstance(term, ox.BlankNode)):
        yield Target("targetNode", nodes)
    for kind in ("targetSubjectsOf", "targetObjectsOf"):
        for iri in shapes.values(node, kind):
            yield Target(kind, (iri,))
