"""What validation found: plain, sorted, in two languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


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
    """

    severity: Severity
    fr: str
    en: str
    rule_fr: str
    rule_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One shape that one thing does not satisfy.

    Attributes:
        focus: IRI of the thing at fault; empty when the finding is about the whole graph.
        path: Property at fault as a SPARQL property path with full IRIs; empty when the thing itself is.
        value: The value at fault in N-Triples syntax, or None when something is missing.
        shape: IRI of the shape.
        words: What the shape says.
    """

    focus: str
    path: str
    value: str | None
    shape: str
    words: Words

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
    def order(self) -> tuple[int, str, str, str, str]:
        """Worst first, then by thing, shape, path and value."""
        return (-self.severity, self.focus, self.shape, self.path, self.value or "")


@dataclass(frozen=True, slots=True)
class Report:
    """The result of validating a graph.

    Attributes:
        findings: Worst first, then sorted by thing and shape.
        checked: Number of pairs of a thing and a shape that were looked at; zero is itself a violation.
        idle: IRIs of the shapes that found nothing to check, sorted: nobody should believe that these hold.
    """

    findings: tuple[Finding, ...]
    checked: int
    idle: tuple[str, ...] = ()

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


def make_report(findings: Iterable[Finding], checked: int, idle: Iterable[str]) -> Report:
    """Return the report of ``findings``, sorted; a graph in which nothing was checked never conforms."""
    every = tuple(findings) if checked else (*findings, _NOTHING_CHECKED)
    return Report(
        findings=tuple(sorted(every, key=lambda finding: finding.order)), checked=checked, idle=tuple(sorted(idle))
    )
