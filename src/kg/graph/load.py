"""RDF files that people give: read into triples, after a look at their size and depth."""

import re
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, reason

BYTES = 200_000_000
# Native parsers recurse, or keep every level in memory: no data of this kind nests deeper than a few levels.
DEPTH = 100
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
_BRACKET = re.compile(rb"[\[(\])]|<<|>>|\"(?:[^\"\\\n]|\\.)*\"|<[^<>\s]*>")


def load_triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of an RDF file, whatever graph they are in, each once, in file order.

    Args:
        path: Turtle, N-Triples, TriG or N-Quads, told by the suffix ``.ttl``, ``.nt``, ``.trig`` or ``.nq``.

    Raises:
        InputError: the file is missing or cannot be opened (KG151), of another kind (KG152) or no
            regular file (KG156), too large (KG153), nested
            too deeply (KG154), or breaks the syntax (KG155).
    """
    content, form = content_of(path)
    try:
        return tuple(dict.fromkeys(quad.triple for quad in ox.parse(content, format=form)))
    except SyntaxError as error:
        raise broken(path, error) from error


def broken(path: Path, error: SyntaxError) -> InputError:
    """Make the error for a file that breaks the syntax of its format (KG155)."""
    return InputError(
        "KG155",
        str(path),
        en=f"breaks the syntax of its format: {error}; correct that line",
        fr=f"ne respecte pas la syntaxe de son format\u00a0: {error}\u00a0; corrigez cette ligne",
    )


def content_of(path: Path) -> tuple[bytes, ox.RdfFormat]:
    """Return what an RDF file holds, unparsed but of bearable size and depth, and its format.

    Raises:
        InputError: see ``load_triples``, KG151 to KG154.
    """
    if path.suffix.lower() not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise InputError(
            "KG152",
            str(path),
            en=f"is of a kind that is not read; convert it to one of: {known}",
            fr=f"est d’un type qui n’est pas lu\u00a0; convertissez-le en\u00a0: {known}",
        )
    return _content(path), _FORMATS[path.suffix.lower()]


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            # A pipe would wait for a writer for ever.
            raise InputError("KG156", str(path), en="is not a file", fr="n’est pas un fichier")
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
        raise InputError(
            "KG153",
            str(path),
            en=f"is larger than {BYTES // 1_000_000} MB; split it",
            fr=f"dépasse {BYTES // 1_000_000}\u00a0Mo\u00a0; découpez-le",
        )
    if _depth(content) > DEPTH:
        raise InputError(
            "KG154",
            str(path),
            en=f"nests brackets more than {DEPTH} levels deep; name the nodes instead",
            fr=f"imbrique des crochets sur plus de {DEPTH} niveaux\u00a0; nommez plutôt les nœuds",
        )
    return content


def _depth(content: bytes) -> int:
    """Return how deep brackets nest outside strings and IRIs; one inside a long string may count all the same."""
    deepest = depth = 0
    for found in _BRACKET.finditer(content):
        if found[0] in (b"[", b"(", b"<<"):
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in (b"]", b")", b">>"):
            depth = max(0, depth - 1)
    return deepest
