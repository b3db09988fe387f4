"""Subjects that a name makes: a group known by letters and a number, or by a title, and persons named together."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from kg.text.acts.grammar import Grammar
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

# V4, E3, C5+1, MED9: letters and a number.
_CODE = re.compile(r"[a-z]{1,3}\d{1,2}(?:\+\d{1,2})?")
# Most letters of a short name; most words of the name before it, and how far beside it the meeting is told.
_SHORT, _NAME, _BESIDE = 9, 14, 6
_MARKS = frozenset(",;:.()")
_EITHER = frozenset({"3s", "3p"})
_PLURAL = frozenset({"3p"})
_PERSONS: Literal["participants"] = "participants"


def is_code(sentence: Sentence, index: int, grammar: Grammar) -> bool:
    """Tell whether the word at ``index`` is the code of a group ("V4"), no armed group's ("M23")."""
    word = sentence.words[index]
    if not _CODE.fullmatch(word) or word in grammar.actors["denied"]:
        return False
    return sentence.text[sentence.starts[index]].isupper()


def named_group(sentence: Sentence, start: int, end: int, speakers: Speakers, grammar: Grammar) -> Subject | None:
    """Return the group that a name alone denotes: "V4", "the Oslo 9", or the group that the title names."""
    words, last = sentence.words, end
    article = words[start] in grammar.words["determiners"]
    first = start + article
    if article and speakers.participants and " ".join(words[first : last + 1]) in grammar.actors["papers"]:
        return Subject("participants", start, end + 1, _EITHER, event=True)
    if " ".join(words[start : last + 1]) in grammar.actors["attending"]:
        return Subject("participants", start, end + 1, _PLURAL)
    if first > last or not sentence.text[sentence.starts[first]].isupper():
        return None
    bare = first == last and _is_short_name(sentence, first)
    issuer = (article or bare) and words[first : last + 1] in speakers.issuers
    if issuer or (first == last and is_code(sentence, first, grammar)):
        return Subject("participants", start, end + 1, _EITHER)
    numbered = article and last == first + 1 and words[last].isdigit() and len(words[last]) < 3
    return Subject("participants", start, end + 1, _EITHER) if numbered else None


def named_persons(sentence: Sentence, start: int, end: int, grammar: Grammar) -> Subject | None:
    """Return persons named together, each with a title before the name: « Mme A et M. B », "Mr A and Ms B"."""
    words = sentence.words
    opened = start
    while opened < end and words[opened] in grammar.words["determiners"]:
        opened += 1
    if words[opened] not in grammar.actors["persons"]:
        return None
    for index in range(opened + 2, end - 1):
        other = index + 1 + (words[index + 1] in grammar.words["determiners"])
        titled = words[other] in grammar.actors["persons"] or words[other] in grammar.actors["office"]
        if words[index] in grammar.words["conjunctions"] and titled and _is_name(sentence, end):
            return Subject(_PERSONS, start, end + 1, _PLURAL)
    return None


def _is_name(sentence: Sentence, index: int) -> bool:
    return sentence.text[sentence.starts[index]].isupper() or sentence.words[index] == ")"


def issuers(sentence: Sentence, mentioned: Callable[[int, int], bool], grammar: Grammar) -> frozenset[tuple[str, ...]]:
    """Return the names of the groups to whom a title gives the statement: "Statement by the Oslo Circle".

    Args:
        sentence: The title.
        mentioned: Whether the words between two offsets are the name of a country, person or place.
        grammar: Its language.
    """
    words, found = sentence.words, set()
    for index, word in enumerate(words):
        if word not in grammar.words["statement_nouns"]:
            continue
        marks = [
            at for at in range(index + 1, min(len(words), index + 3)) if words[at] in grammar.words["issuer_marks"]
        ]
        first = marks[0] + 1 if marks else len(words)
        while first < len(words) and words[first] in grammar.words["determiners"]:
            first += 1
        last = first
        while last < len(words) and sentence.text[sentence.starts[last]].isupper():
            last += 1
        if last > first and not mentioned(sentence.starts[first], sentence.ends[last - 1]):
            found.add(words[first:last])
    found.update(_short_issuers(sentence, mentioned, grammar))
    return frozenset(found)


def _short_issuers(
    sentence: Sentence, mentioned: Callable[[int, int], bool], grammar: Grammar
) -> Iterator[tuple[str, ...]]:
    """Yield the short names whose meeting or statement a title is: "Communiqué of the 12th session of the CMS"."""
    words, marks = sentence.words, grammar.words["issuer_marks"]
    titles = grammar.words["statement_titles"] | grammar.actors["events"]
    for index in range(len(words)):
        if not _is_short_name(sentence, index) or mentioned(sentence.starts[index], sentence.ends[index]):
            continue
        at = index - 1
        while at > 0 and words[at] in grammar.words["determiners"] - marks:
            at -= 1
        behind = at > 0 and words[at] in marks and not titles.isdisjoint(words[:at])
        before = not titles.isdisjoint(words[index + 1 : index + 2])
        if (behind or before) and not _about(words[:index], grammar):
            yield (words[index],)


def _about(words: tuple[str, ...], grammar: Grammar) -> bool:
    """Tell whether the title has come to what it is about ("on …"), whose names issue nothing."""
    return not grammar.words["topic_marks"].isdisjoint(words)


def abbreviations(sentence: Sentence, grammar: Grammar, *, opens: bool) -> Iterator[tuple[str, ...]]:
    """Yield the short names that a sentence gives to the group that met: "the Salmon Contact Group (SCG) met in Oslo".

    Before the bracket stands a name with a kind of group in it, and a meeting is spoken of just before or behind.
    Where the sentence ``opens`` the text, the name with which it or one of its first clauses begins is enough.
    """
    words = sentence.words
    for index in range(1, len(words) - 2):
        if words[index] != "(" or words[index + 2] != ")" or not _is_short_name(sentence, index + 1):
            continue
        head = next((at for at in range(index - 1, max(-1, index - _NAME), -1) if _is_group(sentence, at, grammar)), -1)
        name = words[head:index]
        beside = words[max(0, head - _BESIDE) : head] + words[index + 3 : index + 3 + _BESIDE]
        whole = _MARKS.isdisjoint(name) and grammar.actors["denied"].isdisjoint(name)
        begins = opens and _begins(words, head, grammar)
        if head >= 0 and whole and (begins or any(_meets(word, grammar) for word in beside)):
            yield (words[index + 1],)


def _begins(words: tuple[str, ...], head: int, grammar: Grammar) -> bool:
    """Tell whether the name whose kind of group stands at ``head`` begins the sentence, or follows a comma."""
    articles = grammar.words["determiners"] - grammar.words["prepositions"]
    qualified = grammar.actors["before"] | articles
    index = head
    while index > 0 and words[index - 1] in qualified:
        index -= 1
    return index == 0 or (words[index - 1] == "," and index < head)


def _is_group(sentence: Sentence, index: int, grammar: Grammar) -> bool:
    word = sentence.words[index]
    kinds = grammar.actors["groups"], grammar.actors["bodies"], grammar.actors["collective"]
    return sentence.text[sentence.starts[index]].isupper() and any(word in kind for kind in kinds)


def _is_short_name(sentence: Sentence, index: int) -> bool:
    shown = sentence.text[sentence.starts[index] : sentence.ends[index]]
    return 1 < len(shown) < _SHORT and sum(map(str.isupper, shown)) > 1


def _meets(word: str, grammar: Grammar) -> bool:
    meets = any(reading.lemma in grammar.meeting for reading in grammar.forms.get(word, ()))
    return meets or word in grammar.actors["events"]
