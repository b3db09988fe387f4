"""From the rows of a table to triples: every error is told with its cell, and nothing is taken unless there is none."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.contribute.kinds import Column, Described
from kg.contribute.quoted import Quoted, quoted
from kg.contribute.sheet import Row, read_cells
from kg.contribute.values import values_of
from kg.errors import InputError, KgError
from kg.graph import iri, labels
from kg.graph.decisions import Term
from kg.graph.namespaces import KG, PREFIXES, RDF, RDFS
from kg.graph.select import select
from kg.graph.things import Ask, find
from kg.languages import LANGUAGES
from kg.model.facts import ActType

_FIELD = re.compile(r"\{([^}]+)\}")
Said = dict[str, list[tuple[Column, list[Term]]]]


def read_sheet(
    path: Path, store: ox.Store, text_of: Callable[[str], str | None]
) -> tuple[tuple[ox.Triple, ...], dict[str, str], list[KgError]]:
    """Return what a table says.

    Args:
        path: The table.
        store: The graph, in which names are looked up.
        text_of: Gives a text by its IRI.

    Returns:
        The triples, ``{thing: the row that describes it}``, and what is wrong.
    """
    try:
        sheet = read_cells(path)
    except InputError as error:
        return (), {}, [error]
    ask = partial(select, store)
    triples: list[ox.Triple] = []
    places: dict[str, str] = {}
    problems: list[KgError] = [*sheet.problems]
    for row in sheet.rows:
        try:
            node, found = _described(sheet.kind, row, ask, text_of)
        except _RowsError as errors:
            problems += errors.problems
            continue
        if node.value in places:
            problems.append(_twice(row.where, node, places[node.value]))
        places[node.value] = row.where
        triples += found
    if not sheet.rows and not problems:
        problems.append(_empty(path))
    return tuple(dict.fromkeys(triples)), places, problems


class _RowsError(Exception):
    """What is wrong with a row."""

    def __init__(self, problems: list[KgError]) -> None:
        super().__init__(problems)
        self.problems = problems


def _described(
    kind: Described, row: Row, ask: Ask, text_of: Callable[[str], str | None]
) -> tuple[ox.NamedNode, list[ox.Triple]]:
    problems: list[KgError] = []
    said: Said = {}
    for column in kind.columns:
        cell = row.cells.get(iri.slug(column.name["en"]))
        if cell is None:
            if column.required:
                problems.append(_missing(row.where, column))
            continue
        if column.property in ("", "kg:evidence", "kg:trigger"):
            continue
        try:
            said.setdefault(column.property, []).append((column, values_of(column, cell, ask)))
        except KgError as error:
            problems.append(error)
    if problems:
        raise _RowsError(problems)
    try:
        if kind.prefix == "act":
            return _act(row, said, ask, text_of)
        node = _node(kind, row, said)
    except KgError as error:
        raise _RowsError([error]) from error
    return node, [ox.Triple(node, RDF.type, _term(kind.class_)), *_said(node, said)]


def _term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def _said(node: ox.NamedNode, said: Said) -> Iterator[ox.Triple]:
    for name, columns in said.items():
        for column, values in columns:
            for value in values:
                if column.inverse and isinstance(value, ox.NamedNode):
                    yield ox.Triple(value, _term(name), node)
                else:
                    yield ox.Triple(node, _term(name), value)


def _node(kind: Described, row: Row, said: Said) -> ox.NamedNode:
    """Return the IRI of what a row describes: by its column « id », else by the pattern of its kind.

    Raises:
        InputError: neither gives a name (KG435).
    """
    given = row.cells.get("id")
    if given:
        key = given.text.removeprefix(f"{kind.prefix}:")
    else:
        # A meeting and a statement have names in small letters; the codes of countries and resolutions keep theirs.
        key = _FIELD.sub(lambda field: _key(said.get(field[1], [])), kind.pattern).strip("-")
        key = key.lower() if kind.prefix in ("meeting", "statement") else key
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,150}", key):
        where = given.where if given else row.where
        raise InputError(
            "KG435",
            where,
            en="gets no name; fill in the column id with small letters, digits and hyphens",
            fr="n’a pas de nom\u00a0; remplissez la colonne id avec de petites lettres, des chiffres et des traits "
            "d’union",
        )
    return iri.mint(kind.prefix, key)


def _key(columns: list[tuple[Column, list[Term]]]) -> str:
    """Return what a property adds to a name: the key of a thing, a day, or words as a slug."""
    value = next((each for _, values in columns for each in values), None)
    if isinstance(value, ox.NamedNode):
        return value.value.rpartition("/")[2]
    if value is None:
        return ""
    return (
        value.value
        if value.value[:4].isdigit()
        else re.sub(r"[^A-Za-z0-9]+", "-", value.value).strip("-")
        if ("/RES/" in value.value)
        else iri.slug(value.value)
    )


def _act(row: Row, said: Said, ask: Ask, text_of: Callable[[str], str | None]) -> tuple[ox.NamedNode, list[ox.Triple]]:
    """Return the act that a row describes, with its passages found in the text."""
    kind = _type(row, ask)
    statement = said["kg:expressedIn"][0][1][0]
    found: Quoted = quoted(row, str(statement).strip("<>"), ask, text_of)
    node = iri.within_text("act", found.text, "a", found.trigger.start)
    triples = [
        ox.Triple(node, RDF.type, KG.term(kind.value)),
        *_said(node, said),
        ox.Triple(node, KG.trigger, iri.span(found.text, found.trigger)),
        ox.Triple(node, KG.evidence, iri.span(found.text, found.passage)),
        *found.triples(),
    ]
    for language in LANGUAGES:
        label = labels.act(kind, found.passage.of(found.content), language)
        triples.append(ox.Triple(node, RDFS.label, ox.Literal(label, language=language)))
    return node, triples


def _type(row: Row, ask: Ask) -> ActType:
    cell = row.cells["type"]
    found = find("act-type", cell.text, ask, f"{cell.where} “{cell.text}”")
    return ActType(found.value.rpartition("/")[2].capitalize())


def _missing(where: str, column: Column) -> InputError:
    return InputError(
        "KG436",
        where,
        en=f"lacks a value in the column {column.name['en']}: {column.help['en']}",
        fr=f"n’a pas de valeur dans la colonne {column.name['fr']}\u00a0: {column.help['fr']}",
    )


def _twice(where: str, node: ox.NamedNode, first: str) -> InputError:
    row = first.rpartition(":")[2]
    return InputError(
        "KG437",
        where,
        en=f"describes {iri.compact(node.value)}, as row {row} does; keep one, or give this one another id",
        fr=f"décrit {iri.compact(node.value)}, comme la ligne {row}\u00a0; gardez l’une des deux, ou donnez un autre "
        "id à celle-ci",
    )


def _empty(path: Path) -> InputError:
    return InputError(
        "KG446",
        str(path),
        en="has headings and no row; fill it in first",
        fr="n’a que des intitulés\u00a0; remplissez-le d’abord",
    )
