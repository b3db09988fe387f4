"""What validation found: plain, sorted, in two languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from kg.errors import KgError


class Severity(IntEnum):
    """How serious a finding is; the higher, the worse (SHACL 1.0 section 2.1.4)."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3


@dataclass(frozen=True, slots=True)
class Words:
    """What a shape says when it fails.

    Attributes:
        severity: How serious it is; a violation keeps the statement out of the index.
        fr: What to do, in French.
        en: What to do, in English.
        rule_fr: The rule that is broken, in French.
        rule_en: The rule that is broken, in English.
        severity_iri: The severity as the shape tells it; shapes may have severities of their own, which count as
            violations.
        messages: Every sh:message in N-Triples syntax, in any language.
    """

    severity: Severity
    fr: str
    en: str
    rule_fr: str
    rule_en: str
    severity_iri: str = "http://www.w3.org/ns/shacl#Violation"
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One shape that one thing does not satisfy.

    Attributes:
        focus: IRI of the thing at fault; empty when the finding is about the whole graph.
        path: Property at fault as a SPARQL property path with full IRIs; empty when the thing itself is.
        value: The value at fault in N-Triples syntax, or None when something is missing; the thing itself when a shape
            without path looks at it.
        shape: IRI of the shape, or the identifier of its blank node.
        words: What the shape says.
        component: IRI of the constraint component (sh:sourceConstraintComponent), such as that of sh:minCount.
        node: The thing at fault in N-Triples syntax: foreign shapes also look at blank nodes and literals.
        constraint: The sh:sparql constraint at fault (sh:sourceConstraint) in N-Triples syntax, or empty.
    """

    focus: str
    path: str
    value: str | None
    shape: str
    words: Words
    component: str = ""
    node: str = ""
    constraint: str = ""

    @property
    def severity(self) -> Severity:
        """Return how serious it is."""
        return self.words.severity

    def message(self, language: str) -> str:
        """Return what to do, in French for ``fr``, else in English."""
        return self.words.fr if language == "fr" else self.words.en

    def rule(self, language: str) -> str:
        """Return the rule that is broken, in French for ``fr``, else in English."""
        return self.words.rule_fr if language == "fr" else self.words.rule_en

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """Worst first, then by thing, shape, path, value and component."""
        return (-self.severity, self.focus, self.shape, self.path, self.value or "", self.component)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of validating a graph.

    Attributes:
        findings: Worst first, then sorted by thing and shape.
        checked: Number of pairs of a thing and a shape that were looked at; zero is itself a violation.
        idle: IRIs of the shapes that found nothing to check, sorted: nobody should believe that these hold.
        targets: ``{shape with a target: number of things that it looked at}``.
        unseen: ``{class: number of things of which no shape looks at their class}``; the empty string for things
            without a class that no shape looked at.
        outside: ``{shape: why it was judged by pySHACL and not as a query}``, in the words of an error.
    """

    findings: tuple[Finding, ...]
    checked: int
    idle: tuple[str, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict, compare=False)
    unseen: Mapping[str, int] = field(default_factory=dict, compare=False)
    outside: Mapping[str, KgError] = field(default_factory=dict, compare=False)

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation; warnings and remarks do not count."""
        return all(finding.severity is not Severity.VIOLATION for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


_NOTHING_CHECKED = Finding(
    focus="",
    path="",
    value=None,
    shape="https://w3id.org/statements-kg/shapes#nothing-checked",
    words=Words(
        severity=Severity.VIOLATION,
        fr="Vérifiez les types (rdf:type) et les IRI\u00a0: "
        "ce graphe ne contient rien que les formes sachent vérifier.",
        en="Check the types (rdf:type) and the IRIs: this graph holds nothing that the shapes know how to check.",
        rule_fr="Un graphe contient au moins une chose à vérifier.",
        rule_en="A graph holds at least one thing to check.",
    ),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at, and by whom; the fields are those of ``Report``."""

    checked: int
    idle: Iterable[str] = ()
    targets: Mapping[str, int] = field(default_factory=dict)
    unseen: Mapping[str, int] = field(default_factory=dict)
    outside: Mapping[str, KgError] = field(default_factory=dict)


def make_report(findings: Iterable[Finding], coverage: Coverage) -> Report:
    """Return the report of ``findings``, sorted; a graph in which nothing was checked never conforms."""
    every = tuple(findings) if coverage.checked else (*findings, _NOTHING_CHECKED)
    return Report(
        findings=tuple(sorted(every, key=lambda finding: finding.order)),
        checked=coverage.checked,
        idle=tuple(sorted(coverage.idle)),
        targets=coverage.targets,
        unseen=coverage.unseen,
        outside=coverage.outside,
    )
