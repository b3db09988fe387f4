"""The pages of the stored queries: each question with its whole answer as a table whose cells lead to pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.labels import shortened
from kg.graph.namespaces import PREFIXES, XSD
from kg.graph.parameters import bind_query
from kg.graph.query import StoredQuery
from kg.site.cards import Link, Page
from kg.site.edition import Edition
from kg.site.pagination import ROOM, paginated
from kg.site.render import under
from kg.site.view import Words

MOST = 1000
"""How many rows of an answer the site shows; the query beside the page gives all."""

_UNKNOWN = "KG515"
_NUMBERS = (XSD.integer, XSD.decimal)
_LABEL, _TYPE, _QUOTE = "Label", "typeLabel", "quote"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an answer.

    Attributes:
        link: What it shows, with the way to it; None for an empty cell.
        number: Whether it is a number, which stands to the right.
        type: Type of the act that it leads to; empty for anything else.
        quote: Whether it is a quotation.
    """

    link: Link | None = None
    number: bool = False
    type: str = ""
    quote: bool = False


Row = tuple[Cell, ...]


def question_pages(edition: Edition, query: StoredQuery) -> Iterator[Page]:
    """Yield the page of a stored query, and more when its rows do not fit on one."""
    headings, rows, total = _answer(edition, query)
    lang = edition.lang
    context = {
        "query": query,
        "description": query.descriptions[lang],
        "parameters": [(each, each.labels[lang]) for each in query.parameters if each.name != "lang"],
        "headings": headings,
        "total": total,
    }
    name = f"question/{query.id}"
    for part in paginated(rows, lambda number: f"{name}.html" if number == 1 else f"{name}.p{number}.html", 2 * ROOM):
        yield Page(
            "question",
            part.path,
            Words(query.titles[lang], lang),
            (edition.list_link("questions"),),
            context={**context, "part": part},
        )


def _answer(edition: Edition, query: StoredQuery) -> tuple[list[str], list[Row], int]:
    """Return headings, the first rows, and how many there are."""
    store, lang = edition.view.store, edition.lang
    known = {"lang": lang} if any(each.name == "lang" for each in query.parameters) else {}
    try:
        text = bind_query(query, known, edition.view.rows)
    except QueryError as error:
        if error.code != _UNKNOWN:
            raise
        # The thing that the question asks about unless told otherwise is not in this graph: nothing answers it.
        return [], [], 0
    answer = store.query(text, prefixes=dict(PREFIXES))
    if not isinstance(answer, ox.QuerySolutions):
        return [], [], 0
    names = [variable.value for variable in answer.variables]
    labels = {column.name: column.labels[lang] for column in query.columns}
    # A thing and its name are one column: the name, which leads to the thing. An act shows its type.
    shown = [name for name in names if f"{name}{_LABEL}" not in names and not (name == _TYPE and "act" in names)]
    rows = [
        tuple(_unrepeated(_cell(edition, row, name, names), labels.get(name, "")) for name in shown)
        for row in islice(answer, MOST)
    ]
    return [labels.get(name, name) for name in shown], rows, len(rows) + sum(1 for _ in answer)


def _unrepeated(cell: Cell, heading: str) -> Cell:
    """Leave out the kind that a label begins with when the heading of the column says it already."""
    if cell.link is None:
        return cell
    words = cell.link.words
    return replace(cell, link=replace(cell.link, words=Words(under(words.text, heading), words.lang)))


def _cell(edition: Edition, row: ox.QuerySolution, name: str, names: Sequence[str]) -> Cell:
    """Return the cell of a value; a name leads to the thing that it belongs to."""
    value, owner = row[name], name.removesuffix(_LABEL)
    if isinstance(value, ox.NamedNode):
        link = edition.link(value)
        place = edition.pages.get(value.value)
        return Cell(link, type=edition.type_of(value) if place and place.kind == "act" else "")
    if not isinstance(value, ox.Literal):
        return Cell()
    if name == _QUOTE and "act" in names and isinstance(row["act"], ox.NamedNode):
        act = edition.act(row["act"])
        if act is not None:
            return Cell(Link(Words(edition.cut(value.value, act.text), act.text.lang)), quote=True)
    words = _words(edition, value)
    thing = row[owner] if owner != name and owner in names else None
    if isinstance(thing, ox.NamedNode):
        known = edition.link(thing)
        return Cell(Link(words, known.path, known.address))
    return Cell(Link(words), number=value.datatype in _NUMBERS)


def _words(edition: Edition, value: ox.Literal) -> Words:
    wording = edition.wording
    if value.datatype == XSD.boolean:
        return Words(wording["yes" if value.value in ("true", "1") else "no"], edition.lang)
    if value.datatype == XSD.decimal:
        return Words(wording.decimal(value.value))
    if value.datatype == XSD.integer and value.value.isdecimal() and len(value.value) > 4:
        return Words(wording.number(int(value.value)))
    if value.datatype == XSD.date:
        return Words(wording.date(value.value), edition.lang)
    # Words that no act owns may be those of a text that may not be shown whole.
    return Words(shortened(value.value, edition.limit), value.language or "")
