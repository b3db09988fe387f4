"""Participants told by a list of their countries: "the ministers of A, B, and C"."""

from kg.text.acts.boundaries import STOPS
from kg.text.acts.grammar import Grammar
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

_PLURAL = frozenset({"3p"})
_REACH = 140
# Words from the last of an office ("of foreign affairs") to its head.
_QUALIFIED = 6
# Most words in the name of a country.
_NAME = 4


def enumerated(sentence: Sentence, end: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the participants whose countries a list with commas names: "the ministers of A, B, and C"."""
    words, plural, prepositions = sentence.words, grammar.actors["plural"], grammar.words["prepositions"]
    at, head, commas = end, -1, False
    while at >= 0 and end - at < _REACH:
        commas = commas or (words[at] == "," and head < 0)
        if words[at] in plural and words[at + 1] in prepositions:
            head = at
        if not _is_listed(sentence, at, speakers, grammar):
            head = head if head >= 0 else _head_before(words, at, grammar)
            break
        at -= 1
    if head < 0 or not commas:
        return None
    first = head
    while first > 0 and (
        words[first - 1] in grammar.actors["before"]
        or words[first - 1] in plural
        or sentence.text[sentence.starts[first - 1]].isupper()
    ):
        first -= 1
    governed = first > 0 and words[first - 1] in prepositions
    named = [mention.thing for mention in speakers.within(sentence.starts[head], sentence.ends[end])]
    known = not speakers.participants or any(thing in speakers.participants for thing in named)
    return Subject("participants", first, end + 1, _PLURAL) if named and known and not governed else None


def _head_before(words: tuple[str, ...], at: int, grammar: Grammar) -> int:
    """Return the index of the noun that the word at ``at`` qualifies: « les ministres des affaires étrangères de »."""
    lists = grammar.words
    for index in range(at, max(-1, at - _QUALIFIED), -1):
        if words[index] in grammar.actors["plural"]:
            return index if words[index + 1] in lists["prepositions"] else -1
        if words[index] in STOPS or words[index] in grammar.auxiliaries or words[index] in lists["complementizers"]:
            return -1
    return -1


def list_start(sentence: Sentence, at: int, grammar: Grammar) -> int:
    """Return where the list of names begins whose last one stands at ``at`` ("that A, B and C will")."""
    index, lists = at, grammar.words
    while index > 0 and at - index < _REACH:
        word = sentence.words[index - 1]
        joins = word == "," or word in lists["conjunctions"]
        if not joins and not sentence.text[sentence.starts[index - 1]].isupper():
            break
        index -= 1
    return index if sentence.words[index].isalpha() else at


def _is_listed(sentence: Sentence, at: int, speakers: Speakers, grammar: Grammar) -> bool:
    """Tell whether the word may stand in a list of countries: a name, an article, "and", a comma."""
    word, lists = sentence.words[at], grammar.words
    named = sentence.text[sentence.starts[at]].isupper()
    named = named or (word[0].isalpha() and _in_name(sentence, at, speakers))
    return named or word == "," or word in lists["determiners"] or word in lists["conjunctions"]


def _in_name(sentence: Sentence, at: int, speakers: Speakers) -> bool:
    """Tell whether the word is one of the small words in a name: « Émirats arabes unis »."""
    low, high = sentence.starts[max(0, at - _NAME)], sentence.ends[min(len(sentence.ends) - 1, at + _NAME)]
    start, end = sentence.starts[at], sentence.ends[at]
    spans = (each.evidence.span for each in speakers.within(low, high))
    return any(span.start <= start and end <= span.end for span in spans)
