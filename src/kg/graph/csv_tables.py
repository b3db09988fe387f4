"""Tables for those who work without RDF: a table a class for a spreadsheet, nodes and relationships for Neo4j."""

import csv
import io
import re
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
# What a spreadsheet takes for a formula (OWASP, "CSV Injection"), unless it is a number; the signs in full width too.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile("[+-]?[0-9]+(?:[.][0-9]+)?")
_ABOUT = """\
A spreadsheet may run a cell that begins with one of the signs = + - @ (also in full width: ＝ ＋ － ＠), a tab or the
end of a line. Such cells, numbers aside, have an apostrophe before them. To have the data as it was, remove the first
apostrophe of each cell in which only apostrophes stand before such a sign. Everything else is as it was.

Un tableur peut exécuter une cellule qui commence par l’un des signes = + - @ (même en pleine chasse, ＝ ＋ － ＠), une
tabulation ou une fin de ligne. Ces cellules, sauf les nombres, ont une apostrophe devant elles. Pour retrouver les
données d’origine, retirez la première apostrophe de chaque cellule où seules des apostrophes précèdent un tel signe.
Rien d’autre n’est changé.
"""
_IMPORT = """\
Import into an empty Neo4j database, in the folder where this archive was unpacked:
Importer dans une base Neo4j vide, depuis le dossier où cette archive a été ouverte :

neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true \\
    --relationships=relationships.csv {nodes}
"""


def write_csv(graph: PropertyGraph, file: BinaryIO) -> None:
    """Write an archive (zip) with a table for each class, and ``columns.csv``, which says what each column means.

    Several values of one cell stand side by side with `` | `` between them; links are given by identifier. What a
    spreadsheet would take for a formula has an apostrophe before it, as ``ABOUT.txt`` in the archive says.
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
        tables[f"{_file_name(name)}.csv"] = _table(map(_defused, [("id", *heads), *rows]))
        columns.append((name, "id", "", "IRI of the thing", "IRI de la chose"))
        for head in heads:
            iri = graph.terms[head]
            columns.append((name, head, iri, *(definitions.get(iri, {}).get(code, "") for code in LANGUAGES)))
    _write_zip({"ABOUT.txt": _ABOUT, "columns.csv": _table(map(_defused, columns)), **tables}, file)


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


def _defused(row: Sequence[str]) -> list[str]:
    return [f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell for cell in row]


def _table(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    # Only with both ends of a line in its own does every version of the module quote a cell that holds either.
    writer = csv.writer(text, lineterminator="\r\n")
    lines = []
    for row in rows:
        writer.writerow(row)
        lines.append(text.getvalue().removesuffix("\r\n"))
        text.seek(0)
        text.truncate()
    return "\n".join([*lines, ""])


def _write_zip(files: Mapping[str, str], file: BinaryIO) -> None:
    """Write the files in order, without a date and as they are: how small zlib makes them depends on its version."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))
