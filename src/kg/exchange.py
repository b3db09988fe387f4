"""A finished folder takes the place of another in one step, and reaches the disk before it does.

Only files that we wrote are ever removed: a list in the folder that is replaced names them.
"""

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import WorkspaceError

# RENAME_EXCHANGE and AT_FDCWD of renameat2(2); the errors of systems and disks that have no such call.
_EXCHANGE = 2
_HERE = -100
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


Listed = Callable[[Path], set[str]]
"""Returns the files that we wrote into a folder, and that may be replaced: none when the folder is not ours."""


@dataclass(slots=True)
class Fresh:
    """A folder while it is filled, beside its place.

    Attributes:
        folder: Where to write.
        wanted: Whether it is to take its place.
    """

    folder: Path
    wanted: bool = True


@contextlib.contextmanager
def taking_place(folder: Path, listed: Listed) -> Iterator[Fresh]:
    """Give a new folder to the block, and the place of ``folder`` to it when the block ends well and wants it.

    The caller sees to it that only one process at a time does this to a folder.

    Raises:
        WorkspaceError: ``folder`` holds files that we did not write (KG642).
        OSError: the disk refuses.
    """
    check_place(folder, listed)
    place = folder.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Fresh(place.with_name(f".{place.name}.kg-new"))
    # What a run that was killed left behind; the name is ours.
    shutil.rmtree(fresh.folder, ignore_errors=True)
    fresh.folder.mkdir()
    try:
        yield fresh
        if fresh.wanted:
            reach_disk(fresh.folder)
            # Files may have come while all this was made.
            check_place(folder, listed)
            exchange(fresh.folder, place)
            sync(place.parent)
    except BaseException:
        shutil.rmtree(fresh.folder, ignore_errors=True)
        raise
    if not fresh.wanted:
        shutil.rmtree(fresh.folder)
    elif fresh.folder.exists():
        _remove(fresh.folder, listed)


def check_place(folder: Path, listed: Listed) -> None:
    """Do nothing when ``folder`` is missing, empty, or holds nothing but what we wrote.

    Raises:
        WorkspaceError: it holds anything else (KG642).
    """
    if not folder.exists():
        return
    is_folder = folder.is_dir()
    ours = listed(folder) if is_folder else set()
    strange = next((path for path in (files_in(folder) if is_folder else [folder.name]) if path not in ours), None)
    if strange is not None:
        raise WorkspaceError(
            "KG642",
            str(folder),
            en=f"holds {strange}, which kg export did not write; move it away or name another folder",
            fr=f"contient {strange}, que kg export n’a pas écrit\u00a0; déplacez-le ou nommez un autre dossier",
        )


def _remove(old: Path, listed: Listed) -> None:
    """Remove the files that the old folder had listed, then the folders that this empties."""
    # A list that somebody else wrote may name anything, but what is not in the folder stays.
    for name in listed(old).intersection(files_in(old)):
        (old / name).unlink(missing_ok=True)
    for where, _, _ in os.walk(old, topdown=False):
        with contextlib.suppress(OSError):
            Path(where).rmdir()


def files_in(folder: Path) -> Iterator[str]:
    """Yield the files and links below a folder, with slashes, in a fixed order; whoever stops early has not waited."""
    for where, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted((*files, *(each for each in folders if (Path(where) / each).is_symlink()))):
            yield (Path(where) / name).relative_to(folder).as_posix()


def reach_disk(folder: Path) -> None:
    """Make all files of the file system reach the disk: one call, where one for each of thousands takes minutes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None:
            os.sync()
        elif syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def exchange(fresh: Path, place: Path) -> None:
    """Give ``fresh`` the name of ``place``; what was there has the name of ``fresh`` afterwards."""
    if not place.exists():
        fresh.replace(place)
        return
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None:
        if rename(_HERE, os.fsencode(fresh), _HERE, os.fsencode(place), _EXCHANGE) == 0:
            return
        if ctypes.get_errno() not in _CANNOT:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(place))
    # Without that call, for a moment, nothing has the name; whoever looks then finds no site, never half a one.
    aside = fresh.with_name(f".{place.name}.kg-old")
    place.replace(aside)
    fresh.replace(place)
    aside.replace(fresh)


def sync(folder: Path) -> None:
    """Make the names in ``folder`` reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
