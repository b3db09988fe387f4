"""Where the review of a workspace stands: what is decided, on what now, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.build.contributed import FOLDER
from kg.build.gifts import contributed_files
from kg.build.parts import load_reviews, text_of
from kg.errors import InputError
from kg.graph import iri
from kg.graph.decisions import Decision
from kg.graph.load import load_triples
from kg.graph.namespaces import KG, RDF
from kg.graph.reviewed import reviewed
from kg.graph.select import select
from kg.graph.store import SOURCES, open_index
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Review:
    """Where a review stands.

    Attributes:
        decided: ``(decision, IRI of the fact now)``, the latest first; an empty IRI when the fact is gone.
        waiting: ``(confidence, act, class, passage)`` of what nobody decided on, the least certain first.
    """

    decided: tuple[tuple[Decision, str], ...]
    waiting: tuple[tuple[str, str, str, str], ...]


_WAITING = """SELECT ?confidence ?act ?type ?quote WHERE {
  ?act kg:reviewStatus review:extracted ; kg:confidence ?confidence ; a ?type ; kg:evidence/oa:exact ?quote .
  FILTER(?type NOT IN (kg:Act, kg:Position)) FILTER NOT EXISTS { ?decision oa:hasTarget ?act ; kg:reviewStatus ?done }
} ORDER BY ?confidence ?act"""


def review(workspace: Workspace) -> Review:
    """Return what is decided in a workspace, and what waits.

    Raises:
        WorkspaceError: the index is missing or damaged (KG611).
    """
    store = open_index(workspace.index)
    reviews = load_reviews(workspace)[0]
    decided = [(each, now) for each, now, _ in now_of(workspace, reviews, store)]
    decided.sort(key=lambda each: (-each[0].day.toordinal(), each[0].target))
    rows = select(store, _WAITING)
    waiting = ((row["confidence"].value, row["act"].value, row["type"].value, row["quote"].value) for row in rows)
    return Review(tuple(decided), tuple(waiting))


def orphans(workspace: Workspace) -> list[Decision]:
    """Return the decisions whose fact is not found any more: they are kept, and hold again when it comes back."""
    reviews = load_reviews(workspace)[0]
    store = open_index(workspace.index, counted=False)
    # A fact of the same name with the status of the decision has been found by the build; only others are looked for.
    doubtful = [
        each
        for each in reviews
        if ox.Quad(ox.NamedNode(each.target), KG.reviewStatus, each.status, ox.DefaultGraph()) not in store
    ]
    if not doubtful:
        return []
    return [each for each, now, _ in now_of(workspace, reviews, store) if not now and each in doubtful]


def now_of(
    workspace: Workspace, reviews: Sequence[Decision], store: ox.Store
) -> list[tuple[Decision, str, tuple[Path, ...]]]:
    """Return each decision with the IRI of its fact now and the files that describe it."""
    followed: dict[Path, dict[str, str]] = {}
    found = []
    for each in reviews:
        files = _described(workspace, each, store)
        now = ""
        for path in files:
            if path not in followed:
                followed[path] = dict(reviewed(load_triples(path), reviews, partial(text_of, path)).found)
            now = now or followed[path].get(each.target, "")
        found.append((each, now, tuple(files)))
    return found


def _described(workspace: Workspace, decision: Decision, store: ox.Store) -> list[Path]:
    try:
        return files_of(workspace, ox.NamedNode(decision.target), store)
    except InputError:
        if not decision.seen:
            return []
    statement, _, language = decision.seen.version.rpartition("-")
    path = workspace.graph / f"{statement}.{language}.ttl"
    if path.is_file():
        return [path]
    # The statement has another name now; its text, if it is the same, still ends in language and checksum.
    tail = decision.seen.text[-12:]
    every = sorted(workspace.graph.glob(f"*.{language}.ttl"))
    return [each for each in every if f"{tail}" in each.read_text(encoding="utf-8")][:1]


def files_of(workspace: Workspace, node: ox.NamedNode, store: ox.Store) -> list[Path]:
    """Return the files of the workspace that describe a fact.

    Raises:
        InputError: there are none: it is reference data, or inferred (KG420).
    """
    theirs = contributed_files(workspace)
    found = []
    for quad in store.quads_for_pattern(node, RDF.type, None, None):
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        name = graph.removeprefix(SOURCES) if graph.startswith(SOURCES) else ""
        path = theirs.get(name.removeprefix(FOLDER)) if name.startswith(FOLDER) else workspace.graph / f"{name}.ttl"
        if name and path and path.is_file() and path not in found:
            found.append(path)
    if not found or _is_closed(node):
        raise InputError(
            "KG420",
            iri.compact(node.value),
            en="is no fact that was read or contributed here; reference data is corrected in its tables, "
            "a contribution by kg add --replace",
            fr="n’est pas un fait lu ou ajouté ici\u00a0; les données de référence se corrigent dans leurs tables, "
            "une contribution par kg add --replace",
        )
    return sorted(found)


def _is_closed(node: ox.NamedNode) -> bool:
    """Tell whether nobody reviews such things: decisions and origins are no facts."""
    return iri.compact(node.value).partition(":")[0] in (
        "agent",
        "contribution",
        "decision",
        "run",
        "software",
        "source",
    )
