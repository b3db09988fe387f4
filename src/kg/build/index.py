"""The index of a workspace kept in step with its files: by the difference when it is small, else made anew."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.build.manifest import tools
from kg.errors import WorkspaceError
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.infer import infer
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

    def finish(self, changed: Sequence[Path]) -> tuple[str, int]:
        """Bring the index in step with the files, of which ``changed`` are new; return their checksum and its size.

        Raises:
            WorkspaceError: the index cannot be written (KG612), or a file of the graph is no Turtle (KG613).
        """
        folder = self.workspace.index
        if self.sound and not changed and not self.removed:
            return self.key, len(open_index(folder, self.key))
        key = key_of_files(self.workspace)
        files = graph_files(self.workspace)
        if self.sound and max(len(changed), len(self.removed)) <= _LARGE * len(files):
            return key, update_index(folder, self.removed, [part_of(self.workspace, path) for path in changed], key)
        parts = (part_of(self.workspace, path) for path in files)
        return key, build_index(folder, _with_known(parts), key)


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


def graph_files(workspace: Workspace) -> list[Path]:
    """Return the Turtle files of the workspace's graph, people's own included, sorted."""
    return sorted((*workspace.graph.glob("*.ttl"), *workspace.contributed.glob("*.ttl")))


def key_of_files(workspace: Workspace) -> str:
    """Return the checksum of all that the index is made from."""
    digest = hashlib.sha256(tools().encode())
    for path in graph_files(workspace):
        digest.update(path.relative_to(workspace.root).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def part_of(workspace: Workspace, path: Path) -> Part:
    """Return what one Turtle file contributes to the index.

    Raises:
        WorkspaceError: the file is not Turtle (KG613).
    """
    try:
        asserted = tuple(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise WorkspaceError(
            "KG613",
            str(path),
            en=f"is not Turtle ({error}); correct it or delete it, then run again",
            fr=f"n’est pas du Turtle ({error})\u00a0; corrigez-le ou supprimez-le, puis relancez",
        ) from error
    name = path.relative_to(workspace.graph).with_suffix("").as_posix()
    return Part(name, asserted, infer(asserted, load_background()))


def _is_sound(workspace: Workspace, key: str) -> bool:
    try:
        open_index(workspace.index, key)
    except WorkspaceError:
        return False
    return True


def _with_known(parts: Iterable[Part]) -> Iterator[Part]:
    """Put the reference data, the code lists and the ontology first."""
    known = tuple(read_triples((*known_files(), assets.ontology() / "kg.ttl")))
    yield Part("reference", known, infer(known))
    yield from parts
