"""A finished folder takes the place of another in one step, and reaches the disk before it does."""

import ctypes
import errno
import os
from collections.abc import Iterator
from pathlib import Path

# RENAME_EXCHANGE and AT_FDCWD of renameat2(2); the errors of systems and disks that have no such call.
_EXCHANGE = 2
_HERE = -100
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


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
