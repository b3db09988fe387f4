"""Who else a sentence speaks of, so that a later pronoun may mean them and no longer the participants."""

from kg.text.acts.context import Context

_NUMBERS = frozenset({"3s", "3p"})
# Article, adjective, noun.
_SUBJECT = 3


def other_persons(context: Context, *, known: bool) -> frozenset[str]:
    """Return the persons of a verb, among ``3s`` and ``3p``, that the sentence's own subject takes for itself.

    ``known`` tells whether the participants were named before; if not, any other subject takes both numbers. Things
    take nobody's place: after "The clashes have grown worse." the pronoun "they" still means those who speak.
    """
    sentence = context.sentence
    groups = (clause.group for clause in context.clauses if clause.group.finite)
    nouns = context.grammar.words["determiners"]
    main = next((group for group in groups if sentence.before(group.core) not in nouns), None)
    subject = _subject_words(context, len(sentence.words) if main is None else main.core)
    if not context.grammar.actors["denied"].isdisjoint(subject):
        return _NUMBERS
    if main is None or _is_thing(subject, context):
        return frozenset()
    agreed = main.persons & _NUMBERS
    return _number(subject, context) if agreed == _NUMBERS and known else agreed


def _subject_words(context: Context, end: int) -> tuple[str, ...]:
    """Return the words of the sentence up to its first preposition or verb."""
    words, grammar = context.sentence.words, context.grammar
    stop = 1
    while stop < min(end, _SUBJECT):
        word = words[stop]
        if word in grammar.words["prepositions"] or word in grammar.auxiliaries:
            break
        stop += 1
    return words[:stop]


def _is_thing(subject: tuple[str, ...], context: Context) -> bool:
    """Tell whether the head of the subject is by its ending, or as a listed word, no person and no body."""
    nouns = context.grammar.nouns
    heads = reversed(subject) if context.grammar.head_last else subject[1:]
    head = next(iter(heads), "")
    if head in nouns["people"]:
        return False
    return head in nouns["things"] or head.endswith(tuple(nouns["thing_endings"]))


def _number(subject: tuple[str, ...], context: Context) -> frozenset[str]:
    """Return the number of the subject, by the ending of its words."""
    nouns = context.grammar.nouns
    plural = any(
        word.endswith(tuple(nouns["plural_endings"])) and not word.endswith(tuple(nouns["singular_endings"]))
        for word in subject
    )
    return frozenset({"3p"}) if plural else frozenset({"3s"})
