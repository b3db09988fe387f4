"""Acts that a noun performs: « unis dans leur détermination à », "express our concern and our support for"."""

from collections.abc import Iterator

from kg.text.acts.frames import Nominal
from kg.text.acts.groups import Group
from kg.text.acts.licences import Context, Found
from kg.text.acts.matching import Match
from kg.text.acts.morphology import Reading

_NOUN = Reading("", "noun")


def nominal_acts(context: Context) -> Iterator[Found]:
    """Yield the acts of nouns in a sentence whose subject is a participant."""
    if context.lead is None:
        return
    for nominal in context.grammar.nominals:
        if nominal.prefix is not None:
            yield from _behind_preposition(context, nominal)
        elif any(found.match.frame.nominal for found in context.found):
            yield from _coordinated(context, nominal)


def _behind_preposition(context: Context, nominal: Nominal) -> Iterator[Found]:
    prefix, sentence = nominal.prefix, context.sentence
    for index, start in enumerate(sentence.starts):
        lead = prefix.match(sentence.folded, start, sentence.span.end) if prefix else None
        found = nominal.pattern.match(sentence.folded, lead.end(), sentence.span.end) if lead else None
        if lead and found:
            first = sentence.starts.index(lead.end(), index)
            yield from _found(context, nominal, first, found.end())


def _coordinated(context: Context, nominal: Nominal) -> Iterator[Found]:
    sentence, conjunctions = context.sentence, context.grammar.words["conjunctions"]
    for index, word in enumerate(sentence.words[:-1]):
        if word in conjunctions or word == ",":
            found = nominal.pattern.match(sentence.folded, sentence.starts[index + 1], sentence.span.end)
            earlier = [act for act in context.found if sentence.starts[act.match.group.first] < sentence.starts[index]]
            if found and earlier and earlier[-1].match.frame.nominal:
                yield from _found(context, nominal, index + 1, found.end())


def _found(context: Context, nominal: Nominal, first: int, end: int) -> Iterator[Found]:
    sentence, subject = context.sentence, context.lead
    start = sentence.starts[first]
    if subject is None or any(sentence.starts[act.match.group.first] <= start < act.match.end for act in context.found):
        return
    while sentence.folded[end - 1] == " ":
        end -= 1
    group = Group(first, first, first, _NOUN, "present")
    yield Found(Match(nominal.frame, group, end), "nominal", subject, first)
