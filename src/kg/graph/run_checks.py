"""Compiled checks run on a store: each row of a query becomes a finding."""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.errors import ContractError, InputError
from kg.graph.compile_shapes import Check
from kg.graph.lexical import FUNCTIONS, restore
from kg.graph.report import Finding
from kg.graph.shapes import Term
from kg.graph.targets import Focus

Row = Mapping[str, Term]


def count_focus(store: ox.Store, focus: Focus) -> int:
    """Return how many things of a store a shape is about."""
    (row,) = rows(store, f"SELECT (COUNT(DISTINCT ?this) AS ?number) WHERE {{ {focus.pattern()} }}")
    return int(row["number"].value)


def run(store: ox.Store, check: Check) -> Iterator[tuple[Term, Finding]]:
    """Yield the thing that a target selected and the finding, for each that breaks one constraint.

    Raises:
        InputError: the query of a sh:sparql constraint is wrong (KG136).
    """
    for row in _solutions(store, check):
        root = row["root"] if check.chained else row["this"]
        yield root, _finding(check, row["focus"] if check.chained else root, row)


def _solutions(store: ox.Store, check: Check) -> Iterator[Row]:
    """Yield what a check's query finds; that of sh:sparql may have to be asked about each thing in turn."""
    try:
        if check.select is None or check.select.joins:
            yield from rows(store, check.query)
            return
        for row in rows(store, check.query):
            for found in rows(store, check.select.about(str(row["this"]))):
                yield {**found, "this": row["this"]}
    except SyntaxError as error:
        if check.constraint != "sparql":
            raise
        raise InputError(
            "KG136",
            str(check.parameter),
            en=f"is not SPARQL: {error}; correct this sh:sparql constraint",
            fr=f"n’est pas du SPARQL\u00a0: {error}\u00a0; corrigez cette contrainte sh:sparql",
        ) from error


def _finding(check: Check, focus: Term, row: Row) -> Finding:
    thing = restore(focus)
    value = restore(row["value"]) if "value" in row else thing if check.about and not check.path else None
    unexpected = row.get("property", row.get("path"))
    return Finding(
        focus=thing.value,
        path=check.path if unexpected is None else str(unexpected),
        value=None if value is None else str(value),
        shape=check.shape,
        words=check.words,
        component=check.component,
        node=str(thing),
        constraint=str(check.parameter) if check.constraint == "sparql" else "",
    )


def rows(store: ox.Store, query: str) -> Iterator[Row]:
    """Yield the solutions of a SELECT query over the default graph, unbound variables left out.

    Raises:
        ContractError: it is a query of another form.
    """
    result = store.query(query, custom_functions=FUNCTIONS)
    if not isinstance(result, ox.QuerySolutions):
        raise ContractError("KG900", query, en="is not a SELECT query", fr="n’est pas une requête SELECT")
    names = [variable.value for variable in result.variables]
    for row in result:
        yield {name: term for name, term in zip(names, row, strict=True) if term is not None}
