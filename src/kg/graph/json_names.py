"""Short names of JSON-LD under ``ontology/context.jsonld``, chosen as the Compaction algorithm of JSON-LD 1.1 does."""

import json
from collections.abc import Container, Mapping
from functools import cache, lru_cache

from kg import assets

Context = Mapping[str, str | Mapping[str, str]]


@cache
def context() -> Context:
    """Return our context: prefixes, then a short name for each term of the ontology, with the type of its values."""
    found: Context = json.loads((assets.ontology() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


class Names:
    """Short names; a prefix or name that is also the scheme of some IRI would change its meaning: left out.

    Attributes:
        context: What is left of our context.
    """

    def __init__(self, schemes: Container[str]) -> None:
        """Leave out of our context what has the name of a scheme."""
        kept = {name: value for name, value in context().items() if name not in schemes}
        spaces = {name: value for name, value in kept.items() if isinstance(value, str) and _is_space(value)}
        self._prefixes = [(space, f"{name}:") for name, space in spaces.items()]
        self.context: dict[str, str | Mapping[str, str]] = dict(spaces)
        self._terms: dict[str, str] = {space: name for name, space in spaces.items()}
        self._typed: dict[str, tuple[str, str]] = {}
        for name, value in kept.items():
            compact = {"@id": value} if isinstance(value, str) else dict(value)
            full = {key: _expanded(each, spaces) for key, each in compact.items()}
            if name in spaces or None in full.values():
                continue
            self.context[name] = value
            if "@type" in full:
                self._typed[str(full["@id"])] = (name, str(full["@type"]))
            else:
                self._terms[str(full["@id"])] = name

    def key(self, iri: str, kind: str) -> tuple[str, bool]:
        """Return the name of a property, and whether it says the type of its values.

        Args:
            iri: The property.
            kind: What a value is: ``@id``, a datatype, or nothing for what has none in JSON-LD.
        """
        name, type_ = self._typed.get(iri, ("", ""))
        return (name, True) if name and type_ == kind else (self.term(iri), False)

    def term(self, iri: str) -> str:
        """Return the name of a class or datatype, or of a property whatever its values are."""
        return self._terms.get(iri) or self.iri(iri)

    def iri(self, iri: str) -> str:
        """Return the identifier of a thing: the shortest, then the first."""
        found = [
            prefix + iri[len(space) :]
            for space, prefix in self._prefixes
            # What follows the colon must not look like an authority (JSON-LD 1.1 section 3.2), nor be nothing.
            if iri.startswith(space) and iri != space and not iri.startswith("//", len(space))
        ]
        return min(found, key=lambda name: (len(name), name)) if found else iri

    def of(self, node: str) -> str:
        """Return the identifier of a node written as N-Triples writes it."""
        return self.iri(node[1:-1]) if node.startswith("<") else node


@lru_cache(maxsize=64)
def names_for(schemes: frozenset[str]) -> Names:
    """Return the short names for a dataset with IRIs of these schemes; nothing changes them."""
    return Names(schemes)


def _is_space(value: str) -> bool:
    return value.endswith(("/", "#"))


def _expanded(value: str, spaces: Mapping[str, str]) -> str | None:
    """Return a keyword as it is, a compact IRI in full; None when its prefix was left out."""
    if value.startswith("@"):
        return value
    prefix, _, local = value.partition(":")
    return spaces[prefix] + local if prefix in spaces else None
