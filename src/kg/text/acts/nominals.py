"""Acts that a noun performs: « unis dans leur détermination à », "express our concern and our support for"."""

from collections.abc import Iterator

from kg.text.acts.context import Context, Found, preamble
from kg.text.acts.frames import Nominal
from kg.text.acts.groups import Group
from kg.text.acts.matching import BLANK, Match
from kg.text.acts.morphology import Reading
from kg.text.acts.speakers import Subject

# Words among which the opening phrase of a sentence ends.
_OPENING = 20
_NOUN = Reading("", "noun")
_WE = frozenset({"1p"})


def nominal_acts(context: Context) -> Iterator[Found]:
    """Yield the acts of nouns and adjectives in a sentence whose subject is a participant."""
    joints = tuple(_joints(context))
    for nominal in context.grammar.nominals:
        if nominal.place == "subject":
            yield from _subject(context, nominal)
        elif nominal.place == "passive":
            yield from _passive(context, nominal)
        elif nominal.place == "impersonal":
            yield from _impersonal(context, nominal)
        elif nominal.place in ("programme", "item") or (
            context.lead is None and context.inherited is None and preamble(context) is None
        ):
            continue
        elif nominal.place == "preposition":
            yield from _behind_preposition(context, nominal)
        elif nominal.place == "opening":
            yield from _opening(context, nominal)
        elif context.found:
            yield from _coordinated(context, nominal, joints)


def _behind_preposition(context: Context, nominal: Nominal) -> Iterator[Found]:
    prefix, sentence = nominal.prefix, context.sentence
    for index, start in enumerate(sentence.starts):
        lead = prefix.match(sentence.folded, start, sentence.span.end) if prefix else None
        found = nominal.pattern.match(sentence.folded, lead.end(), sentence.span.end) if lead else None
        if lead and found:
            first = sentence.starts.index(lead.end(), index)
            subject = context.lead or context.inherited
            if subject is None or not _may_own(context, subject.persons, first):
                continue
            yield from _found(context, nominal, first, found.end())


def _coordinated(context: Context, nominal: Nominal, joints: tuple[int, ...]) -> Iterator[Found]:
    sentence = context.sentence
    for index in joints:
        found = nominal.pattern.match(sentence.folded, sentence.starts[index + 1], sentence.span.end)
        if found is None:
            continue
        before = (act for act in context.found if act.match.group.first < index)
        earlier = sorted(before, key=lambda act: act.match.group.first)
        if earlier and _carries(context, earlier[-1], nominal, index + 1) and _owns(context, earlier[-1], index + 1):
            yield from _found(context, nominal, index + 1, found.end())


def _carries(context: Context, act: Found, nominal: Nominal, index: int) -> bool:
    """Tell whether the object of ``act`` is a noun of the speakers' own, to which the one at ``index`` is joined.

    A promise may also be joined to what they stress of somebody else, if nobody but they can own it: "our", or behind
    more than a plain "and".
    """
    again = nominal.place == "again"
    if act.match.frame.type is nominal.frame.type:
        return again and _noun_carries(context, act)
    sentence = context.sentence
    own = any(
        word in context.grammar.words["possessives"] and sentence.ends[index] >= act.match.end - 1
        for index, word in enumerate(sentence.words)
        if act.match.group.head < index and sentence.starts[index] <= act.match.end + 1
    )
    own = own or (again and (act.subject.persons == _WE or _joined_widely(context, index)))
    return _noun_carries(context, act) or (act.match.frame.merges and own)


def _noun_carries(context: Context, act: Found) -> bool:
    """Tell whether a noun performs ``act``: the object of its verb, or one with a possessive joined to that."""
    joined = act.licence == "nominal" and (
        context.sentence.words[act.match.group.first] in context.grammar.words["possessives"]
    )
    return act.match.frame.nominal or joined


def _joined_widely(context: Context, index: int) -> bool:
    """Tell whether more than a conjunction or comma stands before ``index``: « ainsi que », and not « et que »."""
    joints = context.grammar.words["conjunctions"] | {","}
    words = context.sentence.words
    return index > 1 and words[index - 1] not in joints and words[index - 2] not in joints


def _joints(context: Context) -> Iterator[int]:
    """Yield where a conjunction, a comma or a phrase that joins nouns ("as well as") ends before another word."""
    words, conjunctions = context.sentence.words, context.grammar.words["conjunctions"]
    phrases = [tuple(phrase.split()) for phrase in context.grammar.words["joints"]]
    ends = {phrase[-1] for phrase in phrases}
    for index, word in enumerate(words[:-1]):
        joined = word in ends and any(
            phrase == words[max(0, index + 1 - len(phrase)) : index + 1] for phrase in phrases
        )
        if joined or word in conjunctions or word == ",":
            yield index


def _owns(context: Context, act: Found, index: int) -> bool:
    """Tell whether the possessive at ``index``, if it is one, may stand for who performs ``act``."""
    if context.sentence.words[index] not in context.grammar.words["possessives"]:
        return _opens_object(context, act, index)
    return _may_own(context, act.subject.persons, index) and not _changes_owner(context, act, index)


def _changes_owner(context: Context, act: Found, index: int) -> bool:
    """Tell whether the act's own noun has a possessive of the other number: "its determination to … and their will"."""
    words, lists = context.sentence.words, context.grammar.words
    stretch = (at for at, end in enumerate(context.sentence.ends) if act.match.group.head < at and end <= act.match.end)
    own = {words[at] in lists["singular_possessives"] for at in stretch if words[at] in lists["possessives"]}
    return bool(own) and (words[index] in lists["singular_possessives"]) not in own


