"""The passages that a row quotes, found in the text of its statement: people copy words, not positions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.contribute.numbers import whole_number
from kg.contribute.sheet import Cell, Row
from kg.errors import InputError
from kg.graph import iri
from kg.graph.namespaces import KG, OA, RDF
from kg.graph.things import Ask
from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where an act stands.

    Attributes:
        text: IRI of the text.
        content: The text.
        passage: What states the act.
        trigger: What performs it.
    """

    text: ox.NamedNode
    content: str
    passage: Span
    trigger: Span

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what is said of both passages."""
        for span in dict.fromkeys((self.passage, self.trigger)):
            node = iri.span(self.text, span)
            yield ox.Triple(node, RDF.type, KG.TextSpan)
            yield ox.Triple(node, KG.inText, self.text)
            yield ox.Triple(node, OA.start, ox.Literal(span.start))
            yield ox.Triple(node, OA.end, ox.Literal(span.end))
            yield ox.Triple(node, OA.exact, ox.Literal(span.of(self.content)))


def quoted(row: Row, statement: str, ask: Ask, text_of: Callable[[str], str | None]) -> Quoted:
    """Return where the passage and the trigger of a row stand.

    Raises:
        InputError: the statement has no text in that language here (KG438), the text lacks the words (KG439) or
            has them several times (KG440).
    """
    language, passage, trigger = (row.cells[name] for name in ("language", "passage", "trigger"))
    tag = f"-{language.text.lower()}-"
    texts = [row_["text"].value for row_ in ask(f"SELECT ?text {{ ?text kg:textOf <{statement}> }}")]
    found = [each for each in texts if tag in each.rpartition("/")[2] and each.rpartition(tag)[2].isalnum()]
    content = text_of(found[0]) if found else None
    if content is None:
        raise _no_text(language, statement, texts)
    start = _start(passage, row.cells.get("occurrence"), content)
    inside = passage.text.find(trigger.text)
    if inside < 0:
        raise _absent(trigger, "passage", "passage")
    begin = start + inside
    return Quoted(
        ox.NamedNode(found[0]),
        content,
        Span(start, start + len(passage.text)),
        Span(begin, begin + len(trigger.text)),
    )


def _start(passage: Cell, occurrence: Cell | None, content: str) -> int:
    # Cells have plain blanks where texts have no-break ones; both are one character.
    text = content.replace("\u00a0", " ").replace("\u202f", " ")
    starts = [found.start() for found in re.finditer(f"(?={re.escape(passage.text)})", text)]
    if not starts:
        raise _absent(passage, "text", "texte")
    number = whole_number(occurrence.text) if occurrence else None
    if number and number <= len(starts):
        return starts[number - 1]
    if len(starts) > 1 or occurrence:
        raise InputError(
            "KG440",
            (occurrence or passage).where,
            en=f"the text has this passage {len(starts)} times; say which in the column occurrence, "
            f"from 1 to {len(starts)}",
            fr=f"le texte contient ce passage {len(starts)} fois\u00a0; dites lequel dans la colonne occurrence, "
            f"de 1 à {len(starts)}",
        )
    return starts[0]


def _no_text(cell: Cell, statement: str, texts: list[str]) -> InputError:
    known = ", ".join(sorted(each.rpartition("/")[2] for each in texts)) or "—"
    name = iri.compact(statement)
    return InputError(
        "KG438",
        cell.where,
        en=f"{name} has no text in “{cell.text}” here; its texts: {known}",
        fr=f"{name} n’a pas ici de texte en «\u00a0{cell.text}\u00a0»\u00a0; ses textes\u00a0: {known}",
    )


def _absent(cell: Cell, where_en: str, where_fr: str) -> InputError:
    return InputError(
        "KG439",
        cell.where,
        en=f"the {where_en} does not have “{cell.text[:60]}”; copy the words exactly",
        fr=f"le {where_fr} ne contient pas «\u00a0{cell.text[:60]}\u00a0»\u00a0; copiez les mots exactement",
    )
