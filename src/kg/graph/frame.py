"""What stands inside what, as ``ontology/frame.jsonld`` says to every processor of JSON-LD 1.1.

Of the Framing algorithm we follow what that file uses: ``@embed`` (``@always`` or ``@never``), ``@explicit``, and the
properties that lead further.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import assets
from kg.graph.json_names import context


@dataclass(frozen=True, slots=True)
class Frame:
    """How a thing is told at one place.

    Attributes:
        told: IRIs of the properties that are told here; None for all.
        inside: By IRI of a property, how what it leads to is told inside.
    """

    told: frozenset[str] | None
    inside: "Mapping[str, Frame]"


@cache
def frame() -> Frame:
    """Return our frame."""
    found = json.loads((assets.ontology() / "frame.jsonld").read_text(encoding="utf-8"))
    return _read(found["@graph"][0])


def _read(given: Mapping[str, Any]) -> Frame:
    properties = {_in_full(name): each for name, each in given.items() if not name.startswith("@")}
    inside = {iri: _read(each) for iri, each in properties.items() if each["@embed"] == "@always"}
    return Frame(frozenset(properties) if given.get("@explicit") else None, inside)


def _in_full(name: str) -> str:
    term = context()[name]
    prefix, _, local = (term if isinstance(term, str) else term["@id"]).partition(":")
    return f"{context()[prefix]}{local}"
