"""Who speaks: the subject of a verb group, if it is one of the participants."""

from dataclasses import replace

from kg.text.acts.boundaries import PAIRS, ends_clause
from kg.text.acts.enumerations import enumerated, listed, of_noun
from kg.text.acts.grammar import Grammar
from kg.text.acts.groups import Group, before_adverbs_at
from kg.text.acts.noun_phrases import PLURAL, noun_phrase_at, pronoun
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

_DASHES = frozenset("–—-")
_REACH = 140
_QUOTED = frozenset("»”")
_PART_MARKS = frozenset(";:")
# Tenses in which a meeting is told.
_MET = frozenset({"past", "present"})


def find_subject(sentence: Sentence, group: Group, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the subject that stands before ``group``, or the pronoun that an inversion puts behind its verb."""
    before = _before(sentence, group, speakers, grammar)
    return before if before is not None else _inverted(sentence, group, grammar)


def _inverted(sentence: Sentence, group: Group, grammar: Grammar) -> Subject | None:
    """Return the pronoun behind the verb or its auxiliary: « Ainsi ont-ils décidé »."""
    for index in range(group.core + 1, min(group.head + 2, len(sentence.words))):
        if sentence.words[index] in grammar.enclitics:
            return pronoun(index, grammar.enclitics[sentence.words[index]], sentence, grammar)
    return None


def _before(sentence: Sentence, group: Group, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the subject that stands before ``group``, interrupted at most by commas, brackets or dashes."""
    at = before_adverbs_at(sentence.words, group.core - 1, grammar)
    alone = group.core - 1
    if at < 0 <= alone and sentence.words[alone] in grammar.actors["plural"]:
        return noun_phrase_at(sentence, alone, speakers, grammar)
    if at < 0:
        return None
    word = sentence.words[at]
    governed = word in grammar.words["prepositions"] and word not in grammar.adverb_tails
    if governed or word in grammar.words["conjunctions"]:
        return None
    if word in grammar.pronouns:
        return pronoun(at, grammar.pronouns[word], sentence, grammar)
    if word == "," and (several := _several_before(sentence, at, speakers, grammar)) is not None:
        return several
    if word == "," or word in _DASHES or word in PAIRS:
        found = _behind(sentence, at, group.persons, speakers, grammar)
        return found or (noun_phrase_at(sentence, at, speakers, grammar) if word in _QUOTED else None)
    several = enumerated(sentence, at, speakers, grammar) or listed(sentence, at, speakers, grammar)
    if several is not None or of_noun(sentence, at, speakers, grammar):
        return several
    return noun_phrase_at(sentence, at, speakers, grammar)


def _several_before(sentence: Sentence, comma: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return those whom a list before a comma tells; one of names alone opens the sentence."""
    of_offices = enumerated(sentence, comma - 1, speakers, grammar)
    if of_offices is not None:
        return of_offices
    named = listed(sentence, comma - 1, speakers, grammar)
    return named if named is not None and named.start == 0 else None


def who_met(sentence: Sentence, group: Group, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return those who are said to have met, whatever their offices: « La ministre …, l'envoyé … et le chef … ».

    Several persons stand before a verb of meeting, one of them with an office. They are the participants unless the
    statement is known to be that of others.
    """
    if group.reading.lemma not in grammar.meeting or group.tense not in _MET or not group.persons & PLURAL:
        return None
    words, actors = sentence.words, grammar.actors
    start = _part_start(words, group.core, grammar)
    stretch = words[start : group.core]
    offices = actors["plural"] | actors["office"] | actors["titles"]
    if grammar.words["conjunctions"].isdisjoint(stretch) or offices.isdisjoint(stretch):
        return None
    if not actors["denied"].isdisjoint(stretch) or stretch[-1] in grammar.words["relatives"]:
        return None
    if stretch[-1] == "," and words[-1] in _PART_MARKS:
        return None
    named = {each.thing for each in speakers.within(sentence.starts[start], sentence.starts[group.core])}
    known = not named.isdisjoint(speakers.participants)
    if not known and (speakers.first_person or (speakers.participants and any(n.kind == "country" for n in named))):
        return None
    return Subject("participants", start, group.core, PLURAL)


def _part_start(words: tuple[str, ...], end: int, grammar: Grammar) -> int:
    """Return the index behind the latest finite verb, mark or conjunction that opens a clause before ``end``."""
    lists = grammar.words
    for index in range(end - 1, max(-1, end - _REACH), -1):
        word = words[index]
        opens = word in _PART_MARKS or word in lists["complementizers"] or word in grammar.auxiliaries
        if opens or ends_clause(word, grammar):
            return index + 1
    return max(0, end - _REACH)


def dropped_subject(sentence: Sentence, group: Group, grammar: Grammar) -> Subject | None:
    """Return the participants as subject of a verb that stands without one, in a language that allows it.

    The first person plural says who speaks, unless the verb hangs on a relative or a preposition. A verb of the third
    person must open the sentence, an opening phrase left aside, and still needs an antecedent.
    """
    if not grammar.drops_subject:
        return None
    words, lists = sentence.words, grammar.words
    at = before_adverbs_at(words, group.core - 1, grammar)
    before = words[at] if at >= 0 else ""
    if group.persons == {"1p"}:
        hangs = any(before in lists[name] for name in ("relatives", "complementizers", "prepositions", "determiners"))
        return None if hangs else Subject("participants", group.first, group.first + 1, group.persons)
    opened = before == "," and words[0] in lists["prepositions"] and "," not in words[:at]
    if at >= 0 and not opened:
        return None
    return Subject("participants", group.first, group.first + 1, group.persons, sure=False)


def _behind(
    sentence: Sentence, at: int, persons: frozenset[str], speakers: Speakers, grammar: Grammar
) -> Subject | None:
    """Look for the subject, which agrees with the verb, before a parenthesis that ends at ``at``."""
    words, mark = sentence.words, sentence.words[at]
    opening = PAIRS.get(mark, mark)
    limit = max(0, at - _REACH)
    for index in range(at - 1, limit - 1, -1):
        word = words[index]
        if word == ";":
            return None
        if index == 0 or not (word == opening or (word in _DASHES and mark in _DASHES)):
            continue
        before = before_adverbs_at(words, index - 1, grammar)
        if before >= 0 and words[before] in grammar.pronouns:
            return pronoun(before, grammar.pronouns[words[before]], sentence, grammar)
        several = not grammar.words["conjunctions"].isdisjoint(words[index:at])
        found = noun_phrase_at(sentence, index - 1, replace(speakers, lenient=several), grammar)
        if found is None:
            continue
        agreed = found.persons | PLURAL if several else found.persons
        if agreed & persons:
            return replace(found, persons=agreed)
    return None
