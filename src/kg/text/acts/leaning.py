"""A verb without a subject of its own, which leans on an earlier one, unless it belongs to another clause."""

from kg.text.acts.context import Context, Found, Refusal
from kg.text.acts.groups import Group, before_adverbs_at
from kg.text.acts.matching import Match
from kg.text.acts.noun_phrases import lead_subject
from kg.text.acts.speakers import Subject

_SINGULAR, _PLURAL = "3s", "3p"
_THIRD = frozenset({_SINGULAR, _PLURAL})


def leans(context: Context, group: Group) -> bool:
    """Tell whether a conjunction, a comma or the like stands before the verb, adverbs left aside."""
    before = before_adverbs(context, group)
    return before in context.grammar.words["conjunctions"] or before in (",", ";", ":", "–", "—")


def resumes(context: Context, group: Group) -> bool:
    """Tell whether the verb opens the sentence behind a conjunction: « Et a également salué ce pas. »."""
    words = context.sentence.words
    leading = words[: group.core]
    adverbs, conjunctions = context.grammar.adverb_tails, context.grammar.words["conjunctions"]
    return bool(leading) and leading[0] in conjunctions and all(word in adverbs for word in leading[1:])


def before_adverbs(context: Context, group: Group) -> str:
    """Return the word before the verb and its adverbs, empty at the start."""
    index = before_adverbs_at(context.sentence.words, group.core - 1, context.grammar)
    return context.sentence.words[index] if index >= 0 else ""


def leaning(context: Context, match: Match) -> Found | Refusal:
    """A verb without a subject of its own leans on an earlier one."""
    group = match.group
    opens = not before_adverbs(context, group)
    if opens and context.inherited is not None and context.inherited.persons & group.persons:
        return Found(match, "list", context.inherited, group.first)
    if group.persons == {"1p"} and (opens or leans(context, group)):
        speaker = context.lead or Subject("participants", group.first, group.first + 1, group.persons)
        return Found(match, "first-person", speaker, group.first)
    if not leans(context, group):
        return Refusal("finite", "no participant as subject")
    first = context.found[-1].subject if context.found else None
    lead = first if first is not None and first.persons & group.persons else context.lead
    lead = lead or lead_subject(context.sentence, context.speakers, context.grammar) or context.inherited
    if lead is None and resumes(context, group):
        lead = context.antecedent
    if lead is None or not lead.persons & group.persons:
        return Refusal("coordination", "no participant to lean on")
    if not match.frame.nominal and _under_modal(context, group):
        return Refusal("coordination", "coordinated under a modal verb")
    veto = _other_clause(context, match)
    return Refusal("coordination", veto) if veto else Found(match, "coordination", lead, group.first)


def _other_clause(context: Context, match: Match) -> str:
    """Name the clause or noun phrase to which the verb belongs instead; empty when it leans on the speakers."""
    group = match.group
    if match.frame.open and (_inside_complement(context, group) or _others_promise(context, group)):
        return "coordinated with a reported clause"
    if _is_adjective(context, match):
        return "adjective before a noun"
    if _changes_tense(context, group):
        return "coordinated with an infinitive"
    if _in_participle_phrase(context, group):
        return "coordinated with a participle"
    related = inside_relative(context, group) and not match.frame.nominal
    if related or _beside_another(context, group) or (match.frame.weak and _under_infinitive(context, group)):
        return "coordinated with another clause"
    return ""


def _changes_tense(context: Context, group: Group) -> bool:
    """Tell whether a form of the present, joined to an infinitive, follows an act told in the past.

    So in "urged all states to sign and ratify it".
    """
    words, last = context.sentence.words, context.found[-1] if context.found else None
    if last is None or last.match.group.tense != "past" or group.tense != "present":
        return False
    if not any(reading.mood == "infinitive" for reading in context.grammar.forms.get(words[group.head], ())):
        return False
    return words[group.core - 3] in context.grammar.words["infinitive_markers"]


def _in_participle_phrase(context: Context, group: Group) -> bool:
    """Tell whether a past form goes on with a participle between commas: "a pact, grounded in law and dedicated to"."""
    words, grammar = context.sentence.words, context.grammar
    if group.core != group.head or words[group.core - 1] not in grammar.words["conjunctions"]:
        return False
    if not any(form.mood == "participle" for form in grammar.forms.get(words[group.head], ())):
        return False
    comma = next((at for at in range(group.core - 2, 0, -1) if words[at] == ","), 0)
    if not comma or words[comma + 2] not in grammar.words["prepositions"]:
        return False
    opener = words[comma + 1]
    ended = opener.endswith(tuple(grammar.words["participle_endings"])) and opener not in grammar.forms
    return ended and all(found.match.group.head != comma + 1 for found in context.found)


def _others_promise(context: Context, group: Group) -> bool:
    """Tell whether "and will" goes on with what somebody else will do, before any act in the sentence."""
    earlier = [c.group for c in context.clauses if c.group.finite and c.group.core < group.core]
    return bool(earlier) and earlier[-1].tense == "future" and not context.found


def _inside_complement(context: Context, group: Group) -> bool:
    """Tell whether the last act says something of others, with which "and will" goes on, no comma between."""
    words, last = context.sentence.words, context.found[-1] if context.found else None
    if last is None or words[group.core - 2] == ",":
        return False
    head, grammar = last.match.group.head, context.grammar
    if grammar.words["complementizers"].isdisjoint(words[head + 1 : head + 4]):
        return False
    return any(c.group.finite and c.subject is None and head < c.group.core < group.core for c in context.clauses)


