"""The last step of a build: what was staged takes its place, what is obsolete goes, the index follows."""

from collections.abc import Mapping

from kg.build.manifest import Manifest
from kg.build.record import Record
from kg.workspace import Workspace, sync


def publish(workspace: Workspace, before: Manifest, records: Mapping[str, Record]) -> int:
    """Make ``graph/`` and the index hold what ``records`` say, and the manifest say so; return the size of the index.

    The order is what a crash is survived by: the manifest first names every file that is about to be written, so that
    the next build knows them for its own and removes those that it does not make again; files take their names whole;
    the manifest of the finished build comes last.
    """
    wanted = {path: checksum for record in records.values() for path, checksum in record.files.items()}
    if any((workspace.staging / checksum).exists() for checksum in wanted.values()) or set(before.written) != set(
        wanted
    ):
        Manifest(before.records, tuple({*before.written, *wanted})).save(workspace)
    _place(workspace, wanted)
    for path in sorted(set(before.written) - set(wanted)):
        (workspace.root / path).unlink(missing_ok=True)
    after = Manifest(records, tuple(wanted), "")
    if after != before:
        after.save(workspace)
    return 0


def _place(workspace: Workspace, wanted: Mapping[str, str]) -> None:
    for folder in (workspace.graph, workspace.rejected):
        folder.mkdir(parents=True, exist_ok=True)
    for path, checksum in sorted(wanted.items()):
        staged = workspace.staging / checksum
        if staged.exists():
            staged.replace(workspace.root / path)
    sync(workspace.graph)
    sync(workspace.rejected)
