"""The release itself: everything is made and checked beside its place, and takes it in one step."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, assets
from kg.build.whole import people, whole_graph
from kg.errors import InputError
from kg.exchange import taking_place
from kg.graph.dataset import digest, group_graphs
from kg.graph.load import load_triples
from kg.graph.namespaces import ADMS, DCAT, DCATAP, FOAF, PREFIXES, VCARD, VOID
from kg.graph.report import Report
from kg.graph.turtle import write_turtle
from kg.release.catalogue import DATASET, Dump, catalogue
from kg.release.changes import changes
from kg.release.check import check_catalogue
from kg.release.coverage import Coverage, cover
from kg.release.papers import changelog, papers, redated
from kg.release.parts import quoted, write_by_class, write_by_meeting, write_dumps
from kg.release.quality import Measure, score
from kg.release.settings import Settings
from kg.workspace import Workspace, locked, writing

# Tells a release by its version, day and hash.
_MARK = "release.json"
# Lists every other file: those that a new release may replace.
_SUMS = "SHA256SUMS"
_PREFIXES = {
    "adms": ADMS.namespace,
    "dcat": DCAT.namespace,
    "dcatap": DCATAP.namespace,
    "ds": DATASET,
    "foaf": FOAF.namespace,
    "vcard": VCARD.namespace,
    "void": VOID.namespace,
}


@dataclass(frozen=True, slots=True)
class Released:
    """What a release came to.

    Attributes:
        checks: ``(file of shapes, report on the catalogue)``.
        quality: Lines of the quality score.
        dumps: The files that the catalogue offers.
        hash: SHA-256 of the data in canonical form (RDFC-1.0).
        written: Whether the release took its place: not when the catalogue breaks a shape.
    """

    checks: Sequence[tuple[str, Report]]
    quality: Sequence[Measure]
    dumps: Sequence[Dump]
    hash: str
    written: bool


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be released, and how.

    Attributes:
        folder: Where the release is to be; an older release there is replaced.
        settings: What the steward says.
        today: Day of the release.
        previous: Folder of the release before, or None: the one that is replaced, if any.
        official: Folder with the official shapes of DCAT-AP, or None.
        most: Triples of one part of a dump.
        only_accepted: Whether facts that nobody accepted stay out.
    """

    folder: Path
    settings: Settings
    today: date
    previous: Path | None = None
    official: Path | None = None
    most: int = 1_000_000
    only_accepted: bool = False


def write_release(workspace: Workspace, order: Order) -> Released:
    """Write the release that ``order`` describes, or leave what is there when its catalogue breaks a shape.

    Raises:
        WorkspaceError: the folder holds something that no release wrote (KG642), or cannot be written (KG602); another
            build is under way (KG603).
        InputError: a file of the graph, of the shapes or of the release before cannot be read; the version is there
            already with other data (KG623); the day is before that of the first release (KG624).
    """
    if order.today < order.settings.issued:
        raise InputError(
            "KG624",
            order.today.isoformat(),
            en=f"is before the day of the first release, `issued`, which is {order.settings.issued}; correct --date or "
            "`issued` in the settings",
            fr=f"précède le jour de la première version, `issued`, qui est le {order.settings.issued}\u00a0; corrigez "
            "--date, ou `issued` dans les réglages",
        )
    with writing(order.folder), locked(workspace), taking_place(order.folder, _listed) as fresh:
        released = _fill(workspace, order, fresh.folder)
        fresh.wanted = released.written
        return released


def _listed(folder: Path) -> set[str]:
    """Return the files that make a folder a release: none where only checksums of somebody else's files are."""
    mark, sums = folder / _MARK, folder / _SUMS
    if any(path.is_symlink() or not path.is_file() for path in (mark, sums)):
        return set()
    try:
        told = json.loads(mark.read_bytes())
        lines = sums.read_text(encoding="utf-8").splitlines()
    except (ValueError, RecursionError):
        return set()
    return (
        {_SUMS, *(line[66:] for line in lines)} if isinstance(told, dict) and {"kg", "rdfc10"} <= set(told) else set()
    )


