"""RDF files that people give: read into triples, after a look at their size, encoding and depth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, reason
from kg.graph import prescan
from kg.graph.syntax import Fault, fault_of

BYTES = 200_000_000
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
_BOM = b"\xef\xbb\xbf"


class BrokenSyntaxError(InputError):
    """A file breaks the syntax of its format.

    Attributes:
        fault: Where and how; it travels with the error between processes.
    """

    fault: Fault


@dataclass(frozen=True, slots=True)
class Source:
    """An RDF file of bearable size and depth, not parsed yet.

    Attributes:
        path: As the user named it.
        form: Its format.
        content: What it holds, UTF-8 without byte order mark.
        name: What messages call it: its path, or the address that it came from.
    """

    path: Path
    form: ox.RdfFormat
    content: bytes
    name: str

    @property
    def text(self) -> str:
        """Return what it holds."""
        return self.content.decode("utf-8")

    def quads(self, base: str = "", *, apart: bool = False) -> Iterator[ox.Quad]:
        """Yield its quads in file order, repetitions included; the error, if any, comes after those before the fault.

        Args:
            base: What relative IRIs are resolved against; without it they break the syntax.
            apart: Whether blank nodes get labels that no other file has.

        Raises:
            InputError: see ``parse``.
        """
        try:
            yield from ox.parse(self.content, format=self.form, base_iri=base or None, rename_blank_nodes=apart)
        except (SyntaxError, MemoryError) as error:
            raise broken(self.name, error, self.text) from error

    def triples(self) -> tuple[ox.Triple, ...]:
        """Return its triples; see ``parse``."""
        return self.parse()[0]

    def parse(self) -> tuple[tuple[ox.Triple, ...], Mapping[str, str]]:
        """Return its triples and its prefixes.

        The triples come whatever graph they are in, in file order; one that stands twice comes twice.

        Raises:
            InputError: it breaks the syntax (KG155), reaches for another file (KG158), or has too long a term (KG159).
        """
        try:
            parser = ox.parse(self.content, format=self.form)
            return tuple(quad.triple for quad in parser), parser.prefixes
        except (SyntaxError, MemoryError) as error:
            raise broken(self.name, error, self.text) from error


def load_triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of an RDF file, whatever graph they are in, each once, in file order.

    Args:
        path: Turtle, N-Triples, TriG, N-Quads, JSON-LD or RDF/XML, told by the suffix.

    Raises:
        InputError: see ``open_source`` and ``Source.triples``.
    """
    return tuple(dict.fromkeys(open_source(path).triples()))


def broken(path: Path | str, error: SyntaxError | MemoryError, text: str = "") -> InputError:
    """Make the error for a file that pyoxigraph refused.

    Args:
        path: The file, or its address.
        error: What pyoxigraph raised.
        text: What the file holds, to show the line.
    """
    if isinstance(error, MemoryError):
        return InputError(
            "KG159",
            str(path),
            en="has a single value of more than 16 MB; shorten it",
            fr="a une seule valeur de plus de 16\u00a0Mo\u00a0; raccourcissez-la",
        )
    fault = fault_of(error, text)
    return _at(path, fault, "KG158" if fault.remote else "KG155")


def content_of(path: Path) -> tuple[bytes, ox.RdfFormat]:
    """Return what an RDF file holds and its format; see ``open_source``."""
    source = open_source(path)
    return source.content, source.form


def _at(path: Path | str, fault: Fault, code: str) -> BrokenSyntaxError:
    where = f"{path}:{fault.place.line}:{fault.place.column}" if fault.place else str(path)
    error = BrokenSyntaxError(code, where, en=fault.en, fr=fault.fr)
    error.fault = fault
    return error


def open_source(path: Path) -> Source:
    """Return an RDF file, looked at but unparsed.

    Raises:
        InputError: the file is missing or cannot be opened (KG151), of another kind (KG152) or no regular file
            (KG156), too large (KG153), nested too deeply (KG154), not UTF-8 or not XML (KG155), or has a document type
            declaration (KG157).
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise InputError(
            "KG152",
            str(path),
            en=f"is of a kind that is not read; convert it to one of: {known}",
            fr=f"est d’un type qui n’est pas lu\u00a0; convertissez-le en\u00a0: {known}",
        )
    return source_of(str(path), form, content_at(path))


def source_of(name: str, form: ox.RdfFormat, content: bytes) -> Source:
    """Return RDF that is here already, looked at but unparsed.

    Args:
        name: Where it came from, for messages.
        form: Its format.
        content: What it holds.

    Raises:
        InputError: it is nested too deeply (KG154), not UTF-8 or not XML (KG155), or has a document type declaration
            (KG157).
    """
    content = content.removeprefix(_BOM)
    found = prescan.fault(content, form)
    if found is not None:
        code, fault = found
        raise _at(name, fault, code)
    return Source(Path(name), form, content, name)


def content_at(path: Path) -> bytes:
    """Return what a file of bearable size holds.

    Raises:
        InputError: it cannot be opened (KG151), is no regular file (KG156), or is too large (KG153).
    """
    try:
        if path.exists() and not path.is_file():
            # A pipe would wait for a writer for ever.
            raise InputError("KG156", str(path), en="is not a file", fr="n’est pas un fichier")
        if path.exists() and path.stat().st_size > BYTES:
            raise _large(path)
        with path.open("rb") as file:
            content = file.read(BYTES + 1)
    except OSError as error:
        raise InputError(
            "KG151",
            str(path),
            en=f"cannot be opened ({reason(error).en}); check its name and its permissions",
            fr=f"ne peut pas être ouvert ({reason(error).fr})\u00a0; vérifiez son nom et ses droits d’accès",
        ) from error
    if len(content) > BYTES:
        raise _large(path)
    return content


def _large(path: Path) -> InputError:
    return InputError(
        "KG153",
        str(path),
        en=f"is larger than {BYTES // 1_000_000} MB; split it",
        fr=f"dépasse {BYTES // 1_000_000}\u00a0Mo\u00a0; découpez-le",
    )
