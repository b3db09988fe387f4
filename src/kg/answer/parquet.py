"""An answer as Parquet, for data frames; needs pyarrow, which the extra ``parquet`` installs."""

import io
from datetime import date
from importlib import import_module
from typing import Any

import pyoxigraph as ox

from kg.answer.grid import Grid
from kg.answer.words import plain
from kg.errors import QueryError
from kg.graph.answers import Term
from kg.graph.namespaces import XSD


def write_parquet(grid: Grid) -> bytes:
    """Return the grid as a Parquet file: a column a variable, whole numbers, numbers, truth and days typed as such.

    A column that mixes kinds becomes one of strings.

    Raises:
        QueryError: pyarrow is not installed (KG540).
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise QueryError(
            "KG540",
            "parquet",
            en="needs pyarrow; install it with: pip install 'statements-kg[parquet]'",
            fr="demande pyarrow\u00a0; installez-le avec\u00a0: pip install 'statements-kg[parquet]'",
        ) from error
    columns = [_column(arrow, [row[place] for row in grid.rows]) for place in range(len(grid.names))]
    buffer = io.BytesIO()
    parquet.write_table(arrow.table(columns, names=list(grid.names)), buffer)
    return buffer.getvalue()


def _column(arrow: Any, terms: list[Term | None]) -> Any:
    values = [_value(term) for term in terms]
    kinds = {type(each) for each in values if each is not None}
    if kinds == {int, float}:
        values = [None if each is None else float(each) for each in values]
        kinds = {float}
    types = {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), date: arrow.date32()}
    kind = types.get(next(iter(kinds))) if len(kinds) == 1 else None
    if kind is not None and not (kinds == {int} and any(abs(each or 0) >= 1 << 63 for each in values)):
        return arrow.array(values, kind)
    return arrow.array([None if term is None else getattr(term, "value", str(term)) for term in terms], arrow.string())


def _value(term: Term | None) -> Any:
    if isinstance(term, ox.Literal) and term.datatype == XSD.date:
        try:
            return date.fromisoformat(term.value)
        except ValueError:
            return term.value
    return plain(term)
