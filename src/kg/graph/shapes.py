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
from kg.graph.namespaces import OWL, RDF, RDFS, SH
from kg.graph.report import Severity, Words

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

PARAMETERS = frozenset([
    "minCount", "maxCount", "class", "datatype", "nodeKind", "pattern", "in", "node", "not", "or", "and", "xone",
    "languageIn", "hasValue", "equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang",
    "qualifiedMinCount", "qualifiedMaxCount", "closed", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive",
    "minLength", "maxLength",
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

    def quads(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """Yield the triples as those of a named graph."""
        for subject, about in self.triples.items():
            if not isinstance(subject, ox.Literal):
                for predicate, values in about.items():
                    yield from (ox.Quad(subject, ox.NamedNode(predicate), value, graph) for value in values)

    def members(self, head: Term) -> tuple[Term, ...]:
        """Return the members of the RDF list that starts at ``head``.

        Raises:
            InputError: it is no list, or has no end (KG135).
        """
        found: list[Term] = []
        seen: set[Term] = set()
        while head != RDF.nil:
            first, rest = (self.triples.get(head, {}).get(term.value, ()) for term in (RDF.first, RDF.rest))
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise InputError(
                    "KG135",
                    str(head),
                    en="is no list, or one without end; write the members between ( and )",
                    fr="n’est pas une liste, ou n’a pas de fin\u00a0; écrivez les membres entre ( et )",
                )
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return tuple(found)

    def targeted(self) -> tuple[Node, ...]:
        """Return the shapes that have a target of their own, in file order; those switched off left out."""
        names = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
        return tuple(
            node
            for node in self.triples
            if not isinstance(node, ox.Literal)
            and (any(self.values(node, name) for name in names) or self.is_class(node))
            and not self.is_off(node)
        )

    def is_class(self, node: Term) -> bool:
        """Tell whether a shape is also a class, and so its own target (section 2.1.3.3)."""
        types = self.triples.get(node, {}).get(RDF.type.value, ())
        return isinstance(node, ox.NamedNode) and not _SHAPES.isdisjoint(types) and not _CLASSES.isdisjoint(types)

    def is_off(self, node: Term) -> bool:
        """Tell whether a shape is switched off (section 2.1.6)."""
        return any(switch.value == "true" for switch in self.values(node, "deactivated"))

    def words(self, node: Term) -> Words:
        """Return what a shape says when it fails; it finds a violation unless it tells another severity."""
        severity = self.one(node, "severity") or SH.Violation
        told = (SH.description.value, RDFS.comment.value)
        messages = (each for each in self.values(node, "message") if isinstance(each, ox.Literal))
        return Words(
            severity=_SEVERITIES.get(severity.value, Severity.VIOLATION),
            fr=self._text(node, "fr", SH.message.value),
            en=self._text(node, "en", SH.message.value),
            rule_fr=self._text(node, "fr", *told),
            rule_en=self._text(node, "en", *told),
            severity_iri=severity.value,
            messages=tuple(map(str, messages)),
        )

    def _text(self, node: Term, language: str, *predicates: str) -> str:
        """Return the first literal among the values of the predicates (full IRIs), best one in ``language``."""
        about = self.triples.get(node, {})
        texts = [each for name in predicates for each in about.get(name, ()) if isinstance(each, ox.Literal)]
        for wanted in (language, None):
            for text in texts:
                if text.language == wanted:
                    return text.value
        return texts[0].value if texts else ""

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


_SHAPES = frozenset((SH.NodeShape, SH.PropertyShape))
_CLASSES = frozenset((RDFS.Class, OWL.Class))


def read_shapes(files: Iterable[Path]) -> ShapesGraph:
    """Return the shapes of Turtle files, read in the given order.

    Raises:
        InputError: a file is not Turtle, or uses a term that SHACL does not define.
    """
    return shapes_of((triple, str(file)) for file in files for triple in _parse(file))


def shapes_of(triples: Iterable[tuple[ox.Triple, str]]) -> ShapesGraph:
    """Return the shapes among triples, each with the file that it comes from, for messages.

    Raises:
        InputError: a term of the SHACL namespace is misspelt or not supported (KG132).
    """
    found: dict[Term, dict[str, tuple[Term, ...]]] = {}
    for (subject, predicate, value), file in triples:
        if not isinstance(subject, ox.Triple) and not isinstance(value, ox.Triple):
            _check_term(predicate, file)
            _check_term(value, file)
            about = found.setdefault(subject, {})
            about[predicate.value] = (*about.get(predicate.value, ()), value)
    return ShapesGraph(found)


def _parse(file: Path) -> Iterator[ox.Triple]:
    """Yield the triples of one file; blank nodes are told apart by file."""
    try:
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple
    except (SyntaxError, OSError) as error:
        raise InputError(
            "KG131",
            str(file),
            en=f"cannot be read as Turtle: {error}",
            fr=f"ne se lit pas comme du Turtle\u00a0: {error}",
        ) from error


def _check_term(term: Term, file: str) -> None:
    """Refuse a term of the SHACL namespace that is not known."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(SH.namespace):
        name = term.value.removeprefix(SH.namespace)
        if name not in SH.terms():
            raise InputError(
                "KG132",
                file,
                en=f"uses sh:{name}, which SHACL does not define, or only its Advanced Features, which are not "
                "supported; correct the spelling, or remove it",
                fr=f"emploie sh:{name}, que SHACL ne définit pas, ou seulement ses Advanced Features, qui ne sont pas "
                "prises en charge\u00a0; corrigez l’orthographe, ou retirez-le",
            )


def shape_files() -> tuple[Path, ...]:
    """Return the files of the shipped shapes, the mandatory ones first."""
    folder = assets.ontology() / "shapes"
    return (*sorted(folder.glob("*.ttl")), *sorted((folder / "recommended").glob("*.ttl")))


@cache
def load_shapes() -> ShapesGraph:
    """Return the shipped shapes, read once a process."""
    return read_shapes(shape_files())
