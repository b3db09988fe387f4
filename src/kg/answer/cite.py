"""Where each row of an answer is said: the words, the document, the place in it and its address.

``queries/README.md`` tells which thing of a row is cited. Any IRI will do that leads to a passage through
``kg:evidence``, is one, or is a text or a statement; the most precise thing of the row is taken.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.answer.grid import Ask, Grid, Row
from kg.answer.labels import batches
from kg.answer.words import said
from kg.graph.answers import Term
from kg.graph.iri import language as language_iri
from kg.graph.namespaces import BASE, DC, DCT, KG, OA, RDF, XSD

NAMES = ("Quotation", "Title", "Publisher", "Passage", "Start", "End", "Paragraph", "Address")
"""Columns that a citation adds for programs, after ``cited`` or ``otherCited``."""
_PASSAGES = """
SELECT ?thing ?span ?start ?end ?exact ?text ?title ?publisher ?address ?language WHERE {
  VALUES ?thing { THINGS }
  {
    { ?thing oa:exact ?exact BIND(?thing AS ?span) } UNION { ?thing kg:evidence ?span . ?span oa:exact ?exact }
    ?span kg:inText ?text ; oa:start ?start ; oa:end ?end .
  }
  UNION { ?thing a kg:StatementText BIND(?thing AS ?text) }
  UNION { ?thing a kg:Statement . ?text kg:textOf ?thing }
  UNION { ?thing a kg:Meeting . ?told kg:issuedAt ?thing . ?text kg:textOf ?told }
  OPTIONAL { ?text dct:title ?title } OPTIONAL { ?text dc:publisher ?publisher }
  OPTIONAL { ?text dct:source ?address } OPTIONAL { ?text dct:language ?language }
}
"""
# How precise a thing is, by the segment of its IRI; a passage comes before all.
_KINDS = ("act", "participation", "amount", "meeting", "statement", "text")
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a row is said.

    Attributes:
        span: IRI of the passage; None when only the document is known.
        start: Offset of its first character in the text, in code points.
        end: Offset after its last character.
        exact: The words.
        text: IRI of the text.
        title: Title of the document.
        publisher: Who published it.
        address: Where it was published.
        paragraph: Number of the paragraph, from 1; None when the text is not at hand.
    """

    span: Term | None
    start: int | None
    end: int | None
    exact: str
    text: Term | None
    title: str
    publisher: str
    address: Term | None
    paragraph: int | None

    def terms(self) -> Row:
        """Return the citation for programs: the values of ``NAMES``."""
        words = [ox.Literal(each) if each else None for each in (self.exact, self.title, self.publisher)]
        numbers = [None if each is None else ox.Literal(each) for each in (self.start, self.end, self.paragraph)]
        return (*words, self.span or self.text, *numbers, self.address)

    def words(self, language: str) -> Row:
        """Return the citation for people: quotation, document, place and address."""
        document = ", ".join(each for each in (self.title, self.publisher) if each)
        place = said("paragraph", language, self.paragraph) if self.paragraph else ""
        if self.start is not None:
            place += said("characters", language, self.start, self.end)
        told = [ox.Literal(each) if each else None for each in (self.exact, document, place.rstrip(", "))]
        return (*told, self.address)


def with_citations(grid: Grid, ask: Ask, language: str, folder: Path | None, *, people: bool) -> Grid:
    """Return the grid with the citation of each row beside it; a second one when the row sets ``other…`` beside.

    Args:
        grid: The answer.
        ask: Answers another query on the same source.
        language: Language of the reader: of two texts that say the same, the one in it is cited.
        folder: Where the canonical texts are, for the number of the paragraph; None when they are not at hand.
        people: Whether four columns for people are added, or those of ``NAMES`` for programs.
    """
    found = citations(
        {term.value for row in grid.rows for term in row if isinstance(term, ox.NamedNode)}, ask, language, folder
    )
    for prefix, is_other in (("cited", False), ("otherCited", True)):
        places = [each for each, name in enumerate(grid.names) if name.startswith("other") == is_other]
        if is_other and not places:
            continue
        chosen = [_chosen([row[place] for place in places], found) for row in grid.rows]
        if people:
            heads = [said(key, language) for key in ("quotation", "document", "place", "address")]
            heads = [said("other", language, each.lower()) for each in heads] if is_other else heads
            parts = [each.words(language) if each else (None,) * len(heads) for each in chosen]
            grid = grid.beside(
                [f"{prefix}{key}" for key in ("Quotation", "Document", "Place", "Address")], heads, parts
            )
        else:
            heads = [prefix + name for name in NAMES]
            grid = grid.beside(heads, heads, [each.terms() if each else (None,) * len(heads) for each in chosen])
    return grid


