"""What changed since the release before: the difference of two graphs, told by kind of thing."""

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, reason
from kg.graph.namespaces import BASE, KG, RDF

_TYPE = f"<{RDF.type.value}>"
_OURS = f"<{KG.namespace}"
_ID = f"<{BASE}id/"


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two releases.

    Attributes:
        added: Triples that only the new one has.
        removed: Triples that only the old one had.
        new: ``{class: names of its things that only the new one describes}``, sorted.
        gone: ``{class: names of its things that only the old one described}``, sorted.
        changed: ``{class: number of its things described otherwise}``.
    """

    added: int
    removed: int
    new: Mapping[str, tuple[str, ...]]
    gone: Mapping[str, tuple[str, ...]]
    changed: Mapping[str, int]

    @property
    def nothing(self) -> bool:
        """Tell whether the two releases hold the same graph."""
        return not self.added and not self.removed


def changes(before: Path, after: Path) -> Changes:
    """Return what changed from the release in the folder ``before`` to the one in ``after``.

    Raises:
        InputError: the release before has no dump as N-Triples that can be read (KG165).
    """
    old, new = set(_lines(before)), set(_lines(after))
    was, has = _things(old), _things(new)
    touched = {line.partition(" ")[0] for line in old ^ new}
    kept = Counter(kind for thing, kind in has.items() if thing in touched and thing in was)
    return Changes(
        len(new - old),
        len(old - new),
        _by_class({thing: kind for thing, kind in has.items() if thing not in was}),
        _by_class({thing: kind for thing, kind in was.items() if thing not in has}),
        dict(sorted(kept.items())),
    )


def _lines(release: Path) -> Iterator[str]:
    dumps = sorted((release / "dump").glob("*.nt.gz"))
    try:
        if not dumps:
            raise FileNotFoundError(2, "", str(release / "dump"))
        for dump in dumps:
            with gzip.open(dump, "rt", encoding="utf-8") as file:
                yield from file
    except (OSError, EOFError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else None
        raise InputError(
            "KG165",
            str(release),
            en=f"is no release of kg that can be compared ({why.en if why else error}); name another with --previous",
            fr=f"n’est pas une version publiée par kg que l’on puisse comparer ({why.fr if why else error})\u00a0; "
            "nommez-en une autre par --previous",
        ) from error


def _things(lines: set[str]) -> dict[str, str]:
    """Return ``{thing: its class in our ontology}``; of several classes the first by name."""
    found: dict[str, str] = {}
    for line in lines:
        thing, _, said = line.partition(" ")
        predicate, _, value = said.partition(" ")
        if predicate == _TYPE and value.startswith(_OURS):
            kind = value.removeprefix(_OURS).partition(">")[0]
            found[thing] = min(found.get(thing, kind), kind)
    return found


def _by_class(things: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for thing, kind in things.items():
        found.setdefault(kind, []).append(thing.removeprefix(_ID).rstrip(">"))
    return {kind: tuple(sorted(names)) for kind, names in sorted(found.items())}
