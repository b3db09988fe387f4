"""From what a sentence shows to ``Act``: spans, what they contain, form, polarity, condition, deadline."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model.facts import Act, Actor, ActType, Amount, Annotations, Evidence, Mention
from kg.model.span import Span
from kg.text.acts.context import Context, Found
from kg.text.acts.grammar import Grammar
from kg.text.acts.scope import addressees, clean_end, condition, deadline
from kg.text.annotate.recognise import parties_of

_PENALTY = {"finite": 1.0, "first-person": 1.0, "list": 0.95, "coordination": 0.95, "purpose": 0.95, "complement": 0.9}
_OTHER_PENALTY = 0.85


@dataclass(frozen=True, slots=True)
class Assembly:
    """What acts are made from.

    Attributes:
        folded: The document, folded.
        annotations: What was recognised in it.
        grammar: Its language.
        mention_starts: Offsets of the mentions.
        amount_starts: Offsets of the amounts.
    """

    folded: str
    annotations: Annotations
    grammar: Grammar
    mention_starts: Sequence[int] = field(init=False)
    amount_starts: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        """Index the annotations once."""
        object.__setattr__(self, "mention_starts", [m.evidence.span.start for m in self.annotations.mentions])
        object.__setattr__(self, "amount_starts", [a.evidence.span.start for a in self.annotations.amounts])

    def acts(self, context: Context, end: int) -> list[Act]:
        """Return the acts of one sentence, of which the last reaches to ``end`` (the list under a stem included)."""
        sentence, found = context.sentence, context.found
        made = []
        begins = sorted({sentence.starts[at] for act in found for at in (act.begin, act.match.group.first)})
        for act in found:
            start = sentence.starts[act.match.group.first]
            following = bisect_left(begins, act.match.end)
            limit = begins[following] if following < len(begins) else end
            cleaned = clean_end(self.folded, act.match.end, limit, self.grammar, final=following == len(begins))
            stop = max(cleaned, act.match.end)
            made.append(self._act(context, act, Span(start, act.match.end), Span(start, stop)))
        return made

    def _act(self, context: Context, found: Found, trigger: Span, span: Span) -> Act:
        frame, group, grammar = found.match.frame, found.match.group, self.grammar
        mentions = self._mentions(span)
        commitment = frame.type is ActType.COMMITMENT
        negative = commitment and group.negated and frame.negative in ("refuses", "reverses")
        confidence = round(frame.confidence * _PENALTY.get(found.licence, _OTHER_PENALTY), 3)
        return Act(
            type=frame.type,
            trigger=trigger,
            span=span,
            evidence=Evidence(span, frame.id, confidence),
            performative=frame.performative,
            licence=found.licence,
            actor=_actor(context, found),
            mentions=mentions,
            amounts=self._amounts(span),
            addressees=addressees(parties_of(mentions), trigger, self.folded, grammar)
            if frame.type is ActType.CALL
            else (),
            form=frame.form if commitment else None,
            polarity="negative" if negative else "positive",
            status="already-announced" if frame.status == "already-announced" else "new",
            condition=condition(self.folded, span, grammar) if commitment else None,
            deadline=deadline(self.folded, span, grammar) if commitment else None,
        )

    def _mentions(self, span: Span) -> tuple[Mention, ...]:
        low, high = bisect_left(self.mention_starts, span.start), bisect_left(self.mention_starts, span.end)
        return tuple(m for m in self.annotations.mentions[low:high] if m.evidence.span.end <= span.end)

    def _amounts(self, span: Span) -> tuple[Amount, ...]:
        low, high = bisect_left(self.amount_starts, span.start), bisect_left(self.amount_starts, span.end)
        return tuple(a for a in self.annotations.amounts[low:high] if a.evidence.span.end <= span.end)


def _actor(context: Context, found: Found) -> Actor:
    subject, sentence = found.subject, context.sentence
    own = found.licence in ("finite", "relative") and subject.end <= found.match.group.first
    span = Span(sentence.starts[subject.start], sentence.ends[subject.end - 1]) if own else None
    return Actor(subject.kind, subject.thing, span)
