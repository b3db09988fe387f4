"""The index of a workspace kept in step with its files: by the difference when it is small, else made anew."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.build.contributed import FOLDER, settle
from kg.build.gifts import contributed_files, review_files
from kg.build.manifest import tools
from kg.build.parts import known, load_reviews, own_files, part_of
from kg.errors import KgError
from kg.graph.store import Part, build_index, holds, is_sound, open_index, update_index
from kg.workspace import Workspace

# Above this part of the files, loading all of them in bulk costs less than a transaction for the difference.
_LARGE = 0.25
# So few files are always cheaper one by one: the reference data alone takes a second to load.
_FEW = 4


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

    def finish(self, changed: Sequence[Path]) -> tuple[str, int, tuple[KgError, ...]]:
        """Bring the index in step with the files, of which ``changed`` are new.

        Returns:
            The checksum of the files, the size of the index in quads, and why files of people were left out of it.

        Raises:
            WorkspaceError: the index cannot be written (KG612).
            InputError: somebody broke a file of the graph (KG155).
        """
        folder, key = self.workspace.index, key_of_files(self.workspace)
        reviews, broken = load_reviews(self.workspace)
        files = own_files(self.workspace)
        stale = False
        small = max(len(changed), len(self.removed)) <= max(_FEW, _LARGE * len(files))
        if not (self.sound and small):
            parts = (part_of(self.workspace, path, reviews) for path in files)
            size = build_index(folder, chain([known()], parts), key)
        elif changed or self.removed:
            new = [part_of(self.workspace, path, reviews) for path in changed]
            size = update_index(folder, self.removed, new, key)
        else:
            size = len(open_index(folder, self.key))
            stale = key != self.key
        trusted = self.sound and small
        size, refused = settle(self.workspace, reviews, key, size, trusted=trusted, stale=stale)
        return key, size, (*broken, *refused)


def prepare(workspace: Workspace, indexed: str, leaving: Iterable[Path]) -> Update:
    """Start a change of the index, before any file changes.

    Args:
        workspace: Whose index.
        indexed: Checksum of what the index was made from, by the manifest.
        leaving: Files of ``graph/`` that will change or go, or what is said of which will; those that do not exist yet
            are left out.
    """
    key = key_of_files(workspace)
    if key != indexed or not is_sound(workspace.index, key):
        return Update(workspace, sound=False, key=key, removed=())
    reviews = load_reviews(workspace)[0]
    parts = [part_of(workspace, path, reviews) for path in leaving if path.exists()]
    store = open_index(workspace.index)
    return Update(workspace, sound=True, key=key, removed=tuple(each for each in parts if holds(store, each)))


def key_of_files(workspace: Workspace) -> str:
    """Return the checksum of all that the index is made from."""
    digest = hashlib.sha256(tools().encode())
    files = {path.relative_to(workspace.root).as_posix(): path for path in sorted(workspace.graph.glob("*.ttl"))}
    files |= {path.relative_to(workspace.root).as_posix(): path for path in review_files(workspace)}
    files |= {f"graph/{FOLDER}{name}.ttl": path for name, path in contributed_files(workspace).items()}
    for name, path in sorted(files.items()):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        plain = path.is_file() and not (path.is_symlink() and name.count("/") > 1)
        digest.update(hashlib.sha256(path.read_bytes() if plain else b"").digest())
    return digest.hexdigest()