def citations(things: Iterable[str], ask: Ask, language: str, folder: Path | None) -> Mapping[str, Citation]:
    """Return ``{IRI: citation}`` for those of ``things`` that words say."""
    wanted = language_iri(language)
    best: dict[str, tuple[tuple[object, ...], Row]] = {}
    for some in batches(sorted(things)):
        for row in ask(_PASSAGES.replace("THINGS", some)).rows():
            thing, span, start, end, _, text, *_, spoken = row
            if isinstance(thing, ox.NamedNode) and text is not None:
                length = _number(end) - _number(start) if span is not None else 0
                # The reader's language first, then a passage rather than a document, the longest, the first.
                rank = (spoken != wanted, span is None, -length, str(text), _number(start), str(row))
                if thing.value not in best or rank < best[thing.value][0]:
                    best[thing.value] = (rank, row)
    texts = _Texts(folder)
    return {thing: _citation(row, texts) for thing, (_, row) in best.items()}


def evidence(subjects: Iterable[str], ask: Ask, language: str) -> list[ox.Triple]:
    """Return the triples that cite ``subjects``: their passage, and the document that it is in."""
    triples = []
    for thing, found in citations(subjects, ask, language, None).items():
        text = found.text
        if isinstance(found.span, ox.NamedNode) and isinstance(text, ox.NamedNode):
            if found.span.value != thing:
                triples.append(ox.Triple(ox.NamedNode(thing), KG.evidence, found.span))
            triples += [ox.Triple(found.span, RDF.type, KG.TextSpan), ox.Triple(found.span, KG.inText, text)]
            for predicate, offset in ((OA.start, found.start), (OA.end, found.end)):
                triples.append(ox.Triple(found.span, predicate, ox.Literal(str(offset), datatype=XSD.integer)))
            triples.append(ox.Triple(found.span, OA.exact, ox.Literal(found.exact)))
        if isinstance(text, ox.NamedNode):
            told = [(DCT.title, found.title), (DC.publisher, found.publisher)]
            triples += [ox.Triple(text, predicate, ox.Literal(words)) for predicate, words in told if words]
            if isinstance(found.address, ox.NamedNode):
                triples.append(ox.Triple(text, DCT.source, found.address))
    return triples


def _chosen(terms: Sequence[Term | None], found: Mapping[str, Citation]) -> Citation | None:
    known = [term.value for term in terms if isinstance(term, ox.NamedNode) and term.value in found]
    return found[min(known, key=_precision)] if known else None


def _precision(iri: str) -> int:
    if "#offset_" in iri:
        return -1
    kinds = [place for place, kind in enumerate(_KINDS) if iri.startswith(f"{BASE}id/{kind}/")]
    return kinds[0] if kinds else len(_KINDS)


def _citation(row: Row, texts: "_Texts") -> Citation:
    _, span, start, end, exact, text, title, publisher, address, _ = row
    return Citation(
        span=span,
        start=None if start is None else _number(start),
        end=None if end is None else _number(end),
        exact="" if exact is None else getattr(exact, "value", ""),
        text=text,
        title="" if title is None else getattr(title, "value", ""),
        publisher="" if publisher is None else getattr(publisher, "value", ""),
        address=address,
        paragraph=None if start is None else texts.paragraph(getattr(text, "value", ""), _number(start)),
    )


def _number(term: Term | None) -> int:
    try:
        return int(getattr(term, "value", "0"))
    except ValueError:
        return 0


class _Texts:
    """The canonical texts of a workspace: what paragraph an offset is in."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}

    def paragraph(self, text_iri: str, start: int) -> int | None:
        """Return the number of the paragraph, from 1; paragraphs end at blank lines, or lines where there are none."""
        if self._folder is None:
            return None
        if text_iri not in self._texts:
            self._texts[text_iri] = self._read(text_iri)
        text = self._texts[text_iri]
        if start > len(text) or not text:
            return None
        head = text[:start].lstrip("\n")
        return 1 + (len(_GAP.findall(head)) if _GAP.search(text.strip()) else head.count("\n"))

    def _read(self, text_iri: str) -> str:
        """Read ``<statement>.<language>.txt`` of a text whose key is ``<statement>-<language>-<checksum>``."""
        found = re.fullmatch(r"([a-z0-9-]+)-([a-z]{2,3})-[0-9a-f]{8}", text_iri.rpartition("/")[2])
        path = self._folder / f"{found[1]}.{found[2]}.txt" if found and self._folder else None
        return path.read_bytes().decode("utf-8", "replace") if path and path.is_file() else ""
