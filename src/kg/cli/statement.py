"""What one statement says, written for a person: its meeting, who took part, its acts, and why."""

from collections.abc import Iterable, Iterator

from kg.cli.highlight import Mark, painted
from kg.cli.interface import Text, language
from kg.cli.reasons import LICENCES, VETOES, said
from kg.cli.show import styled
from kg.graph import labels
from kg.graph.concepts import concept_labels
from kg.model.facts import Act, ActType, Facts, Meeting, OtherMeeting, Participation
from kg.model.reference import Reference, Thing
from kg.model.span import Span
from kg.text.acts import Candidate

_COLOURS = {
    ActType.COMMITMENT: "green",
    ActType.CALL: "yellow",
    ActType.ENDORSEMENT: "cyan",
    ActType.WELCOME: "blue",
    ActType.CONDEMNATION: "red",
    ActType.CONCERN: "magenta",
    ActType.EMPHASIS: "bright_black",
}
_NAMED = ("country", "region", "place", "resolution")


def head(facts: Facts, reference: Reference) -> Iterator[str]:
    """Yield the lines that say what meeting it was, who took part, and which meetings are recalled or announced."""
    yield styled(f"{facts.document.metadata.identifier} ({facts.document.language})", bold=True)
    if facts.meeting:
        yield _field(Text("meeting", "réunion"), ", ".join(_circumstances(facts.meeting, reference)))
    elif facts.issuers:
        names = labels.names((mention.thing for mention in facts.issuers), reference, language())
        yield _field(Text("statement of", "déclaration de"), names)
    for each in facts.participations:
        yield _field(labels.word(each.role, language()), f"{_party(each, reference)} {_place(each.evidence.span)}")
    for other in facts.other_meetings:
        relation = Text("recalled meeting", "réunion rappelée")
        if other.relation == "announces":
            relation = Text("announced meeting", "réunion annoncée")
        yield _field(relation, f"{', '.join(_other(other, reference))} {_place(other.evidence.span)}".strip())
    if facts.member_count:
        count = facts.member_count
        yield _field(Text("members", "membres"), f"{count.value} {_place(count.evidence.span)}")


def highlighted(facts: Facts, width: int) -> Iterator[str]:
    """Yield the whole text: acts in the colour of their type, actors and names underlined; then how many there are."""
    yield from painted(facts.document.text, tuple(_marks(facts)), width)
    yield ""
    counts = {kind: sum(act.type is kind for act in facts.acts) for kind in ActType}
    yield "  ".join(
        styled(f"{labels.word(kind.value, language())}{_colon()}{count}", _COLOURS[kind], bold=True)
        for kind, count in counts.items()
        if count
    )


def listed(facts: Facts, reference: Reference, *, why: bool) -> Iterator[str]:
    """Yield each act with its words and what it names; ``why`` adds its rule, construction and confidence."""
    for act in facts.acts:
        words = " ".join(act.span.of(facts.document.text).split())
        kind = styled(labels.word(act.type.value, language()), _COLOURS[act.type], bold=True)
        yield ""
        yield f"{kind} {_place(act.span)}{_colon()}{words}"
        for heading, content in _details(act, facts.document.text, reference):
            if content:
                yield f"    {_field(heading, content)}"
        if why:
            yield f"    {_field(Text('why', 'pourquoi'), _reason(act))}"
            yield from _pointing(act, facts.document.text, reference)


def _pointing(act: Act, text: str, reference: Reference) -> Iterator[str]:
    """Yield the words of the act that only point back to a name, with what they mean, where it is named, and why."""
    for each in act.mentions:
        if each.antecedent:
            words = str(Text("“{}”", "«\u00a0{}\u00a0»")).format(" ".join(each.evidence.span.of(text).split()))
            meant = f"{words} → {_name(each.thing, reference)} {_place(each.antecedent)}"
            reason = str(Text("; ", "\u00a0; ")).join((meant, each.evidence.rule, _sure(each.evidence.confidence)))
            yield f"    {_field(Text('refers', 'renvoie'), reason)}"


