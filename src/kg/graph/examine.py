"""Files judged by shapes: each finding with its place, its names and what could be written instead."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.background import Background
from kg.graph.behind_index import placed
from kg.graph.closure import load_background
from kg.graph.examination import Examination
from kg.graph.given_shapes import faults_in, imports_of, shapes_in
from kg.graph.judged_files import File, Files
from kg.graph.load import BrokenSyntaxError, open_source
from kg.graph.misspelt import misspelt
from kg.graph.namespaces import KG, OWL, PROV, RDFS, SH, SKOS
from kg.graph.report import Report
from kg.graph.shapes import ShapesGraph, load_shapes
from kg.graph.store import open_index
from kg.graph.told import Told
from kg.graph.validate import validate_store
from kg.graph.verdict import SEVERITIES, Both, Named, Result, Spot, Verdict

# pySHACL takes most of a second to import, so it is imported only when asked for.
_ENGINES = {
    "compiled": ("kg.graph.validate", "validate"),
    "pyshacl": ("kg.graph.pyshacl_engine", "validate_with_pyshacl"),
}
# How many things of an index are given their labels.
_LABELLED = 10_000
_OWN = (OWL.namespace, RDFS.namespace, KG.namespace, SKOS.namespace, PROV.namespace)
Judge = Callable[[Iterable[ox.Triple], Background | None, ShapesGraph | None], Report]


def examine(asked: Examination) -> Verdict:
    """Return what shapes say of files.

    When a file cannot be read, nothing is judged: half of the data would be blamed for what the other half says.

    Raises:
        InputError: the shapes make no sense.
    """
    data, broken = _open(asked.files)
    shapes, more = _open(asked.shapes)
    faults = [*broken, *more, *faults_in(Files(shapes, _triples(shapes), {}))]
    if faults:
        unread = sorted({fault.rule for fault in faults})
        return Verdict(tuple(map(str, asked.files)), _sorted(faults, asked), unread=unread)
    given = Files(shapes, _triples(shapes), {})
    try:
        return _judge(asked, data, given) if asked.index is None else _judge_index(asked, asked.index, given)
    except InputError as error:
        thing = next((each for each in (error.where, f"<{error.where}>", f"_:{error.where}") if given.about(each)), "")
        if not thing:
            raise
        refused = replace(_unread(Path(), error), spot=given.spot_of_thing(thing))
        return Verdict(tuple(map(str, asked.files)), [refused], unread=[error.code])


def _judge_index(asked: Examination, index: Path, given: Files) -> Verdict:
    store = open_index(index)
    shapes = shapes_in(given) if given.files else None
    report = validate_store(store, shapes)
    things = dict.fromkeys(finding.focus for finding in report.findings[:_LABELLED] if finding.focus)
    about = (
        quad.triple
        for thing in things
        for quad in store.quads_for_pattern(_named(thing), RDFS.label, None, ox.DefaultGraph())
    )
    verdict = _verdict(asked, Files((), tuple(about), {}, str(index)), given, shapes, report)
    # An index holds the ontology too, and the classes that follow from it.
    unseen = [each for each in verdict.unseen if not each.what.raw.startswith(_OWN)]
    results = verdict.results if asked.graph is None else _sorted(placed(verdict.results, store, asked.graph), asked)
    return replace(verdict, files=(str(index),), results=results, unseen=unseen, is_index=True)


def _named(iri: str) -> ox.NamedNode | ox.BlankNode:
    return ox.NamedNode(iri) if ":" in iri else ox.BlankNode(iri)


def _judge(asked: Examination, data: Sequence[File], given: Files) -> Verdict:
    written = _triples(data)
    wrong = list(misspelt(written))
    mended = {each.triple: each.repaired for each in wrong}
    triples = tuple(dict.fromkeys(mended.get(each, each) for each in written))
    files = Files(data, triples, {each.repaired: each.triple for each in wrong})
    shapes = shapes_in(given) if given.files else None
    module, name = _ENGINES[asked.engine]
    judge: Judge = getattr(import_module(module), name)
    report = judge(triples, load_background(), shapes)
    verdict = _verdict(asked, files, given, shapes, report)
    told = Told(files, ShapesGraph({}))
    return replace(verdict, results=_sorted([*verdict.results, *map(told.of_term, wrong)], asked))


def _verdict(asked: Examination, files: Files, given: Files, shapes: ShapesGraph | None, report: Report) -> Verdict:
    told = Told(files, load_shapes() if shapes is None else shapes)
    results = [told.of_shape(finding) for finding in report.findings]
    return Verdict(
        files=tuple(map(str, asked.files)),
        results=_sorted([*results, *imports_of(given)], asked),
        checked=report.checked,
        targets=report.targets,
        unseen=told.unseen(report.unseen),
        outside={shape: Both(why.en, why.fr) for shape, why in report.outside.items()},
    )


def _triples(files: Iterable[File]) -> tuple[ox.Triple, ...]:
    return tuple(dict.fromkeys(triple for file in files for triple in file.triples))


def _sorted(results: Iterable[Result], asked: Examination) -> list[Result]:
    """Put the files in their order, in each the worst first, then what stands first."""
    order = {str(path): number for number, path in enumerate((*asked.shapes, *asked.files))}
    return sorted(
        results,
        key=lambda each: (
            order.get(each.spot.file, -1),
            each.spot.file,
            SEVERITIES.index(each.severity),
            each.spot.line,
            each.spot.column,
            each.rule,
            each.message.en,
            each.focus.term,
        ),
    )


def _open(paths: Iterable[Path]) -> tuple[list[File], list[Result]]:
    """Return the files that can be read, and what is wrong with the others."""
    files: list[File] = []
    broken: list[Result] = []
    for number, path in enumerate(paths):
        try:
            files.append(File(open_source(path), number))
        except InputError as error:
            broken.append(_unread(path, error))
    return files, broken


def _unread(path: Path, error: InputError) -> Result:
    spot = Spot(str(path))
    if isinstance(error, BrokenSyntaxError) and error.fault.place is not None:
        spot = Spot(str(path), *error.fault.place, error.fault.line)
    return Result(
        rule=error.code,
        severity="violation",
        spot=spot,
        focus=Named(""),
        path=Named(""),
        value=Named(""),
        message=Both(error.en, error.fr),
        severity_iri=SH.Violation.value,
    )
