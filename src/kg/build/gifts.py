"""People's own files in a workspace, changed together or not at all: killed at any moment, all are new or all are old.

New files are written beside the old ones under hidden names; then one file, the list of what changes, takes its name in
one step. From that moment everybody sees the new state through ``contributed_files``, and whoever writes next completes
what a crash left: files take their names, and the list goes.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import InputError, WorkspaceError
from kg.exchange import sync
from kg.workspace import Workspace, replace

_LIST = ".pending.json"
_FRESH = ".new-"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def is_name(name: str) -> bool:
    """Tell whether a contribution may be called so: a file of that name is the same on every system."""
    return _NAME.fullmatch(name) is not None


def contributed_files(workspace: Workspace) -> dict[str, Path]:
    """Return ``{name: file}`` of people's own data, sorted by name."""
    folder = workspace.contributed
    found = {path.stem: path for path in folder.glob("*.ttl") if not path.name.startswith(".")}
    put, drop = _listed(folder)
    for name in drop:
        found.pop(name, None)
    found.update({name: _fresh(folder, name) for name in put if _fresh(folder, name).is_file()})
    return dict(sorted(found.items()))


def review_files(workspace: Workspace) -> list[Path]:
    """Return the files of people's decisions, sorted."""
    return sorted(path for path in workspace.reviews.glob("*.ttl") if not path.name.startswith("."))


def must_be_own(path: Path) -> None:
    """See to it that a file or folder is no symbolic link: a link in a shared workspace may lead anywhere.

    Raises:
        InputError: it is one (KG405).
    """
    if path.is_symlink():
        raise InputError(
            "KG405",
            str(path),
            en="is a symbolic link, which is not followed here; put the file itself in its place",
            fr="est un lien symbolique, qui n’est pas suivi ici\u00a0; mettez le fichier lui-même à sa place",
        )


def change(workspace: Workspace, put: Mapping[str, bytes], drop: Sequence[str] = ()) -> None:
    """Give contributions their content and remove others, all of it or nothing.

    Args:
        workspace: Whose contributions; its lock is held.
        put: ``{name: content}``.
        drop: Names of those that go.

    Raises:
        InputError: the folder is a symbolic link (KG405).
    """
    folder = workspace.contributed
    must_be_own(folder)
    folder.mkdir(parents=True, exist_ok=True)
    complete(workspace)
    for name, content in sorted(put.items()):
        replace(_fresh(folder, name), content)
    replace(folder / _LIST, json.dumps({"put": sorted(put), "drop": sorted(drop)}).encode("utf-8"))
    complete(workspace)


def complete(workspace: Workspace) -> None:
    """Finish the change that a crash interrupted, if any; its lock is held."""
    folder = workspace.contributed
    if not folder.is_dir():
        return
    put, drop = _listed(folder)
    for name in put:
        if _fresh(folder, name).is_file():
            _fresh(folder, name).replace(folder / f"{name}.ttl")
    for name in drop:
        (folder / f"{name}.ttl").unlink(missing_ok=True)
    for stray in folder.glob(f"{_FRESH}*"):
        stray.unlink()
    if (folder / _LIST).exists():
        sync(folder)
        (folder / _LIST).unlink()
        sync(folder)


def _fresh(folder: Path, name: str) -> Path:
    return folder / f"{_FRESH}{name}.ttl"


def _listed(folder: Path) -> tuple[list[str], list[str]]:
    """Return what is to be put and dropped; a list from elsewhere cannot lead out of the folder.

    Raises:
        WorkspaceError: the list is not ours (KG606).
    """
    try:
        descriptor = os.open(folder / _LIST, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise _foreign(folder) from error
    with os.fdopen(descriptor, "rb") as file:
        content = file.read()
    try:
        plain = json.loads(content)
        put, drop = [str(each) for each in plain["put"]], [str(each) for each in plain["drop"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _foreign(folder) from error
    if not all(map(is_name, put)):
        raise _foreign(folder)
    return put, [name for name in drop if "/" not in name and name not in ("", ".", "..")]


def _foreign(folder: Path) -> WorkspaceError:
    return WorkspaceError(
        "KG606",
        str(folder / _LIST),
        en="was not written by kg; remove it",
        fr="n’a pas été écrit par kg\u00a0; supprimez-le",
    )
