"""One build: read what changed, name it, write it, index it; killed at any moment, the next build completes it."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from kg.build.manifest import Manifest, key_of, load_manifest
from kg.build.pool import SECONDS, Pool
from kg.build.publish import publish
from kg.build.record import Record, same
from kg.build.worker import Task, work
from kg.errors import InputError, KgError, unexpected
from kg.graph.identity import settle
from kg.text.read import Source, discover
from kg.workspace import Workspace, locked, writing

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Show no progress: ``done`` of ``total`` texts are read, and nobody watches."""
    del done, total


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        jobs: Number of processes that read.
        overrides: Metadata for every text, keys as in a ``<stem>.toml``.
        progress: Called with the number of texts read and the number to read.
    """

    jobs: int = 2
    overrides: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did.

    Attributes:
        records: What each text that was asked for became, sorted by statement and language.
        errors: Why a file was not read, sorted by file; the others were.
        fresh: Sources of the texts that were read anew; the rest had not changed.
        elsewhere: How many texts the workspace holds besides.
        quads: Size of the index.
    """

    records: tuple[Record, ...]
    errors: tuple[KgError, ...]
    fresh: frozenset[str]
    elsewhere: int
    quads: int

    @property
    def rejected(self) -> tuple[Record, ...]:
        """The texts whose graph does not conform; they are not in the index."""
        return tuple(record for record in self.records if not record.conforms)

    @property
    def exit_code(self) -> int:
        """0 when all is well, 70 after a bug of kg, 1 when a file could not be read, 3 when one does not conform."""
        if self.errors:
            return max(error.exit_code for error in self.errors)
        return 3 if self.rejected else 0


def build(workspace: Workspace, paths: Sequence[Path], options: Options) -> Build:
    """Bring the workspace up to date with the statements at ``paths``.

    What was built from elsewhere stays. A text whose file vanished from one of ``paths`` leaves the graph; a text whose
    file cannot be read any more keeps the graph it had, and the error says so.

    Raises:
        WorkspaceError: the workspace cannot be written (KG602), or another build is under way (KG603).
    """
    with writing(workspace.root), locked(workspace):
        manifest = load_manifest(workspace)
        tasks = {task.name: task for task in _tasks(workspace, discover(paths), options)}
        kept = _kept(workspace, manifest, tasks, paths)
        todo = [task for name, task in tasks.items() if name not in kept or kept[name].key != task.key]
        shutil.rmtree(workspace.staging, ignore_errors=True)
        workspace.staging.mkdir(parents=True)
        with Pool(options.jobs) as pool:
            made, errors = _run(pool, todo, options.progress)
            records, copies = _without_copies({**kept, **made}, tasks)
            renamed, failures = _run(pool, _to_rename(workspace, records, tasks), options.progress)
        records.update(renamed)
        quads, refused = publish(workspace, manifest, records)
        shutil.rmtree(workspace.staging, ignore_errors=True)
    asked = [record for name, record in records.items() if name in tasks]
    asked.sort(key=lambda record: (record.identity.statement, record.claim.language))
    failed = sorted((*errors, *failures, *copies, *refused), key=lambda error: (error.where, error.code))
    return Build(tuple(asked), tuple(failed), frozenset(made), len(records) - len(asked), quads)


def _tasks(workspace: Workspace, sources: Iterable[Source], options: Options) -> list[Task]:
    return [
        Task(workspace, each, _name(workspace, each.path), key_of(each, options.overrides), options.overrides)
        for each in sources
    ]


def _name(workspace: Workspace, path: Path) -> str:
    """Name a file in the manifest: relative to the workspace when it lies inside, so that the folder can be moved."""
    whole = path.absolute()
    root = workspace.root.absolute()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.as_posix()


def _kept(
    workspace: Workspace, manifest: Manifest, tasks: Mapping[str, Task], paths: Iterable[Path]
) -> dict[str, Record]:
    """Return the records of the last build that may still hold.

    A text of ``paths`` must still exist, and its graph be as it was written, else it is made again. Of texts from
    elsewhere the files are the truth, whatever was done to them since.
    """
    folders = [path.absolute() for path in paths]
    kept = {}
    for name, record in manifest.records.items():
        files = {workspace.root / path: checksum for path, checksum in record.files.items()}
        if name in tasks:
            holds = all(_holds(path, checksum) for path, checksum in files.items())
        else:
            source = workspace.root.absolute() / name
            holds = not any(map(source.is_relative_to, folders)) and all(path.exists() for path in files)
        if holds:
            kept[name] = record
    return kept


def _holds(path: Path, checksum: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == checksum
    except OSError:
        return False


def _run(pool: Pool, tasks: Sequence[Task], progress: Progress) -> tuple[dict[str, Record], list[KgError]]:
    made: dict[str, Record] = {}
    errors: list[KgError] = []
    for number, (task, result) in enumerate(pool.spread(work, tasks), start=1):
        progress(number, len(tasks))
        if isinstance(result, Record):
            made[task.name] = result
        elif isinstance(result, OSError):
            raise result
        else:
            errors.append(_error(task.source, result))
    return made, errors


def _error(source: Source, error: BaseException) -> KgError:
    """Say why a text was not read: on purpose, by a crash of its process, or by a bug of kg."""
    if isinstance(error, KgError):
        return error
    if not isinstance(error, (BrokenProcessPool, MemoryError, RecursionError)):
        return unexpected(source.name, error)
    return InputError(
        "KG119",
        source.name,
        en=f"made its reader crash, or kept it busy for more than {SECONDS} seconds; save it as plain text",
        fr=f"a fait échouer son lecteur, ou l’a occupé plus de {SECONDS}\u00a0secondes\u00a0; "
        "enregistrez-le en texte brut",
    )


def _without_copies(
    records: Mapping[str, Record], tasks: Mapping[str, Task]
) -> tuple[dict[str, Record], list[KgError]]:
    """Keep one of the files that hold the same text, the first by name, and say which others were left out.

    A file that was asked for comes before one of an earlier build, which it then replaces: it may have been moved.
    """
    first: dict[str, str] = {}
    copies: list[KgError] = []
    for name, record in sorted(records.items(), key=lambda item: (item[0] not in tasks, item[0])):
        original = first.setdefault(record.claim.sha256, name)
        if original != name and name in tasks:
            shown = tasks[original].source.name if original in tasks else original
            copies.append(
                InputError(
                    "KG120",
                    tasks[name].source.name,
                    en=f"holds the same text as {shown} and was left out; remove one of them",
                    fr=f"contient le même texte que {shown} et a été laissé de côté\u00a0; supprimez l’un des deux",
                )
            )
    return {name: records[name] for name in first.values()}, copies


def _to_rename(workspace: Workspace, records: Mapping[str, Record], tasks: Mapping[str, Task]) -> list[Task]:
    """Return the tasks of the texts that the others give another name than they would have alone."""
    settled = settle(record.claim for record in records.values())
    again = []
    for name, record in sorted(records.items()):
        identity = settled[record.claim.sha256]
        if not same(record.identity, identity):
            source = tasks[name].source if name in tasks else Source(workspace.root.absolute() / name)
            again.append(Task(workspace, source, name, record.key, record.overrides, identity))
    return again
