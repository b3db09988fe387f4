"""Subjects that a name makes: a group known by letters and a number, or by a title, and persons named together."""

import re
from collections.abc import Callable
from typing import Literal

from kg.text.acts.grammar import Grammar
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.tokens import Sentence

# V4, E3, C5+1, MED9: letters and a number.
_CODE = re.compile(r"[a-z]{1,3}\d{1,2}(?:\+\d{1,2})?")
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
    if first > last or not sentence.text[sentence.starts[first]].isupper():
        return None
    issuer = article and words[first : last + 1] in speakers.issuers
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
    for index in range(opened + 2, end):
        titled = words[index + 1] in grammar.actors["persons"] or words[index + 1] in grammar.actors["office"]
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
    return frozenset(found)
