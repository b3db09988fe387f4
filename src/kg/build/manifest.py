"""What the last build made of what (``.kg/manifest.json``), and the checksum of all that a result depends on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import kg
from kg import assets
from kg.build.record import Record
from kg.text.read import Source
from kg.workspace import Workspace, replace


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a workspace.

    Attributes:
        records: ``{source: what it became}``.
        written: Paths in the workspace that a build wrote, or was about to write when it was interrupted: those that
            no record claims any more are removed by the next build.
        indexed: Checksum of what the index holds; empty when it must be made again.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    indexed: str = ""

    def save(self, workspace: Workspace) -> None:
        """Write the manifest, whole or not at all."""
        plain = {
            "records": [record.to_json() for _, record in sorted(self.records.items())],
            "written": sorted(self.written),
            "indexed": self.indexed,
        }
        replace(workspace.manifest, (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def load_manifest(workspace: Workspace) -> Manifest:
    """Return the manifest of ``workspace``; an empty one when there is none or it is damaged: it is only a cache."""
    try:
        plain = json.loads(workspace.manifest.read_text(encoding="utf-8"))
        records = [Record.from_json(each) for each in plain["records"]]
        return Manifest({each.source: each for each in records}, tuple(plain["written"]), str(plain["indexed"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def key_of(source: Source, overrides: Mapping[str, str]) -> str:
    """Return the checksum of all that the reading of ``source`` depends on: file, metadata, options, and ``tools``.

    A file that cannot be opened has the key of its name: it is read again in every build, and says why.
    """
    digest = hashlib.sha256(tools().encode())
    digest.update(repr(sorted(overrides.items())).encode("utf-8"))
    digest.update(source.path.name.encode("utf-8", "surrogateescape"))
    for path in (source.path, source.path.with_suffix(".toml"), source.path.with_name("index.json")):
        digest.update(_checksum(path))
    return digest.hexdigest()


def _checksum(path: Path) -> bytes:
    # A pipe would wait for a writer for ever, and a device has no end: neither is ever read as a statement.
    try:
        if not path.is_file():
            return b"absent"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b"absent"


@cache
def tools() -> str:
    """Return the checksum of what reads: this program, the ontology, shapes, rules, lexicons and reference data."""
    package = Path(kg.__file__).parent
    digest = hashlib.sha256(kg.__version__.encode())
    for folder in (package, assets.ontology(), assets.lexicons(), assets.reference()):
        for path in _files(folder):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".ttl", ".toml", ".rq"))
