"""Verb groups: the verb with its auxiliaries, negation, pronouns and adverbs, and what they make of it."""

from dataclasses import dataclass, field

from kg.text.acts.boundaries import is_month
from kg.text.acts.grammar import Grammar
from kg.text.acts.morphology import PERSONS, Reading
from kg.text.acts.tokens import Sentence

_ANY = frozenset(PERSONS)
_PLURALS = frozenset({"1p", "2p", "3p"})
_PARENTHESIS = 16
_LONGEST = 40
_TENSES = {"present": "present", "past": "past", "subjunctive": "subjunctive"}


@dataclass(frozen=True, slots=True)
class Group:
    """One verb group.

    Attributes:
        first: Index of its first word (adverbs before the verb included where they belong to the trigger).
        core: Index of its first word without such adverbs; the subject stands before it.
        head: Index of the verb.
        reading: How the verb is read.
        tense: ``present``, ``past``, ``imperfect`` (and pluperfect), ``future``, ``conditional``, ``modal``,
            ``subjunctive``; or, without a finite verb, ``infinitive``, ``participle``, ``gerund``.
        persons: Persons that the finite verb may have.
        reflexive: None when the pronoun may be subject or reflexive.
        negated: Whether it is negated.
        passive: Whether it is passive.
        perfect: Whether it has an auxiliary of the perfect.
        clitics: Pronouns before the verb.
    """

    first: int
    core: int
    head: int
    reading: Reading
    tense: str
    persons: frozenset[str] = frozenset()
    reflexive: bool | None = None
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    clitics: tuple[str, ...] = ()

    @property
    def finite(self) -> bool:
        """Tell whether the group has a person."""
        return bool(self.persons)


@dataclass(slots=True)
class _Left:
    """What was met to the left of a verb, while walking."""

    core: int
    negated: bool = False
    reflexive: bool | None = False
    marked: bool = False
    clitics: list[str] = field(default_factory=list)
    auxiliaries: list[int] = field(default_factory=list)


def build(sentence: Sentence, head: int, reading: Reading, grammar: Grammar) -> Group | None:
    """Return the group whose verb is the word at ``head`` read as ``reading``, or None when nothing fits."""
    left, edge = _walk(sentence.words, head, grammar)
    tense, persons, passive, perfect = _tense(sentence.words, left, reading, grammar)
    if tense is None:
        return None
    reflexive = left.reflexive
    if head + 1 < len(sentence.words) and sentence.words[head + 1] in grammar.words["reflexives_after"]:
        reflexive = True
    twice = len(left.auxiliaries) > 1
    if passive and (reflexive or (reading.lemma in grammar.unaccusative and not twice)):
        passive, perfect = False, True
    first = edge if grammar.leading_adverbs else left.core
    first += left.marked and tense == "infinitive" and edge == left.core
    return Group(
        first, left.core, head, reading, tense, persons, reflexive, left.negated, passive, perfect, tuple(left.clitics)
    )


def _walk(words: tuple[str, ...], head: int, grammar: Grammar) -> tuple[_Left, int]:
    """Walk left from the verb over what belongs to its group; also return where the adverbs before it begin."""
    left, at, edge = _Left(head), head - 1, head
    for _ in range(_LONGEST):
        if at < 0:
            break
        size = _adverb_size(words, at, grammar)
        if size:
            at -= size
            edge = at + 1
            continue
        if words[at] == "," and left.core == head:
            at = _behind_parenthesis(words, at, grammar)
            if at < 0:
                break
        if not _takes(words, at, head, left, grammar, edge):
            break
        left.core = edge = at
        at -= 1
    return left, edge


def _behind_parenthesis(words: tuple[str, ...], at: int, grammar: Grammar) -> int:
    """Return the index of the auxiliary before a parenthesis that ends at ``at`` ("will, if so, act"), or -1."""
    for index in range(at - 1, max(0, at - _PARENTHESIS), -1):
        if words[index] == ",":
            before = index - 1
            while before > 0 and (size := _adverb_size(words, before, grammar)):
                before -= size
            return before if words[before] in grammar.auxiliaries else -1
    return -1


def before_adverbs_at(words: tuple[str, ...], at: int, grammar: Grammar) -> int:
    """Return the index of the latest word, from ``at`` backwards, that belongs to no adverb; -1 when there is none."""
    while at >= 0 and (size := _adverb_size(words, at, grammar)):
        at -= size
    return at


def _adverb_size(words: tuple[str, ...], at: int, grammar: Grammar) -> int:
    for sequence in grammar.adverb_tails.get(words[at], ()):
        size = len(sequence)
        if size <= at + 1 and words[at - size + 1 : at + 1] == sequence:
            return size
    return 0


