"""A small workspace with two texts of one statement, built once and copied for each test."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from kg.build import Options, build
from kg.build.pool import Pool
from kg.build.worker import Task
from kg.contribute.take import Giver
from kg.graph.store import Part
from kg.workspace import Workspace

FRENCH = (
    "Déclaration conjointe\n\nLes ministres des Affaires étrangères se sont réunis à Lisbonne le 3\u00a0mai 2023, à "
    "l’invitation du Portugal. Ils s’engagent à soutenir l’Irak et saluent la résolution 2254 du Conseil de sécurité.\n"
)
ENGLISH = (
    "Joint statement\n\nForeign ministers met in Lisbon on 3 May 2023 at the invitation of Portugal. They commit to "
    "supporting Iraq and welcome Security Council resolution 2254.\n"
)
ADA = Giver("Ada L.", date(2026, 1, 2))
PREFIXES = """\
@prefix act: <https://w3id.org/statements-kg/id/act/> .
@prefix country: <https://w3id.org/statements-kg/id/country/> .
@prefix kg: <https://w3id.org/statements-kg/def#> .
@prefix meeting: <https://w3id.org/statements-kg/id/meeting/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix organisation: <https://w3id.org/statements-kg/id/organisation/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix region: <https://w3id.org/statements-kg/id/region/> .
@prefix resolution: <https://w3id.org/statements-kg/id/resolution/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix statement: <https://w3id.org/statements-kg/id/statement/> .
@prefix text: <https://w3id.org/statements-kg/id/text/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLUB = PREFIXES + (
    'meeting:2025-02-03-lake-club a kg:Meeting ; kg:date "2025-02-03"^^xsd:date ; kg:host country:NER ;\n'
    '    kg:heldBy organisation:lake-club ; rdfs:label "Meeting: Lake Club"@en .\n'
    'organisation:lake-club a kg:Organisation ; rdfs:label "Lake Club"@en .\n'
)


def here(_pool: Pool, work: Callable[[Task], object], tasks: Sequence[Task]) -> Iterator[tuple[Task, object]]:
    for task in tasks:
        yield task, work(task)


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, and keep the reference data out of the index: it fills most of one, the same each time."""
    monkeypatch.setattr("kg.build.steps.Pool.spread", here)
    monkeypatch.setattr("kg.build.index.known", lambda: Part("reference", ()))


def make(root: Path) -> Path:
    """Build the workspace in ``root`` and return the folder of its statements."""
    folder = Workspace.create(root).statements
    (folder / "lisbon-fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "lisbon-en.txt").write_text(ENGLISH, encoding="utf-8")
    assert build(Workspace.create(root), [folder], Options(jobs=1)).exit_code == 0
    return folder


def copy(whole: Path, to: Path) -> Workspace:
    shutil.copytree(whole, to)
    return Workspace.open(to)


def files(workspace: Workspace) -> dict[str, bytes]:
    """Return what the graph's folder holds, hidden files included."""
    found = (path for path in sorted(workspace.graph.rglob("*")) if path.is_file())
    return {path.relative_to(workspace.graph).as_posix(): path.read_bytes() for path in found}
