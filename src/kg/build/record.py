"""What one text became in a build: small and plain, so that it can be kept in the manifest between builds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from kg.graph.identity import Claim, Identity
from kg.languages import LANGUAGES
from kg.model.facts import Facts
from kg.model.reference import Reference, Thing

Bilingual = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """A note or a finding about a text: ``code`` is that of the diagnostic, or the IRI of the shape."""

    code: str
    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the table at the end of a build shows of one text.

    Attributes:
        date: Day or days of the meeting, ISO 8601 (a range as ``start/end``); empty without a meeting or a date.
        place: Name of the place by language of the interface; empty when there is none.
        hosts: Names of the hosts.
        acts: ``{type: number}``, types with acts only.
    """

    date: str = ""
    place: Bilingual = field(default_factory=dict)
    hosts: tuple[Bilingual, ...] = ()
    acts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What one text became.

    Attributes:
        source: Path of the file, relative to the workspace when it lies inside.
        key: Checksum of all that the outcome depends on but the other texts; equal keys need no new reading.
        claim: What the text says of its own identity.
        identity: The identity that its graph was written with.
        conforms: Whether the graph satisfies the shapes.
        overrides: Metadata that the user gave on the command line.
        files: ``{path in the workspace: SHA-256}`` of what was written.
        summary: For the table at the end.
        notes: What the reader noticed and survived.
        findings: What is wrong with it by the shapes; empty when it conforms.
    """

    source: str
    key: str
    claim: Claim
    identity: Identity
    conforms: bool
    files: Mapping[str, str]
    overrides: Mapping[str, str] = field(default_factory=dict)
    summary: Summary = Summary()
    notes: tuple[Message, ...] = ()
    findings: tuple[Message, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON values; ``from_json`` takes it back."""
        plain = asdict(self)
        plain["identity"] = {
            "statement": self.identity.statement,
            "meeting": self.identity.meeting,
            "day": self.identity.day.isoformat() if self.identity.day else None,
            "subject": [[thing.kind, thing.key] for thing in self.identity.subject],
        }
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Record":
        """Make a record again of what ``to_json`` gave.

        Raises:
            KeyError, TypeError, ValueError: it is something else; the caller then does without the manifest.
        """
        claim, identity, summary = plain["claim"], plain["identity"], plain["summary"]
        return cls(
            source=plain["source"],
            key=plain["key"],
            claim=Claim(**{**claim, "subject": tuple(claim["subject"])}),
            identity=Identity(
                identity["statement"],
                identity["meeting"],
                date.fromisoformat(identity["day"]) if identity["day"] else None,
                tuple(Thing(kind, key) for kind, key in identity["subject"]),
            ),
            conforms=bool(plain["conforms"]),
            files=dict(plain["files"]),
            overrides=dict(plain["overrides"]),
            summary=Summary(**{**summary, "hosts": tuple(summary["hosts"])}),
            notes=tuple(Message(**each) for each in plain["notes"]),
            findings=tuple(Message(**each) for each in plain["findings"]),
        )


def same(one: Identity, other: Identity) -> bool:
    """Tell whether two identities give a text the same graph: their remarks do not count."""
    return (one.statement, one.meeting, one.day, one.subject) == (
        other.statement,
        other.meeting,
        other.day,
        other.subject,
    )


def summarise(facts: Facts, reference: Reference) -> Summary:
    """Return the line of the table for ``facts``."""
    meeting = facts.meeting
    day = meeting.date if meeting else None
    dates = [each.isoformat() for each in (day.start, day.end) if each] if day else []
    place = meeting and (meeting.place or meeting.country)
    hosts = (each for each in facts.participations if each.role in ("host", "co-host"))
    named = [
        _names(each.actor, reference) if each.actor else dict.fromkeys(LANGUAGES, each.person or "") for each in hosts
    ]
    return Summary(
        date="/".join(dates),
        place=_names(place.thing, reference) if place else {},
        hosts=tuple({tuple(names.items()): names for names in named}.values()),
        acts=dict(sorted(Counter(act.type.value for act in facts.acts).items())),
    )


def _names(thing: Thing, reference: Reference) -> dict[str, str]:
    entity = reference.entities.get(thing)
    return {code: entity.label(code) if entity else thing.key for code in LANGUAGES}
