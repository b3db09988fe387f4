"""Infinitives that perform: the purpose of a meeting, what it allowed, what is done next."""

from kg.text.acts.context import Context, Found, Refusal, main_subject
from kg.text.acts.grammar import Grammar
from kg.text.acts.matching import Match
from kg.text.acts.noun_phrases import noun_phrase_from
from kg.text.acts.speakers import Subject

# Words from the infinitive back to those who are allowed it.
_DATIVE = 10
# Words from the meeting to the noun for what it was.
_MEETING = 6


def purpose(context: Context, match: Match) -> Found | Refusal:
    """« se sont réunis pour réaffirmer »: the purpose of a meeting is performed by meeting, as is what it allowed."""
    core = match.group.core
    enabled = _enabled(context, core)
    if enabled is not None and not match.frame.weak:
        return Found(match, "purpose", enabled, match.group.first)
    sequel = _sequel(context.sentence.words, core, context.grammar)
    if sequel and context.found and match.frame.nominal:
        return Found(match, "coordination", context.found[-1].subject, core - sequel)
    return _of_meeting(context, match)


def _of_meeting(context: Context, match: Match) -> Found | Refusal:
    words, core = context.sentence.words, match.group.core
    marked = words[core] in context.grammar.words["infinitive_markers"]
    offset = context.sentence.starts[core + marked]
    text = context.sentence.folded[max(context.sentence.span.start, offset - 24) : offset]
    if not context.grammar.tails["purpose"].search(text):
        return Refusal("purpose", "infinitive")
    joined = core > 0 and words[core - 1] in context.grammar.words["conjunctions"]
    if joined and _reported_before(context, core):
        return Refusal("purpose", "coordinated with a reported clause")
    if joined and marked and not match.frame.weak and _is_carried(context):
        return Found(match, "coordination", context.found[-1].subject, core + 1)
    expressed = match.frame.nominal
    subject = context.lead or (main_subject(context) if expressed else None)
    if expressed and not context.met and context.found:
        return Refusal("purpose", "inside another act")
    if expressed and context.sentence.before(core) in context.grammar.words["occasions"]:
        subject = subject or Subject("participants", core - 1, core, frozenset())
    if match.frame.weak and context.found:
        return Refusal("purpose", "inside another act")
    if subject is None or not (context.met or expressed):
        return Refusal("purpose", "no meeting of the participants")
    return Found(match, "purpose", subject, match.group.first)


def _sequel(words: tuple[str, ...], core: int, grammar: Grammar) -> int:
    """Return how many words before the infinitive say that it is done next: « avant de »."""
    phrases = (tuple(phrase.split()) for phrase in grammar.words["sequels"])
    return next((len(one) for one in phrases if words[max(0, core - len(one)) : core] == one), 0)


def _is_carried(context: Context) -> bool:
    """Tell whether the last act is an infinitive that a verb carries: "continue to call for … and to stress"."""
    if not context.found:
        return False
    group, markers = context.found[-1].match.group, context.grammar.words["infinitive_markers"]
    return not markers.isdisjoint(context.sentence.words[group.core : group.head])


def _reported_before(context: Context, core: int) -> bool:
    """Tell whether a clause that the last act introduces, or a modal verb, governs an infinitive behind "and"."""
    grammar, words = context.grammar, context.sentence.words
    start = context.found[-1].match.group.head if context.found else 0
    stretch = words[start:core]
    governed = (w in grammar.words["complementizers"] or grammar.auxiliaries.get(w) == "modal" for w in stretch)
    return bool(context.found) and any(governed)


def _enabled(context: Context, core: int) -> Subject | None:
    """Return the participants whom a meeting allows what the infinitive says: « a permis aux ministres de réaffirmer ».

    Another infinitive may be joined to the first: « et de souligner ».
    """
    words, lists = context.sentence.words, context.grammar.words
    if core < 2 or words[core - 1] not in lists["enabling"]:
        return None
    if context.found and context.found[-1].licence == "purpose" and words[core - 2] in lists["conjunctions"]:
        return context.found[-1].subject
    if words[core - 2] in lists["enablers"] and (meeting := _meeting_before(context, core - 2)) is not None:
        return meeting
    for index in range(core - 2, max(0, core - _DATIVE), -1):
        if words[index] in lists["datives"] and not lists["enablers"].isdisjoint(words[max(0, index - 3) : index]):
            found = noun_phrase_from(context.sentence, index + 1, context.speakers, context.grammar)
            return found if found is not None and found.end <= core - 1 else None
    return None


def _meeting_before(context: Context, end: int) -> Subject | None:
    """Return the meeting that was an occasion or allowed something: « La réunion a été l'occasion de »."""
    words, grammar = context.sentence.words, context.grammar
    low = max(0, end - _MEETING)
    done = (reading.mood == "participle" for word in words[low : end + 1] for reading in grammar.forms.get(word, ()))
    told = any(done)
    for index in range(end - 1, low - 1, -1):
        if words[index] in grammar.actors["events"] and _opens(words, index, grammar):
            return Subject("participants", index, index + 1, frozenset(), event=True) if told else None
    return None


def _opens(words: tuple[str, ...], index: int, grammar: Grammar) -> bool:
    """Tell whether the noun at ``index`` opens the sentence or a clause behind a comma, its article left aside."""
    first = (
        index - 1 if index and words[index - 1] in grammar.words["determiners"] | grammar.actors["before"] else index
    )
    return first == 0 or words[first - 1] == ","
