"""How a stored question is explained to a person: what it takes, and what the graph at hand offers for it."""

import shlex
from functools import cache
from pathlib import Path

from kg.cli.interface import Text, language
from kg.errors import WorkspaceError
from kg.graph.query import PLAIN_TYPES, Parameter, StoredQuery
from kg.graph.select import select
from kg.graph.store import open_index
from kg.graph.things import Ask, in_use
from kg.workspace import Workspace

LANGUAGE = "lang"
"""The parameter that people need not give: the reader's language is known from the interface."""

# Values shown in the help, and characters of a name that is worth its place there.
_MOST = 12
_SHORT = 40


def asking(index: Path) -> Ask:
    """Return what answers queries on an index, which is opened with the first of them."""
    opened = cache(lambda: open_index(index))
    return lambda text: select(opened(), text)


def graph_of(workspace: Path) -> Ask | None:
    """Return what answers queries on the index of a workspace; None where there is no workspace or no index yet."""
    try:
        index = Workspace.open(workspace).index
        return asking(index) if index.is_dir() else None
    except WorkspaceError:
        return None


def asked_of(query: StoredQuery) -> list[Parameter]:
    """Return the parameters that a person may want to give."""
    return [parameter for parameter in query.parameters if parameter.name != LANGUAGE]


def stated(parameter: Parameter) -> str:
    """Return ``name=value`` with the example as the value, as a shell takes it."""
    return shlex.quote(f"{parameter.name}={parameter.example}")


def meaning(parameter: Parameter, ask: Ask | None, name: str) -> str:
    """Return what a parameter is, its type, its default, and some of the values that the graph offers for it.

    Args:
        parameter: Of a stored query.
        ask: The graph, where there is one.
        name: Of the query, to say where all values are shown.
    """
    parts = [parameter.labels[language()], str(Text(f"type: {parameter.type}", f"type\u00a0: {parameter.type}"))]
    if parameter.default is None:
        parts.append(str(Text("without it: all", "sans lui\u00a0: tous")))
    else:
        parts.append(str(Text(f"default: {parameter.default}", f"par défaut\u00a0: {parameter.default}")))
    values = allowed(parameter, ask)
    if values:
        parts.append(_some(values, name))
    return str(Text("; ", "\u00a0; ")).join(parts)


def allowed(parameter: Parameter, ask: Ask | None) -> list[tuple[str, str]]:
    """Return ``(value, what it is called)`` of the values that the graph offers for a parameter; none for free ones."""
    if parameter.type == "language":
        return [("en", str(Text("English", "anglais"))), ("fr", str(Text("French", "français")))]
    if parameter.type in PLAIN_TYPES or ask is None:
        return []
    return in_use(parameter.type, language(), ask)


def _some(values: list[tuple[str, str]], name: str) -> str:
    shown = ", ".join(f"{key} ({label})" if 0 < len(label) <= _SHORT else key for key, label in values[:_MOST])
    more = len(values) - _MOST
    if more > 0:
        shown += str(
            Text(
                f" and {more} more, which kg queries show {name} shows",
                f" et {more} autres, que montre kg queries show {name}",
            )
        )
    return str(Text(f"in this graph: {shown}", f"dans ce graphe\u00a0: {shown}"))
