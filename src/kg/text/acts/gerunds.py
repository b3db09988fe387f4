"""Participle clauses that perform: « Saluant ce pas, les ministres … », "…, stressing that", a preamble."""

from bisect import bisect_left

from kg.model.facts import ActType
from kg.text.acts.context import Context, Found, Refusal, main_subject, preamble
from kg.text.acts.leaning import inside_relative
from kg.text.acts.matching import Match
from kg.text.acts.noun_phrases import lead_subject

# Words from a verb to the noun of its object.
_OBJECT = 3


def gerund(context: Context, match: Match) -> Found | Refusal:
    """« Saluant ce pas, les ministres … »: a clause of its own, at the opening of the sentence or behind a comma."""
    group, words = match.group, context.sentence.words
    at = group.core - 1
    while at >= 0 and (words[at] in context.grammar.words["gerund_leads"] or words[at] in context.grammar.adverb_tails):
        at -= 1
    opens = at < 0 or (at == 0 and words[0] in '«“"')
    if opens and not match.frame.nominal and _is_manner(context, words[at + 1 : group.core]):
        return Refusal("participle", "manner of another act")
    earlier = any(found.licence == "participle" for found in context.found) or _qualified_before(context)
    conjoined = not context.grammar.words["conjunctions"].isdisjoint(words[max(at, 0) : group.core]) and earlier
    joined = at >= 0 and (words[at] in (",", ";") or conjoined)
    clause = words[at + 1 : group.core] in context.grammar.gerund_clauses
    if clause and not opens and inside_relative(context, group):
        return Refusal("participle", "relative clause")
    joined = joined or (clause and bool(context.found))
    manner = group.core - 1 > at and not clause and not opens
    manner = manner and not context.grammar.leading_adverbs and bool(context.found)
    issued = at >= 0 and words[at] in context.grammar.words["statement_nouns"] and not context.found
    if not opens and not (joined or issued or (not context.found and group.core - 1 > at)):
        return Refusal("participle", "not a clause of its own")
    if not opens and (match.frame.weak or manner):
        return Refusal("participle", "not a clause of its own")
    if match.frame.type is ActType.CALL and not opens and not clause and _in_others_words(context, at):
        return Refusal("participle", "what somebody else's words say")
    subject = context.lead if not opens else main_subject(context)
    if subject is None and not opens and main_subject(context) is None:
        subject = lead_subject(context.sentence, context.speakers, context.grammar)
    subject = subject or context.inherited or (preamble(context) if opens else None)
    if subject is None:
        return Refusal("participle", "no participant as subject")
    return Found(match, "participle", subject, group.first)


def _qualified_before(context: Context) -> bool:
    """Tell whether an item of a preamble opens with an adjective or participle: « Attachés à la paix et notant …, »."""
    sentence, grammar = context.sentence, context.grammar
    if preamble(context) is None and context.inherited is None:
        return False
    openings = (one.pattern for one in grammar.nominals if one.place == "opening")
    opened = any(one.match(sentence.folded, sentence.starts[0], sentence.span.end) for one in openings)
    return opened or any(reading.mood == "participle" for reading in grammar.forms.get(sentence.words[0], ()))


def _in_others_words(context: Context, comma: int) -> bool:
    """Tell whether the last act is about words of others, which a participle explains: « l'appel de Minsk, »."""
    if not context.found or context.found[-1].licence == "participle" or context.sentence.words[comma] != ",":
        return False
    words, lists = context.sentence.words, context.grammar.words
    start = context.found[-1].match.group.head
    object_at = bisect_left(context.sentence.starts, context.found[-1].match.end)
    nouns = range(start + 1, min(comma, object_at + _OBJECT))
    said = [index for index in nouns if words[index] in lists["utterances"]]
    return any(not lists["definites"].isdisjoint(words[max(start + 1, index - 2) : index]) for index in said)


def _is_manner(context: Context, leads: tuple[str, ...]) -> bool:
    return bool(leads) and context.grammar.words["gerund_manner"].issuperset(leads)
