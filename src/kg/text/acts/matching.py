"""From a verb to the rules that its complement satisfies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model.facts import ActType
from kg.text.acts.frames import Frame
from kg.text.acts.grammar import Grammar
from kg.text.acts.groups import Group, build
from kg.text.acts.morphology import PERSONS, Reading
from kg.text.acts.tokens import Sentence

_PARENTHESIS = 160
# Spaces, and marks of a quotation that opens or closes inside a complement.
BLANK = ' «»“”"'
_NO_OBJECT = frozenset(".;:!?)]»”")


@dataclass(frozen=True, slots=True)
class Match:
    """A verb group whose complement satisfies a rule.

    Attributes:
        frame: The rule.
        group: The verb group.
        end: Offset in the document where the trigger ends.
    """

    frame: Frame
    group: Group
    end: int


def matches(sentence: Sentence, at: int, grammar: Grammar) -> Iterator[tuple[Group, Match | None]]:
    """Yield each way to read the word at ``at`` as a verb, with the first rule that its complement satisfies."""
    if grammar.auxiliaries.get(sentence.words[at]) == "future" and sentence.words[at + 1 : at + 2] == (":",):
        yield from _stem(sentence, at, grammar)
    for reading in _readings(sentence, at, grammar):
        group = build(sentence, at, reading, grammar)
        if group is None:
            continue
        carried = _carried(sentence, group, grammar)
        match = _match(sentence, carried, grammar) if carried is not None else None
        if carried is None or match is None:
            yield group, _match(sentence, group, grammar)
        else:
            yield carried, match


def polite(sentence: Sentence, group: Group, grammar: Grammar) -> tuple[Group, Match] | None:
    """Return what a conditional of those who speak performs as if in the present ("we would urge"), if anything."""
    if group.tense != "conditional" or group.negated:
        return None
    present = replace(group, tense="present")
    match = _match(sentence, present, grammar)
    performs = match is not None and match.frame.type is not ActType.COMMITMENT and not match.frame.open
    return (present, match) if match is not None and performs else None


def _stem(sentence: Sentence, at: int, grammar: Grammar) -> Iterator[tuple[Group, Match]]:
    """Yield the bare auxiliary before a list ("We will:")."""
    reading = Reading("*", "future", frozenset(PERSONS))
    group = Group(at, at, at, reading, "future", reading.persons)
    for frame in grammar.frames.get("*", ()):
        yield group, Match(frame, group, sentence.ends[at])


def verbs(sentence: Sentence, grammar: Grammar) -> Iterator[int]:
    """Yield the indexes of words that may be verbs: known forms, unknown ones in the future or behind its auxiliary."""
    forms, auxiliaries, endings = grammar.forms, grammar.auxiliaries, grammar.future_endings
    behind = -1
    for index, word in enumerate(sentence.words):
        if word in forms:
            if not _ends_name(sentence, index, grammar):
                yield index
            if auxiliaries.get(word) in ("future", "conditional"):
                behind = index + 1
        elif index == behind:
            if _between(word, grammar):
                behind += 1
            elif word[0].isalpha() and word.endswith(grammar.infinitive_endings):
                yield index
        elif word.endswith(endings) and len(word) > 5 and not _is_noun(sentence, index, grammar):
            yield index


def _ends_name(sentence: Sentence, index: int, grammar: Grammar) -> bool:
    """Tell whether a form without ending is a noun in a name: "the Fisheries Commission", not "the Parties Agree"."""
    words, before = sentence.words, sentence.before(index)
    if not before.isalpha() or before in grammar.pronouns or before in grammar.adverb_tails:
        return False
    titled = (sentence.text[sentence.starts[at] : sentence.starts[at] + 2].istitle() for at in (index - 1, index))
    named = any(reading.mood in ("infinitive", "present") for reading in grammar.forms[words[index]])
    if not all(titled) or not named:
        return False
    heads = ("plural", "singular", "collective", "office", "own", "member_heads")
    return not any(before in grammar.actors[name] for name in heads)


def _between(word: str, grammar: Grammar) -> bool:
    """Tell whether ``word`` may stand between the auxiliary of the future and its verb."""
    if word in grammar.words["infinitive_markers"]:
        return False
    return word in grammar.adverb_tails or word in grammar.words["negators_after"] or word in grammar.words["stops"]


def _readings(sentence: Sentence, at: int, grammar: Grammar) -> tuple[Reading, ...]:
    word = sentence.words[at]
    known = grammar.forms.get(word)
    if known is not None:
        return known
    if word.endswith(grammar.future_endings):
        return (_guessed_future(word, grammar),)
    return (Reading("*", "infinitive"),)


def _is_noun(sentence: Sentence, at: int, grammar: Grammar) -> bool:
    """Tell whether a word that ends like a future is a known noun or a name."""
    capital = sentence.text[sentence.starts[at]].isupper() and not sentence.text[sentence.ends[at] - 1].isupper()
    return sentence.words[at] in grammar.words["future_stop"] or (capital and at > 0)


def _guessed_future(word: str, grammar: Grammar) -> Reading:
    persons = (person for ending, person in grammar.future_persons.items() if word.endswith(ending))
    return Reading("*", "future", frozenset(persons))


def _carried(sentence: Sentence, group: Group, grammar: Grammar) -> Group | None:
    """Return the group of the infinitive that ``group`` only introduces ("wish to thank"), with its finite features."""
    if not group.finite or group.tense == "future" or group.negated:
        return None
    limit = sentence.span.end
    for carrier in grammar.carriers:
        if group.reading.lemma not in carrier.lemmas:
            continue
        start = _skip(sentence, sentence.ends[group.head], grammar)
        if group.tense == "conditional" and not carrier.polite:
            continue
        found = carrier.after.match(sentence.folded, start, limit)
        if found is None:
            continue
        at = _index(sentence, _skip(sentence, found.end(), grammar), group.head)
        reflexive = at < len(sentence.words) and sentence.words[at] in grammar.words["reflexives"]
        at += reflexive
        for reading in grammar.forms.get(sentence.words[at], ()) if at < len(sentence.words) else ():
            if (
                reading.mood == "infinitive"
                and reading.lemma in grammar.frames
                and reading.lemma != group.reading.lemma
            ):
                tense = "present" if group.tense == "conditional" else group.tense
                return replace(group, head=at, reading=reading, tense=tense, passive=False, reflexive=reflexive)
    return None


def _index(sentence: Sentence, offset: int, after: int) -> int:
    index = after
    while index < len(sentence.starts) and sentence.starts[index] < offset:
        index += 1
    return index


def _skip(sentence: Sentence, offset: int, grammar: Grammar) -> int:
    """Return the offset behind spaces, opening quotation marks, adverbs and circumstances."""
    folded, limit = sentence.folded, sentence.span.end
    while offset < limit and folded[offset] in BLANK:
        offset += 1
    found = grammar.adverb.match(folded, offset, limit)
    offset = found.end() if found else offset
    told = grammar.circumstance.match(folded, offset, limit)
    return told.end() if told else offset


def _match(sentence: Sentence, group: Group, grammar: Grammar) -> Match | None:
    frames = () if group.reading.lemma == "*" else grammar.frames.get(group.reading.lemma, ())
    auxiliary = grammar.auxiliaries.get(sentence.words[group.head]) in ("modal", "passive", "both", "perfect")
    if group.tense in ("future", "conditional") and not auxiliary:
        frames = (*frames, *grammar.frames.get("*", ()))
    frames = tuple(frame for frame in frames if _group_fits(frame, group))
    if not frames:
        return None
    return _first(sentence, group, frames, _places(sentence, group, grammar), told=_is_told(sentence, group, grammar))


def _is_told(sentence: Sentence, group: Group, grammar: Grammar) -> bool:
    """Tell whether the object stands before the verb: "an attack, which we condemn"."""
    at, words = group.core - 1, sentence.words
    return (
        at > 1 and words[at - 2] == "," and words[at - 1] in grammar.words["fronted"] and words[at] in grammar.pronouns
    )


def _group_fits(frame: Frame, group: Group) -> bool:
    """Tell whether the verb group alone lets the rule apply."""
    if frame.reflexive is not None and group.reflexive not in (None, frame.reflexive):
        return False
    if group.finite and not group.passive and not _tense_fits(frame, group):
        return False
    return not ((frame.clitic and frame.clitic not in group.clitics) or (frame.negative == "required") > group.negated)


def _first(
    sentence: Sentence, group: Group, frames: tuple[Frame, ...], places: tuple[int, ...], *, told: bool
) -> Match | None:
    """Return the first rule whose complement fits; one that negation refuses only if no other does."""
    refused: Match | None = None
    negated = group.negated and group.tense not in ("future", "conditional")
    for frame in frames:
        end = _complement(sentence, frame, places, told=told)
        if end is not None and not (negated and frame.negative == "refuses"):
            return Match(frame, group, end)
        refused = refused or (None if end is None else Match(frame, group, end))
    return refused


def _tense_fits(frame: Frame, group: Group) -> bool:
    if group.tense == "conditional":
        return "future" in frame.tenses
    return group.tense in frame.tenses or group.tense in ("modal", "subjunctive", "imperfect")


def _places(sentence: Sentence, group: Group, grammar: Grammar) -> tuple[int, ...]:
    """Return the offsets where the complement may begin: behind adverbs, a parenthesis or a second verb."""
    head = group.head
    if head + 1 < len(sentence.words) and sentence.words[head + 1] in grammar.words["reflexives_after"]:
        head += 1
    direct = sentence.ends[head]
    start = _skip(sentence, direct, grammar)
    behind = _behind_parenthesis(sentence, start, grammar)
    unspaced = _unspaced(sentence.folded, direct, sentence.span.end)
    twin = _behind_twin(sentence, group, grammar)
    adjunct = _behind_adjunct(sentence, start, grammar)
    return tuple(dict.fromkeys(offset for offset in (start, unspaced, behind, twin, adjunct) if offset >= 0))


def _behind_adjunct(sentence: Sentence, start: int, grammar: Grammar) -> int:
    """Return the offset of the possessive behind a time or place ("reaffirmed on Monday their"); else -1."""
    limit = min(sentence.span.end, start + _PARENTHESIS)
    found = grammar.adjunct.match(sentence.folded, start, limit)
    word = grammar.word.match(sentence.folded, found.end(), sentence.span.end) if found else None
    return word.start() if word is not None and word.group() in grammar.words["possessives"] else -1


def _behind_twin(sentence: Sentence, group: Group, grammar: Grammar) -> int:
    """Return the offset behind a second verb that shares the complement ("renew and reinforce their"); else -1."""
    words, joint = sentence.words, group.head + 1
    if joint + 2 >= len(words) or words[joint] not in grammar.words["conjunctions"]:
        return -1
    same = any(reading.mood == group.reading.mood for reading in grammar.forms.get(words[joint + 1], ()))
    return _skip(sentence, sentence.ends[joint + 1], grammar) if same else -1


def _complement(sentence: Sentence, frame: Frame, places: tuple[int, ...], *, told: bool) -> int | None:
    """Return where the trigger ends if the complement fits, else None."""
    folded, limit, start = sentence.folded, sentence.span.end, places[0]
    if frame.unless is not None and frame.unless.match(folded, start, limit):
        return None
    if frame.after is None:
        listed = start == limit - 1 and folded[start] == ":"
        if frame.object and not listed and not told and (start >= limit or folded[start] in _NO_OBJECT):
            return None
        return _rstrip(folded, start)
    for offset in places:
        found = frame.after.match(folded, offset, limit)
        if found is not None:
            return _rstrip(folded, found.end())
    return None


def _unspaced(folded: str, offset: int, limit: int) -> int:
    while offset < limit and folded[offset] in BLANK:
        offset += 1
    return offset


def _rstrip(folded: str, end: int) -> int:
    while folded[end - 1] in BLANK:
        end -= 1
    return end


def _behind_parenthesis(sentence: Sentence, start: int, grammar: Grammar) -> int:
    """Return the offset behind a parenthesis between commas that opens at ``start``; -1 when there is none."""
    folded = sentence.folded
    if start >= sentence.span.end or folded[start] not in ",(":
        return -1
    close = folded.find("," if folded[start] == "," else ")", start + 1, min(sentence.span.end, start + _PARENTHESIS))
    first = grammar.word.search(folded, start + 1)
    if close < 0 or first is None or first.group() in grammar.words["conjunctions"]:
        return -1
    return _skip(sentence, close + 1, grammar)
