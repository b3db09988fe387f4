"""``kg review``: people decide on facts; files of ``graph/reviews`` keep it, and every build goes by it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.build.gifts import must_be_own
from kg.build.index import prepare
from kg.build.manifest import Manifest
from kg.build.parts import load_reviews, text_of, triples_of
from kg.contribute.settings import Settings, end_of, read_settings
from kg.contribute.standing import files_of, now_of
from kg.contribute.take import Giver, current
from kg.errors import InputError
from kg.graph import iri
from kg.graph.closure import load_background
from kg.graph.decisions import Decision, Seen
from kg.graph.load import load_triples
from kg.graph.namespaces import RDF
from kg.graph.report import Finding, Report, Severity
from kg.graph.reviewed import reviewed, seen_of
from kg.graph.select import select
from kg.graph.store import open_index
from kg.graph.suggest import suggest
from kg.graph.turtle import write_turtle
from kg.graph.validate import validate
from kg.workspace import Workspace, locked, writing
from kg.workspace import replace as put


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision.

    Attributes:
        decision: It.
        before: The decision of that fact that it replaces, or None.
        same: Whether it was decided so already: nothing changed.
    """

    decision: Decision
    before: Decision | None
    same: bool


def decide(
    workspace: Workspace, fact: str, action: str, giver: Giver, reason: str = "", given: Sequence[str] = ()
) -> Decided:
    """Accept, reject or correct a fact.

    Args:
        workspace: Where it is.
        fact: Its IRI, whole or with a prefix.
        action: ``accept``, ``reject`` or ``correct``.
        giver: Who decides, and when.
        reason: Why; may be empty.
        given: For a correction, ``property=value`` pairs; see ``kg.contribute.settings``.

    Raises:
        InputError: there is no such fact (KG420), a correction makes no sense (KG421, KG422, KG444, KG445), or what
            would result does not conform (KG423).
        QueryError: a value names nothing, or several things.
        WorkspaceError: the workspace cannot be written (KG602), or another command is at work in it (KG603).
    """
    with writing(workspace.root), locked(workspace):
        manifest = current(workspace)
        store = open_index(workspace.index, counted=False)
        node = _found(fact, store)
        files = files_of(workspace, node, store)
        settings = read_settings(node.value, given, partial(select, store)) if given else Settings({})
        del store
        seen = next(filter(None, (seen_of(node.value, load_triples(path)) for path in files)), None)
        passage = _passage(seen, settings, files) if seen else None
        kept = Decision(node.value, action, giver.by, giver.day, reason, seen, settings.values, passage)
        others, before = _others(load_reviews(workspace)[0], files, kept)
        if before and replace(before, day=kept.day) == kept:
            return Decided(before, before, same=True)
        _must_conform(files, [*others, kept], kept)
        _write(workspace, manifest, files, kept, [each for each in others if each.file == kept.file])
        return Decided(kept, before, same=False)


def withdraw(workspace: Workspace, fact: str) -> Decision:
    """Take back the decision on a fact, named as it was when it was decided on.

    Raises:
        InputError: nobody decided on it (KG420).
        WorkspaceError: the workspace cannot be written (KG602), or another command is at work in it (KG603).
    """
    with writing(workspace.root), locked(workspace):
        manifest = current(workspace)
        reviews = load_reviews(workspace)[0]
        node = iri.expand(fact)
        gone = next((each for each in reviews if node and each.target == node.value), None)
        if gone is None:
            raise _unknown(fact, [iri.compact(each.target) for each in reviews])
        store = open_index(workspace.index, counted=False)
        files = [path for each in now_of(workspace, reviews, store) if each[0] == gone for path in each[2]]
        del store
        _write(workspace, manifest, files, gone, [e for e in reviews if e.file == gone.file and e != gone], keep=False)
        return gone


def _found(fact: str, store: ox.Store) -> ox.NamedNode:
    node = iri.expand(fact)
    if node is None or not any(True for _ in store.quads_for_pattern(node, RDF.type, None, None)):
        acts = select(store, "SELECT ?act { ?act kg:expressedIn ?statement }")
        raise _unknown(fact, [iri.compact(row["act"].value) for row in acts])
    return node


