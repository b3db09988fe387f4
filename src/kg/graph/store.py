"""The index of a workspace on disk: a cache of its files that answers queries. No other file opens one.

The default graph holds asserted and inferred triples with the reference data, so that a stored query means the same on
every engine; ``…/graph/inferred`` holds the inferred ones once more. What several texts may say alike (a meeting's
label) is also kept by source, in ``…/graph/source/<name>``, so that taking one text away leaves what another asserts.

Oxigraph commits without fsync and opens an index whose log was cut short without a word, so a manifest beside it tells
how many quads there must be and what they were made from; it is written last and removed before any change.
"""

import json
import os
import shutil
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import WorkspaceError, reason
from kg.graph.namespaces import BASE, INFERRED_GRAPH

_FORMAT = 1
_QUADS = "quads"
# What Oxigraph raises on files that were cut short or altered; it depends on which file it is, and what in it.
_DAMAGE = (OSError, RuntimeError)
_MANIFEST = "manifest.json"
SOURCES = f"{BASE}graph/source/"


@dataclass(frozen=True, slots=True)
class Part:
    """What one file contributes to the index.

    Attributes:
        name: Name of the file, unique in the index.
        asserted: Its triples.
        inferred: What the rules add to them.
        own: Beginning of the IRIs that this part alone describes (a text and what is read in it), or empty.
    """

    name: str
    asserted: Sequence[ox.Triple]
    inferred: Sequence[ox.Triple] = ()
    own: str = ""

    @property
    def graph(self) -> ox.NamedNode:
        """The named graph that remembers what this part says of things that others may describe too."""
        return ox.NamedNode(SOURCES + quote(self.name))


def build_index(folder: Path, parts: Iterable[Part], key: str) -> int:
    """Make the index anew from ``parts`` and return its number of quads.

    It is built beside its place and moved there whole, so that readers and a crash find the old one or the new one.

    Args:
        folder: Where the index is to be; its parent exists.
        parts: Everything that it shall hold.
        key: Digest of the inputs, for ``is_sound``.

    Raises:
        WorkspaceError: the index cannot be written (KG612).
    """
    fresh, old = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    try:
        for each in (fresh, old):
            shutil.rmtree(each, ignore_errors=True)
        fresh.mkdir()
        store = ox.Store(str(fresh / _QUADS))
        store.bulk_extend(chain.from_iterable(quads_in(part) for part in parts))
        store.flush()
        size = len(store)
        del store
        _sign(fresh, size, key)
        if folder.exists():
            folder.replace(old)
        fresh.replace(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        # On a full disk, half an index would only be in the way.
        shutil.rmtree(fresh, ignore_errors=True)
        raise _unwritable(folder, error) from error
    return size


def update_index(folder: Path, removed: Iterable[Part], added: Iterable[Part], key: str) -> int:
    """Change an index by the difference of some parts and return its number of quads.

    The cost is that of the parts, not of the index. One transaction makes the whole change; if the process dies, the
    manifest is missing and ``is_sound`` says so.

    Raises:
        WorkspaceError: the index cannot be opened or written (KG611, KG612).
    """
    size = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["quads"]
    store = _open(folder, read_only=False)
    out = [quad for part in removed for quad in quads_in(part)]
    new = dict.fromkeys(quad for part in added for quad in quads_in(part))
    leaving = {quad.graph_name for quad in out}
    gone = [quad for quad in dict.fromkeys(out) if quad not in new and not _elsewhere(store, quad, leaving)]
    come = [quad for quad in new if quad not in store]
    try:
        (folder / _MANIFEST).unlink()
        _sync(folder)
        store.update(_update_text(gone, come))
        store.flush()
        size += len(come) - len(gone)
        _sign(folder, size, key)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return int(size)


def open_index(folder: Path, key: str | None = None, *, counted: bool = True) -> ox.Store:
    """Return the index for reading.

    Args:
        folder: Where it is.
        key: Digest of the inputs that it must have been made from; None accepts any.
        counted: Whether to count the quads, which takes 0.4 s for a million; else it only must not be empty. What was
            flushed cannot vanish unseen, so a query need not count what the last build counted.

    Raises:
        WorkspaceError: it is missing, damaged or made from something else (KG611); ``kg build`` makes it again.
    """
    store = _open(folder, read_only=True)
    if not _agrees(folder, store, key, counted=counted):
        raise _damaged(folder)
    return store


def quads_of(folder: Path) -> Path:
    """Return where the index in ``folder`` keeps its quads: Oxigraph's own files, for its own programs."""
    return folder / _QUADS


def manifest_of(folder: Path) -> tuple[int, ...]:
    """Return what tells one state of the index from another: it changes whenever the index is written; () for none."""
    try:
        stat = (folder / _MANIFEST).stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def is_sound(folder: Path, key: str) -> bool:
    """Tell whether the index exists, opens, was made from ``key``, and holds as many quads as it should."""
    try:
        open_index(folder, key)
    except WorkspaceError:
        return False
    return True


def holds(store: ox.Store, part: Part) -> bool:
    """Tell whether the index holds a part; one that has gone may leave its graph behind, empty."""
    return any(True for _ in store.quads_for_pattern(None, None, None, part.graph))


def quads_in(part: Part) -> Iterator[ox.Quad]:
    """Yield what a part is in the index."""
    for triple in chain(part.asserted, part.inferred):
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
    for triple in part.inferred:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, INFERRED_GRAPH)
    for triple in chain(part.asserted, part.inferred):
        if not (part.own and str(triple.subject).startswith(part.own, 1)):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, part.graph)


