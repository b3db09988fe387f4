"""What the things of an answer are called in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.answer.grid import Ask, Grid
from kg.graph.namespaces import BASE

# Things whose own IRI says what they are, to people and to `kg trace`: their labels are long and would only repeat it.
_SPEAK = ("act", "amount", "meeting", "participation", "run", "statement", "text")
_BATCH = 300
_LABELS = """
SELECT ?thing ?label (LANG(?label) AS ?language) WHERE {
  VALUES ?thing { THINGS }
  ?thing rdfs:label|skos:prefLabel ?label .
}
"""


def labels_of(grid: Grid, ask: Ask, language: str) -> Mapping[str, str]:
    """Return ``{IRI: label}`` for the things that stand in ``grid`` without a label beside them.

    Args:
        grid: The answer, as people will read it.
        ask: Answers another query on the same source.
        language: Language wanted; another one serves where there is none in it.
    """
    things = {
        term.value
        for name, *column in zip(grid.names, *grid.rows, strict=True)
        if not name.endswith("Label")
        for term in column
        if isinstance(term, ox.NamedNode) and not _speaks(term.value)
    }
    found: dict[str, tuple[bool, str]] = {}
    for some in batches(sorted(things)):
        for thing, label, tag in ask(_LABELS.replace("THINGS", some)).rows():
            if isinstance(thing, ox.NamedNode) and label is not None and tag is not None:
                best = (getattr(tag, "value", "").partition("-")[0] == language, getattr(label, "value", ""))
                # The wanted language first, then the first in the alphabet: the same answer on every run.
                known = found.get(thing.value)
                if known is None or (not best[0], best[1]) < (not known[0], known[1]):
                    found[thing.value] = best
    return {thing: label for thing, (_, label) in found.items()}


def batches(iris: Sequence[str]) -> Iterator[str]:
    """Yield the IRIs as the engine writes them, some hundred at a time, so that a query with them stays short."""
    for start in range(0, len(iris), _BATCH):
        yield " ".join(str(ox.NamedNode(each)) for each in iris[start : start + _BATCH])


def _speaks(iri: str) -> bool:
    return "#offset_" in iri or iri.startswith(tuple(f"{BASE}id/{kind}/" for kind in _SPEAK))
