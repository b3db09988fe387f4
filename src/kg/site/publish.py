"""The files of a site, and the list of them by which a later site knows what it may replace."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from kg.exchange import taking_place

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

    Raises:
        WorkspaceError: ``folder`` holds files that no site of ours wrote (KG642).
        OSError: the disk refuses.
    """
    with taking_place(folder, listed) as fresh:
        draft = Draft(fresh.folder)
        yield draft
        _list(fresh.folder, draft.files)


def listed(folder: Path) -> set[str]:
    """Return the files of a site of ours; none when the folder is no such site."""
    path = folder / LIST
    if path.is_symlink() or not path.is_file():
        return set()
    first, *names = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True) or [""]
    return {LIST, *(name.rstrip("\n") for name in names)} if first == _FIRST else set()


def _list(folder: Path, files: list[str]) -> None:
    names = "".join(f"{name}\n" for name in sorted(files))
    (folder / LIST).write_text(_FIRST + names, encoding="utf-8")
