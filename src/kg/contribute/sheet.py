"""A table saved from a spreadsheet, as cells that know their row and column; CSV or TSV, with what Excel does."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.contribute.kinds import Column, Described, kinds
from kg.errors import InputError
from kg.graph import iri
from kg.graph.load import BYTES, content_at
from kg.graph.suggest import suggest

SUFFIXES = (".csv", ".tsv", ".tab")
_ID = "id"
_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty.

    Attributes:
        text: What it holds, without blanks around it.
        where: File, row and column, for messages: the row as the spreadsheet counts it, the column by letter and name.
    """

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty.

    Attributes:
        where: File and row, for messages.
        cells: ``{heading in English: cell}``.
    """

    where: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of things of one kind.

    Attributes:
        kind: Of what.
        rows: In the order of the file.
        problems: Cells that cannot be read.
    """

    kind: Described
    rows: Sequence[Row]
    problems: Sequence[InputError]


def read_cells(path: Path) -> Sheet:
    """Return the cells of a table.

    Raises:
        InputError: the file cannot be opened or is too large (KG151, KG153), is no UTF-8 (KG430), has no heading that
            tells what it describes (KG431), or headings that say nothing or twice the same (KG432).
    """
    text = _decoded(path)
    rows = list(_numbered(text, path))
    if not rows:
        raise _no_headings(path, [])
    number, headings = rows[0]
    kind, columns = _columns(path, number, headings)
    found = []
    problems: list[InputError] = []
    for number, cells in rows[1:]:
        where = f"{path}:{number}"
        filled = {}
        for index, said in enumerate(cells):
            value = _plain(said)
            if not value:
                continue
            name = columns[index] if index < len(columns) else ""
            letter = f"{where}, {_letter(index)}" + (f" ({headings[index].strip()})" if name else "")
            if not name:
                problems.append(_too_many(letter, value))
            elif value.startswith("="):
                problems.append(_formula(letter))
            filled[name] = Cell(value, letter)
        if filled:
            found.append(Row(where, filled))
    return Sheet(kind, found, problems)


def _decoded(path: Path) -> str:
    content = content_at(path)
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "KG430",
            str(path),
            en="is not UTF-8; save it again as “CSV UTF-8” (Excel: Save as, CSV UTF-8)",
            fr="n’est pas en UTF-8\u00a0; enregistrez-le de nouveau en «\u00a0CSV UTF-8\u00a0» "
            "(Excel\u00a0: Enregistrer sous, CSV UTF-8)",
        ) from error
    return text.replace("\0", "")


def _numbered(text: str, path: Path) -> "list[tuple[int, list[str]]]":
    """Return ``(row number, cells)`` of the rows that are not empty."""
    lines = text.splitlines(keepends=True)
    # Remarks above the headings, such as the name of the file.
    skipped = next((number for number, line in enumerate(lines) if not line.lstrip().startswith("#")), len(lines))
    delimiter = ""
    if len(lines) > skipped and lines[skipped].strip().lower().startswith("sep="):
        # Excel writes this line, and reads it, to name the separator.
        delimiter, skipped = lines[skipped].strip()[4:5], skipped + 1
    delimiter = delimiter or _delimiter(lines[skipped] if len(lines) > skipped else "")
    reader = csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=delimiter)
    csv.field_size_limit(BYTES)
    found = []
    try:
        for row, cells in enumerate(reader, start=skipped + 1):
            if any(cell.strip() for cell in cells):
                found.append((row, cells))
            if len(found) > _ROWS:
                raise InputError(
                    "KG153",
                    str(path),
                    en=f"has more than {_ROWS} rows; split it",
                    fr=f"a plus de {_ROWS} lignes\u00a0; découpez-le",
                )
    except csv.Error as error:
        raise InputError(
            "KG430",
            f"{path}:{reader.line_num}",
            en=f"is no table that can be read ({error}); is a quotation mark left open?",
            fr=f"n’est pas un tableau lisible ({error})\u00a0; un guillemet droit est-il resté ouvert\u00a0?",
        ) from error
    return found


