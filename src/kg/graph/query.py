"""Stored queries: plain SPARQL files whose header, YAML behind ``#+``, says what they answer and what they take."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg import assets
from kg.errors import QueryError
from kg.graph.suggest import suggest
from kg.graph.things import CODE_LISTS, KINDS, is_kind
from kg.languages import LANGUAGES

PLAIN_TYPES = ("iri", "string", "integer", "decimal", "date", "language", "limit", "offset")
"""Types of parameters that need no graph to be understood; the others are kinds of things (``kg.graph.things``)."""

_MARK = "#+"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the reader of a query may choose.

    Attributes:
        name: Name of the variable in the query, and of the option on the command line.
        type: One of ``PLAIN_TYPES``, or a kind of thing that is found by name (``kg.graph.things.is_kind``): such as
            ``country-or-region``, a code list such as ``theme``, or a class such as ``kg:Act``.
        default: Value when none is given; None leaves the variable free, so that the query answers for all.
        example: A value that makes sense.
        labels: ``{language: what it is}``.
    """

    name: str
    type: str
    default: str | None
    example: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: a variable and its heading in each language."""

    name: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A query that people run by name.

    Attributes:
        id: Name of the file without ``.rq``.
        titles: ``{language: the question it answers}``.
        descriptions: ``{language: what to know about the answer}``.
        parameters: In the order of the header.
        columns: In the order of the answer.
        tags: What it is about.
        since: Version of kg that first had it.
        text: The whole file: SPARQL 1.1 that any engine runs as it stands.
    """

    id: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    tags: tuple[str, ...]
    since: str
    text: str


def stored_queries() -> tuple[StoredQuery, ...]:
    """Return every query that ships with kg, sorted by name."""
    return queries_in(None)


def queries_in(folder: Path | None) -> tuple[StoredQuery, ...]:
    """Return the queries of a folder, or those that ship with kg, sorted by name; see ``query_files``."""
    return tuple(read_query(path) for path in query_files(folder))


def query_files(folder: Path | None) -> tuple[Path, ...]:
    """Return the files of a folder that end in ``.rq``, or of the queries that ship with kg, sorted by name.

    Raises:
        QueryError: the folder holds none (KG519).
    """
    found = tuple(sorted((folder or assets.queries()).glob("*.rq")))
    if not found:
        raise QueryError(
            "KG519",
            str(folder),
            en="holds no queries, files that end in .rq; check the path",
            fr="ne contient aucune requête, c’est-à-dire de fichier en .rq\u00a0; vérifiez le chemin",
        )
    return found


def stored_query(name: str) -> StoredQuery:
    """Return the query called ``name``, or the one in the file of that path: what ends in ``.rq`` is a file.

    Raises:
        QueryError: there is none (KG511); the message names those that are spelt alike. See also ``read_query``.
    """
    if name.endswith(".rq"):
        return read_query(Path(name))
    names = sorted(path.stem for path in assets.queries().glob("*.rq"))
    if name not in names:
        near = suggest(name, names)
        raise QueryError(
            "KG511",
            name,
            en=f"is not a stored query; did you mean {near}? kg query --list shows all",
            fr=f"n’est pas une requête enregistrée\u00a0; vouliez-vous dire {near}\u00a0? kg query --list les montre",
        )
    return read_query(assets.queries() / f"{name}.rq")


def read_query(path: Path) -> StoredQuery:
    """Return the query in a file; a file without header is a query without title and parameters.

    Raises:
        QueryError: the file cannot be read (KG517) or its header is malformed (KG512).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            "KG517",
            str(path),
            en=f"cannot be read as UTF-8 ({error}); check the path",
            fr=f"ne peut pas être lu en UTF-8 ({error})\u00a0; vérifiez le chemin",
        ) from error
    try:
        header = yaml.safe_load(_header(text)) or {}
        return _query(path.stem, header, text)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else " ".join(str(error).split())
        raise QueryError(
            "KG512",
            str(path),
            en=f"has a malformed header ({reason}); compare it with a stored query",
            fr=f"a un en-tête mal formé ({reason})\u00a0; comparez-le avec une requête enregistrée",
        ) from error


def _header(text: str) -> str:
    """Return what stands behind the marks at the beginning of the file."""
    marked = itertools.takewhile(lambda line: line.startswith(_MARK), text.splitlines())
    return "\n".join(line.removeprefix(_MARK).removeprefix(" ") for line in marked)


def _query(name: str, header: Mapping[str, Any], text: str) -> StoredQuery:
    return StoredQuery(
        id=str(header.get("id", name)),
        titles=_both(header.get("title", dict.fromkeys(LANGUAGES, name))),
        descriptions=_both(header.get("description", dict.fromkeys(LANGUAGES, ""))),
        parameters=tuple(_parameter(each) for each in _list(header, "parameters")),
        columns=tuple(Column(str(each["name"]), _both(each)) for each in _list(header, "columns")),
        tags=tuple(str(each) for each in _list(header, "tags")),
        since=str(header.get("since", "")),
        text=text,
    )


def _parameter(plain: Mapping[str, Any]) -> Parameter:
    default, kind = plain.get("default"), str(plain["type"])
    if kind not in PLAIN_TYPES and not is_kind(kind):
        known = suggest(kind, (*PLAIN_TYPES, *KINDS, *CODE_LISTS))
        raise TypeError(f"type {kind}; {known}?")
    return Parameter(
        name=str(plain["name"]),
        type=kind,
        default=None if default is None else str(default),
        example=str(plain.get("example", default or "")),
        labels=_both(plain),
    )


def _both(plain: Any) -> Mapping[str, str]:
    """Return the words in each language; a text by itself, in a file of one's own, serves for both."""
    if isinstance(plain, str):
        return dict.fromkeys(LANGUAGES, plain)
    return {language: str(plain[language]) for language in LANGUAGES}


def _list(header: Mapping[str, Any], key: str) -> Sequence[Any]:
    found = header.get(key) or ()
    if not isinstance(found, list | tuple):
        raise TypeError(key)
    return found
