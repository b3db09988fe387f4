"""Sentences that hand something on to the next ones: a stem before a list, a subject, an antecedent for "they"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model.span import Span
from kg.text.acts.context import Context
from kg.text.acts.morphology import PERSONS
from kg.text.acts.noun_phrases import lead_subject
from kg.text.acts.speakers import Subject
from kg.text.segment import is_item

_OPEN = ":,;–—"
# At the start of a text nobody else was named, so a pronoun means the participants.
ANYBODY = Subject("participants", 0, 1, frozenset(PERSONS))


@dataclass(slots=True)
class State:
    """What earlier sentences leave to the next one.

    Attributes:
        text: Canonical text.
        inherited: Subject of a stem without verb of its own ("The Council:"), for the sentences under it.
        antecedent: Latest subject among the participants, for a pronoun of the third person; None when the latest
            sentence speaks of others.
        listed_to: Offset up to which sentences are items of a list that an earlier act contains.
        blocked: Whether the sentences are items under a stem that performs nothing.
    """

    text: str
    inherited: Subject | None = None
    antecedent: Subject | None = ANYBODY
    listed_to: int = 0
    blocked: bool = False

    def consumed(self, span: Span) -> bool:
        """Tell whether the sentence belongs to an act that a stem performs."""
        return span.start < self.listed_to

    def follow(self, context: Context, sentences: Sequence[Span], index: int) -> int:
        """Take note of a sentence that was read; return where its last act ends if that contains a list."""
        span = sentences[index]
        last = self._items_end(sentences, index)
        stem = self.text[span.start : span.end].rstrip(' \xa0\u202f»”"')[-1:] in _OPEN
        if stem and not context.found and not any(clause.group.finite for clause in context.clauses):
            self.inherited = lead_subject(context.sentence, context.speakers, context.grammar) or self.inherited
        elif not stem:
            self.inherited = None
        elif context.found:
            self.inherited = context.found[-1].subject
        self.blocked = (self.blocked or last > span.end) and not context.found if stem else False
        self._remember(context)
        if context.found and last > span.end:
            self.listed_to = last
            return last
        return span.end

    def _remember(self, context: Context) -> None:
        """Keep the latest participants for a pronoun; somebody else of the same number takes their place."""
        opener, grammar = context.sentence.words[0], context.grammar
        if context.lead is not None:
            self.antecedent = _either(context.lead, self.antecedent)
            return
        main = next((clause.group for clause in context.clauses if clause.group.finite), None)
        if main is None or self.antecedent is None:
            return
        if opener not in grammar.pronouns and opener not in grammar.words["neutral_openers"]:
            left = self.antecedent.persons - main.persons
            self.antecedent = replace(self.antecedent, persons=left) if left else None

    def _items_end(self, sentences: Sequence[Span], index: int) -> int:
        """Return where the list ends that the sentence introduces with a colon; its own end when it does not."""
        end = sentences[index].end
        if self.text[max(0, end - 4) : end].rstrip()[-1:] != ":":
            return end
        for span in sentences[index + 1 :]:
            unfinished = self.text[end - 1] in ";,"
            if not (is_item(self.text, span) or self.text[span.start].islower() or unfinished):
                break
            end = span.end
        return end


def _either(lead: Subject, earlier: Subject | None) -> Subject:
    """Return the latest subject, which a pronoun of either number may take up if an earlier one had the other."""
    if earlier is None or earlier is ANYBODY:
        return lead
    return replace(lead, persons=lead.persons | earlier.persons)