def _delimiter(line: str) -> str:
    return max(";\t,", key=lambda each: (line.count(each), each == ","))


def _plain(said: str) -> str:
    """Return a cell without blanks around it, nor the apostrophe by which spreadsheets mark text."""
    value = said.replace("\u00a0", " ").replace("\u202f", " ").strip()
    return value[1:].strip() if value[:1] == "'" and value[1:2] in tuple("=+-@'0123456789") else value


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _slug(heading: str) -> str:
    return iri.slug(heading.strip().rstrip("*"))


def _columns(path: Path, number: int, headings: Sequence[str]) -> tuple[Described, list[str]]:
    """Return what the table describes, and the column of each heading, by its English name."""
    given = [_slug(each) for each in headings]
    while given and not given[-1]:
        given.pop()
    best = max(kinds().values(), key=lambda kind: _score(kind, given))
    known = _known(best)
    if _score(best, given)[0] <= 0 or any(_slug(each.name["en"]) not in map(known.get, given) for each in _must(best)):
        raise _no_headings(path, [each.strip() for each in headings])
    names = []
    for index, each in enumerate(given):
        where = f"{path}:{number}, {_letter(index)} ({headings[index].strip()})"
        if each not in known:
            raise _unknown(where, headings[index], best)
        if known[each] in names:
            raise _twice(where)
        names.append(known[each])
    return best, names


def _must(kind: Described) -> list[Column]:
    return [each for each in kind.columns if each.required]


def _known(kind: Described) -> dict[str, str]:
    every = {_slug(name): _slug(each.name["en"]) for each in kind.columns for name in each.name.values()}
    return {**every, _ID: _ID, "identifiant": _ID}


def _score(kind: Described, given: Sequence[str]) -> tuple[int, int]:
    known = _known(kind)
    matched = sum(each in known for each in given)
    missing = sum(_slug(each.name["en"]) not in map(known.get, given) for each in _must(kind))
    return matched - 2 * missing, -len(kind.columns)


def _no_headings(path: Path, headings: Sequence[str]) -> InputError:
    said = ", ".join(headings)[:120] or "—"
    every = ", ".join(kinds())
    return InputError(
        "KG431",
        str(path),
        en=f"has no first row of headings that tells what it describes ({said}); start from kg template --csv KIND, "
        f"KIND being one of: {every}",
        fr=f"n’a pas de première ligne d’intitulés qui dise ce qu’il décrit ({said})\u00a0; partez de "
        f"kg template --csv TYPE, TYPE étant\u00a0: {every}",
    )


def _unknown(where: str, heading: str, kind: Described) -> InputError:
    known = [name for each in kind.columns for name in each.name.values()]
    near = suggest(heading.strip(), known)
    return InputError(
        "KG432",
        where,
        en=f"is no column of such a table; did you mean {near}?",
        fr=f"n’est pas une colonne d’un tel tableau\u00a0; vouliez-vous dire {near}\u00a0?",
    )


def _twice(where: str) -> InputError:
    return InputError(
        "KG432",
        where,
        en="is there twice; keep one, and separate several values by |",
        fr="s’y trouve deux fois\u00a0; gardez-en une, et séparez plusieurs valeurs par |",
    )


def _too_many(where: str, value: str) -> InputError:
    return InputError(
        "KG433",
        where,
        en=f"holds “{value[:40]}” under no heading; is a separator inside a value not quoted?",
        fr=f"contient «\u00a0{value[:40]}\u00a0» sans intitulé\u00a0; un séparateur dans une valeur n’est-il pas entre "
        "guillemets droits\u00a0?",
    )


def _formula(where: str) -> InputError:
    return InputError(
        "KG441",
        where,
        en="holds a formula; write the value itself",
        fr="contient une formule\u00a0; écrivez la valeur elle-même",
    )
