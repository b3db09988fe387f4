"""One way out for every graph: quads in, bytes of a format out, the same for the same dataset on any machine.

What differs between two datasets that mean the same (order, repetition, labels of blank nodes) never reaches the bytes;
what they hold always does: lexical forms, language tags with their direction, odd IRIs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.dataset import Graphs, group_graphs, sorted_lines
from kg.graph.jsonld import write_jsonld
from kg.graph.rdfxml import write_rdfxml
from kg.graph.turtle import write_blocks


@dataclass(frozen=True, slots=True)
class Form:
    """A format of RDF.

    Attributes:
        suffix: End of the names of its files, with the dot.
        media_type: Its name in HTTP and in catalogues.
        parser: What reads it.
        write: What writes it, emptying the graphs.
        named: Whether it holds named graphs.
    """

    suffix: str
    media_type: str
    parser: ox.RdfFormat
    write: Callable[[Graphs, BinaryIO], None]
    named: bool = False


def write(quads: Iterable[ox.Quad | ox.Triple], form: str, file: BinaryIO) -> None:
    """Write ``quads`` (triples are the default graph's) to ``file``, opened for bytes.

    Args:
        quads: In any order, read once; blank nodes are renamed by RDFC-1.0.
        form: A key of ``FORMS``.
        file: Where the bytes go.

    Raises:
        QueryError: there is no such format (KG520), it has no named graphs and ``quads`` have (KG521), or cannot say
            something that they hold (KG522).
    """
    write_graphs(group_graphs(quads), form, file)


def write_graphs(graphs: Graphs, form: str, file: BinaryIO) -> None:
    """Do as ``write`` with quads that are grouped already; ``graphs`` is empty afterwards."""
    chosen = form_of(form)
    if len(graphs) > 1 and not chosen.named:
        raise QueryError(
            "KG521",
            form,
            en="has no named graphs, and the data has; use trig, nq or jsonld",
            fr="n’a pas de graphes nommés, et les données en ont\u00a0; choisissez trig, nq ou jsonld",
        )
    chosen.write(graphs, file)


def form_of(name: str) -> Form:
    """Return the format called ``name``.

    Raises:
        QueryError: there is none (KG520).
    """
    try:
        return FORMS[name]
    except KeyError:
        known = ", ".join(FORMS)
        raise QueryError(
            "KG520", name, en=f"is not a format; use {known}", fr=f"n’est pas un format\u00a0; choisissez {known}"
        ) from None


def _write_lines(graphs: Graphs, file: BinaryIO) -> None:
    file.writelines(sorted_lines(graphs))
    graphs.clear()


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "jsonld": Form(".jsonld", "application/ld+json", ox.RdfFormat.JSON_LD, write_jsonld, named=True),
        "nq": Form(".nq", "application/n-quads", ox.RdfFormat.N_QUADS, _write_lines, named=True),
        "nt": Form(".nt", "application/n-triples", ox.RdfFormat.N_TRIPLES, _write_lines),
        "rdfxml": Form(".rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML, write_rdfxml),
        "trig": Form(".trig", "application/trig", ox.RdfFormat.TRIG, write_blocks, named=True),
        "turtle": Form(".ttl", "text/turtle", ox.RdfFormat.TURTLE, write_blocks),
    }
)
"""``{name: format}``, sorted by name."""
