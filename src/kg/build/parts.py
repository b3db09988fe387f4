"""What each file of a workspace is in the index: its triples as people reviewed them, and what follows from them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.build.gifts import must_be_own, review_files
from kg.errors import InputError, KgError
from kg.graph.closure import known_files, load_background, read_triples
from kg.graph.decisions import Decision, decisions_in
from kg.graph.infer import infer
from kg.graph.load import load_triples
from kg.graph.namespaces import KG
from kg.graph.reviewed import reviewed
from kg.graph.store import Part
from kg.workspace import Workspace


def own_files(workspace: Workspace) -> list[Path]:
    """Return the files that are in the index without a second look: what kg wrote."""
    reviews = [path for path in review_files(workspace) if not path.is_symlink() and _reads(path)]
    return [*sorted(workspace.graph.glob("*.ttl")), *reviews]


def _reads(path: Path) -> bool:
    try:
        decisions_in(load_triples(path), str(path))
    except KgError:
        return False
    return True


def load_reviews(workspace: Workspace) -> tuple[list[Decision], list[KgError]]:
    """Return what people decided, and why some files of decisions cannot be read."""
    found: list[Decision] = []
    errors: list[KgError] = []
    for path in review_files(workspace):
        try:
            must_be_own(path)
            found += decisions_in(load_triples(path), str(path))
        except KgError as error:
            errors.append(error)
    return found, errors


def triples_of(path: Path, reviews: Sequence[Decision] = ()) -> tuple[ox.Triple, ...]:
    """Return what a file says, as people reviewed it.

    Raises:
        InputError: the file is not Turtle (KG155), or cannot be read.
    """
    return reviewed(load_triples(path), reviews, partial(text_of, path)).triples


def text_of(path: Path) -> str:
    """Return the canonical text beside the graph of a text.

    Raises:
        InputError: it is not there, or no text any more (KG166).
    """
    beside = path.with_suffix(".txt")
    try:
        return beside.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "KG166",
            str(beside),
            en=f"cannot be read, and {path.name} rests on it; kg build makes it again",
            fr=f"ne peut pas être lu, et {path.name} repose sur lui\u00a0; kg build le refait",
        ) from error


def part_of(workspace: Workspace, path: Path, reviews: Sequence[Decision] = (), name: str = "") -> Part:
    """Return what one Turtle file contributes to the index, as people reviewed it.

    Args:
        workspace: Whose file.
        path: The file.
        reviews: What people decided.
        name: Name of the part; that of the file when empty.

    Raises:
        InputError: the file is not Turtle (KG155), or cannot be read.
    """
    asserted = triples_of(path, reviews)
    name = name or path.relative_to(workspace.graph).with_suffix("").as_posix()
    text = next((triple.subject for triple in asserted if triple.predicate == KG.sha256), None)
    own = text.value if isinstance(text, ox.NamedNode) else ""
    return Part(name, asserted, infer(asserted, load_background()), own)


def known() -> Part:
    """Return the reference data, the code lists and the names of the ontology as one part."""
    asserted = tuple(read_triples((*known_files(), assets.ontology() / "kg.ttl")))
    return Part("reference", asserted, infer(asserted))
