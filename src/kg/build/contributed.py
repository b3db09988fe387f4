"""What people contribute (``graph/contributed``), judged once: a verdict is kept until the file or the tools change."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.build.manifest import tools
from kg.errors import InputError, KgError
from kg.graph.closure import load_background
from kg.graph.load import load_triples
from kg.graph.report import Report
from kg.graph.validate import validate
from kg.workspace import Workspace, replace

_VERDICTS = "contributed.json"
Verdict = list[str]
"""The checksum of what was judged, then the code and the words of the error that keeps the file out, if any."""


@dataclass(frozen=True, slots=True)
class Contributed:
    """People's own files.

    Attributes:
        accepted: Those that conform.
        refused: Why the others are kept out of the index.
    """

    accepted: tuple[Path, ...]
    refused: tuple[KgError, ...]


def contributed(workspace: Workspace) -> Contributed:
    """Return which of people's own files may be indexed; only those that are new or changed are judged."""
    before, after = dict(_load(workspace)), dict[str, Verdict]()
    accepted: list[Path] = []
    refused: list[KgError] = []
    for path in sorted(workspace.contributed.glob("*.ttl")):
        name = path.relative_to(workspace.root).as_posix()
        key = hashlib.sha256(tools().encode() + (path.read_bytes() if path.is_file() else b"")).hexdigest()
        kept = before.get(name, [])
        verdict = kept if kept[:1] == [key] else [key, *_judge(path)]
        if path.is_file():
            after[name] = verdict
        if verdict[1:]:
            code, en, fr = verdict[1:]
            refused.append(InputError(code, str(path), en=en, fr=fr))
        else:
            accepted.append(path)
    if after != before:
        _save(workspace, after)
    return Contributed(tuple(accepted), tuple(refused))


def _judge(path: Path) -> Iterator[str]:
    """Yield the code and the words of what keeps a file out of the index, nothing if it may go in."""
    try:
        report = validate(load_triples(path), load_background())
        error: KgError | None = None if report.conforms else _not_conforming(path, report)
    except KgError as found:
        error = found
    if error is not None:
        yield from (error.code, error.en, error.fr)


def _load(workspace: Workspace) -> Mapping[str, Verdict]:
    """Return the verdicts of the last build; none when there are none or they are damaged: they are only a cache."""
    try:
        plain = json.loads((workspace.cache / _VERDICTS).read_text(encoding="utf-8"))
        return {str(name): [str(each) for each in verdict] for name, verdict in plain.items() if len(verdict) in (1, 4)}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _save(workspace: Workspace, verdicts: Mapping[str, Verdict]) -> None:
    replace(workspace.cache / _VERDICTS, (json.dumps(verdicts, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _not_conforming(path: Path, report: Report) -> InputError:
    first = report.findings[0]
    return InputError(
        "KG403",
        str(path),
        en=f"does not conform and was kept out of the index: {first.words.en} "
        f"(kg validate shows all {len(report.findings)})",
        fr=f"n’est pas conforme et reste hors de l’index\u00a0: {first.words.fr} "
        f"(kg validate montre les {len(report.findings)} constats)",
    )
