"""Sentences that hand something on to the next ones: a stem before a list, a subject, an antecedent for "they"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model.span import Span
from kg.text.acts.antecedents import other_persons
from kg.text.acts.context import Clause, Context
from kg.text.acts.morphology import PERSONS
from kg.text.acts.noun_phrases import lead_subject
from kg.text.acts.programmes import announces_programme
from kg.text.acts.speakers import Subject
from kg.text.segment import is_item

_OPEN = ":,;–—"
# Marks at the end of a sentence that tells of a paper.
_CLOSING = frozenset(".:")
# Words that a line with nothing but a number has at most, marks counted.
_NUMBER = 4
# Words behind which "we" still ends a preamble.
_PREAMBLE = 60
# Words from a verb to the colon behind it ("declare as follows:").
_DECLARING = 5
# What participles and adjectives around a subject perform.
_AROUND = ("participle", "nominal")
_UNDER_STEM = ("list", "participle", "first-person")
# At the start of a text nobody else was named, so a pronoun means the participants.
ANYBODY = Subject("participants", 0, 1, frozenset(PERSONS), human=True)


@dataclass(slots=True)
class State:
    """What earlier sentences leave to the next one.

    Attributes:
        text: Canonical text.
        inherited: Subject of a stem without verb of its own ("The Council:"), for the sentences under it.
        hanging: Whether that stem ends in an auxiliary, so that participles follow it (« Ils ont : »).
        declared: Whether that stem ends in a verb whose objects, nouns of their own, are the acts ("Declare:").
        antecedent: Latest subject among the participants, for a pronoun of the third person; None when the latest
            sentence speaks of others.
        listed_to: Offset up to which sentences are items of a list that an earlier act contains.
        blocked: Whether the sentences are items under a stem that performs nothing.
        programme: Whether sentences that are infinitives say what the participants will do.
        named: Whether participants were subject of an earlier sentence.
        last_item: Index of the last sentence of the list that was looked at last, so that it is followed once.
    """

    text: str
    inherited: Subject | None = None
    hanging: bool = False
    declared: bool = False
    antecedent: Subject | None = ANYBODY
    listed_to: int = 0
    blocked: bool = False
    last_item: int = -1
    programme: bool = False
    named: bool = False

    def consumed(self, span: Span) -> bool:
        """Tell whether the sentence belongs to an act that a stem performs."""
        return span.start < self.listed_to

    def follow(self, context: Context, sentences: Sequence[Span], index: int) -> int:
        """Take note of a sentence that was read; return where its last act ends if that contains a list."""
        span = sentences[index]
        self.programme = announces_programme(context, already=self.programme)
        if context.sentence.words[0].isdigit() and len(context.sentence.words) < _NUMBER:
            return span.end
        last = self._items_end(sentences, index, frozenset(context.grammar.pronouns))
        stem = self.text[span.start : span.end].rstrip(' \xa0\u202f»”"')[-1:] in _OPEN
        introducer = _introduces(context) or _suspended(context)
        if introducer is not None:
            context.found.clear()
            self.inherited, self.hanging = introducer, _ends_in_auxiliary(context)
            self._remember(context)
            return span.end
        opened = _stem_subject(context, stem=True) if stem and _unfinished(context) else None
        following = _opening_word(self.text, sentences[index + 1]) if index + 1 < len(sentences) else ""
        declarer = _declares(context, following) or _issues_paper(context)
        item = is_item(self.text, span) or (self.declared and _owned(context))
        self.declared = declarer is not None or (self.declared and (not stem or item))
        if declarer is not None:
            self.inherited, last = declarer, span.end
        elif opened is not None:
            self.inherited, last = opened, span.end
        elif not context.found and not _says(context):
            heads = index + 1 < len(sentences) and is_item(self.text, sentences[index + 1])
            goes_on = stem or heads or item
            self.inherited = _stem_subject(context, stem=stem) or (self.inherited if goes_on else None)
        elif stem and context.found:
            self.inherited = context.found[-1].subject
        elif not stem and not self._inside_list(context, span) and not self._explains(context, sentences, index):
            self.inherited = None
        self.hanging = self.hanging and self.inherited is not None
        self.declared = self.declared and self.inherited is not None
        self.blocked = (self.blocked or last > span.end) and not context.found if stem else False
        self._remember(context)
        if context.found and last > span.end:
            self.listed_to = last
            return last
        return span.end

    def _inside_list(self, context: Context, span: Span) -> bool:
        """Tell whether the sentence is an item under the inherited subject: it performs by leaning on that alone."""
        leans = bool(context.found) and context.found[0].licence in _UNDER_STEM
        item = is_item(self.text, span) or (self.declared and _owned(context))
        return leans or ((self.declared or not context.found) and item)

    def _explains(self, context: Context, sentences: Sequence[Span], index: int) -> bool:
        """Tell whether the sentence only adds something to an item, after which the list goes on."""
        more = index + 1 < len(sentences) and is_item(self.text, sentences[index + 1])
        return more and not context.found and not is_item(self.text, sentences[index])

    def _remember(self, context: Context) -> None:
        """Keep the latest participants for a pronoun; somebody else of the same number takes their place."""
        opener, grammar = context.sentence.words[0], context.grammar
        lead = context.lead or lead_subject(context.sentence, context.speakers, grammar)
        if lead is not None:
            self.named = True
            self.antecedent = _either(lead, self.antecedent)
            return
        if self.antecedent is None or opener in grammar.pronouns or opener in grammar.words["neutral_openers"]:
            return
        left = self.antecedent.persons - other_persons(context, known=self.antecedent is not ANYBODY)
        self.antecedent = replace(self.antecedent, persons=left) if left else None

    def _items_end(self, sentences: Sequence[Span], index: int, speaks: frozenset[str]) -> int:
        """Return where the list ends that the sentence introduces with a colon; its own end when it does not."""
        end = sentences[index].end
        if self.text[max(0, end - 4) : end].rstrip()[-1:] != ":":
            return end
        if index > self.last_item:
            self.last_item = index
            while self._continues(sentences, self.last_item, index + 1, speaks):
                self.last_item += 1
        return sentences[self.last_item].end

    def _continues(self, sentences: Sequence[Span], index: int, first: int, speaks: frozenset[str]) -> bool:
        """Tell whether the sentence after ``index`` is one more item of the list that begins at ``first``.

        Numbers after dashes are no items of it, nor is a sentence whose first word is among ``speaks``.
        """
        if index + 1 == len(sentences):
            return False
        following = sentences[index + 1]
        if _opening_word(self.text, following) in speaks:
            return False
        numbered = is_item(self.text, following, numbered=True)
        if index + 1 > first and numbered and is_item(self.text, sentences[first], numbered=False):
            return False
        lower, item = self.text[following.start].islower(), is_item(self.text, following)
        unfinished = self.text[sentences[index].end - 1] in ";," and not is_item(self.text, sentences[index])
        return unfinished or lower or item


def _opening_word(text: str, span: Span) -> str:
    return text[span.start : span.end].partition(" ")[0].casefold()


def _unfinished(context: Context) -> bool:
    """Tell whether the sentence has no verb but participles: « Les ministres, réunis à Oslo et inquiets : »."""
    if any(act.licence not in _AROUND for act in context.found):
        return False
    return not any(
        clause.group.finite and clause.subject is not None and not _gathered(context, clause)
        for clause in context.clauses
    )


def _says(context: Context) -> bool:
    """Tell whether the sentence has a finite verb; behind an article or preposition the same form is a noun."""
    lists = context.grammar.words
    nouns = (lists["determiners"] - lists["neutral_openers"]) | lists["prepositions"]
    finite = (clause.group.core for clause in context.clauses if clause.group.finite)
    return any(context.sentence.before(core) not in nouns for core in finite)


def _gathered(context: Context, clause: Clause) -> bool:
    """Tell whether a past form between commas only says that people met: "We, the Ministers, gathered in Oslo,"."""
    group, grammar = clause.group, context.grammar
    forms = grammar.forms.get(context.sentence.words[group.head], ())
    aside = group.core == group.head and context.sentence.before(group.core) == ","
    return aside and group.reading.lemma in grammar.meeting and any(form.mood == "participle" for form in forms)


def _ends_in_auxiliary(context: Context) -> bool:
    words, auxiliaries = context.sentence.words, context.grammar.auxiliaries
    at = len(words) - 2
    while at > 0 and words[at] in context.grammar.adverb_tails:
        at -= 1
    return len(words) > 2 and words[-1] == ":" and auxiliaries.get(words[at]) in ("perfect", "both")


def _suspended(context: Context) -> Subject | None:
    """Return the participants whose auxiliary a colon parts from its participles (« Les ministres ont : »), or None."""
    if context.found or not _ends_in_auxiliary(context):
        return None
    return lead_subject(context.sentence, context.speakers, context.grammar)


def _introduces(context: Context) -> Subject | None:
    """Return the participants where a clause is left open behind their pronoun ("state that they:"), or None."""
    words, grammar = context.sentence.words, context.grammar
    if len(words) < 3 or words[-1] != ":" or words[-2] not in grammar.pronouns:
        return None
    if words[-3] not in grammar.words["complementizers"]:
        return None
    return context.lead or lead_subject(context.sentence, context.speakers, grammar)


def _owned(context: Context) -> bool:
    """Tell whether the sentence opens with a possessive: « Leur soutien à la mission ; »."""
    return context.sentence.words[0] in context.grammar.words["possessives"]


def _issues_paper(context: Context) -> Subject | None:
    """Return who is said to issue what follows: "The Council adopted the following communiqué."."""
    sentence, papers = context.sentence, context.grammar.words["statement_titles"]
    finite = [clause for clause in context.clauses if clause.group.finite and not clause.group.passive]
    if context.found or not finite or sentence.words[-1] not in _CLOSING:
        return None
    head = finite[-1].group.head
    stretch = sentence.words[head : head + _DECLARING]
    if sentence.words[-1] == ":" and context.grammar.words["follow_marks"].isdisjoint(sentence.words[head:]):
        return None
    return None if papers.isdisjoint(stretch) else finite[-1].subject


def _declares(context: Context, following: str) -> Subject | None:
    """Return the participants whose verb a colon parts from its objects ("The Ministers express: - their support")."""
    sentence, grammar = context.sentence, context.grammar
    if sentence.words[-1] != ":":
        return None
    if context.found:
        bare = context.found[-1].match.group.head == len(sentence.words) - 2
        if not bare or following not in grammar.words["possessives"]:
            return None
    finite = [clause for clause in context.clauses if clause.group.finite and not clause.group.passive]
    last = finite[-1] if finite else None
    if last is None:
        return None
    follows = sentence.words[-2] in grammar.words["follow_marks"]
    if not follows and not any(frame.nominal for frame in grammar.frames.get(last.group.reading.lemma, ())):
        return None
    if len(sentence.words) - last.group.head > _DECLARING:
        return None
    opens = not sentence.words[: last.group.core] and context.inherited is not None
    subject = last.subject or (context.inherited if opens else None) or context.lead
    subject = subject or lead_subject(sentence, context.speakers, grammar)
    if subject is not None and context.found:
        context.found.pop()
    return subject


def _stem_subject(context: Context, *, stem: bool) -> Subject | None:
    """Return the participants whom a stem names: before a colon, or alone on their line."""
    sentence = context.sentence
    several = not context.grammar.words["conjunctions"].isdisjoint(sentence.words)
    found = (_spoken(context) if stem else None) or lead_subject(
        sentence, replace(context.speakers, lenient=several), context.grammar
    )
    return found if stem or (found is not None and found.end == len(sentence.words)) else None


def _spoken(context: Context) -> Subject | None:
    """Return "we" where a preamble ends in it: "Meeting in Oslo, mindful of the season, we, the Ministers:"."""
    words, pronouns = context.sentence.words, context.grammar.pronouns
    for index in range(len(words) - 1, max(0, len(words) - _PREAMBLE), -1):
        if pronouns.get(words[index]) == "first_plural" and words[index - 1] in _OPEN:
            return Subject("participants", index, index + 1, frozenset({"1p"}))
    return None


def _either(lead: Subject, earlier: Subject | None) -> Subject:
    """Return the latest subject, which a pronoun of either number may take up if an earlier one had the other."""
    if earlier is None or earlier is ANYBODY:
        return lead
    human = lead.human or (earlier.human and "3s" not in lead.persons)
    return replace(lead, persons=lead.persons | earlier.persons, human=human)
