"""What a sentence has shown so far, and what is decided on it."""

from dataclasses import dataclass

from kg.model.span import Span
from kg.text.acts.grammar import Grammar
from kg.text.acts.groups import Group
from kg.text.acts.matching import Match
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

# Marks that end the items of a preamble.
_PREAMBLE = frozenset(",;")
_HAPPENED = ("past", "present", "participle")


@dataclass(frozen=True, slots=True)
class Found:
    """An act as the sentence shows it.

    Attributes:
        match: Rule, verb group, end of the trigger.
        licence: Construction that licensed it.
        subject: Who performs it.
        begin: Index of the first word of its clause, subject included.
    """

    match: Match
    licence: str
    subject: Subject
    begin: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a candidate is no act: the construction looked for, what forbids it."""

    licence: str
    veto: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a rule knows and that are no act here.

    Attributes:
        span: The verb and what the rule wants after it.
        rule: Identifier of the rule.
        licence: Construction that was looked for.
        veto: What forbids the reading.
    """

    span: Span
    rule: str
    licence: str
    veto: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with its subject, if that is a participant, and the rule that its complement satisfies, if any."""

    group: Group
    subject: Subject | None
    match: Match | None


@dataclass(slots=True)
class Context:
    """What the sentence shows.

    Attributes:
        sentence: The sentence.
        speakers: Who can be meant.
        grammar: The language.
        clauses: Every verb group, in order.
        inherited: Subject that an earlier sentence leaves open ("We:"), or None.
        found: Acts so far.
        hanging: Whether the earlier sentence ends in the auxiliary of participles to come (« Ils ont : »).
        declared: Whether nouns of their own that stand for acts follow ("Declare: 1. Their support for").
        antecedent: Participants of an earlier sentence whom a pronoun may mean, or None.
        lead: Latest subject among the participants, of any verb.
        met: Whether a meeting verb was seen.
        perfect: Whether the latest clause of a participant has an auxiliary that a bare participle may lean on.
    """

    sentence: Sentence
    speakers: Speakers
    grammar: Grammar
    clauses: tuple[Clause, ...]
    inherited: Subject | None
    found: list[Found]
    hanging: bool = False
    declared: bool = False
    antecedent: Subject | None = None
    lead: Subject | None = None
    met: bool = False
    perfect: bool = False


def note(context: Context, clause: Clause) -> None:
    """Remember what a verb shows, whether or not it performs an act: its subject, that people met."""
    if clause.group.reading.lemma in context.grammar.meeting and clause.group.tense in _HAPPENED:
        context.met = True
    auxiliary = context.grammar.auxiliaries.get(context.sentence.words[clause.group.head]) in ("future", "conditional")
    if clause.subject is not None and not auxiliary and not _pointed_at(context, clause.subject):
        context.lead = clause.subject
        context.perfect = clause.group.perfect


def _pointed_at(context: Context, subject: Subject) -> bool:
    """Tell whether the subject is something that those who act speak of: "They noted this partnership rests on"."""
    pointed = context.sentence.words[subject.start] in context.grammar.words["neutral_openers"]
    return pointed and bool(context.found) and subject.sure


def preamble(context: Context) -> Subject | None:
    """Return the participants named before, where the sentence is part of a preamble (« Conscients du péril ; »)."""
    sentence = context.sentence
    return context.antecedent if sentence.words[-1] in _PREAMBLE else None


def main_subject(context: Context) -> Subject | None:
    """Return the participant that is subject of the sentence's first finite verb with one."""
    return next((clause.subject for clause in context.clauses if clause.subject is not None), None)
