"""What a person may name as a side of a comparison: a statement, a meeting, a text, a workspace, an exported file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.compare.performed import Performed, performed
from kg.errors import QueryError
from kg.graph import iri
from kg.graph.load import load_triples
from kg.graph.select import select
from kg.graph.store import open_index
from kg.graph.suggest import suggest
from kg.text import lexicon
from kg.workspace import Workspace

_STATEMENTS = (
    "SELECT ?statement ?meeting WHERE { ?statement a kg:Statement OPTIONAL { ?statement kg:issuedAt ?meeting } }"
)
_LABELS = """
SELECT ?thing ?label WHERE {
  VALUES ?thing { THINGS }
  ?thing rdfs:label|skos:prefLabel|kg:symbol ?label .
}
"""
_KINDS = ("statement", "meeting", "text")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a comparison.

    Attributes:
        name: As the person wrote it.
        acts: By what they are compared under: the IRI of their statement for a whole graph, else one empty key.
        store: The graph that they come from.
    """

    name: str
    acts: Mapping[str, tuple[Performed, ...]]
    store: ox.Store

    @property
    def whole(self) -> bool:
        """Tell whether this is a whole graph, whose statements are compared one by one."""
        return "" not in self.acts

    def labels(self, things: Iterable[str], language: str) -> dict[str, str]:
        """Return ``{IRI: label}`` in ``language``, else in any other; a thing without one keeps its short name."""
        wanted = sorted(set(things))
        found: dict[str, tuple[bool, str]] = {}
        query = _LABELS.replace("THINGS", " ".join(str(ox.NamedNode(each)) for each in wanted))
        for row in select(self.store, query):
            label = row["label"]
            if isinstance(label, ox.Literal):
                rank = (label.language != language, label.value)
                found[row["thing"].value] = min(found.get(row["thing"].value, rank), rank)
        return {each: found[each][1] if each in found else iri.compact(each) for each in wanted}


def side_of(name: str, workspace: Path) -> Side:
    """Return the side that ``name`` stands for.

    Args:
        name: The folder of a workspace, an RDF file, or a statement, a meeting or a text of ``workspace``: by its IRI,
            with a prefix, or by the end of its IRI (``2024-09-30-gcd``).
        workspace: Where statements, meetings and texts are looked up.

    Raises:
        WorkspaceError: there is no workspace to look the name up in, or it cannot be used.
        InputError: the file cannot be read.
        QueryError: the name stands for nothing in the graph (KG552), or for something without acts (KG553).
    """
    path = Path(name)
    if (path / "kg.toml").is_file():
        return _graph(name, open_index(Workspace.open(path).index))
    if path.is_file():
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in load_triples(path))
        return _graph(name, store)
    return _part(name, open_index(Workspace.open(workspace).index))


def _graph(name: str, store: ox.Store) -> Side:
    acts: dict[str, tuple[Performed, ...]] = {}
    for act in performed(store, lexicon.languages()):
        acts[act.statement] = (*acts.get(act.statement, ()), act)
    if not acts:
        raise _nothing(name)
    return Side(name, acts, store)


def _part(name: str, store: ox.Store) -> Side:
    meetings = {row["statement"].value: row["meeting"] for row in select(store, _STATEMENTS)}
    every = performed(store, lexicon.languages())
    thing = iri.expand(name) if ":" in name else None
    names = [thing.value] if thing else [iri.mint(kind, name).value for kind in _KINDS]
    for wanted in names:
        held = {wanted} | {each for each, meeting in meetings.items() if meeting and meeting.value == wanted}
        acts = tuple(act for act in every if held & {act.statement, act.text})
        if acts:
            return Side(name, {"": acts}, store)
    known = {*meetings, *(meeting.value for meeting in meetings.values() if meeting), *(act.text for act in every)}
    if known.intersection(names):
        raise _nothing(name)
    keys = sorted({each.rpartition("/")[2] for each in known})
    near = suggest(name.rpartition(":")[2], keys)
    raise QueryError(
        "KG552",
        name,
        en=f"is no workspace, no RDF file, and no statement, meeting or text of the graph; did you mean {near}?",
        fr="n’est ni un espace de travail, ni un fichier RDF, ni une déclaration, une réunion ou un texte du "
        f"graphe\u00a0; vouliez-vous dire {near}\u00a0?",
    )


def _nothing(name: str) -> QueryError:
    return QueryError(
        "KG553",
        name,
        en="holds no act to compare; build the statement, or name another side",
        fr="ne contient aucun acte à comparer\u00a0; construisez la déclaration, ou nommez un autre côté",
    )
