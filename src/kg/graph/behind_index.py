"""Where the files of a workspace say what is found in its index: the files are the truth, so they are what to mend."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.judged_files import File, Files
from kg.graph.load import open_source
from kg.graph.namespaces import RDF
from kg.graph.store import SOURCES
from kg.graph.verdict import Result, Spot

_IRI = re.compile(r"<[^<>]*>")
# A file takes about a tenth of a second to read again; findings in others name the file alone.
_READ = 50


def placed(results: Iterable[Result], store: ox.Store, graph: Path) -> Iterator[Result]:
    """Yield results of an index, each with file and line of its thing, as far as a file describes it.

    Args:
        results: What was found.
        store: The index.
        graph: The folder with the files that it was made of.
    """
    read: dict[Path, Files | None] = {}
    for result in results:
        path = _source(result.focus.raw, store, graph)
        if path is None:
            yield result
            continue
        if path not in read:
            read[path] = _files(path) if len(read) < _READ else None
        files = read[path]
        yield replace(result, spot=Spot(str(path)) if files is None else _spot(result, files))


def _source(thing: str, store: ox.Store, graph: Path) -> Path | None:
    """Return the first file that describes a thing, named in N-Triples syntax."""
    if not _IRI.fullmatch(thing):
        return None
    quads = store.quads_for_pattern(ox.NamedNode(thing[1:-1]), RDF.type, None, None)
    graphs = (quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
    names = sorted({each.removeprefix(SOURCES) for each in graphs if each.startswith(SOURCES)})
    return next((path for path in (graph / f"{name}.ttl" for name in names) if path.is_file()), None)


def _files(path: Path) -> Files | None:
    try:
        file = File(open_source(path), 0)
    except KgError:
        return None  # the finding names the file, which its own command says more of
    return Files([file], file.triples, {}, str(path))


def _spot(result: Result, files: Files) -> Spot:
    extra = not result.value.raw and "MaxCount" in result.component
    return files.spot_of(result.focus.raw, _IRI.findall(result.path.raw), result.value.raw or None, extra=extra)