def _passage(seen: Seen, settings: Settings, files: Sequence[Path]) -> Seen | None:
    if not settings.end:
        return None
    path = next((path for path in files if path.with_suffix(".txt").is_file()), files[0])
    text = text_of(path)
    end = end_of(settings.end, seen.start, text, f"end={settings.end}")
    return replace(seen, end=end, exact=text[seen.start : end])


def _others(
    reviews: Sequence[Decision], files: Iterable[Path], new: Decision
) -> tuple[list[Decision], Decision | None]:
    """Return the other decisions, and the one of the same fact, which gives way."""
    before = next((each for each in reviews if each.target == new.target), None)
    if before is None:
        targets = {target for path in files for target in _followed(path, reviews, new.target)}
        before = next((each for each in reviews if each.target in targets), None)
    return [each for each in reviews if each != before], before


def _followed(path: Path, reviews: Sequence[Decision], fact: str) -> list[str]:
    found = reviewed(load_triples(path), reviews, partial(text_of, path)).found
    return [target for target, now in found.items() if now == fact]


def _must_conform(files: Iterable[Path], reviews: Sequence[Decision], new: Decision) -> None:
    """See to it that the graph conforms once the decision holds: what did not before is not its fault."""
    for path in files:
        before = _wrong(validate(triples_of(path, [each for each in reviews if each != new]), load_background()))
        after = validate(triples_of(path, reviews), load_background())
        worse = [each for each in after.findings if (each.shape, each.focus) in _wrong(after) - before]
        if worse:
            raise _unfit(new.target, worse)


def _unfit(fact: str, worse: Sequence[Finding]) -> InputError:
    """Make the error for a decision after which the fact itself, or what rests on it, does not conform (KG423)."""
    others = sorted({each.focus for each in worse} - {fact, ""})
    named = ", ".join(map(iri.compact, others[:2])) + (", …" if len(others) > 2 else "")
    en, fr = "would not conform any more", "ne serait plus conforme"
    if others:
        en = f"what rests on it would not conform any more ({named}), so decide about that first"
        fr = f"ce qui en dépend ne serait plus conforme ({named})\u00a0; décidez d’abord de cela"
    return InputError(
        "KG423", iri.compact(fact), en=f"{en}: {worse[0].words.en}", fr=f"{fr}\u00a0: {worse[0].words.fr}"
    )


def _wrong(report: Report) -> set[tuple[str, str]]:
    return {(each.shape, each.focus) for each in report.findings if each.severity is Severity.VIOLATION}


def _write(
    workspace: Workspace,
    manifest: Manifest,
    files: Sequence[Path],
    new: Decision,
    others: Sequence[Decision],
    *,
    keep: bool = True,
) -> None:
    """Write the file of a decision, whole or not at all, and bring the index in step."""
    must_be_own(workspace.reviews)
    workspace.reviews.mkdir(parents=True, exist_ok=True)
    path = workspace.reviews / new.file
    must_be_own(path)
    decisions = [*others, new] if keep else list(others)
    update = prepare(workspace, manifest.indexed, [*files, path])
    if decisions:
        put(path, write_turtle(triple for each in decisions for triple in each.triples()).encode("utf-8"))
    else:
        path.unlink()
    changed = [each for each in (*files, path) if each.exists() and each.parent != workspace.contributed]
    key, _, _ = update.finish(changed)
    Manifest(manifest.records, manifest.written, key).save(workspace)


def _unknown(fact: str, known: Iterable[str]) -> InputError:
    near = suggest(fact, known, "")
    meant = (f"did you mean {near}? ", f"vouliez-vous dire {near}\u00a0? ") if near else ("", "")
    return InputError(
        "KG420",
        fact,
        en=f"is not in the graph; {meant[0]}kg review list shows what there is",
        fr=f"n’est pas dans le graphe\u00a0; {meant[1]}kg review list montre ce qu’il y a",
    )
