"""The last step of a build: what was staged takes its place, what is obsolete goes, the index follows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.build import index
from kg.build.gifts import complete
from kg.build.manifest import Manifest
from kg.build.record import Record
from kg.errors import KgError
from kg.exchange import sync
from kg.workspace import Workspace


def publish(workspace: Workspace, before: Manifest, records: Mapping[str, Record]) -> tuple[int, tuple[KgError, ...]]:
    """Make ``graph/`` and the index hold what ``records`` say, and the manifest say so.

    The order is what makes a crash harmless: the manifest first names every file that is about to be written, so that
    the next build knows them for its own and removes those that it does not make again; files take their names whole;
    the manifest of the finished build comes last.

    Returns:
        The size of the index in quads, and why files that people contributed were left out of it.
    """
    wanted = {path: checksum for record in records.values() for path, checksum in record.files.items()}
    changed = [path for path, checksum in sorted(wanted.items()) if (workspace.staging / checksum).exists()]
    obsolete = sorted(set(before.written) - set(wanted))
    if changed or obsolete:
        Manifest(before.records, tuple(sorted({*before.written, *wanted})), before.indexed).save(workspace)
    complete(workspace)
    update = index.prepare(workspace, before.indexed, _graphs(workspace, [*changed, *obsolete]))
    _place(workspace, {path: wanted[path] for path in changed}, obsolete)
    key, size, refused = update.finish(_graphs(workspace, changed))
    after = Manifest(records, tuple(sorted(wanted)), key)
    if after != before:
        after.save(workspace)
    return size, refused


def _graphs(workspace: Workspace, paths: Sequence[str]) -> list[Path]:
    """Return those of ``paths`` that are graphs of the index: drafts and texts are not."""
    whole = (workspace.root / path for path in paths)
    return [path for path in whole if path.suffix == ".ttl" and path.parent == workspace.graph]


def _place(workspace: Workspace, wanted: Mapping[str, str], obsolete: Sequence[str]) -> None:
    for folder in (workspace.graph, workspace.rejected):
        folder.mkdir(parents=True, exist_ok=True)
    for path, checksum in wanted.items():
        (workspace.staging / checksum).replace(workspace.root / path)
    for path in obsolete:
        (workspace.root / path).unlink(missing_ok=True)
    if wanted or obsolete:
        sync(workspace.graph)
        sync(workspace.rejected)