def refusals(candidates: Iterable[Candidate], text: str) -> Iterator[str]:
    """Yield what might have been an act and is none, with the reason."""
    yield ""
    yield styled(str(Text("Not taken for acts", "Non retenus comme actes")), bold=True)
    for each in sorted(candidates, key=lambda candidate: candidate.span):
        words = " ".join(each.span.of(text).split())
        yield f"{_place(each.span)} {words}{_colon()}{said(VETOES, each.veto)} ({each.rule})"


def _circumstances(meeting: Meeting, reference: Reference) -> Iterator[str]:
    if meeting.date:
        yield " – ".join(labels.day(day, language()) for day in (meeting.date.start, meeting.date.end) if day)
    for where in (meeting.place, meeting.country):
        if where:
            yield labels.thing_label(where.thing, reference, language())
    if meeting.hybrid or meeting.online:
        yield str(Text("hybrid", "hybride") if meeting.hybrid else Text("online", "en ligne"))
    if meeting.body:
        yield labels.thing_label(meeting.body.thing, reference, language())
    if meeting.level:
        yield concept_labels("levels")[meeting.level][language()]


def _other(other: OtherMeeting, reference: Reference) -> Iterator[str]:
    if other.date:
        yield other.date
    for mention in (other.place, other.body):
        if mention:
            yield labels.thing_label(mention.thing, reference, language())
    if other.level:
        yield concept_labels("levels")[other.level][language()]


def _party(each: Participation, reference: Reference) -> str:
    who = [labels.thing_label(each.actor, reference, language())] if each.actor else []
    return ", ".join([*who, *filter(None, (each.person, each.office))])


def _marks(facts: Facts) -> Iterator[Mark]:
    for act in facts.acts:
        yield Mark(act.span, _COLOURS[act.type], tag=labels.word(act.type.value, language()).lower())
        yield Mark(act.trigger, strong=True)
        if act.actor.span:
            yield Mark(act.actor.span, underline=True)
    for mention in facts.mentions:
        if mention.thing.kind in _NAMED:
            yield Mark(mention.evidence.span, underline=True)


def _details(act: Act, text: str, reference: Reference) -> Iterator[tuple[Text, str]]:
    if act.actor.span:
        yield Text("by", "par"), " ".join(act.actor.span.of(text).split())
    if act.form:
        yield Text("form", "forme"), concept_labels("forms")[act.form][language()]
    if act.polarity == "negative":
        yield Text("polarity", "polarité"), concept_labels("polarities")["negative"][language()]
    if act.status == "already-announced":
        yield Text("status", "statut"), concept_labels("statuses")["already-announced"][language()]
    names = {_name(mention.thing, reference) for mention in act.mentions}
    yield Text("names", "nomme"), ", ".join(sorted(names))
    yield Text("asks", "s’adresse à"), ", ".join(sorted({_name(each.thing, reference) for each in act.addressees}))
    yield Text("sum", "somme"), ", ".join(labels.amount(amount, language()) for amount in act.amounts)
    for heading, span in (
        (Text("condition", "condition"), act.condition),
        (Text("deadline", "échéance"), act.deadline),
    ):
        yield heading, " ".join(span.of(text).split()) if span else ""


def _name(thing: Thing, reference: Reference) -> str:
    known = reference.entities.get(thing)
    if known:
        return known.label(language())
    return labels.symbol(thing.key) if thing.kind == "resolution" else thing.key


def _reason(act: Act) -> str:
    parts = (said(LICENCES, act.licence), act.evidence.rule, _sure(act.evidence.confidence))
    return str(Text("; ", "\u00a0; ")).join(parts)


def _sure(confidence: float) -> str:
    number = f"{confidence:.2f}"
    return str(Text(f"confidence {number}", f"confiance {number.replace('.', ',')}"))


def _field(heading: Text | str, content: str) -> str:
    return f"{heading}{_colon()}{content}"


def _place(span: Span) -> str:
    return styled(f"[{span.start}–{span.end}]", dim=True)


def _colon() -> Text:
    return Text(": ", "\u00a0: ")
