"""A folder of files takes the place of another in one step: people see the old site or the new one, whole.

Only files that an earlier site wrote are ever removed: a list in the folder names them.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import WorkspaceError
from kg.exchange import exchange, files_in, reach_disk
from kg.workspace import sync

LIST = ".kg-site"
"""Name of the file that lists the files of a site."""

_FIRST = "The files of a site that statements-kg wrote; it replaces them, and no others.\n"


class Draft:
    """A site while it is written, beside its place."""

    def __init__(self, folder: Path) -> None:
        """Write below ``folder``, which exists and is empty."""
        self._folder = folder
        self._made: set[Path] = set()
        self.files: list[str] = []

    def write(self, path: str, content: bytes) -> None:
        """Write one file; ``path`` is relative, with slashes."""
        where = self._folder / path
        if where.parent not in self._made:
            where.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(where.parent)
        with where.open("xb") as file:
            file.write(content)
        self.files.append(path)


@contextlib.contextmanager
def publishing(folder: Path) -> Iterator[Draft]:
    """Give a draft to the block, and its files the place of ``folder`` when the block ends well.

    The caller sees to it that only one process at a time does this to a folder.

    Raises:
        WorkspaceError: ``folder`` holds files that no site of ours wrote (KG642).
        OSError: the disk refuses.
    """
    place = folder.resolve()
    check_place(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.kg-new")
    # What a run that was killed left behind; the name is ours.
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        draft = Draft(fresh)
        yield draft
        _list(fresh, draft.files)
        reach_disk(fresh)
        check_place(place)
        exchange(fresh, place)
        sync(place.parent)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if fresh.exists():
        _remove(fresh)


def check_place(folder: Path) -> None:
    """Do nothing when ``folder`` is missing, empty, or an unmixed site of ours.

    Raises:
        WorkspaceError: it holds files that no site of ours wrote (KG642).
    """
    if not folder.exists():
        return
    present: Iterable[str] = files_in(folder) if folder.is_dir() else [folder.name]
    ours = _listed(folder) if folder.is_dir() else set()
    strange = next((path for path in present if path not in ours), None)
    if strange is not None:
        raise WorkspaceError(
            "KG642",
            str(folder),
            en=f"holds {strange}, which kg export --site did not write; move it away or name another folder",
            fr=f"contient {strange}, que kg export --site n’a pas écrit\u00a0; déplacez-le ou nommez un autre dossier",
        )


def _listed(folder: Path) -> set[str]:
    path = folder / LIST
    if path.is_symlink() or not path.is_file():
        return set()
    first, *names = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True) or [""]
    return {LIST, *(name.rstrip("\n") for name in names)} if first == _FIRST else set()


def _list(folder: Path, files: list[str]) -> None:
    names = "".join(f"{name}\n" for name in sorted(files))
    (folder / LIST).write_text(_FIRST + names, encoding="utf-8")


def _remove(old: Path) -> None:
    """Remove the files that the old site had listed, then the folders that this empties."""
    # A list that somebody else wrote may name anything, but what is not in the folder stays.
    for name in _listed(old).intersection(files_in(old)):
        (old / name).unlink(missing_ok=True)
    for where, _, _ in os.walk(old, topdown=False):
        with contextlib.suppress(OSError):
            Path(where).rmdir()
