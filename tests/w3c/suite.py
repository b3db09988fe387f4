"""The W3C's RDF test suite, which lies outside the repository: ``rdf-tests`` in ``$KG_W3C`` or beside the clone."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[2]
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a manifest.

    Attributes:
        name: Local name, unique in its manifest.
        kind: Local name of its class, such as ``TestTurtleEval``.
        action: The node of ``mf:action``.
        result: The node of ``mf:result``, or empty.
        base: IRI under which the suite publishes the manifest's folder.
        folder: The manifest's folder.
    """

    name: str
    kind: str
    action: str
    result: str
    base: str
    folder: Path

    def file(self, iri: str) -> Path:
        """Return the file of an IRI of this manifest."""
        return self.folder / iri.removeprefix(self.base)


def suite() -> Path | None:
    """Return the folder of the suite (github.com/w3c/rdf-tests), None where there is none."""
    folder = Path(os.environ.get("KG_W3C", ROOT.parent / "w3c")) / "rdf-tests"
    return folder if (folder / "rdf").is_dir() else None


def cases(manifest: Path, base: str) -> Iterator[Case]:
    """Yield the tests that a manifest lists, in its order; ``base`` is the IRI of its folder, with the last slash."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=manifest, format=ox.RdfFormat.TURTLE, base_iri=f"{base}{manifest.name}"):
        said.setdefault(_plain(quad.subject), {}).setdefault(quad.predicate.value, []).append(_plain(quad.object))
    (entries,) = [found[f"{_MF}entries"][0] for found in said.values() if f"{_MF}entries" in found]
    while entries != f"{_RDF}nil":
        test = said[entries][f"{_RDF}first"][0]
        about = said[test]
        yield Case(
            test.rpartition("#")[2],
            about[f"{_RDF}type"][0].rpartition("#")[2],
            about[f"{_MF}action"][0],
            about.get(f"{_MF}result", [""])[0],
            base,
            manifest.parent,
        )
        entries = said[entries][f"{_RDF}rest"][0]


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
