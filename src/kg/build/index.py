"""The index of a workspace kept in step with its files: by the difference when it is small, else made anew."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.build.contributed import contributed
from kg.build.manifest import tools
from kg.errors import WorkspaceError
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.export import with_reference
from kg.graph.infer import infer
from kg.graph.load import load_triples
from kg.graph.namespaces import KG
from kg.graph.store import Part, build_index, open_index, update_index
from kg.workspace import Workspace

# Above this part of the files, loading all of them in bulk costs less than a transaction for the difference.
_LARGE = 0.25


@dataclass(frozen=True, slots=True)
class Update:
    """A change of the index under way: what it must forget was read before the files changed.

    Attributes:
        workspace: Whose index.
        sound: Whether the index holds exactly the files as they were.
        key: Checksum of the files as they were.
        removed: What the files that change or go contributed.
    """

    workspace: Workspace
    sound: bool
    key: str
    removed: tuple[Part, ...]

    def finish(self, changed: Sequence[Path], accepted: Iterable[Path]) -> tuple[str, int]:
        """Bring the index in step with the files, of which ``changed`` are new; return their checksum and its size.

        Args:
            changed: Files of the graph.
            accepted: What people contribute and may be indexed.

        Raises:
            WorkspaceError: the index cannot be written (KG612).
            InputError: somebody broke a file of the graph (KG155).
        """
        folder = self.workspace.index
        if self.sound and not changed and not self.removed:
            return self.key, len(open_index(folder, self.key))
        key = key_of_files(self.workspace)
        files = sorted(self.workspace.graph.glob("*.ttl"))
        if self.sound and max(len(changed), len(self.removed)) <= _LARGE * len(files):
            return key, update_index(folder, self.removed, [part_of(self.workspace, path) for path in changed], key)
        parts = (part_of(self.workspace, path) for path in (*files, *accepted))
        return key, build_index(folder, chain([known()], parts), key)


def prepare(workspace: Workspace, indexed: str, leaving: Sequence[Path]) -> Update:
    """Start a change of the index, before any file changes.

    Args:
        workspace: Whose index.
        indexed: Checksum of what the index was made from, by the manifest.
        leaving: Files of ``graph/`` that will change or go; those that do not exist yet are left out.
    """
    key = key_of_files(workspace)
    sound = key == indexed and _is_sound(workspace, key)
    removed = [part_of(workspace, path) for path in leaving if path.exists()] if sound else ()
    return Update(workspace, sound, key, tuple(removed))


def asserted_graph(workspace: Workspace) -> Iterator[ox.Triple]:
    """Yield what the files say, then the reference data that they mention; a file is held at a time, not the graph.

    Raises:
        InputError: a file of the graph cannot be read (KG155).
    """
    own = (triple for path in sorted(workspace.graph.glob("*.ttl")) for triple in load_triples(path))
    theirs = (triple for path in contributed(workspace).accepted for triple in load_triples(path))
    yield from with_reference(chain(own, theirs), read_triples(known_files()))


def whole_graph(workspace: Workspace) -> tuple[tuple[ox.Triple, ...], tuple[ox.Triple, ...]]:
    """Return what ``asserted_graph`` yields, and what the rules add to it.

    Raises:
        InputError: a file of the graph cannot be read (KG155).
    """
    known = tuple(dict.fromkeys(asserted_graph(workspace)))
    return known, infer(known, load_background())


def key_of_files(workspace: Workspace) -> str:
    """Return the checksum of all that the index is made from."""
    digest = hashlib.sha256(tools().encode())
    for path in sorted((*workspace.graph.glob("*.ttl"), *workspace.contributed.glob("*.ttl"))):
        digest.update(path.relative_to(workspace.root).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    return digest.hexdigest()


def part_of(workspace: Workspace, path: Path) -> Part:
    """Return what one Turtle file contributes to the index.

    Raises:
        InputError: the file is not Turtle (KG155), or cannot be read.
    """
    asserted = load_triples(path)
    name = path.relative_to(workspace.graph).with_suffix("").as_posix()
    text = next((triple.subject for triple in asserted if triple.predicate == KG.sha256), None)
    own = text.value if isinstance(text, ox.NamedNode) else ""
    return Part(name, asserted, infer(asserted, load_background()), own)


def _is_sound(workspace: Workspace, key: str) -> bool:
    try:
        open_index(workspace.index, key)
    except WorkspaceError:
        return False
    return True


def known() -> Part:
    """Return the reference data, the code lists and the names of the ontology as one part."""
    asserted = tuple(read_triples((*known_files(), assets.ontology() / "kg.ttl")))
    return Part("reference", asserted, infer(asserted))
