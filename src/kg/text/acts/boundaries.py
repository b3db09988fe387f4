"""Where a noun phrase can begin and end: marks, finite verbs and conjunctions around it."""

from kg.text.acts.grammar import Grammar
from kg.text.acts.tokens import Sentence

PAIRS = {")": "(", "]": "[", "»": "«", "”": "“"}
STOPS = frozenset(',;:()[]«»“”"–—.!?')
_REACH = 45
_VERBAL = frozenset({"past", "imperfect", "future", "conditional"})
_VERBAL_PERSONS = frozenset({"1p", "3p"})


def clause_start(sentence: Sentence, end: int, grammar: Grammar) -> int:
    """Return the index of the first word of the stretch without marks and finite verbs that ends at ``end``."""
    words, lists = sentence.words, grammar.words
    index = end
    while index >= 0 and end - index < _REACH:
        word = words[index]
        if word in PAIRS:
            opening = rfind(words, PAIRS[word], index)
            if opening < 0:
                break
            index = opening - 1
            continue
        if (before := _over_relative(words, index, grammar)) >= 0:
            index = before
            continue
        if word in STOPS or word in lists["complementizers"] or word in lists["relatives"] or word in lists["breaks"]:
            break
        if word in lists["infinitive_markers"] and _governs(words, index, grammar):
            break
        if word in lists["conditionals"] or (index < end and _is_finite(words, index, grammar)):
            break
        verb = index == end and (ends_clause(word, grammar) or word in grammar.auxiliaries)
        if verb and not is_month(words, end, grammar):
            break
        index -= 1
    return index + 1


def _is_finite(words: tuple[str, ...], at: int, grammar: Grammar) -> bool:
    """Tell whether a finite verb stands at ``at``, so that no noun phrase reaches over it."""
    word, following = words[at], words[at + 1]
    if word in grammar.auxiliaries:
        return not is_month(words, at, grammar)
    if at > 0 and words[at - 1] in grammar.pronouns and word in grammar.forms:
        return True
    if following in grammar.actors["member_heads"] or _describes_meeting(words, at, grammar):
        return False
    return ends_clause(word, grammar)


def _governs(words: tuple[str, ...], marker: int, grammar: Grammar) -> bool:
    """Tell whether a verb follows the marker of the infinitive, so that no noun phrase reaches over it."""
    following = words[marker + 1] if marker + 1 < len(words) else ""
    return any(reading.mood == "infinitive" for reading in grammar.forms.get(following, ()))


def _over_relative(words: tuple[str, ...], index: int, grammar: Grammar) -> int:
    """Return the index before a relative clause whose verb stands at ``index``, behind the pronoun; else -1.

    « Les participants qui se sont réunis à Oslo demandent »: the verb behind it has the noun before it for subject.
    """
    lists = grammar.words
    at = index
    while at > 0 and words[at] not in lists["relatives"]:
        verbal = words[at] in grammar.auxiliaries or words[at] in grammar.forms
        if not (verbal if at == index else words[at] in lists["reflexives"] or words[at] in lists["negators_before"]):
            return -1
        at -= 1
    return at - 1 if 0 < at < index else -1


def _describes_meeting(words: tuple[str, ...], at: int, grammar: Grammar) -> bool:
    """Tell whether a participle says of a meeting when or by whom it was held ("the session held in Oslo on")."""
    following = words[at + 1] if at + 1 < len(words) else ""
    return words[at] in grammar.actors["postmodifiers"] and following in grammar.words["prepositions"]


def is_month(words: tuple[str, ...], at: int, grammar: Grammar) -> bool:
    """Tell whether a modal verb stands where none does: beside a number or behind a preposition ("3 May")."""
    if grammar.auxiliaries.get(words[at]) != "modal":
        return False
    before = words[at - 1] if at > 0 else ""
    numbered = before.isdigit() or any(word.isdigit() for word in words[at + 1 : at + 2])
    return numbered or before in grammar.words["prepositions"]


def ends_clause(word: str, grammar: Grammar) -> bool:
    """Tell whether ``word`` can only be a finite verb, so that no noun phrase reaches over it."""
    readings = grammar.forms.get(word, ())
    if not readings or any(reading.lemma in grammar.meeting for reading in readings):
        return False
    return any(r.mood in _VERBAL for r in readings) or all(
        r.finite and len(r.persons) == 1 and r.persons <= _VERBAL_PERSONS for r in readings
    )


def rfind(words: tuple[str, ...], word: str, before: int) -> int:
    """Return the index of the latest ``word`` before ``before``, at most a phrase away, or -1."""
    return next((at for at in range(before - 1, max(-1, before - _REACH), -1) if words[at] == word), -1)


def joins_theirs(words: tuple[str, ...], begin: int, start: int, grammar: Grammar) -> bool:
    """Tell whether "and their" joins somebody to those who never perform an act: « Les rebelles et leurs chefs »."""
    if words[start] not in grammar.words["possessives"] or words[start - 1] not in grammar.words["conjunctions"]:
        return False
    return not grammar.actors["denied"].isdisjoint(words[begin : start - 1])


def phrase_starts(words: tuple[str, ...], begin: int, end: int, grammar: Grammar) -> list[int]:
    """Return where a noun phrase may begin: the clause's start, after a conjunction, after an opening phrase."""
    found = [begin]
    if words[begin] in grammar.adverb_tails:
        found.append(begin + 1)
    pairs = grammar.words["pair_prepositions"]
    opens_with_phrase = words[begin] in grammar.words["prepositions"]
    for index in range(begin + 1, end + 1):
        before = words[index - 1]
        if (before in grammar.words["conjunctions"] and pairs.isdisjoint(words[begin:index])) or (
            opens_with_phrase
            and before not in grammar.words["prepositions"]
            and before not in grammar.words["determiners"]
        ):
            found.append(index)
    return found
