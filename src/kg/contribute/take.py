"""``kg add`` and ``kg remove``: people's own data comes into a workspace, or leaves it, whole or not at all."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg.build.contributed import judge
from kg.build.gifts import change, complete, contributed_files, is_name, must_be_own
from kg.build.index import Update, prepare
from kg.build.manifest import Manifest, load_manifest
from kg.build.parts import part_of
from kg.contribute.conflicts import conflicts, texts_in
from kg.contribute.places import Places
from kg.contribute.provenance import Provenance, provenance_in, with_provenance, without_provenance
from kg.contribute.refusals import absent, bad_name, in_the_way, leant_on
from kg.contribute.rows import read_sheet
from kg.contribute.sheet import SUFFIXES
from kg.errors import ConflictError, InputError, KgError
from kg.graph import iri
from kg.graph.around import Around
from kg.graph.load import load_triples
from kg.graph.store import SOURCES, Part, open_index
from kg.graph.turtle import write_turtle
from kg.graph.verdict import Verdict
from kg.workspace import Workspace, locked, writing


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives, and when.

    Attributes:
        by: The person or team.
        day: The day.
    """

    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file.

    Attributes:
        file: As the user named it.
        name: Of the contribution.
        state: ``new``, ``same`` or ``replaced``.
        triples: How many triples the person gave.
    """

    file: str
    name: str
    state: str
    triples: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ``add`` did: everything, or, with problems or reports, nothing.

    Attributes:
        taken: The files, in their order.
        problems: Why a file cannot be read, or what it says otherwise than the graph.
        verdicts: What the shapes find in those that do not conform, and terms that do not exist.
    """

    taken: tuple[Taken, ...] = ()
    problems: tuple[KgError, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 0, 1 when a file cannot be read, 3 when one does not conform to shapes or graph."""
        if any(not isinstance(problem, ConflictError) for problem in self.problems):
            return 1
        return 3 if self.problems or self.verdicts else 0


@dataclass(frozen=True, slots=True)
class _Given:
    path: Path
    name: str
    triples: tuple[ox.Triple, ...]
    sha256: str
    places: Places

    @property
    def part(self) -> Part:
        return Part(f"contributed/{self.name}", self.triples)


def add(
    workspace: Workspace, files: Sequence[Path], giver: Giver, name: str | None = None, *, replacing: bool = False
) -> Outcome:
    """Take ``files`` into the workspace, all of them or none.

    Args:
        workspace: Where they go.
        files: RDF, or filled tables.
        giver: Who gives them, and when.
        name: Name of the contribution, for a single file; default: that of the file.
        replacing: Whether a contribution of the same name and other content gives way.

    Raises:
        WorkspaceError: the workspace cannot be written (KG602), or another command is at work in it (KG603).
        InputError: a name will not do (KG408).
    """
    with writing(workspace.root), locked(workspace):
        manifest = current(workspace)
        store = open_index(workspace.index, counted=False)
        given, problems = _read(files, name, store, texts_in(workspace.graph))
        states, more = _states(workspace, given, replacing=replacing)
        fresh = [each for each in given if states.get(each.name) != "same"]
        problems += [*more, *_conflicts(workspace, fresh, store)]
        verdicts = [] if problems else list(_judged(fresh, store))
        del store
        if problems or verdicts:
            return Outcome((), tuple(problems), tuple(verdicts))
        put = {each.name: _content(each, giver) for each in fresh}
        if put:
            there = contributed_files(workspace)
            _change(workspace, manifest, [there[each] for each in put if each in there], put, ())
        taken = (Taken(str(each.path), each.name, states[each.name], len(each.triples)) for each in given)
        return Outcome(tuple(taken))


def remove(workspace: Workspace, names: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Take contributions out of the workspace, all of them or none; return ``(name, by, day)`` of each.

    Raises:
        InputError: there is none of that name (KG409), or what stays leans on it (KG418).
        WorkspaceError: the workspace cannot be written (KG602), or another command is at work in it (KG603).
    """
    with writing(workspace.root), locked(workspace):
        manifest = current(workspace)
        there = contributed_files(workspace)
        wanted = list(dict.fromkeys(each.removesuffix(".ttl") for each in names))
        for each in wanted:
            if each not in there:
                raise absent(each, there)
        _must_be_free(workspace, wanted)
        gone = [(each, *_giver(there[each], each)) for each in wanted]
        _change(workspace, manifest, [there[each] for each in wanted], {}, wanted)
        return tuple(gone)


def contributions(workspace: Workspace) -> tuple[tuple[str, str, str], ...]:
    """Return ``(name, by, day)`` of what people contributed, sorted by name."""
    return tuple((name, *_giver(path, name)) for name, path in contributed_files(workspace).items())


def _giver(path: Path, name: str) -> tuple[str, str]:
    try:
        must_be_own(path)
        return provenance_in(load_triples(path), name)
    except KgError:
        # A file put there by hand may hold anything; it can be removed all the same.
        return "", ""


def current(workspace: Workspace) -> Manifest:
    """Return the manifest, after completing what a crash left and bringing the index in step with the files."""
    workspace.cache.mkdir(exist_ok=True)
    complete(workspace)
    manifest = load_manifest(workspace)
    update = prepare(workspace, manifest.indexed, ())
    return manifest if update.sound else _finish(workspace, manifest, update)


def _finish(workspace: Workspace, manifest: Manifest, update: Update) -> Manifest:
    after = Manifest(manifest.records, manifest.written, update.finish(())[0])
    after.save(workspace)
    return after


def _change(
    workspace: Workspace, manifest: Manifest, leaving: Iterable[Path], put: dict[str, bytes], drop: Sequence[str]
) -> None:
    update = prepare(workspace, manifest.indexed, [path for path in leaving if not path.is_symlink()])
    change(workspace, put, drop)
    _finish(workspace, manifest, update)


def _read(
    files: Sequence[Path], name: str | None, store: ox.Store, text_of: Callable[[str], str | None]
) -> tuple[list[_Given], list[KgError]]:
    given: list[_Given] = []
    problems: list[KgError] = []
    for path in files:
        called = name or iri.slug(path.stem)[:80].strip("-")
        if not is_name(called) or any(called == each.name for each in given):
            raise bad_name(path, called)
        try:
            if path.suffix.lower() in SUFFIXES:
                triples, rows, wrong = read_sheet(path, store, text_of)
                problems += wrong
                places = Places(path, triples, rows)
            else:
                triples = load_triples(path)
                places = Places(path, triples)
        except KgError as error:
            problems.append(error)
            continue
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        given.append(_Given(path, called, triples, checksum, places))
    return given, problems


def _states(workspace: Workspace, given: Sequence[_Given], *, replacing: bool) -> tuple[dict[str, str], list[KgError]]:
    """Return what each file will be, and which contributions are in the way."""
    there = contributed_files(workspace)
    states: dict[str, str] = {}
    problems: list[KgError] = []
    for each in given:
        if each.name not in there:
            states[each.name] = "new"
            continue
        must_be_own(there[each.name])
        held = load_triples(there[each.name])
        if without_provenance(held, each.name) == without_provenance(
            with_provenance(each.triples, Provenance(each.name, "x", date.min, "", "0")), each.name
        ):
            states[each.name] = "same"
        elif replacing:
            states[each.name] = "replaced"
        else:
            problems.append(in_the_way(each.path, each.name, *provenance_in(held, each.name)))
    return states, problems


def _conflicts(workspace: Workspace, given: Sequence[_Given], store: ox.Store) -> Iterator[KgError]:
    text_of = texts_in(workspace.graph)
    for each in given:
        others = [other.part for other in given if other is not each]
        around = Around(store, each.part.graph, others)
        yield from conflicts(each.triples, around, text_of, each.places.of)


def _judged(given: Sequence[_Given], store: ox.Store) -> Iterator[Verdict]:
    for each in given:
        misspelt = each.places.misspelt()
        if misspelt:
            yield misspelt
            continue
        report = judge(each.part, [other.part for other in given if other is not each], store)
        if not report.conforms:
            yield each.places.verdict(report)


def _content(given: _Given, giver: Giver) -> bytes:
    known = Provenance(given.name, giver.by, giver.day, given.path.name, given.sha256)
    return write_turtle(with_provenance(given.triples, known)).encode("utf-8")


def _must_be_free(workspace: Workspace, wanted: Sequence[str]) -> None:
    """See to it that nothing that stays leans on what goes."""
    store = open_index(workspace.index, counted=False)
    out = {ox.NamedNode(f"{SOURCES}contributed/{name}") for name in wanted}
    for name, path in ((name, contributed_files(workspace)[name]) for name in wanted):
        if path.is_symlink():
            continue
        try:
            part = part_of(workspace, path, (), f"contributed/{name}")
        except InputError:
            continue
        around = Around(store, part.graph)
        for subject in dict.fromkeys(triple.subject for triple in part.asserted):
            if not isinstance(subject, ox.NamedNode) or around.told(subject):
                continue
            users = sorted(
                quad.graph_name.value.removeprefix(SOURCES)
                for quad in store.quads_for_pattern(None, None, subject, None)
                if isinstance(quad.graph_name, ox.NamedNode)
                and quad.graph_name.value.startswith(SOURCES)
                and quad.graph_name not in out
            )
            if users:
                raise leant_on(name, subject.value, users[0])