def _is_adjective(context: Context, match: Match) -> bool:
    """Tell whether a past form is rather a participle before its noun: "a safe and recognised port"."""
    words, grammar, group = context.sentence.words, context.grammar, match.group
    forms = grammar.forms.get(words[group.head], ())
    if group.core != group.head or match.frame.after is not None or not any(r.mood == "participle" for r in forms):
        return False
    following = words[group.head + 1] if group.head + 1 < len(words) else ""
    after = words[group.head + 2] if group.head + 2 < len(words) else ""
    if following in grammar.actors["member_heads"] and (after in grammar.forms or after in grammar.auxiliaries):
        return True
    lists = ("determiners", "prepositions", "complementizers", "conjunctions", "infinitive_markers")
    if not following.isalpha() or any(following in grammar.words[name] for name in lists):
        return False
    if words[group.core - 1] == ",":
        return match.frame.weak and grammar.head_last
    return words[max(0, group.core - 3)] in grammar.words["indefinites"]


def _beside_another(context: Context, group: Group) -> bool:
    """Tell whether the verb is joined at once to one of somebody else (« leur départ affaiblira et divisera »)."""
    finite = [one for one in context.clauses if one.group.finite and one.group.head < group.core]
    if not finite or finite[-1].subject is not None or not group.tense == finite[-1].group.tense == "future":
        return False
    if any(found.match.group.head == finite[-1].group.head for found in context.found):
        return False
    between = context.sentence.words[finite[-1].group.head + 1 : group.core]
    return bool(between) and all(w in context.grammar.words["conjunctions"] for w in between)


def inside_relative(context: Context, group: Group) -> bool:
    """Tell whether a relative clause without closing comma stands between the last act and the verb."""
    words, start = context.sentence.words, context.found[-1].match.group.head if context.found else 0
    stretch = words[start : group.core]
    finite = (clause.group for clause in context.clauses if clause.group.finite)
    inner = [one for one in finite if start < one.core < group.core]
    if inner and group.persons and not inner[-1].persons & group.persons:
        return False
    if inner and context.found and inner[-1].tense != group.tense == context.found[-1].match.group.tense:
        return False
    opened = [index for index, word in enumerate(stretch) if _opens_relative(context, stretch, index, word)]
    if opened and not inner and _other_number(context, stretch[opened[-1] + 1 :], group):
        return False
    return bool(opened) and "," not in stretch[opened[-1] :] and ";" not in stretch[opened[-1] :]


def _other_number(context: Context, clause: tuple[str, ...], group: Group) -> bool:
    """Tell whether an unknown verb behind a relative pronoun, by its ending, has another number than the verb."""
    endings = tuple(context.grammar.words["third_plural_endings"])
    if not endings or not clause or clause[0] in context.grammar.forms or not group.persons & _THIRD:
        return False
    return (_PLURAL if clause[0].endswith(endings) else _SINGULAR) not in group.persons


def _opens_relative(context: Context, words: tuple[str, ...], index: int, word: str) -> bool:
    """Tell whether ``word`` is a relative pronoun; "that" is one when a verb follows it at once."""
    if word in context.grammar.words["relatives"]:
        return True
    following = words[index + 1] if index + 1 < len(words) else ""
    verbal = following in context.grammar.auxiliaries or following in context.grammar.forms
    pointing = index > 0 and words[index - 1] in context.grammar.words["prepositions"]
    return word in context.grammar.words["complementizers"] and verbal and not pointing


def _under_modal(context: Context, group: Group) -> bool:
    """Tell whether the same form may be an infinitive that leans on a modal verb ("must talk … and commit")."""
    readings = context.grammar.forms.get(context.sentence.words[group.head], ())
    if group.tense != "present" or not any(reading.mood == "infinitive" for reading in readings):
        return False
    begin = context.found[-1].match.group.core if context.found else 0
    words, grammar = context.sentence.words, context.grammar
    nouns = grammar.words["determiners"]
    modal = [
        index
        for index in range(begin, group.core)
        if grammar.auxiliaries.get(words[index]) == "modal" and words[index - 1] not in nouns
    ]
    if not modal or words[modal[-1] + 1] in grammar.words["conjunctions"]:
        return False
    return "," not in words[modal[-1] : group.core] or _ends_series(context, modal[-1], group.core)


def _ends_series(context: Context, modal: int, core: int) -> bool:
    """Tell whether infinitives between commas lead from the modal verb to ``core`` ("must stop, talk and commit")."""
    words, grammar = context.sentence.words, context.grammar
    if words[core - 1] not in grammar.words["conjunctions"] or words[core - 2] == ",":
        return False
    lists = ("determiners", "prepositions", "conjunctions", "relatives", "complementizers", "negators_before")
    no_verbs = frozenset(grammar.pronouns).union(*(grammar.words[name] for name in lists))
    return any(words[index] == "," and words[index + 1] not in no_verbs for index in range(modal, core - 1))


def _under_infinitive(context: Context, group: Group) -> bool:
    """Tell whether the same form may be an infinitive that leans on an earlier one ("to protect … and support")."""
    readings = context.grammar.forms.get(context.sentence.words[group.head], ())
    if not any(reading.mood == "infinitive" for reading in readings):
        return False
    markers = context.grammar.words["infinitive_markers"]
    start = context.found[-1].match.group.core if context.found else 0
    stretch = context.sentence.words[start : group.core]
    if ";" in stretch:
        return False
    return any(word in markers or context.grammar.auxiliaries.get(word) == "future" for word in stretch)
