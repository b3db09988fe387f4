"""The files of data in a release: dumps in every format, and the same data by meeting and by class."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.graph.dataset import Graphs, group_graphs
from kg.graph.labels import shortened
from kg.graph.namespaces import INFERRED_GRAPH, KG, OA, RDF, SCHEMA
from kg.graph.order import VERB
from kg.graph.serialise import FORMS, write_graphs
from kg.languages import LANGUAGES
from kg.release.catalogue import Dump
from kg.site.address import address

# Triples of one part of a dump: at 13 bytes of compressed Turtle and 30 of N-Triples each, well under 50 MB.
MOST = 1_000_000

_FILE_TYPES = {
    "jsonld": ("JSON_LD", "JSON-LD"),
    "nq": ("RDF_N_QUADS", "N-Quads"),
    "nt": ("RDF_N_TRIPLES", "N-Triples"),
    "rdfxml": ("RDF_XML", "RDF/XML"),
    "trig": ("RDF_TRIG", "TriG"),
    "turtle": ("RDF_TURTLE", "Turtle"),
}
# A class of our ontology; any other name after its namespace could lead out of the folder.
_CLASS = re.compile(rf"<(?:{re.escape(KG.namespace)}([A-Za-z]+)|{re.escape(SCHEMA.namespace)}(MonetaryAmount))>")
_TITLES = {"en": "All data, {}", "fr": "Toutes les données, {}"}
_PART = {"en": "{} (part {} of {})", "fr": "{} (partie {} sur {})"}


def quoted(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    """Yield the triples with quotations of at most ``most`` code points; a longer one is cut at a word.

    A cut quotation ends with an ellipsis. The passage itself stays known: its IRI holds the offsets, and its text the
    checksum and the address.
    """
    for triple in triples:
        value = triple.object
        if triple.predicate == OA.exact and isinstance(value, ox.Literal) and len(value.value) > most:
            yield ox.Triple(triple.subject, triple.predicate, ox.Literal(shortened(value.value, max(1, most - 1))))
        else:
            yield triple


def write_dumps(
    folder: Path, triples: Iterable[ox.Triple], inferred: Iterable[ox.Triple], most: int = MOST
) -> tuple[Dump, ...]:
    """Write all data in each format, compressed, in parts of at most about ``most`` triples, and return the files.

    A subject is never divided, and each part can be read alone. What the rules add stands in the last part of the
    formats that have named graphs, in the graph of inferred triples.
    """
    parts = list(_divided(group_graphs(triples), most))
    added = group_graphs(inferred)[b""]
    dumps = []
    for form, (file_type, name) in sorted(_FILE_TYPES.items()):
        for number, block in enumerate(parts, start=1):
            titles = {code: _TITLES[code].format(name) for code in LANGUAGES}
            stem = "dump/statements"
            if len(parts) > 1:
                stem = f"{stem}.{number:02}"
                titles = {code: _PART[code].format(titles[code], number, len(parts)) for code in LANGUAGES}
            path = f"{stem}{FORMS[form].suffix}.gz"
            graphs: Graphs = {b"": {each: list(said) for each, said in block.items()}}
            if added and FORMS[form].named and number == len(parts):
                graphs[str(INFERRED_GRAPH).encode()] = {each: list(said) for each, said in added.items()}
            size = _compressed(folder / path, graphs, form)
            dumps.append(Dump(path, titles, FORMS[form].media_type, file_type, size, compressed=True))
    return tuple(dumps)


def _divided(graphs: Graphs, most: int) -> Iterator[Mapping[bytes, list[bytes]]]:
    block: dict[bytes, list[bytes]] = {}
    size = 0
    for subject in sorted(graphs[b""]):
        said = graphs[b""][subject]
        # A comma inside a text counts too: a part may be smaller than it need be, never larger.
        number = sum(1 + chunk.count(VERB) + chunk.count(b" , ") for chunk in said)
        if block and size + number > most:
            yield block
            block, size = {}, 0
        block[subject] = said
        size += number
    yield block


def _compressed(path: Path, graphs: Graphs, form: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Neither name nor time in the header: the same data gives the same bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        write_graphs(graphs, form, cast("BinaryIO", file))
    return path.stat().st_size


def write_by_class(folder: Path, triples: Iterable[ox.Triple]) -> None:
    """Write ``data/class/<Class>.ttl`` for each class of our ontology, and for sums: its instances, whole."""
    every = tuple(triples)
    classes: dict[str, set[object]] = {}
    for triple in every:
        found = _CLASS.fullmatch(str(triple.object)) if triple.predicate == RDF.type else None
        if found:
            classes.setdefault(found[1] or found[2], set()).add(triple.subject)
    for name, things in sorted(classes.items()):
        chosen = (triple for triple in every if triple.subject in things)
        _turtle(folder / "data" / "class" / f"{name}.ttl", chosen)


def write_by_meeting(folder: Path, statements: Mapping[str, Iterable[ox.Triple]]) -> None:
    """Write ``data/meeting/<meeting>.ttl``, and ``data/statement/<statement>.ttl`` for statements without a meeting.

    Args:
        folder: Of the release.
        statements: ``{name of the statement: what its texts say}``.
    """
    places: dict[str, list[ox.Triple]] = {}
    for name, triples in statements.items():
        said = tuple(triples)
        meetings = sorted(
            triple.object.value
            for triple in said
            if triple.predicate == KG.issuedAt and isinstance(triple.object, ox.NamedNode)
        )
        # The graph may be anybody's: an IRI becomes the name of a file by the rules of the site, which are safe.
        meeting = address(meetings[0], "meeting") if meetings else None
        places.setdefault(meeting.path if meeting else f"statement/{name}", []).extend(said)
    for place, said_there in sorted(places.items()):
        _turtle(folder / "data" / f"{place}.ttl", said_there)


def _turtle(path: Path, triples: Iterable[ox.Triple]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_graphs(group_graphs(triples), "turtle", file)
