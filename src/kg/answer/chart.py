"""From rows to a chart: which column is the measure, which the time, which the region."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.answer.grid import Ask, Grid
from kg.answer.labels import batches
from kg.answer.words import NUMBERS, cell, said
from kg.draw import Area, Bar, Bars, Chart, Lines, Map, Series
from kg.errors import QueryError
from kg.graph.answers import Term
from kg.graph.namespaces import BASE

KINDS = ("bar", "line", "map")
_MOST_BARS = 60
_MOMENT = re.compile(r"(?:1[89]|20|21)\d\d(?:-\d\d(?:-\d\d)?)?")
_PLACES = tuple(f"{BASE}id/{kind}/" for kind in ("country", "region", "place"))
_COUNTRIES = """
SELECT DISTINCT ?area ?code WHERE {
  VALUES ?area { THINGS }
  { ?country kg:within* ?area } UNION { ?area a kg:Place ; kg:within+ ?country }
  ?country a kg:Country ; kg:code ?code .
} ORDER BY ?area ?code
"""


@dataclass(frozen=True, slots=True)
class _Counted:
    """The rows of a grid, each with a value.

    Attributes:
        grid: The columns that are not the measure.
        measure: What the values are.
        values: One for each row.
    """

    grid: Grid
    measure: str
    values: tuple[float, ...]


def chart_of(grid: Grid, kind: str, ask: Ask, language: str, labels: Mapping[str, str]) -> Chart:
    """Return the chart of an answer.

    The measure is the last column of numbers; without one, rows are counted.

    Args:
        grid: The answer with all its columns.
        kind: ``bar``, ``line`` or ``map``.
        ask: Answers another query on the same source.
        language: Language of the reader.
        labels: ``{IRI: label}``.

    Raises:
        QueryError: there is nothing to draw (KG542).
    """
    if not grid.rows:
        raise _undrawable(kind, "there are no rows", "il n’y a aucune ligne")
    if kind == "map":
        return _map(grid, ask, language, labels)
    counted = _counted(grid.for_people(), language)
    return _lines(counted, language, labels) if kind == "line" else _bars(counted, language, labels)


def _counted(grid: Grid, language: str) -> _Counted:
    columns = {name: grid.column(name) for name in grid.names}
    moment = _moment(grid)
    measures = [name for name, column in columns.items() if name != moment and _is_measure(column)]
    if not measures:
        return _Counted(grid, said("number", language), (1.0,) * len(grid.rows))
    name = measures[-1]
    heading = grid.headings[grid.names.index(name)]
    rest = grid.only([each for each in grid.names if each not in measures])
    values = tuple(float(term.value) if isinstance(term, ox.Literal) else 0.0 for term in columns[name])
    return _Counted(rest, heading, values)


def _is_measure(column: Sequence[Term | None]) -> bool:
    known = [term for term in column if term is not None]
    return bool(known) and all(
        isinstance(term, ox.Literal) and term.datatype in NUMBERS and 0 <= _float(term) < float("inf") for term in known
    )


def _float(term: ox.Literal) -> float:
    try:
        return float(term.value)
    except ValueError:
        return -1.0


def _moment(grid: Grid) -> str:
    """Return the first column whose every value is a year, a month or a day; empty when there is none."""
    for name in grid.names:
        known = [term for term in grid.column(name) if term is not None]
        if known and all(isinstance(term, ox.Literal) and _MOMENT.fullmatch(term.value) for term in known):
            return name
    return ""


def _bars(counted: _Counted, language: str, labels: Mapping[str, str]) -> Bars:
    sums: dict[str, float] = {}
    for row, value in zip(counted.grid.rows, counted.values, strict=True):
        words = " · ".join(filter(None, (cell(term, language, labels) for term in row))) or "–"
        sums[words] = sums.get(words, 0.0) + value
    bars = tuple(Bar(label, value) for label, value in sums.items())
    measure = counted.measure
    if len(bars) > _MOST_BARS:
        measure = said("first", language, measure, _MOST_BARS, len(bars))
    return Bars(counted.grid.title, measure, bars[:_MOST_BARS])


def _lines(counted: _Counted, language: str, labels: Mapping[str, str]) -> Lines:
    name = _moment(counted.grid)
    if not name:
        raise _undrawable(
            "line",
            "no column holds years or days; try bar",
            "aucune colonne ne contient d’années ni de jours\u00a0; essayez bar",
        )
    others = counted.grid.only([each for each in counted.grid.names if each != name])
    sums: dict[str, dict[str, float]] = {}
    for when, row, value in zip(counted.grid.column(name), others.rows, counted.values, strict=True):
        words = " · ".join(filter(None, (cell(term, language, labels) for term in row)))
        if isinstance(when, ox.Literal):
            series = sums.setdefault(words, {})
            series[when.value] = series.get(when.value, 0.0) + value
    moments = _moments({when for series in sums.values() for when in series})
    drawn = tuple(Series(words, tuple(series.get(each) for each in moments)) for words, series in sums.items())
    return Lines(counted.grid.title, counted.measure, moments, drawn)


def _moments(known: set[str]) -> tuple[str, ...]:
    """Sort the moments; between years, add those without a value, so that distances on the axis are those in time."""
    if all(len(each) == 4 for each in known):
        return tuple(str(year) for year in range(int(min(known)), int(max(known)) + 1))
    return tuple(sorted(known))


def _map(grid: Grid, ask: Ask, language: str, labels: Mapping[str, str]) -> Map:
    areas = next((name for name in grid.names if any(_is_place(term) for term in grid.column(name))), "")
    if not areas:
        raise _undrawable(
            "map",
            "no column holds countries or regions; select their IRIs",
            "aucune colonne ne contient de pays ni de régions\u00a0; sélectionnez leurs IRI",
        )
    named = grid.column(f"{areas}Label") if f"{areas}Label" in grid.names else [None] * len(grid.rows)
    counted = _counted(grid, language)
    sums: dict[str, float] = {}
    words: dict[str, str] = {}
    for area, label, value in zip(grid.column(areas), named, counted.values, strict=True):
        if isinstance(area, ox.NamedNode) and _is_place(area):
            sums[area.value] = sums.get(area.value, 0.0) + value
            words[area.value] = cell(label, language) or labels.get(area.value, "") or cell(area, language)
    countries: dict[str, list[str]] = {area: [] for area in sums}
    for some in batches(sorted(sums)):
        for area, code in ask(_COUNTRIES.replace("THINGS", some)).rows():
            if isinstance(area, ox.NamedNode) and isinstance(code, ox.Literal):
                countries[area.value].append(code.value)
    drawn = tuple(Area(words[area], value, tuple(countries[area])) for area, value in sums.items())
    lost = sum(not _is_place(area) for area in grid.column(areas))
    measure = counted.measure
    if lost:
        measure = said("unplaced" if lost == 1 else "unplaced-many", language, measure, lost)
    return Map(grid.title, measure, drawn)


def _is_place(term: Term | None) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(_PLACES)


def _undrawable(kind: str, en: str, fr: str) -> QueryError:
    return QueryError(
        "KG542", f"--chart {kind}", en=f"cannot be drawn: {en}", fr=f"ne peut pas être dessiné\u00a0: {fr}"
    )
