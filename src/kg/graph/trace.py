"""From a fact back to its words: the passages that state it, each inside its sentence."""

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, WorkspaceError
from kg.graph import iri
from kg.graph.select import select

_LONGEST = 1000
_BOUNDARY = re.compile(r"[.!?…]+[\s\u00a0»”\")]*\s|\n")
_PASSAGES = """
SELECT ?thing ?span ?start ?end ?text ?statement ?role WHERE {
  { VALUES ?role { kg:trigger kg:evidence kg:condition kg:deadline kg:subjectSpan } ?thing ?role ?span }
  UNION { ?span kg:denotes ?thing . BIND(kg:denotes AS ?role) }
  UNION { ?thing a kg:TextSpan . BIND(?thing AS ?span) BIND(kg:TextSpan AS ?role) }
  ?span kg:inText ?text ; oa:start ?start ; oa:end ?end .
  ?text kg:textOf ?statement .
} ORDER BY ?text ?start DESC(?end) ?role
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that state a fact, with their surroundings; ``before + exact + after`` is a run of the text.

    Attributes:
        span: IRI of the passage.
        role: What it is to the fact: ``trigger``, ``evidence``, ``condition``, ``deadline``, ``denotes``, or
            ``TextSpan`` for the passage itself.
        text: IRI of the text.
        start: Offset of its first character, in code points.
        end: Offset after its last character.
        before: From the beginning of the sentence to the passage.
        exact: The words.
        after: From the passage to the end of the sentence.
    """

    span: str
    role: str
    text: str
    start: int
    end: int
    before: str
    exact: str
    after: str


def trace(store: ox.Store, folder: Path, name: str) -> tuple[Passage, ...]:
    """Return the passages that state the thing called ``name``, in the order of the texts and of their offsets.

    Args:
        store: The index, or any store that holds the graph.
        folder: Where the canonical texts are, ``<statement>.<language>.txt``.
        name: An IRI, whole or with a prefix (``act:2024-09-30-gcd-fr-1a2b3c4d-a2871``).

    Raises:
        QueryError: ``name`` is no IRI, or nothing in the graph has it (KG530, KG531).
        WorkspaceError: a text is missing (KG613).
    """
    thing = iri.named(name)
    rows = select(store, _PASSAGES, {ox.Variable("thing"): thing})
    if not rows:
        raise QueryError(
            "KG531",
            name,
            en="has no passage in this graph; check the IRI, or build the statement that it comes from",
            fr="n’a aucun passage dans ce graphe\u00a0; vérifiez l’IRI, ou construisez la déclaration d’où il vient",
        )
    return tuple(_passage(folder, row) for row in rows)


def _passage(folder: Path, row: ox.QuerySolution) -> Passage:
    text_iri, statement = row["text"].value, row["statement"].value.rpartition("/")[2]
    key = text_iri.rpartition("/")[2]
    language = key.removeprefix(f"{statement}-").rpartition("-")[0]
    text = _text(folder / f"{statement}.{language}.txt")
    start, end = int(row["start"].value), int(row["end"].value)
    first, last = _sentence(text, start, end)
    return Passage(
        span=row["span"].value,
        role=row["role"].value.rpartition("#")[2],
        text=text_iri,
        start=start,
        end=end,
        before=text[first:start].lstrip(),
        exact=text[start:end],
        after=text[end:last].rstrip(),
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise WorkspaceError(
            "KG613",
            str(path),
            en="the text is missing or damaged; run kg build to make it again",
            fr="le texte est absent ou endommagé\u00a0; lancez kg build pour le refaire",
        ) from None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around ``[start, end)`` begins and ends, at most 1,000 characters on either side.

    Only for showing: the boundary is a line end, or a final punctuation mark and a space.
    """
    first = max(0, start - _LONGEST)
    for found in _BOUNDARY.finditer(text, first, start):
        first = found.end()
    after = _BOUNDARY.search(text, end, min(len(text), end + _LONGEST))
    return first, after.end() if after else min(len(text), end + _LONGEST)
