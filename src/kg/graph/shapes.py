"""SHACL shapes as plain look-ups: what is needed to compile, run and report them.

Terms of the SHACL namespace that the W3C recommendation (SHACL, 20 July 2017) does not define are errors: a misspelt
``sh:minCout`` would otherwise check nothing, silently.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import assets
from kg.errors import InputError
from kg.graph.namespaces import RDF, RDFS, SH
from kg.graph.report import Severity, Words

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

PARAMETERS = frozenset([
    "minCount", "maxCount", "class", "datatype", "nodeKind", "pattern", "in", "node", "not", "or", "and", "xone",
    "languageIn", "hasValue", "equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang",
    "qualifiedValueShape", "closed", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "minLength",
    "maxLength",
])  # fmt: skip
"""Parameters of SHACL Core that start a constraint component (section 4 of the recommendation)."""

_SEVERITIES = {
    SH.Violation.value: Severity.VIOLATION,
    SH.Warning.value: Severity.WARNING,
    SH.Info.value: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class ShapesGraph:
    """The triples of the shapes, by subject and predicate.

    Attributes:
        triples: ``{subject: {predicate IRI: values}}``, values in file order.
    """

    triples: Mapping[Term, Mapping[str, tuple[Term, ...]]]

    def values(self, node: Term, name: str) -> tuple[Term, ...]:
        """Return the values of ``sh:name`` on ``node``."""
        return self.triples.get(node, {}).get(SH.term(name).value, ())

    def one(self, node: Term, name: str) -> Term | None:
        """Return the first value of ``sh:name`` on ``node``, or None."""
        found = self.values(node, name)
        return found[0] if found else None

    def members(self, head: Term) -> tuple[Term, ...]:
        """Return the members of the RDF list that starts at ``head``."""
        found: list[Term] = []
        while head != RDF.nil:
            found.append(self.triples[head][RDF.first.value][0])
            head = self.triples[head][RDF.rest.value][0]
        return tuple(found)

    def targeted(self) -> tuple[Node, ...]:
        """Return the shapes that have a target of their own, in file order."""
        names = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
        return tuple(
            node
            for node in self.triples
            if not isinstance(node, ox.Literal) and any(self.values(node, name) for name in names)
        )

    def words(self, node: Term) -> Words:
        """Return what a shape says when it fails; it finds a violation unless it tells another severity."""
        severity = self.one(node, "severity")
        told = (SH.description.value, RDFS.comment.value)
        return Words(
            severity=Severity.VIOLATION if severity is None else _SEVERITIES[severity.value],
            fr=self._text(node, "fr", SH.message.value),
            en=self._text(node, "en", SH.message.value),
            rule_fr=self._text(node, "fr", *told),
            rule_en=self._text(node, "en", *told),
        )

    def _text(self, node: Term, language: str, *predicates: str) -> str:
        """Return the first literal in ``language`` among the values of the predicates (full IRIs)."""
        for predicate in predicates:
            for value in self.triples.get(node, {}).get(predicate, ()):
                if isinstance(value, ox.Literal) and value.language == language:
                    return value.value
        return ""

    def path(self, node: Term) -> str:
        """Return a SHACL property path (section 2.3.1) as a SPARQL property path with full IRIs.

        Raises:
            InputError: the path is none of those that SHACL defines.
        """
        if isinstance(node, ox.NamedNode):
            return str(node)
        if RDF.first.value in self.triples.get(node, {}):
            return "/".join(self.steps(node))
        for name, before, after in _PATHS:
            inner = self.one(node, name)
            if inner is not None and name == "alternativePath":
                return "|".join(self._step(choice) for choice in self.members(inner))
            if inner is not None:
                return f"{before}{self._step(inner)}{after}"
        raise InputError("KG130", str(node), en="is not a SHACL property path", fr="n’est pas un chemin SHACL")

    def steps(self, node: Term) -> tuple[str, ...]:
        """Return the steps of a sequence path, or the path itself as the only step, as SPARQL property paths."""
        if RDF.first.value in self.triples.get(node, {}):
            return tuple(self._step(step) for step in self.members(node))
        return (self.path(node),)

    def _step(self, node: Term) -> str:
        """Return a path as a part of a longer one."""
        return str(node) if isinstance(node, ox.NamedNode) else f"({self.path(node)})"


_PATHS = (
    ("inversePath", "^", ""),
    ("alternativePath", "", ""),
    ("zeroOrMorePath", "", "*"),
    ("oneOrMorePath", "", "+"),
    ("zeroOrOnePath", "", "?"),
)


def read_shapes(files: Iterable[Path]) -> ShapesGraph:
    """Return the shapes of Turtle files, read in the given order.

    Raises:
        InputError: a file is not Turtle, or uses a term that SHACL does not define.
    """
    triples: dict[Term, dict[str, tuple[Term, ...]]] = {}
    for file in files:
        for subject, predicate, value in _parse(file):
            about = triples.setdefault(subject, {})
            about[predicate] = (*about.get(predicate, ()), value)
    return ShapesGraph(triples)


def _parse(file: Path) -> Iterator[tuple[Node, str, Term]]:
    """Yield the triples of one file, with known SHACL terms only; blank nodes are told apart by file."""
    try:
        for subject, predicate, value, _ in ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            if not isinstance(subject, ox.Triple) and not isinstance(value, ox.Triple):
                _check_term(predicate, file)
                _check_term(value, file)
                yield subject, predicate.value, value
    except (SyntaxError, OSError) as error:
        raise InputError(
            "KG131",
            str(file),
            en=f"cannot be read as Turtle: {error}",
            fr=f"ne se lit pas comme du Turtle\u00a0: {error}",
        ) from error


def _check_term(term: Term, file: Path) -> None:
    """Refuse a term of the SHACL namespace that is not known."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(SH.namespace):
        name = term.value.removeprefix(SH.namespace)
        if name not in SH.terms():
            raise InputError(
                "KG132",
                str(file),
                en=f"uses sh:{name}, which SHACL Core does not define; correct the spelling",
                fr=f"emploie sh:{name}, que SHACL Core ne définit pas\u00a0; corrigez l’orthographe",
            )


def shape_files() -> tuple[Path, ...]:
    """Return the files of the shipped shapes, the mandatory ones first."""
    folder = assets.ontology() / "shapes"
    return (*sorted(folder.glob("*.ttl")), *sorted((folder / "recommended").glob("*.ttl")))


@cache
def load_shapes() -> ShapesGraph:
    """Return the shipped shapes, read once a process."""
    return read_shapes(shape_files())
