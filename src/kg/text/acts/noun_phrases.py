"""Noun phrases: which of them name the participants of a statement."""

from bisect import bisect_left
from dataclasses import replace
from typing import Literal

from kg.text.acts.boundaries import PAIRS, STOPS, clause_start, joins_theirs, phrase_starts, rfind
from kg.text.acts.enumerations import enumerated
from kg.text.acts.grammar import Grammar
from kg.text.acts.names import is_code, named_group, named_persons
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

# Marks behind which the subject stands, after what opens the sentence.
_OPENINGS = frozenset(",:")
_QUOTES = frozenset('«»“”"')
PLURAL = frozenset({"3p"})
_SINGULAR = frozenset({"3s"})
_EITHER = frozenset({"3s", "3p"})


def noun_phrase_from(sentence: Sentence, start: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the participant whose noun phrase, or pronoun, begins with the word at ``start``, or None."""
    words = sentence.words
    if start >= len(words):
        return None
    if words[start] in grammar.pronouns:
        return pronoun(start, grammar.pronouns[words[start]], sentence, grammar)
    for end in range(start, min(len(words), start + 6)):
        if words[end] in STOPS or words[end] in grammar.auxiliaries:
            break
        found = _headed(sentence, start, end, speakers, grammar)
        if found is not None:
            after = min(len(words) - 1, end + 8)
            return None if speakers.foreign(sentence.starts[start], sentence.ends[after]) else found
    return None


def lead_subject(sentence: Sentence, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the participant with whom the sentence begins, openings before a comma or colon left aside."""
    for start in [0, *(index + 1 for index, word in enumerate(sentence.words[:40]) if word in _OPENINGS)][:4]:
        found = noun_phrase_from(sentence, start, speakers, grammar)
        if found is not None and found.sure:
            return found
    return None


def pronoun(at: int, person: str, sentence: Sentence, grammar: Grammar) -> Subject | None:
    """Return the pronoun at ``at`` as a subject, unless a preposition governs it or it is impersonal."""
    if person == "impersonal" or (at > 0 and sentence.words[at - 1] in grammar.words["prepositions"]):
        return None
    persons = {
        "first_plural": frozenset({"1p"}),
        "first_singular": frozenset({"1s"}),
        "third_plural": PLURAL,
        "third_singular": _SINGULAR,
    }[person]
    return Subject(
        "participants", at, at + 1, persons, sure=person.startswith("first"), human=sentence.words[at] in grammar.human
    )


def noun_phrase_at(sentence: Sentence, end: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the participant whose noun phrase ends with the word at ``end``."""
    begin = clause_start(sentence, end, grammar)
    if begin > end:
        return None
    if not grammar.words["conjunctions"].isdisjoint(sentence.words[begin:end]):
        speakers = replace(speakers, lenient=True)
    for start in phrase_starts(sentence.words, begin, end, grammar):
        if start > begin and joins_theirs(sentence.words, begin, start, grammar):
            return None
        found = _headed(sentence, start, end, speakers, grammar)
        if found is not None:
            return found
    return enumerated(sentence, end, speakers, grammar)


def _headed(sentence: Sentence, start: int, end: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    words = sentence.words
    if words[start] in grammar.words["negative_subjects"] or words[start] in grammar.words["prepositions"]:
        return None
    named = _named(sentence, start, end, speakers, grammar)
    if named is not None:
        return named
    by_name = named_group(sentence, start, end, speakers, grammar)
    if by_name is None and not speakers.first_person:
        by_name = named_persons(sentence, start, end, grammar)
    if by_name is not None:
        return by_name
    head = (_last_head if grammar.head_last else _first_head)(sentence, start, end, grammar)
    if head < 0 or _is_bare(sentence, start, head, grammar) or _denied(sentence, start, head, grammar):
        return None
    body = words[head] in grammar.actors["singular"] or words[head] in grammar.actors["bodies"]
    body = body or _group_members(words, head, end, grammar)
    body = body or not grammar.actors["bodies"].isdisjoint(words[head + 1 : end + 1])
    if not body and speakers.foreign(sentence.starts[start], sentence.ends[end]):
        return None
    return _common(words, start, head, end, speakers, grammar)


def _is_bare(sentence: Sentence, start: int, head: int, grammar: Grammar) -> bool:
    """Tell whether a noun in the singular stands without an article, so that it names nobody ("partnership will")."""
    word = sentence.words[head]
    body = word in grammar.actors["singular"] and word not in grammar.actors["collective"]
    return grammar.head_last and body and start == head > 0 and sentence.text[sentence.starts[head]].islower()


def _denied(sentence: Sentence, start: int, head: int, grammar: Grammar) -> bool:
    """Tell whether what qualifies the head at once says that it never performs an act (« les membres de Daech »)."""
    words, denied = sentence.words, grammar.actors["denied"]
    index = head + 1
    while index < min(len(words), head + 4) and words[index] in grammar.words["determiners"]:
        index += 1
    named = any(_is_name(sentence, at, grammar) for at in range(index + 1, min(len(words), index + 3)))
    return any(word in denied for word in (*words[start : head + 1], *words[index : index + (not named)]))


def _is_name(sentence: Sentence, index: int, grammar: Grammar) -> bool:
    """Tell whether the word ends the name of a group ("the Media Freedom Coalition")."""
    return sentence.words[index] in grammar.actors["groups"] and sentence.text[sentence.starts[index]].isupper()


def _first_head(sentence: Sentence, start: int, end: int, grammar: Grammar) -> int:
    """Index of the head noun in a language that puts it first; -1 when it is no noun of the participants."""
    words, index = sentence.words, start
    while index <= end:
        word = words[index]
        if word in _QUOTES:
            index += 1
            continue
        following = words[index + 1] if index < end else ""
        qualified = following in grammar.actors["member_qualifiers"] or _group_members(words, index, end, grammar)
        if word in grammar.actors["member_heads"] and qualified:
            return index
        if _is_head(word, grammar) or (word in grammar.actors["own"] and _is_own(words, start, index, grammar)):
            return index
        ordinal = word[0].isdigit() or word.endswith(tuple(grammar.nouns["ordinal_endings"]))
        if word not in grammar.actors["before"] and not ordinal:
            return -1
        index += 1
    return -1


def _last_head(sentence: Sentence, start: int, end: int, grammar: Grammar) -> int:
    """Index of the head noun in a language that puts it last before the first preposition; -1 when there is none."""
    words, stop, depth = sentence.words, start, 0
    if (
        words[start] in grammar.actors["subset"]
        and start + 1 < end
        and words[start + 1] in grammar.words["prepositions"]
    ):
        return _last_head(sentence, start + 2, end, grammar)
    while stop <= end:
        word = words[stop]
        depth += (word in PAIRS.values()) - (word in PAIRS)
        owned = _is_head(word, grammar) and not grammar.words["issuer_marks"].isdisjoint(words[stop + 1 : stop + 2])
        if depth == 0 and stop > start and not owned and _closes(words[stop - 1], word, grammar):
            break
        stop += 1
    last = stop - 1
    while last > start and words[last] in PAIRS:
        last = rfind(words, PAIRS[words[last]], last) - 1
    if last < start or words[last] == "'s":
        return -1
    if _is_head(words[last], grammar) or (last > start and _is_name(sentence, last, grammar)):
        return last
    if words[last] in grammar.actors["own"] and _is_own(words, start, last, grammar):
        return last
    if words[last] in grammar.actors["member_heads"] and any(
        words[index] in grammar.actors["member_qualifiers"] or is_code(sentence, index, grammar)
        for index in range(start, last)
    ):
        return last
    titled = [index for index in range(start, last) if words[index] in grammar.actors["titles"]]
    return titled[0] if titled and "'s" not in words[start:last] else -1


def _closes(before: str, word: str, grammar: Grammar) -> bool:
    """Tell whether ``word`` follows the head noun and is not that noun itself (the Meeting)."""
    if word in grammar.words["prepositions"]:
        return True
    return word in grammar.actors["postmodifiers"] and before not in grammar.words["determiners"]


def _group_members(words: tuple[str, ...], head: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a group follows the head: « les pays du Groupe de Visegrád »."""
    if words[head] not in grammar.actors["member_heads"]:
        return False
    index = head + 1
    while index < end and words[index] in grammar.words["determiners"]:
        index += 1
    return index > head + 1 and index <= end and words[index] in grammar.actors["groups"]


def _is_head(word: str, grammar: Grammar) -> bool:
    heads = grammar.actors
    return (
        word in heads["plural"] or word in heads["singular"] or word in heads["office"] or word in heads["collective"]
    )


def _is_own(words: tuple[str, ...], start: int, index: int, grammar: Grammar) -> bool:
    return any(word in grammar.actors["own_marks"] for word in words[start:index])


def _named(sentence: Sentence, start: int, end: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the named participant that the noun phrase consists of, alone or one of several."""
    words, begin = sentence.words, start
    for mention in speakers.within(sentence.starts[start], sentence.ends[end]):
        span = mention.evidence.span
        if any(
            word not in grammar.actors["before"] for word in words[begin : bisect_left(sentence.starts, span.start)]
        ):
            return None
        behind = bisect_left(sentence.starts, span.end)
        following = words[behind] if behind < len(words) else ""
        joined, begin = following in grammar.words["conjunctions"], behind + 1
        if (behind > end or joined or following in "(,") and speakers.accepts(mention.thing):
            return Subject("named", start, end + 1, _EITHER, mention.thing)
        if not joined or not speakers.participants:
            return None
    return None


def _common(
    words: tuple[str, ...], start: int, head: int, end: int, speakers: Speakers, grammar: Grammar
) -> Subject | None:
    word, actors = words[head], grammar.actors
    # "This group will …" tells what a thing just created is for.
    event = word in actors["events"] or words[start] in grammar.words["neutral_openers"]
    several = any(w in grammar.words["conjunctions"] for w in words[start:end])
    one = word in actors["titles"] and word not in actors["plural"] and speakers.first_person
    if one and (head < end or (word in actors["persons"] and not several)):
        return None
    kind: Literal["participants", "subset"] = (
        "subset" if any(w in actors["subset"] for w in words[start:head]) else "participants"
    )
    if word in actors["collective"] or (kind == "subset" and word in actors["own"]):
        persons = _EITHER
    elif word in actors["plural"] or word in actors["own"] or word in actors["member_heads"]:
        persons = PLURAL
    else:
        persons = _SINGULAR
    if any(w in grammar.words["conjunctions"] for w in words[start:end]):
        persons = persons | PLURAL
    human = word in actors["titles"] or word in actors["office"]
    return Subject(kind, start, end + 1, persons, event=event, human=human)
