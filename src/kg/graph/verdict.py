"""What validation says of files: findings with their places, what was looked at, and what could not be read.

Plain data, written as JSON by the worker that judges and read back by whoever shows it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

SEVERITIES = ("violation", "warning", "info")
"""From the worst on."""


@dataclass(frozen=True, slots=True)
class Both:
    """A text in each language of the interface."""

    en: str
    fr: str

    def of(self, language: str) -> str:
        """Return the text in French for ``fr``, else in English."""
        return self.fr if language == "fr" else self.en


NOTHING = Both("", "")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file.

    Attributes:
        file: As the user named it; empty for an index.
        line: Counted from 1; 0 when unknown.
        column: Counted from 1 in code points; 0 when unknown.
        text: The line.
        length: Code points of what stands there, at least 1.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    length: int = 1

    @property
    def address(self) -> str:
        """Return ``file:line:column``, as far as it is known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Named:
    """A term as people read it.

    Attributes:
        term: With a prefix when one fits.
        label: What it is called; empty when nobody says.
        raw: In N-Triples syntax; a path in SPARQL syntax; empty when there is none.
    """

    term: str
    label: Both = NOTHING
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One finding.

    Attributes:
        rule: What found it: name of the shape, ``unknown-term``, or the code of an error.
        severity: ``violation``, ``warning`` or ``info``.
        spot: Where.
        focus: The thing at fault.
        path: The property at fault; its term is empty when the thing itself is.
        value: The value at fault; its term is empty when something is missing.
        message: What to do.
        reason: The rule that is broken; may be empty.
        suggestion: What to write instead, as Turtle writes it; may be empty.
        component: IRI of the constraint component; may be empty.
        shape: IRI of the shape, or the identifier of its blank node.
        severity_iri: IRI of the severity.
        messages: Every message of the shape, in N-Triples syntax.
    """

    rule: str
    severity: str
    spot: Spot
    focus: Named
    path: Named
    value: Named
    message: Both
    reason: Both = NOTHING
    suggestion: Named = Named("")
    component: str = ""
    shape: str = ""
    severity_iri: str = ""
    messages: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Unseen:
    """Things that no shape looked at.

    Attributes:
        what: Their class; its term is empty for things without one.
        number: How many there are.
        examples: The first of them, each with its place.
    """

    what: Named
    number: int
    examples: Sequence[tuple[str, Spot]] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What validation says.

    Attributes:
        files: What was judged, as the user named it.
        results: In the order of the files; in each the worst first, then by line and column.
        checked: Pairs of a thing and a constraint that were looked at.
        targets: ``{shape with a target: number of things that it looked at}``.
        unseen: What no shape looked at.
        outside: ``{shape: why pySHACL judged it}``.
        unread: Codes of the errors that kept files from being judged at all.
        is_index: True when an index was judged, which ``files`` then names.
    """

    files: Sequence[str]
    results: Sequence[Result]
    checked: int = 0
    targets: Mapping[str, int] = field(default_factory=dict)
    unseen: Sequence[Unseen] = ()
    outside: Mapping[str, Both] = field(default_factory=dict)
    unread: Sequence[str] = ()
    is_index: bool = False

    @property
    def conforms(self) -> bool:
        """Tell whether everything could be read, something was looked at, and nothing is violated."""
        return not self.unread and self.checked > 0 and not self.count("violation")

    @property
    def exit_code(self) -> int:
        """Return 0, 1 when something could not be read, or 3 when something does not conform."""
        return 1 if self.unread else 0 if self.conforms else 3

    def count(self, severity: str) -> int:
        """Return the number of findings of one severity."""
        return sum(result.severity == severity for result in self.results)

    def at_least(self, severity: str) -> Sequence[Result]:
        """Return the findings of one severity or worse."""
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return [result for result in self.results if result.severity in shown]

    def to_json(self) -> bytes:
        """Write all of it."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def from_json(cls, written: bytes) -> "Verdict":
        """Read what ``to_json`` wrote."""
        told = json.loads(written)
        told["results"] = [_result(each) for each in told["results"]]
        told["unseen"] = [_unseen(each) for each in told["unseen"]]
        told["outside"] = {shape: Both(**why) for shape, why in told["outside"].items()}
        return cls(**told)


def _named(told: Mapping[str, Any]) -> Named:
    return Named(told["term"], Both(**told["label"]), told["raw"])


def _result(told: dict[str, Any]) -> Result:
    told.update({name: _named(told[name]) for name in ("focus", "path", "value", "suggestion")})
    told.update({name: Both(**told[name]) for name in ("message", "reason")})
    told["spot"] = Spot(**told["spot"])
    return Result(**told)


def _unseen(told: Mapping[str, Any]) -> Unseen:
    examples = [(name, Spot(**spot)) for name, spot in told["examples"]]
    return Unseen(_named(told["what"]), told["number"], examples)
