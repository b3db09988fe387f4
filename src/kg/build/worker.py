"""The work on one text, done in a process of its own: from the file to its graph, written aside."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.build.record import Message, Record, summarise
from kg.errors import KgError
from kg.graph.identity import Identity, claim, identify
from kg.graph.reference import load_reference
from kg.graph.report import Severity
from kg.graph.turtle import write_turtle
from kg.model.facts import Facts
from kg.pipeline import Outcome, represent, understand
from kg.text.read import Source, read
from kg.workspace import Workspace, replace


@dataclass(frozen=True, slots=True)
class Task:
    """One text to read.

    Attributes:
        workspace: Where the result goes.
        source: The file.
        name: How the manifest calls the file.
        key: The checksum under which the manifest keeps the result.
        overrides: Metadata that the user gave for all texts.
        identity: Names of statement and meeting, or None to name the text as if it stood alone.
    """

    workspace: Workspace
    source: Source
    name: str
    key: str
    overrides: Mapping[str, str]
    identity: Identity | None = None


def work(task: Task) -> Record | KgError:
    """Read the text of ``task``, make its graph and write it to the staging folder.

    Returns:
        What the text became, or why it cannot be read: an error is an answer here, so that the others go on.
    """
    reference = load_reference()
    try:
        document = read(task.source, task.overrides)
        facts = understand(document, reference)
    except KgError as error:
        return error
    identity = task.identity or identify(facts)
    outcome = represent(facts, identity, reference)
    return Record(
        source=task.name,
        key=task.key,
        claim=claim(facts),
        identity=identity,
        conforms=outcome.report.conforms,
        overrides=task.overrides,
        files=_stage(task, facts, identity, outcome),
        summary=summarise(facts, reference),
        notes=tuple(Message(each.code, each.en, each.fr) for each in (*facts.diagnostics, *identity.diagnostics)),
        findings=tuple(
            Message(each.shape, each.words.en, each.words.fr)
            for each in outcome.report.findings
            if each.severity is Severity.VIOLATION
        ),
    )


def _stage(task: Task, facts: Facts, identity: Identity, outcome: Outcome) -> dict[str, str]:
    """Write the files of one text under their checksums; return ``{path in the workspace: checksum}``."""
    folder = task.workspace.graph if outcome.report.conforms else task.workspace.rejected
    stem = folder.relative_to(task.workspace.root) / f"{identity.statement}.{facts.document.language}"
    contents = {f"{stem}.ttl": write_turtle(outcome.asserted), f"{stem}.txt": facts.document.text}
    return {path: _put(task.workspace.staging, content.encode("utf-8")) for path, content in contents.items()}


def _put(folder: Path, content: bytes) -> str:
    checksum = hashlib.sha256(content).hexdigest()
    replace(folder / checksum, content)
    return checksum
