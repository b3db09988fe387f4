"""Where a contribution says what: line and column of an RDF file, row of a table."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.graph.judged_files import File, Files
from kg.graph.load import open_source
from kg.graph.misspelt import misspelt
from kg.graph.report import Report
from kg.graph.shapes import load_shapes
from kg.graph.told import Told
from kg.graph.verdict import Result, Spot, Verdict


class Places:
    """The places of one file, looked for when there is something to say."""

    def __init__(self, path: Path, triples: tuple[ox.Triple, ...], rows: Mapping[str, str] | None = None) -> None:
        """Take an RDF file and what it says, or a table with ``{thing: file and row}``."""
        self._path = path
        self._triples = triples
        self._rows = rows

    @cached_property
    def _files(self) -> Files:
        files = [] if self._rows is not None else [File(open_source(self._path), 0)]
        return Files(files, self._triples, {}, str(self._path))

    def of(self, triple: ox.Triple) -> str:
        """Return where a triple stands: ``file:line:column``, or ``file:row``."""
        if self._rows is not None:
            return self._row(str(triple.subject).strip("<>"))
        value, name = str(triple.object), str(triple.predicate)
        spot = self._files.spot_of(str(triple.subject), [name], value, extra=False)
        return spot.address

    def _row(self, thing: str) -> str:
        rows = self._rows or {}
        return rows.get(thing) or next(iter(rows.values()), str(self._path))

    def verdict(self, report: Report) -> Verdict:
        """Return what the shapes find in the file, as people read it: violations only, each with its place."""
        violations = [each for each in self.results(report) if each.severity == "violation"]
        return Verdict((str(self._path),), violations, report.checked)

    def results(self, report: Report) -> list[Result]:
        """Return all that the shapes find in the file, each with its place: a row of a table is its line."""
        told = Told(self._files, load_shapes())
        found = [told.of_shape(each) for each in report.findings]
        return found if self._rows is None else [self._in_row(each) for each in found]

    def _in_row(self, result: Result) -> Result:
        file, _, row = self._row(result.focus.raw.strip("<>")).rpartition(":")
        return replace(result, spot=Spot(file, int(row), 1) if row.isdigit() else Spot(str(self._path)))

    def misspelt(self) -> Verdict | None:
        """Return the terms of ours that do not exist, each with its place; None when all do."""
        wrong = list(misspelt(self._triples))
        if not wrong:
            return None
        files = Files(self._files.files, self._triples, {each.repaired: each.triple for each in wrong})
        told = Told(files, load_shapes())
        return Verdict((str(self._path),), [told.of_term(each) for each in wrong], len(self._triples))
