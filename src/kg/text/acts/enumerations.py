"""Participants told by a list of their countries: "the ministers of A, B, and C"."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.model.facts import Mention
from kg.model.reference import Thing
from kg.text.acts.boundaries import PAIRS, STOPS, rfind
from kg.text.acts.grammar import Grammar
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

_PLURAL = frozenset({"3p"})
_REACH = 140
# Words from the last of an office ("of foreign affairs") to its head.
_QUALIFIED = 6
# Most words in the name of a country.
_NAME = 4
# Names that are enough where nobody is known to take part; characters of the opening in which two are told, of one
# where nobody is known, and of the beginning that names no other country.
_MANY, _OPENING, _START, _BEGINNING = 4, 1_600, 600, 4_000
_PAIR = 2
# Most words in the name of a body.
_LONG_NAME = 8


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
    known = not speakers.participants or _speak(named, sentence, speakers)
    return Subject("participants", first, end + 1, _PLURAL) if named and known and not governed else None


def listed(sentence: Sentence, end: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the participants told by their names alone, at least two: "A, B and C welcome", « A et B saluent ».

    The list ends with the word at ``end``. Those named take part, or are the ones with whom the text begins, or are so
    many that nobody else can be meant.
    """
    first, named = _names(sentence, end, speakers, grammar)
    if _adjunct(sentence, first, grammar) and len(named) > _PAIR:
        first, named = sentence.words.index(",", first) + 1, named[:-1]
    first = _with_members(sentence, first, grammar)
    if len(named) < _PAIR or _governed(sentence, first, grammar):
        return None
    return Subject("participants", first, end + 1, _PLURAL) if _speak(named, sentence, speakers) else None


def of_noun(sentence: Sentence, end: int, speakers: Speakers, grammar: Grammar) -> bool:
    """Tell whether a noun governs the names, more than two, that end at ``end``: "the conflicts in A, B and C"."""
    first, named = _names(sentence, end, speakers, grammar)
    return len(named) > _PAIR and first > 1 and _governed(sentence, first, grammar)


def _adjunct(sentence: Sentence, first: int, grammar: Grammar) -> bool:
    """Tell whether the first name belongs to an opening phrase: "Meeting as the Circle, A, B and C"."""
    opens = first == 1 or (first > 1 and sentence.words[first - 2] == ",")
    return opens and sentence.before(first) in grammar.words["prepositions"]


def _with_members(sentence: Sentence, first: int, grammar: Grammar) -> int:
    """Return where the list begins if its first name is that of a group whose members open the sentence.

    So in « Les pays du Cercle (A, B) et C ».
    """
    words = sentence.words
    members = 1 <= first - 1 <= _PAIR and words[first - 2] in grammar.actors["member_heads"]
    return 0 if members and words[first - 1] in grammar.words["issuer_marks"] else first


def _names(sentence: Sentence, end: int, speakers: Speakers, grammar: Grammar) -> tuple[int, list[Thing]]:
    """Return where the list of names begins whose last one, behind a conjunction, ends at ``end``, and who they are."""
    words, first, at = sentence.words, end, end
    named: list[Thing] = []
    while at >= 0 and (name := _name_ending(sentence, at, speakers)) is not None:
        named.append(name[1].thing)
        first = name[0]
        while first > 0 and words[first - 1] in grammar.actors["before"] - grammar.words["issuer_marks"]:
            first -= 1
        at = first - 1
        conjoined = at > 0 and words[at] in grammar.words["conjunctions"]
        if len(named) == 1 and not conjoined:
            return end, []
        at -= conjoined
        comma = at > 0 and words[at] == ","
        at -= comma
        if not (conjoined or comma):
            break
    return first, named


def _name_ending(sentence: Sentence, at: int, speakers: Speakers) -> tuple[int, Mention] | None:
    """Return the mention of a country or body that ends with the word at ``at``, brackets left aside."""
    words = sentence.words
    if words[at] in PAIRS:
        at = rfind(words, PAIRS[words[at]], at) - 1
    if at < 0:
        return None
    low = sentence.starts[max(0, at - _LONG_NAME)]
    for mention in speakers.within(low, sentence.ends[at]):
        span = mention.evidence.span
        if span.end == sentence.ends[at] and mention.thing.kind in ("country", "organisation"):
            return bisect_left(sentence.starts, span.start), mention
    return None


def _governed(sentence: Sentence, first: int, grammar: Grammar) -> bool:
    """Tell whether something before the first name governs it ("conflicts in A and B"), or joins it to a noun."""
    before = sentence.before(first)
    lists = ("prepositions", "conjunctions", "relatives", "issuer_marks")
    return any(before in grammar.words[name] for name in lists) or before == "'s"


def _speak(named: Sequence[Thing], sentence: Sentence, speakers: Speakers) -> bool:
    """Tell whether those named are the ones who speak in the statement."""
    if any(thing in speakers.participants for thing in named):
        return True
    if any(thing.kind == "country" for thing in speakers.participants):
        return False
    opening = speakers.within(0, min(_OPENING if speakers.participants else _START, sentence.span.start))
    if len(named) >= _MANY or {each.thing for each in opening}.issuperset(named):
        return True
    countries = {each.thing for each in speakers.within(0, _BEGINNING) if each.thing.kind == "country"}
    return bool(speakers.participants) and countries.issubset(named)


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
