"""Whether a stored query keeps its promises: header, places, columns, total order, labels, rows, expected result."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.answers import Answer, Term
from kg.graph.namespaces import PREFIXES
from kg.graph.parameters import bind_query, place_of, written
from kg.graph.placeholders import LIMIT, OFFSET, placeholders
from kg.graph.query import StoredQuery
from kg.graph.query_parts import KEY, form_of, with_order_keys
from kg.graph.things import Ask
from kg.languages import LANGUAGES

Answering = Callable[[str], Answer]
"""Answers a query with the whole answer, as JSON."""

Row = tuple[Term | None, ...]
_LANGUAGE = "lang"


@dataclass(frozen=True, slots=True)
class Finding:
    """A promise that a query does not keep, in each language of the interface."""

    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one query found.

    Attributes:
        rows: How many rows it answers as it stands; None when it could not be run.
        findings: What is wrong; nothing when all is well.
        result: The answer as CSV (see ``to_csv``); empty when it could not be run.
    """

    rows: int | None
    findings: tuple[Finding, ...]
    result: str = ""


def check_query(query: StoredQuery, stem: str, answering: Answering, ask: Ask, expected: str | None) -> Checked:
    """Run a query and return what is wrong with it.

    Args:
        query: With its header.
        stem: Name of its file without ``.rq``.
        answering: Runs it on a graph.
        ask: Finds things in that graph by name.
        expected: The answer that it should give, as CSV; None when nobody has said.
    """
    findings = [*_header(query, stem), *_parameters(query, ask)]
    try:
        if form_of(query.text) != "SELECT":
            return Checked(_size(answering(query.text)), tuple(findings))
        columns, rows = _run(query.text, answering)
        findings += [*_columns(query, columns), *_rows(query.text, columns, rows)]
        for language in _languages(query):
            bound = bind_query(query, {_LANGUAGE: language} if _speaks(query) else {}, ask)
            findings += _labels(language, *_run(bound, answering), ask)
    except QueryError as error:
        return Checked(None, (*findings, Finding(error.render("en"), error.render("fr"))))
    shown = _limited(query.text, [row[: len(columns) - _keys(columns)] for row in rows])
    result = to_csv(columns[: len(columns) - _keys(columns)], shown)
    return Checked(len(shown), (*findings, *_compared(result, expected)), result)


def to_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as the W3C's CSV: values alone, one line each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if each is None else _value(each) for each in row] for row in rows])
    return text.getvalue()


