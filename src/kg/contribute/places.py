"""Where a contribution says what: line and column of an RDF file, row of a table."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.graph.judged_files import File, Files
from kg.graph.load import open_source
from kg.graph.misspelt import misspelt
from kg.graph.report import Report, Severity
from kg.graph.shapes import load_shapes
from kg.graph.told import Told
from kg.graph.verdict import Both, Named, Result, Spot, Verdict

_NOBODY = Named("")


class Places:
    """The places of one file, looked for when there is something to say."""

    def __init__(self, path: Path, triples: tuple[ox.Triple, ...], rows: Mapping[str, str] | None = None) -> None:
        """Take an RDF file and what it says, or a table with ``{thing: file and row}``."""
        self._path = path
        self._triples = triples
        self._rows = rows

    @cached_property
    def _files(self) -> Files:
        return Files([File(open_source(self._path), 0)], self._triples, {})

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
        findings = [each for each in report.findings if each.severity is Severity.VIOLATION]
        if self._rows is None:
            told = Told(self._files, load_shapes())
            results = [told.of_shape(each) for each in findings]
        else:
            results = [
                Result(
                    rule=each.shape.rpartition("#")[2],
                    severity="violation",
                    spot=Spot(self._row(each.focus)),
                    focus=_NOBODY,
                    path=_NOBODY,
                    value=_NOBODY,
                    message=Both(each.words.en, each.words.fr),
                )
                for each in findings
            ]
        return Verdict((str(self._path),), results, report.checked)

    def misspelt(self) -> Verdict | None:
        """Return the terms of ours that do not exist, each with its place; None when all do."""
        wrong = list(misspelt(self._triples))
        if not wrong:
            return None
        files = Files(self._files.files, self._triples, {each.repaired: each.triple for each in wrong})
        told = Told(files, load_shapes())
        return Verdict((str(self._path),), [told.of_term(each) for each in wrong], len(self._triples))
