"""What a statement says, each fact with the passage that says it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kg.model.document import Document
from kg.model.reference import Thing
from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage a fact rests on, and the rule that read it there.

    Attributes:
        span: The passage, in the canonical text.
        rule: Identifier of the rule, ``<language>.<what>.<pattern>``, as its lexicon names it.
        confidence: From 0 to 1, set by the rule.
        inferred: True when the words alone do not say it and the genre or the reference data completes them
            (the year of « la résolution 2254 », the country of a Secretary of State).
    """

    span: Span
    rule: str
    confidence: float = 1.0
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that denote a thing.

    Attributes:
        thing: What they denote.
        evidence: Where, and by which rule.
        antecedent: The words before them that name it, where they only point back to it (« ce pays »).
    """

    thing: Thing
    evidence: Evidence
    antecedent: Span | None = None


Bound = Literal["exact", "more-than", "at-least", "up-to", "about"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money.

    Attributes:
        value: Plain number, scale words already applied.
        currency: ISO 4217 code, or None when the text does not say.
        bound: How the number limits the sum.
        evidence: Where the text says it.
    """

    value: Decimal
    currency: str | None
    bound: Bound
    evidence: Evidence


class ActType(StrEnum):
    """What the participants do by saying it; the local names of the classes of acts in the ontology."""

    COMMITMENT = "Commitment"
    CALL = "Call"
    ENDORSEMENT = "Endorsement"
    WELCOME = "Welcome"
    CONDEMNATION = "Condemnation"
    CONCERN = "Concern"
    EMPHASIS = "Emphasis"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who performs an act, as the text puts it.

    Attributes:
        kind: ``participants`` (the group, "we", the ministers), ``subset`` (some of them), ``named`` (one named
            country or organisation among them).
        thing: The named country or organisation, else None: the statement's issuer then stands for the actor.
        span: The words of the subject, or None when the clause leans on an earlier subject.
    """

    kind: Literal["participants", "subset", "named"]
    thing: Thing | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One speech act of the participants.

    Attributes:
        type: One of the seven types.
        trigger: The words that perform it.
        span: From the trigger to the end of its complement; starts where the trigger starts.
        evidence: ``evidence.span`` equals ``span``; its rule and confidence are the act's.
        performative: Key of the verb in the code list of performatives (``commit``, ``welcome``).
        licence: Construction that licensed the reading (``finite``, ``coordination``, ``participle``…).
        actor: Who performs it.
        mentions: Regions, places, organisations and resolutions named inside ``span``.
        amounts: Sums of money inside ``span``.
        addressees: Of a call: whom it asks; otherwise empty.
        themes: Keys of the code list of themes.
        form: Of a commitment: ``pledge``, ``reaffirmation``, ``determination``, ``intention`` or ``decision``.
        polarity: ``negative`` for a promise not to do something.
        status: ``already-announced`` for a promise made before the meeting.
        condition: Passage that makes the commitment conditional.
        deadline: Passage that sets a date or term.
    """

    type: ActType
    trigger: Span
    span: Span
    evidence: Evidence
    performative: str
    licence: str
    actor: Actor
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    addressees: tuple[Mention, ...] = ()
    themes: tuple[str, ...] = ()
    form: str | None = None
    polarity: Literal["positive", "negative"] = "positive"
    status: Literal["new", "already-announced"] = "new"
    condition: Span | None = None
    deadline: Span | None = None


Role = Literal["host", "co-host", "chair", "co-chair", "participant", "observer", "new-member"]


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody's part in the meeting.

    Attributes:
        role: Key of the code list of roles.
        actor: Country or organisation that takes part; for a host the one that hosts. None when the text names
            only a person and nothing tells whom the person speaks for.
        person: Name of the person as written, without title, or None.
        person_span: The words of that name, or None.
        office: The person's office as written (``secrétaire d’État``), or None.
        evidence: The passage.
        unknown: The name, as written, of an actor that the reference data does not hold, or None.
    """

    role: Role
    actor: Thing | None
    evidence: Evidence
    person: str | None = None
    person_span: Span | None = None
    office: str | None = None
    unknown: Span | None = None


Level = Literal["summit", "ministerial", "small-group", "senior-officials", "experts"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a range of days with the words that give it; ``end`` is None for one day."""

    start: date
    end: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that issues the statement.

    Attributes:
        evidence: The passage that reports that the participants met; others stand on the fields.
        date: When, or None when neither the text nor its metadata tells.
        place: City as a mention of kind ``place``, or None.
        country: Country of the place, or None for a meeting held only online.
        online: True for videoconference, virtual, online; ``hybrid`` when some were in the room.
        body: Organisation or group that met.
        level: Key of the code list of levels, or None.
    """

    evidence: Evidence
    date: Dated | None = None
    place: Mention | None = None
    country: Mention | None = None
    online: Evidence | None = None
    hybrid: bool = False
    body: Mention | None = None
    level: Level | None = None
    level_evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class OtherMeeting:
    """A meeting that the statement recalls or announces.

    Attributes:
        relation: ``recalls`` for an earlier one, ``announces`` for a later one.
        evidence: The passage.
        date: ISO 8601 date at the precision of the text: ``2020-06-04``, ``2022-06`` or ``2022``; None if unsaid.
        place: Where, when named (a place or a country).
        body: Who meets: named, or the statement's own body where the sentence says so; None when the text does not say.
    """

    relation: Literal["recalls", "announces"]
    evidence: Evidence
    date: str | None = None
    place: Mention | None = None
    body: Mention | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class MemberCount:
    """Number of members that the text states, after the meeting."""

    value: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Annotations:
    """What was recognised in a text, before it is said what part it plays.

    Attributes:
        sentences: In text order, none overlapping; headings and list items are sentences of their own.
        mentions: Countries, regions, places, organisations, resolutions; in text order.
        dates: Absolute and relative dates, resolved.
        amounts: Sums of money.
    """

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[Dated, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a stage noticed and survived.

    Attributes:
        code: ``KGnnn``, stable.
        en: What, where and what to do, in one line of English.
        fr: The same in French.
        span: Where in the text, if anywhere.
    """

    code: str
    en: str
    fr: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one text says.

    Attributes:
        document: The text itself.
        meeting: The meeting that issued the statement, or None when the text reports none.
        issuers: Who speaks, when it is not a meeting's body: countries and organisations of a joint statement.
        participations: Hosts, participants, observers, new members.
        other_meetings: Recalled and announced meetings.
        member_count: Members after the meeting, if stated.
        mentions: Every mention, in text order.
        amounts: Every sum of money, in text order.
        acts: Acts in text order.
        diagnostics: What a stage noticed and survived, for the person who builds.
    """

    document: Document
    meeting: Meeting | None = None
    issuers: tuple[Mention, ...] = ()
    participations: tuple[Participation, ...] = ()
    other_meetings: tuple[OtherMeeting, ...] = ()
    member_count: MemberCount | None = None
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    acts: tuple[Act, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