def _value(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _run(text: str, answering: Answering) -> tuple[Sequence[str], list[Row]]:
    """Return columns and rows of a SELECT; its last columns are what the rows are ordered by."""
    answer = answering(with_order_keys(text))
    return answer.columns, list(answer.rows())


def _keys(columns: Sequence[str]) -> int:
    return sum(column.startswith(KEY) for column in columns)


def _size(answer: Answer) -> int:
    return 1 if answer.kind == "ask" else sum(1 for _ in answer.triples())


def _speaks(query: StoredQuery) -> bool:
    return any(parameter.name == _LANGUAGE for parameter in query.parameters)


def _languages(query: StoredQuery) -> Sequence[str]:
    return LANGUAGES if _speaks(query) else LANGUAGES[:1]


def _header(query: StoredQuery, stem: str) -> Iterator[Finding]:
    if query.id != stem:
        yield Finding(f"its id is {query.id}, its file {stem}", f"son id est {query.id}, son fichier {stem}")
    words = [query.titles, query.descriptions]
    if any(not text for each in words for text in each.values()):
        yield Finding("has no title or no description", "n’a pas de titre ou pas de description")
    elif query.titles["en"] == query.titles["fr"]:
        yield Finding("its title is the same in both languages", "son titre est le même dans les deux langues")
    if not query.tags or not query.since:
        yield Finding("has no tags or no since", "n’a pas de tags ou pas de since")
    if form_of(query.text) == "SELECT" and not query.columns:
        yield Finding("names no columns", "ne nomme pas ses colonnes")


def _parameters(query: StoredQuery, ask: Ask) -> Iterator[Finding]:
    """Look whether places hold the defaults, so that the file as it stands is the query with its defaults."""
    places = placeholders(query.text)
    for parameter in query.parameters:
        held = {place.content for place in places if place.name == place_of(parameter)}
        try:
            bind_query(query, {parameter.name: parameter.example}, ask)
            default = None if parameter.default is None else written(parameter, parameter.default, ask)
        except QueryError as error:
            yield Finding(error.render("en"), error.render("fr"))
            continue
        for content in sorted(held):
            stands = content if place_of(parameter) in (LIMIT, OFFSET) else _term(content)
            if stands != default:
                yield Finding(
                    f"{parameter.name} stands as {content}, its default is {default or 'none (UNDEF)'}",
                    f"{parameter.name} vaut {content} dans la requête, et {default or 'rien (UNDEF)'} par défaut",
                )


def _term(content: str) -> str | None:
    """Return the one term between the braces of a VALUES as Oxigraph writes it; None for UNDEF."""
    if content.upper() == "UNDEF":
        return None
    known = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    try:
        triples = list(ox.parse(f"{known}<urn:s> <urn:p> {content} .", ox.RdfFormat.TURTLE))
    except SyntaxError:
        return content
    return str(triples[0].object) if len(triples) == 1 else content


def _columns(query: StoredQuery, columns: Sequence[str]) -> Iterator[Finding]:
    found = tuple(columns[: len(columns) - _keys(columns)])
    stated = tuple(column.name for column in query.columns)
    if stated and found != stated:
        yield Finding(
            f"selects {', '.join(found)}; its header says {', '.join(stated)}",
            f"sélectionne {', '.join(found)}\u00a0; son en-tête dit {', '.join(stated)}",
        )


def _rows(text: str, columns: Sequence[str], rows: list[Row]) -> Iterator[Finding]:
    count = _keys(columns)
    if not _limited(text, rows):
        yield Finding("answers no row on this graph", "ne donne aucune ligne sur ce graphe")
    values = [row[: len(row) - count] for row in rows]
    twice = sum(number - 1 for number in Counter(values).values())
    if twice:
        yield Finding(f"repeats {twice} rows", f"répète {twice} lignes")
    if not count:
        yield Finding("has no ORDER BY", "n’a pas de ORDER BY")
    elif any(one[-count:] == other[-count:] and one != other for one, other in pairwise(rows)):
        yield Finding(
            "its ORDER BY does not decide between some rows; add what tells them apart",
            "son ORDER BY ne départage pas certaines lignes\u00a0; ajoutez ce qui les distingue",
        )


def _limited(text: str, rows: list[Row]) -> list[Row]:
    """Cut the rows as the outer LIMIT and OFFSET of the query do."""
    outer = {place.name: int(place.content) for place in placeholders(text) if place.name in (LIMIT, OFFSET)}
    first = outer.get(OFFSET, 0)
    return rows[first : first + outer.get(LIMIT, len(rows))]


def _labels(language: str, columns: Sequence[str], rows: list[Row], ask: Ask) -> Iterator[Finding]:
    """Look whether each thing has its label, in the language asked for where the graph has one in it."""
    for number, column in enumerate(columns):
        thing = column.removesuffix("Label")
        if thing == column or thing not in columns:
            continue
        pairs = {(row[columns.index(thing)], row[number]) for row in rows}
        missing = {one for one, label in pairs if isinstance(one, ox.NamedNode) and not (label and _value(label))}
        other = {
            one for one, label in pairs if isinstance(label, ox.Literal) and label.language not in (None, language)
        }
        wrong = missing | _named(other, language, ask)
        if wrong:
            what = ", ".join(sorted(str(one) for one in wrong)[:3])
            yield Finding(
                f"in {language}, {column} is missing or in another language for {what}",
                f"en {language}, {column} manque ou est dans une autre langue pour {what}",
            )


def _named(things: set[Term | None], language: str, ask: Ask) -> set[Term | None]:
    """Return those of ``things`` that the graph names in ``language``."""
    nodes = " ".join(sorted(str(each) for each in things if isinstance(each, ox.NamedNode)))
    if not nodes:
        return set()
    prefixes = "".join(f"PREFIX {each}: <{PREFIXES[each]}> " for each in ("rdfs", "skos"))
    named = f'?thing rdfs:label|skos:prefLabel ?name . FILTER(LANG(?name) = "{language}")'
    return {row["thing"] for row in ask(f"{prefixes}SELECT ?thing WHERE {{ VALUES ?thing {{ {nodes} }} {named} }}")}


def _compared(result: str, expected: str | None) -> Iterator[Finding]:
    if expected is None or result == expected:
        return
    ours, theirs = ([*csv.reader(io.StringIO(text))] for text in (result, expected))
    if ours == theirs:
        return
    first = next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), None)
    line = min(len(ours), len(theirs)) if first is None else first
    yield Finding(
        f"answers {len(ours) - 1} rows, expected {len(theirs) - 1}; they differ from row {line}",
        f"donne {len(ours) - 1} lignes, {len(theirs) - 1} attendues\u00a0; elles diffèrent à partir de la ligne {line}",
    )