def _fill(workspace: Workspace, order: Order, draft: Path) -> Released:
    settings = order.settings
    asserted, inferred = whole_graph(workspace, people(workspace), only_accepted=order.only_accepted)
    triples = tuple(quoted(asserted, settings.quotation))
    coverage = cover(triples)
    dumps = write_dumps(draft, triples, inferred, order.most)
    found = catalogue(settings, coverage, dumps, order.today)
    checks = check_catalogue(found, order.official)
    conforms = all(report.conforms for _, report in checks)
    released = Released(checks, score(found, conforms=conforms), dumps, digest(group_graphs(triples)), written=conforms)
    if conforms:
        write_by_class(draft, triples)
        write_by_meeting(draft, _statements(workspace, triples))
        _write(draft / "catalog.ttl", write_turtle(found, {**PREFIXES, **_PREFIXES}))
        _papers(order, draft, coverage, released)
    return released


def _statements(workspace: Workspace, triples: Sequence[ox.Triple]) -> dict[str, list[ox.Triple]]:
    """Return ``{statement: what is released of the things that its texts describe}``."""
    homes: dict[object, set[str]] = {}
    for path in sorted(workspace.graph.glob("*.ttl")):
        for triple in load_triples(path):
            homes.setdefault(triple.subject, set()).add(path.stem.rpartition(".")[0])
    found: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        for home in sorted(homes.get(triple.subject, ())):
            found.setdefault(home, []).append(triple)
    return found


def _papers(order: Order, draft: Path, coverage: Coverage, released: Released) -> None:
    for path, text in papers(order.settings, coverage, released.dumps, order.today).items():
        _write(draft / path, text)
    shutil.copytree(assets.queries(), draft / "queries", ignore=shutil.ignore_patterns("expected", "README*"))
    for name in ("codelists", "shapes", "rules"):
        shutil.copytree(assets.ontology() / name, draft / name)
    for path_ in sorted(assets.ontology().glob("*.*")):
        (draft / "ontology").mkdir(exist_ok=True)
        shutil.copyfile(path_, draft / "ontology" / path_.name)
    _write(draft / "CHANGELOG.md", _changelog(order, draft, released.hash))
    mark = {
        "version": order.settings.version,
        "date": order.today.isoformat(),
        "rdfc10": released.hash,
        "kg": __version__,
    }
    _write(draft / _MARK, json.dumps(mark, indent=1) + "\n")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(draft).as_posix()}\n"
        for path in sorted(draft.rglob("*"))
        if path.is_file()
    ]
    _write(draft / _SUMS, "".join(sums))


def _changelog(order: Order, draft: Path, data: str) -> str:
    """Return the changelog; a version is told once, and is never other data than it was.

    Raises:
        InputError: the release that is replaced has the same version and other data (KG623).
    """
    replaced = order.folder if (order.folder / _MARK).is_file() else None
    previous = order.previous or replaced
    older = previous / "CHANGELOG.md" if previous else None
    before = older.read_text(encoding="utf-8") if older and older.is_file() else ""
    version = order.settings.version
    mark = json.loads((replaced / _MARK).read_bytes()) if replaced and not order.previous else {}
    if mark.get("version") == version:
        if mark.get("rdfc10") == data and before:
            return redated(before, version, order.today)
        raise InputError(
            "KG623",
            str(order.folder),
            en=f"holds version {version} with other data; give the data a new `version` in the settings, or, if that "
            "version was never published, --previous with the folder of the one before it, or an empty folder",
            fr=f"contient la version {version} avec d’autres données\u00a0; donnez aux données une nouvelle `version` "
            "dans les réglages ou, si cette version n’a jamais été publiée, --previous avec le dossier de la "
            "précédente, ou un dossier vide",
        )
    return changelog(order.settings, order.today, changes(previous, draft) if previous else None, before)


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
