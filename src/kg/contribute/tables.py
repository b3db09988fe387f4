"""Filled tables judged before they are added: as ``kg add`` would, beside a workspace or the reference data alone."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.build.contributed import judge
from kg.build.parts import known
from kg.contribute.conflicts import conflicts, texts_in
from kg.contribute.places import Places
from kg.contribute.rows import read_sheet
from kg.contribute.sheet import SUFFIXES
from kg.errors import KgError, quoted_in_french
from kg.graph.around import Around
from kg.graph.namespaces import SH
from kg.graph.store import Part, open_index
from kg.graph.verdict import Both, Named, Result, Spot, Verdict
from kg.workspace import Workspace

_NOBODY = Named("")
# “table.csv:4, B (date) “June”: message”, as errors of tables say where they are.
_CELL = re.compile(r"(.*?):([0-9]+)(?:, (.*))?", re.DOTALL)


def is_table(path: Path) -> bool:
    """Tell whether a file is a table by its suffix."""
    return path.suffix.lower() in SUFFIXES


def judge_tables(files: Sequence[Path], workspace: Workspace | None) -> Verdict:
    """Return what is wrong with tables, and what the shapes say of what they describe.

    Args:
        files: Tables filled from ``kg template --csv``.
        workspace: In whose graph names are looked up and conflicts are sought; the reference data when there is none.
    """
    store, text_of = _beside(workspace)
    tables = [(path, *read_sheet(path, store, text_of)) for path in files]
    faults = [_fault(path, error) for path, _, _, errors in tables for error in errors]
    names = tuple(map(str, files))
    if faults:
        return Verdict(names, faults, unread=sorted({fault.rule for fault in faults}))
    parts = [Part(f"contributed/{path.stem}-{number}", triples) for number, (path, triples, _, _) in enumerate(tables)]
    results: list[Result] = []
    checked = 0
    for part, (path, triples, rows, _) in zip(parts, tables, strict=True):
        places = Places(path, triples, rows)
        others = [other for other in parts if other is not part]
        around = Around(store, part.graph, others)
        against = [_fault(path, each) for each in conflicts(triples, around, text_of, places.of)]
        report = judge(part, others, store)
        results += against or places.results(report)
        checked += report.checked
    return Verdict(names, results, checked)


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdicts on several files as one."""
    first, *rest = verdicts
    for each in rest:
        first = replace(
            first,
            files=(*first.files, *each.files),
            results=(*first.results, *each.results),
            checked=first.checked + each.checked,
            targets={**first.targets, **each.targets},
            unseen=(*first.unseen, *each.unseen),
            outside={**first.outside, **each.outside},
            unread=(*first.unread, *each.unread),
        )
    return first


def _beside(workspace: Workspace | None) -> tuple[ox.Store, Callable[[str], str | None]]:
    """Return the graph in which names are looked up, and what gives its texts."""
    if workspace is not None:
        return open_index(workspace.index, counted=False), texts_in(workspace.graph)
    store, part = ox.Store(), known()
    every = (*part.asserted, *part.inferred)
    store.bulk_extend(ox.Quad(each.subject, each.predicate, each.object) for each in every)
    return store, lambda _: None


def _fault(path: Path, error: KgError) -> Result:
    """Return an error of a table as a finding: its row is a line, its cell stands in the message."""
    found = _CELL.fullmatch(error.where.removeprefix(str(path)))
    spot, cell = Spot(str(path)), ""
    if found and not found[1]:
        spot, cell = Spot(str(path), int(found[2]), 1), found[3] or ""
    return Result(
        rule=error.code,
        severity="violation",
        spot=spot,
        focus=_NOBODY,
        path=_NOBODY,
        value=_NOBODY,
        message=Both(
            f"{cell}: {error.en}" if cell else error.en,
            f"{quoted_in_french(cell)}\u00a0: {error.fr}" if cell else error.fr,
        ),
        severity_iri=SH.Violation.value,
    )
