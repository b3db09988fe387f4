"""Findings as people read them: with places, prefixed names, labels and suggestions."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice

import pyoxigraph as ox

from kg.graph.iri import compact, expand, local_name
from kg.graph.judged_files import Files
from kg.graph.known_names import Labels, labelled, labels_of, terms, things
from kg.graph.labels import shortened
from kg.graph.misspelt import Misspelt
from kg.graph.namespaces import RDF
from kg.graph.nearest import nearest
from kg.graph.report import Finding
from kg.graph.shapes import ShapesGraph, Term
from kg.graph.verdict import Both, Named, Result, Spot, Unseen

_IRI = re.compile(r"<([^<>]*)>")
# A number or truth value that Turtle writes without quotes.
_BARE = re.compile(
    r'"([+-]?[0-9.]*[0-9]|true|false)"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|decimal|boolean)>'
)
_EXAMPLES = 3
_WIDTH = 80


class Told:
    """What one validation found, put into words."""

    def __init__(self, files: Files, shapes: ShapesGraph) -> None:
        """Take what was judged, and by what."""
        self._files = files
        self._shapes = shapes
        self._by_name = {node.value: node for node in shapes.triples if not isinstance(node, ox.Literal)}
        prefixes = {prefix: space for file in files.files for prefix, space in file.prefixes.items()}
        self._prefixes = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))

    @cached_property
    def _labels(self) -> Mapping[str, Labels]:
        return labels_of(self._files.triples)

    def of_term(self, wrong: Misspelt) -> Result:
        """Return the result for a term that does not exist."""
        finding = wrong.finding()
        spot = self._files.spot_of_term(wrong.triple, is_class=wrong.is_class)
        meant = wrong.suggestion
        return self._result(finding, spot, "" if meant is None else self.short(meant), meant)

    def of_shape(self, finding: Finding) -> Result:
        """Return the result for what a shape found."""
        thing = finding.node or self._guess(finding.focus)
        steps = [f"<{step}>" for step in _IRI.findall(finding.path)]
        value, shape = self._value(finding), self._by_name.get(finding.shape)
        extra = shape is not None and finding.value is None and bool(self._shapes.values(shape, "maxCount"))
        spot = self._files.spot_of(thing, steps, finding.value, extra=extra) if thing else self._files.top()
        meant = None
        if value is not None and shape is not None:
            path = steps[0][1:-1] if len(steps) == 1 else ""
            meant = nearest(value, shape, path, self._shapes)
        return self._result(finding, spot, meant or "", None)

    def _guess(self, focus: str) -> str:
        """Return a thing in N-Triples syntax from its IRI or its identifier."""
        return next(
            (name for name in (f"<{focus}>", f"_:{focus}") if self._files.about(name)), f"<{focus}>" * bool(focus)
        )

    def _value(self, finding: Finding) -> ox.NamedNode | ox.Literal | None:
        """Return the value at fault as it is written, when it is a value of the thing at fault."""
        for triple in self._files.about(finding.node or self._guess(finding.focus)):
            if str(triple.object) == finding.value and isinstance(triple.object, ox.NamedNode | ox.Literal):
                return triple.object
        return None

    def _result(self, finding: Finding, spot: Spot, suggestion: str, meant: str | None) -> Result:
        thing = finding.node or self._guess(finding.focus)
        words = finding.words
        en, fr = words.en or words.fr, words.fr or words.en
        known = meant or _iri_of(suggestion)
        return Result(
            rule=self._rule(finding),
            severity=finding.severity.name.lower(),
            spot=spot,
            focus=Named(self.short_term(thing), self._label(thing[1:-1]), thing),
            path=Named(self._path(finding.path), self._verb(finding), finding.path),
            value=Named("" if finding.value is None else self.short_term(finding.value), raw=finding.value or ""),
            message=Both(en, fr) if en else self._generic(finding),
            reason=Both(words.rule_en or words.rule_fr, words.rule_fr or words.rule_en),
            suggestion=Named(suggestion, self._label(known), known),
            component=finding.component,
            shape=finding.shape,
            severity_iri=words.severity_iri,
            messages=words.messages,
        )

    def _rule(self, finding: Finding) -> str:
        """Return the name of the shape; that of the constraint when the shape has none."""
        return local_name(finding.shape) if ":" in finding.shape else _constraint(finding)

    def _generic(self, finding: Finding) -> Both:
        """Return what to say when a shape has no words of its own."""
        name, shape = _constraint(finding), self._by_name.get(finding.shape)
        values = () if shape is None else self._shapes.values(shape, name)
        told = f"sh:{name} {self.short_term(str(values[0]))}" if values and _is_plain(values[0]) else f"sh:{name}"
        return Both(
            f"Correct this: the shape asks for {told}.",
            f"Corrigez ceci\u00a0: la forme demande {told}.",
        )

    def short(self, iri: str) -> str:
        """Return an IRI with a prefix of the files, or else of ours."""
        for prefix, space in self._prefixes:
            if iri.startswith(space) and len(iri) > len(space):
                return f"{prefix}:{iri[len(space) :]}"
        known = compact(iri)
        return f"<{iri}>" if known == iri else known

    def short_term(self, term: str) -> str:
        """Return a term in N-Triples syntax as people read it, cut when it is long."""
        if term.startswith("<") and not term.startswith("<<"):
            return self.short(term[1:-1])
        if term.startswith("_:"):
            label = term[2:].rpartition("-")[2] if term.startswith("_:file") else term[2:]
            return "[ ]" if re.fullmatch("[0-9a-f]{20,}", label) else f"_:{label}"
        if bare := _BARE.fullmatch(term):
            return bare[1]
        return shortened(_IRI.sub(lambda found: self.short(found[1]), term), _WIDTH)

    def _path(self, path: str) -> str:
        return _IRI.sub(lambda found: self.short(found[1]), path).replace(self.short(RDF.type.value), "a")

    def _label(self, iri: str) -> Both:
        known = (self._labels, terms().labels, things().labels)
        labels = next((each[iri] for each in known if iri in each), {})
        return Both(labelled(labels, "en"), labelled(labels, "fr"))

    def _verb(self, finding: Finding) -> Both:
        """Return what a property is called by the shape, else by the ontology."""
        shape = self._by_name.get(finding.shape)
        names = () if shape is None else self._shapes.values(shape, "name")
        said = {each.language or "": each.value for each in names if isinstance(each, ox.Literal)}
        if said:
            return Both(labelled(said, "en"), labelled(said, "fr"))
        found = _IRI.fullmatch(finding.path)
        return self._label(found[1]) if found and found[1] != RDF.type.value else Both("", "")

    def unseen(self, counts: Mapping[str, int]) -> list[Unseen]:
        """Return the classes, and the things without one, that no shape looked at, with the first things of each."""
        return [
            Unseen(Named(self.short(kind) if kind else "", self._label(kind), kind), number, self._examples(kind))
            for kind, number in counts.items()
        ]

    def _examples(self, kind: str) -> Sequence[tuple[str, Spot]]:
        """Return the first things of a class, or without any."""
        typed = [each for each in self._files.triples if each.predicate == RDF.type]
        if kind:
            found = dict.fromkeys(each.subject for each in typed if _is(each.object, kind))
        else:
            subjects = {each.subject for each in typed}
            found = dict.fromkeys(each.subject for each in self._files.triples if each.subject not in subjects)
        first = map(str, islice(found, _EXAMPLES))
        return [(self.short_term(each), self._files.spot_of_thing(each)) for each in first]


def _is(term: Term | ox.Triple, iri: str) -> bool:
    return isinstance(term, ox.NamedNode) and term.value == iri


def _iri_of(suggestion: str) -> str:
    """Return the IRI that a suggestion stands for; nothing for a literal."""
    found = None if not suggestion or suggestion.startswith('"') else expand(suggestion)
    return "" if found is None else found.value


def _constraint(finding: Finding) -> str:
    """Return the name of a constraint as shapes write it: ``minCount``."""
    name = local_name(finding.component).removesuffix("ConstraintComponent")
    return f"{name[:1].lower()}{name[1:]}"


def _is_plain(term: Term) -> bool:
    return not isinstance(term, ox.BlankNode)