def _may_own(context: Context, persons: frozenset[str], index: int) -> bool:
    """Tell whether the possessive at ``index`` agrees with a subject of these persons."""
    word, lists = context.sentence.words[index], context.grammar.words
    if persons == {"1p"}:
        return word in lists["first_possessives"]
    return not (word in lists["singular_possessives"] and persons == {"3p"})


def _opens_object(context: Context, act: Found, index: int) -> bool:
    """Tell whether a noun without possessive is joined to the object of ``act`` itself: no verb form between."""
    stretch = context.sentence.words[act.match.group.head + 1 : index + 1]
    return not any(r.mood == "gerund" for word in stretch for r in context.grammar.forms.get(word, ()))


def _opening(context: Context, nominal: Nominal) -> Iterator[Found]:
    """« Déterminés à agir, les ministres… », "We, mindful of …, decide"."""
    sentence = context.sentence
    joints = {","} | (context.grammar.words["conjunctions"] if _opened(context, nominal) else set())
    places = [0, *(index + 1 for index, word in enumerate(sentence.words[:-1]) if word in joints)]
    for index in places:
        found = nominal.pattern.match(sentence.folded, sentence.starts[index], sentence.span.end)
        if found and not any(clause.group.core < index and clause.group.finite for clause in context.clauses):
            yield from _found(context, nominal, index, found.end())


def _opened(context: Context, nominal: Nominal) -> bool:
    """Tell whether an adjective of another type opens the sentence, which a conjunction may join to one of this."""
    sentence = context.sentence
    others = (
        one for one in context.grammar.nominals if one.place == "opening" and one.frame.type is not nominal.frame.type
    )
    return any(one.pattern.match(sentence.folded, sentence.starts[0], sentence.span.end) for one in others)


def _subject(context: Context, nominal: Nominal) -> Iterator[Found]:
    """« Notre engagement à … demeure entier »: the noun is the subject of a verb of state."""
    sentence = context.sentence
    verbs = [c.group for c in context.clauses if c.group.reading.lemma in nominal.lemmas and c.group.finite]
    if not verbs:
        return
    for index in _clause_starts(context):
        found = nominal.pattern.match(sentence.folded, sentence.starts[index], sentence.span.end)
        if found and any(sentence.starts[group.core] >= found.end() and not group.negated for group in verbs):
            speaker = Subject("participants", index, index + 1, frozenset())
            yield from _found(context, nominal, index, found.end(), speaker)


def _passive(context: Context, nominal: Nominal) -> Iterator[Found]:
    """« Un appel a été lancé aux donateurs »: the noun is the subject of a passive that names no agent.

    A weak rule, which takes any noun, wants participants named before, and the main clause.
    """
    sentence, agents = context.sentence, context.grammar.words["passive_agents"]
    verbs = [c.group for c in context.clauses if c.group.passive and c.group.reading.lemma in nominal.lemmas]
    if not verbs or (nominal.frame.weak and context.antecedent is None and context.lead is None):
        return
    for index in _clause_starts(context):
        if nominal.frame.weak and any(c.group.finite and c.group.core < index for c in context.clauses):
            return
        found = nominal.pattern.match(sentence.folded, sentence.starts[index], sentence.span.end)
        for group in verbs:
            told = group.tense in ("present", "past") and not group.negated
            after = sentence.words[group.head + 1 : group.head + 4]
            if found and told and sentence.starts[group.core] == found.end() and agents.isdisjoint(after):
                speaker = Subject("participants", index, index + 1, frozenset())
                yield from _found(context, nominal, index, sentence.ends[group.head], speaker)


def declared_acts(context: Context) -> Iterator[Found]:
    """Yield the act of the noun with which an item opens under those who declare: "Declare: 1. Their support for"."""
    sentence, subject = context.sentence, context.inherited
    if not context.declared or subject is None or context.found:
        return
    for nominal in context.grammar.nominals:
        if nominal.place != "item":
            continue
        found = nominal.pattern.match(sentence.folded, sentence.starts[0], sentence.span.end)
        if found is not None:
            yield from _found(context, nominal, 0, found.end(), subject)
            return


def _impersonal(context: Context, nominal: Nominal) -> Iterator[Found]:
    """Nobody is named, so participants must be before: "There was broad agreement that"."""
    sentence = context.sentence
    if context.antecedent is None and context.lead is None and context.inherited is None:
        return
    commas = (index + 1 for index, word in enumerate(sentence.words[:-1][:_OPENING]) if word in ",:")
    for index in (0, *commas):
        found = nominal.pattern.match(sentence.folded, sentence.starts[index], sentence.span.end)
        if found is not None:
            speaker = Subject("participants", index, index + 1, frozenset())
            yield from _found(context, nominal, index, found.end(), speaker)
            return


def _clause_starts(context: Context) -> list[int]:
    words = context.sentence.words
    joints = context.grammar.words["conjunctions"]
    return [0, *(index + 1 for index, word in enumerate(words[:-1]) if word == "," or word in joints)]


def _found(context: Context, nominal: Nominal, first: int, end: int, speaker: Subject | None = None) -> Iterator[Found]:
    sentence = context.sentence
    subject = speaker or context.lead or context.inherited or preamble(context)
    start = sentence.starts[first]
    if subject is None or any(sentence.starts[act.match.group.first] <= start < act.match.end for act in context.found):
        return
    while sentence.folded[end - 1] in BLANK:
        end -= 1
    group = Group(first, first, first, _NOUN, "present")
    yield Found(Match(nominal.frame, group, end), "nominal", subject, first)