def _elsewhere(store: ox.Store, quad: ox.Quad, leaving: Container[object]) -> bool:
    """Tell whether a part that stays says the same as ``quad``."""
    if quad.graph_name not in (ox.DefaultGraph(), INFERRED_GRAPH):
        return False
    others = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(
        each.graph_name not in leaving and each.graph_name not in (ox.DefaultGraph(), INFERRED_GRAPH) for each in others
    )


def _update_text(gone: Iterable[ox.Quad], come: Iterable[ox.Quad]) -> str:
    """Write the change as one SPARQL update: only one call is one transaction."""
    parts = [("DELETE DATA", gone), ("INSERT DATA", come)]
    return " ;\n".join(f"{verb} {{\n{_data(quads)}}}" for verb, quads in parts)


def _data(quads: Iterable[ox.Quad]) -> str:
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        name = f"GRAPH {quad.graph_name}" if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs.setdefault(name, []).append(quad.triple)
    lines = {
        name: (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode() for name, triples in graphs.items()
    }
    return "".join(f"{name} {{\n{text}}}\n" if name else text for name, text in lines.items())


def _open(folder: Path, *, read_only: bool) -> ox.Store:
    if not (folder / _MANIFEST).is_file():
        raise _damaged(folder)
    path = str(folder / _QUADS)
    try:
        return ox.Store.read_only(path) if read_only else ox.Store(path)
    except _DAMAGE as error:
        raise _damaged(folder) from error


def _agrees(folder: Path, store: ox.Store, key: str | None, *, counted: bool) -> bool:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT or key not in (None, manifest["key"]):
            return False
        expected = int(manifest["quads"])
        return len(store) == expected if counted else bool(expected) == any(True for _ in store)
    except (*_DAMAGE, ValueError, KeyError, TypeError, RecursionError):
        return False


def _sign(folder: Path, size: int, key: str) -> None:
    """Write the manifest, whole or not at all, and make it last."""
    draft = folder / f"{_MANIFEST}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, "key": key, "quads": size}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _MANIFEST)
    _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _damaged(folder: Path) -> WorkspaceError:
    return WorkspaceError(
        "KG611",
        str(folder),
        en="the index is missing, damaged or out of date; run kg build, which makes it again from the files",
        fr="l’index est absent, endommagé ou périmé\u00a0; lancez kg build, qui le refait à partir des fichiers",
    )


def _unwritable(folder: Path, error: OSError) -> WorkspaceError:
    why = reason(error)
    return WorkspaceError(
        "KG612",
        str(folder),
        en=f"the index cannot be written ({why.en}); free some space or check the permissions",
        fr=f"l’index ne peut pas être écrit ({why.fr})\u00a0; faites de la place ou vérifiez les droits",
    )
