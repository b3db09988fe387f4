"""Items of a programme: « Renforcer la coopération entre les services. », whose stem is not in the text.

An infinitive that makes a sentence says in this genre what those who speak intend, under a heading that announces
engagements or measures, or where a passage of such a list stands alone. Anywhere else it may be an aim, an advice or
an order to somebody else, and is no act.
"""

from collections.abc import Iterator

from kg.model.facts import ActType
from kg.text.acts.context import Context, Found
from kg.text.acts.groups import Group
from kg.text.acts.matching import Match
from kg.text.acts.morphology import Reading
from kg.text.acts.speakers import Subject

_ITEM = Reading("*", "infinitive")
_PARTICIPANTS = Subject("participants", 0, 1, frozenset())
_SUBORDINATE = ("relatives", "complementizers", "conditionals")
_END = frozenset(".;:!?")


def programme_acts(context: Context) -> Iterator[Found]:
    """Yield the act of an item of a programme, if the sentence is one and nothing else performs in it."""
    frames = [nominal.frame for nominal in context.grammar.nominals if nominal.place == "programme"]
    if not frames or context.found or not is_item_of_programme(context):
        return
    end = context.sentence.ends[0]
    yield Found(Match(frames[0], Group(0, 0, 0, _ITEM, "infinitive"), end), "programme", _PARTICIPANTS, 0)


def announces_programme(context: Context, *, already: bool) -> bool:
    """Tell whether infinitives after the sentence are a programme: only a heading changes what ``already`` holds."""
    words, titles = context.sentence.words, context.grammar.words["programme_titles"]
    if words[-1] in _END or any(clause.group.finite for clause in context.clauses) or is_item_of_programme(context):
        return already
    return not titles.isdisjoint(words)


def is_item_of_programme(context: Context) -> bool:
    """Tell whether the sentence is an infinitive with its complement, every finite verb in it subordinate."""
    words, grammar = context.sentence.words, context.grammar
    if len(words) < 3 or not _opens(context):
        return False
    subordinate = frozenset().union(*(grammar.words[name] for name in _SUBORDINATE))
    nouns = grammar.words["determiners"] | grammar.words["prepositions"]
    cores = (clause.group.core for clause in context.clauses if clause.group.finite)
    finite = [core for core in cores if context.sentence.before(core) not in nouns]
    return all(not subordinate.isdisjoint(words[1:core]) for core in finite)


def _opens(context: Context) -> bool:
    """Tell whether the first word is an infinitive: a known one, or what ends like one and has an object."""
    words, grammar = context.sentence.words, context.grammar
    readings = grammar.forms.get(words[0], ())
    if readings:
        frames = (frame for reading in readings for frame in grammar.frames.get(reading.lemma, ()))
        performs = any(not frame.weak and frame.type is not ActType.COMMITMENT for frame in frames)
        return any(reading.mood == "infinitive" for reading in readings) and not performs
    following = words[1]
    governed = following in grammar.words["prepositions"] or following in grammar.words["call_markers"]
    has_object = following in grammar.words["determiners"] and not governed
    has_object = has_object or following in grammar.words["conjunctions"] or following in grammar.adverb_tails
    return has_object and words[0].endswith(grammar.infinitive_endings) and words[0][-1] == "r"
