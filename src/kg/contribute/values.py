"""What a cell means: days, words, codes and names of things, in French or English, each error with its cell."""

import re
from collections.abc import Sequence
from datetime import date

import pyoxigraph as ox

from kg.contribute.kinds import Column
from kg.contribute.sheet import Cell
from kg.errors import InputError
from kg.graph.decisions import Term
from kg.graph.namespaces import XSD
from kg.graph.things import Ask, find

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_PERIODS = ((re.compile(r"\d{4}"), XSD.gYear), (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), XSD.gYearMonth))
# Days since 1899-12-30, by which spreadsheets keep dates: 1954 to 2064.
_SERIAL = re.compile(r"[2-5]\d{4}")


def values_of(column: Column, cell: Cell, ask: Ask) -> list[Term]:
    """Return what a cell says.

    Raises:
        InputError: a day is none or could be two (KG434).
        QueryError: a name stands for nothing (KG515) or several things (KG516).
    """
    parts: Sequence[str] = [each.strip() for each in cell.text.split("|")] if column.many else [cell.text]
    return [_value(column.kind, part, Cell(part, cell.where), ask) for part in parts if part]


def _value(kind: str, said: str, cell: Cell, ask: Ask) -> Term:
    name, _, detail = kind.partition(":")
    if name == "day":
        return ox.Literal(day_of(cell).isoformat(), datatype=XSD.date)
    if name == "period":
        for pattern, datatype in _PERIODS:
            if pattern.fullmatch(said):
                return ox.Literal(said, datatype=datatype)
        return ox.Literal(day_of(cell).isoformat(), datatype=XSD.date)
    if name == "text":
        return ox.Literal(" ".join(said.split()), language=detail)
    if name in ("code", "thing"):
        return find(detail, said, ask, f"{cell.where} “{said}”")
    return ox.Literal(said)


def day_of(cell: Cell) -> date:
    """Return the day that a cell names: 2024-09-30, or day/month/year where that cannot be taken for month/day/year.

    Raises:
        InputError: it is none, or could be two (KG434).
    """
    said = cell.text
    if _ISO.fullmatch(said):
        return _day(cell, *map(int, said.split("-")))
    found = _SLASHED.fullmatch(said)
    if not found:
        if _SERIAL.fullmatch(said):
            meant = date.fromordinal(date(1899, 12, 30).toordinal() + int(said)).isoformat()
            raise _no_day(cell, meant)
        raise _no_day(cell, "2024-09-30")
    day, month, year = (int(each) for each in found.groups())
    if month > 12 >= day:
        raise _no_day(cell, f"{year}-{day:02}-{month:02}")
    if day <= 12 and month != day:
        raise _two_days(cell, f"{year}-{month:02}-{day:02}", f"{year}-{day:02}-{month:02}")
    return _day(cell, year, month, day)


def _day(cell: Cell, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_day(cell, "2024-09-30") from None


def _no_day(cell: Cell, meant: str) -> InputError:
    return InputError(
        "KG434",
        f"{cell.where} “{cell.text[:40]}”",
        en=f"is not a day; write year-month-day, such as {meant}",
        fr=f"n’est pas un jour\u00a0; écrivez année-mois-jour, comme {meant}",
    )


def _two_days(cell: Cell, one: str, other: str) -> InputError:
    return InputError(
        "KG434",
        f"{cell.where} “{cell.text}”",
        en=f"could be two days; write {one} or {other}",
        fr=f"peut désigner deux jours\u00a0; écrivez {one} ou {other}",
    )
