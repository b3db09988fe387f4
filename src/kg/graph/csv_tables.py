"""Tables for those who work without RDF: a table a class for a spreadsheet, nodes and relationships for Neo4j."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

import pyoxigraph as ox

from kg import assets
from kg.graph.graphml import SEPARATOR
from kg.graph.namespaces import SKOS
from kg.graph.property_graph import PropertyGraph, Thing
from kg.languages import LANGUAGES

_NEO4J = {"text": "string", "integer": "long", "decimal": "double", "boolean": "boolean", "date": "date"}
# No text holds it, unlike the semicolon that Neo4j expects between the values of an array.
_UNIT = "\x1f"
_IMPORT = """\
Import into an empty Neo4j database, in the folder where this archive was unpacked:
Importer dans une base Neo4j vide, depuis le dossier où cette archive a été ouverte :

neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true \\
    --relationships=relationships.csv {nodes}
"""


def write_csv(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write an archive (zip) with a table for each class, and ``columns.csv``, which says what each column means.

    Several values of one cell stand side by side with `` | `` between them; links are given by identifier.
    """
    definitions = _definitions()
    columns: list[Sequence[str]] = [("table", "column", "iri", "definition_en", "definition_fr")]
    tables = {}
    for name, things in _by_class(graph).items():
        heads = sorted({head for thing in things.values() for head in (*thing.values, *thing.links)})
        rows = [
            (iri, *(SEPARATOR.join([*thing.values.get(head, ()), *thing.links.get(head, ())]) for head in heads))
            for iri, thing in things.items()
        ]
        tables[f"{_file_name(name)}.csv"] = _table([("id", *heads), *rows])
        columns.append((name, "id", "", "IRI of the thing", "IRI de la chose"))
        for head in heads:
            iri = graph.terms[head]
            columns.append((name, head, iri, *(definitions.get(iri, {}).get(code, "") for code in LANGUAGES)))
    _write_zip({"columns.csv": _table(columns), **tables}, file)


def write_neo4j(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write an archive (zip) with the files of ``neo4j-admin database import`` and, in ``IMPORT.txt``, its command."""
    tables = {}
    groups: dict[str, dict[str, Thing]] = {}
    for iri, thing in graph.things.items():
        groups.setdefault("-".join(map(_file_name, thing.classes)), {})[iri] = thing
    for name, things in sorted(groups.items()):
        heads = sorted({head for thing in things.values() for head in thing.values})
        kinds = [
            f"{head.replace(':', '_')}:{'string[]' if head in graph.several else _NEO4J[graph.kinds[head]]}"
            for head in heads
        ]
        rows = [
            (iri, ";".join(thing.classes), *(_UNIT.join(thing.values.get(head, ())) for head in heads))
            for iri, thing in things.items()
        ]
        rows = [(iri, labels.replace(";", _UNIT), *rest) for iri, labels, *rest in rows]
        tables[f"nodes-{name}.csv"] = _table([("iri:ID", ":LABEL", *kinds), *rows])
    links = [
        (iri, target, name)
        for iri, thing in graph.things.items()
        for name in sorted(thing.links)
        for target in thing.links[name]
    ]
    nodes = " ".join(f"--nodes={name}" for name in tables)
    tables["relationships.csv"] = _table([(":START_ID", ":END_ID", ":TYPE"), *links])
    _write_zip({"IMPORT.txt": _IMPORT.format(nodes=nodes), **tables}, file)


def _by_class(graph: PropertyGraph) -> dict[str, dict[str, Thing]]:
    found: dict[str, dict[str, Thing]] = {}
    for iri, thing in graph.things.items():
        for name in thing.classes:
            found.setdefault(name, {})[iri] = thing
    return dict(sorted(found.items()))


def _definitions() -> Mapping[str, Mapping[str, str]]:
    """Return ``{IRI: {language: definition}}`` of the terms of the ontology."""
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=assets.ontology() / "kg.ttl", format=ox.RdfFormat.TURTLE):
        if quad.predicate == SKOS.definition and isinstance(quad.object, ox.Literal):
            found.setdefault(str(quad.subject)[1:-1], {})[quad.object.language or ""] = quad.object.value
    return found


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "_-" else "_" for sign in name)[:60]


def _table(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _write_zip(files: Mapping[str, str], file: BinaryIO) -> None:
    """Write the files in order, without a date and as they are: how small zlib makes them depends on its version."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))