def _takes(words: tuple[str, ...], at: int, head: int, left: _Left, grammar: Grammar, edge: int) -> bool:
    """Note what the word at ``at`` does in the group, whose adverbs begin at ``edge``; False when it is outside."""
    word, lists = words[at], grammar.words
    if word in lists["negators_before"] or word in lists["negators_after"]:
        left.negated = True
        return True
    if word in grammar.auxiliaries and not left.marked and not is_month(words, at, grammar):
        left.auxiliaries.append(at)
        return True
    if word in lists["infinitive_markers"] and at == edge - 1:
        left.marked = True
        return True
    if word in lists["reflexives"]:
        left.reflexive = True
        return True
    if word in lists["shared_reflexives"]:
        return _shared(words, at, left, grammar)
    if word in lists["clitics"] and _is_clitic(words, at, head, left, grammar):
        left.clitics.append(word)
        return True
    return False


def _shared(words: tuple[str, ...], at: int, left: _Left, grammar: Grammar) -> bool:
    """A pronoun that may be subject or reflexive is reflexive next to its twin, and else undecided."""
    shared = grammar.words["shared_reflexives"]
    if left.reflexive is not False:
        return False
    if at > 0 and words[at - 1] in shared:
        left.reflexive = True
        return True
    left.reflexive = None
    return False


def _is_clitic(words: tuple[str, ...], at: int, head: int, left: _Left, grammar: Grammar) -> bool:
    """A pronoun looks like an article: it is one unless an auxiliary, a subject pronoun or a negation shows it."""
    if words[at] in grammar.words["sure_clitics"] or (left.core < head and words[left.core] in grammar.auxiliaries):
        return True
    before = words[at - 1] if at > 0 else ""
    lists = grammar.words
    if at == head - 1 and left.core == head and _only_plural(words[head], grammar):
        return True
    return (
        before in grammar.pronouns
        or before in lists["negators_before"]
        or before in lists["reflexives"]
        or (before in lists["clitics"] and _is_clitic(words, at - 1, head, left, grammar))
    )


def _only_plural(word: str, grammar: Grammar) -> bool:
    """Tell whether a word can be nothing but a verb of the plural, before which no article stands."""
    readings = grammar.forms.get(word, ())
    return bool(readings) and all(reading.persons and reading.persons <= _PLURALS for reading in readings)


def _tense(
    words: tuple[str, ...], left: _Left, reading: Reading, grammar: Grammar
) -> tuple[str | None, frozenset[str], bool, bool]:
    """Return tense, persons, passive and perfect of the verb with its auxiliaries; no tense when they do not fit."""
    roles = [grammar.auxiliaries[words[index]] for index in left.auxiliaries]
    nearest = roles[0] if roles else ""
    if reading.mood == "participle":
        if nearest not in ("perfect", "passive", "both"):
            return ("participle" if not roles else None), frozenset(), False, False
    elif reading.mood == "infinitive":
        if left.marked or nearest not in ("future", "conditional", "modal", "emphatic"):
            bare = left.marked or not grammar.words["infinitive_markers"]
            return ("infinitive" if bare and (left.marked or not roles) else None), frozenset(), False, False
    elif reading.mood == "gerund":
        if nearest != "passive" or left.marked:
            return ("gerund" if not roles or nearest == "passive" else None), frozenset(), False, False
    elif roles or left.marked:
        return None, frozenset(), False, False
    else:
        return _TENSES.get(reading.mood, reading.mood), reading.persons, False, False
    passive = nearest in ("passive", "both") and reading.mood == "participle"
    perfect = "perfect" in roles or (nearest == "both" and left.reflexive is not False)
    tense, persons = _chain(words, left.auxiliaries, roles, grammar, past=perfect or "both" in roles[1:])
    return tense, persons, passive, perfect


def _chain(
    words: tuple[str, ...], indexes: list[int], roles: list[str], grammar: Grammar, *, past: bool
) -> tuple[str, frozenset[str]]:
    """Return the tense and persons that the outermost auxiliary gives."""
    for role in ("modal", "conditional", "future"):
        if role in roles:
            return role, _ANY
    readings = [reading for reading in grammar.forms.get(words[indexes[-1]], ()) if reading.finite]
    if not readings:
        return "infinitive", frozenset()
    tense = _TENSES.get(readings[0].mood, readings[0].mood)
    if past and tense == "past":
        tense = "imperfect"
    persons = frozenset().union(*(reading.persons for reading in readings))
    return ("past" if past and tense == "present" else tense), persons
