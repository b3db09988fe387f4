"""Writes ``ontology/frame.jsonld``, or the file given as the only argument: ``python -m tools.frame [FILE]``.

The frame says, for the Framing algorithm of JSON-LD 1.1, what stands inside what: everything that has a type is told
where it comes, and a passage, a participation or a sum also inside each thing that names it. Which properties lead to
one of these, and what is told of them, follows from the ranges and domains of the ontology.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg import assets
from kg.graph.namespaces import KG, RDFS, SCHEMA
from tools.context import build as context

# What is told of these inside another, beside the properties that have them for their domain, or none.
_INSIDE: Final = {
    KG.TextSpan: ("start", "end", "exact"),
    KG.Participation: ("label",),
    SCHEMA.MonetaryAmount: ("currency", "value", "minValue", "maxValue", "label"),
}
_TOLD: Final = {"@embed": "@never", "@omitDefault": True}


def build() -> str:
    """Return the file: the context, then the frame of the default graph."""
    graph = list(ox.parse(path=assets.ontology() / "kg.ttl", format=ox.RdfFormat.TURTLE))
    spans = _Terms(graph)
    top = {"@embed": "@never", "@omitDefault": True, "@type": {}}
    frame = {**top, **{name: spans.inside(kind) for name, kind in sorted(spans.leading.items())}}
    whole = {**json.loads(context()), "@graph": [frame]}
    written = json.dumps(whole, ensure_ascii=False, indent=2)
    return re.sub(r'\{\s*("@embed": "@never"),\s*("@omitDefault": true)\s*\}', r"{\1, \2}", written) + "\n"


class _Terms:
    """What the ontology says of properties.

    Attributes:
        leading: ``{name: class}`` of the properties that lead to what stands inside.
    """

    def __init__(self, graph: list[ox.Quad]) -> None:
        self._domains = {quad.subject: quad.object for quad in graph if quad.predicate == RDFS.domain}
        ranges = {quad.subject: quad.object for quad in graph if quad.predicate == RDFS.range}
        self._properties = {each for each in {*ranges, *self._domains} if _is_ours(each)}
        self.leading = {_name(each): ranges[each] for each in self._properties if ranges.get(each) in _INSIDE}

    def inside(self, kind: Any) -> dict[str, Any]:
        """Return the frame of a thing inside another; passages hold nothing further."""
        own = {_name(each) for each in self._properties if self._domains.get(each, kind) == kind}
        # Wildcard: what a property leads to is told whatever its type.
        frame: dict[str, Any] = {"@embed": "@always", "@explicit": True, "@id": {}, "@omitDefault": True}
        for name in sorted(own.union(_INSIDE[kind])):
            deeper = name in self.leading and kind != KG.TextSpan
            frame[name] = self.inside(self.leading[name]) if deeper else dict(_TOLD)
        return frame


def _is_ours(subject: object) -> bool:
    return isinstance(subject, ox.NamedNode) and subject.value.startswith(KG.namespace)


def _name(subject: Any) -> str:
    return str(subject.value).removeprefix(KG.namespace)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else assets.ontology() / "frame.jsonld"
    target.write_text(build(), encoding="utf-8", newline="\n")
