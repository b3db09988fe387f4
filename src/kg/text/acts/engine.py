"""The reader of speech acts: token dictionary → frame → licence → vetoes → actor → scope.

Nothing is found without words that perform it and a subject among the participants. The rules are data
(``frames.toml``, ``constructions.toml``, ``actors.toml``, ``verbs.toml``); this module only applies them, in text
order, in time linear in the length of the text.
"""

from dataclasses import replace

from kg.model.document import Document
from kg.model.facts import Act, ActType, Annotations
from kg.model.reference import Thing
from kg.model.span import Span
from kg.text.acts.assembly import Assembly
from kg.text.acts.context import Candidate, Clause, Context, Found, Refusal, note
from kg.text.acts.enumerations import list_start
from kg.text.acts.grammar import Grammar, grammar
from kg.text.acts.groups import Group
from kg.text.acts.licences import NEAR, license_clause
from kg.text.acts.matching import Match, matches, polite, verbs
from kg.text.acts.names import abbreviations, issuers
from kg.text.acts.nominals import declared_acts, nominal_acts
from kg.text.acts.programmes import programme_acts
from kg.text.acts.speakers import Speakers, Subject
from kg.text.acts.stems import State
from kg.text.acts.subjects import dropped_subject, find_subject, who_met
from kg.text.acts.tokens import Sentence, fold, tokenize
from kg.text.acts.voices import VETO, is_narrative
from kg.text.annotate.recognise import parties_of
from kg.text.lexicon import Lexicon

# Longer than any sentence of a statement: what lies beyond is not read, so that time stays linear in the text.
# Sentences in which a group tells its short name.
_OPENING_SENTENCES = 8
# Those of them, title included, whose first name is the group's own.
_FIRST_SENTENCES = 3
_LONGEST = 20_000


# Words in which a sentence names its first subject.
_OPENING = 4
# Marks that open and that close a quotation.
_QUOTING = frozenset("«“")
_QUOTED = frozenset("»”")
# Nobody says "you" in a statement: such a form is another verb (« sommes »).
_ADDRESSED = frozenset({"2s", "2p"})


def find_acts(
    document: Document,
    annotations: Annotations,
    lexicon: Lexicon,
    participants: frozenset[Thing] = frozenset(),
    refused: list[Candidate] | None = None,
) -> tuple[Act, ...]:
    """Find what the participants do by speaking.

    Args:
        document: The statement.
        annotations: Its sentences, mentions and amounts.
        lexicon: Rules and words of its language.
        participants: Countries and organisations that issue the statement: their names are subjects of acts, the
            names of others are not. Empty when nothing is known of them.
        refused: Receives every candidate that was refused, with the reason.

    Returns:
        Acts in text order. ``span`` starts where ``trigger`` starts.

    Raises:
        LexiconError: a table of the language breaks its schema.
    """
    rules = grammar(lexicon)
    folded = fold(document.text)
    sentences = annotations.sentences
    speakers = _speakers(document.text, folded, annotations, participants, rules)
    assembly = Assembly(folded, annotations, rules)
    state = State(document.text, programme=len(sentences) == 1)
    acts: list[Act] = []
    candidates: list[Candidate] = []
    met = False
    for index, span in enumerate(sentences):
        if state.consumed(span):
            continue
        head = Span(span.start, min(span.end, span.start + _LONGEST))
        context = _read(tokenize(document.text, folded, head, rules.word), state, speakers, rules, candidates)
        met = met or (context.met and context.lead is not None)
        end = state.follow(context, sentences, index)
        acts.extend(assembly.acts(context, end))
    if is_narrative(document, sentences, speakers, (acts, candidates), rules, met=met):
        candidates.extend(Candidate(act.span, act.evidence.rule, act.licence, VETO) for act in acts)
        acts.clear()
    if refused is not None:
        refused.extend(candidates)
    return tuple(acts)


def _speakers(
    text: str, folded: str, annotations: Annotations, participants: frozenset[Thing], rules: Grammar
) -> Speakers:
    words = set(rules.word.findall(folded))
    first = any(rules.pronouns.get(word) == "first_plural" or _says_we(word, rules) for word in words)
    parties = parties_of(annotations.mentions)
    starts = [mention.evidence.span.start for mention in parties]
    speakers = Speakers(participants, first, starts, parties)
    if not annotations.sentences:
        return speakers
    heads = (
        Span(each.start, min(each.end, each.start + _LONGEST)) for each in annotations.sentences[:_OPENING_SENTENCES]
    )
    opening = [tokenize(text, folded, head, rules.word) for head in heads]
    short = {
        name
        for at, each in enumerate(opening)
        for name in abbreviations(each, rules, opens=at < _FIRST_SENTENCES and not first)
    }
    return replace(speakers, issuers=issuers(opening[0], speakers.mentioned, rules) | short)


def _says_we(word: str, rules: Grammar) -> bool:
    """Tell whether a verb form alone says "we", in a language that drops the subject."""
    return rules.drops_subject and any(reading.persons == {"1p"} for reading in rules.forms.get(word, ()))


def _read(sentence: Sentence, state: State, speakers: Speakers, rules: Grammar, refused: list[Candidate]) -> Context:
    """Read one sentence: every verb group first, then what each of them is allowed to do."""
    clauses = _clauses(sentence, state, speakers, rules)
    earlier = state.antecedent if state.named else None
    context = Context(
        sentence,
        speakers,
        rules,
        clauses,
        state.inherited,
        [],
        hanging=state.hanging,
        declared=state.declared,
        antecedent=earlier,
    )
    performed_to = 0
    for clause in clauses:
        match = clause.match
        if match is not None and sentence.starts[clause.group.head] >= performed_to:
            result = license_clause(context, clause, match)
            if isinstance(result, Found) and _quoted(sentence, result):
                result = Refusal(result.licence, "inside words that are quoted from somebody")
            if isinstance(result, Found):
                performed_to = match.end
                context.lead = context.lead or result.subject
                _admit(context, result, refused)
            else:
                refused.append(_refusal(sentence, match, result))
        note(context, clause)
    context.found.extend(list(declared_acts(context)))
    for found in nominal_acts(context):
        context.found.append(found)
    if state.programme and not state.blocked:
        context.found.extend(programme_acts(context))
    context.found.sort(key=lambda found: found.match.group.first)
    return context


def _quoted(sentence: Sentence, found: Found) -> bool:
    """Tell whether a quotation opens between the subject and the verb, with words of its own before the verb."""
    depth = 0
    for word in sentence.words[found.subject.end : found.match.group.core - 1]:
        depth += (word in _QUOTING) - (word in _QUOTED)
    return depth > 0


def _clauses(sentence: Sentence, state: State, speakers: Speakers, rules: Grammar) -> tuple[Clause, ...]:
    """Return the verb groups of the sentence, each with its subject and the rule that fits it."""
    clauses: list[Clause] = []
    antecedent = state.antecedent
    for at in verbs(sentence, rules):
        readings = [
            Clause(group, _subject(sentence, group, antecedent, speakers, rules), match)
            for group, match in matches(sentence, at, rules)
            if not group.finite or group.persons - _ADDRESSED
        ]
        if readings:
            chosen = _as_meant(max(readings, key=_plausibility), sentence, rules)
            clauses.append(chosen)
            antecedent = chosen.subject or antecedent
    return tuple(clauses)


def _as_meant(clause: Clause, sentence: Sentence, rules: Grammar) -> Clause:
    """Return the clause, a polite conditional of "we" as the present that it stands for, unless it is reported."""
    subject = clause.subject
    if subject is None or subject.persons != {"1p"}:
        return clause
    hangs = ("complementizers", "conditionals", "relatives")
    if any(sentence.before(subject.start) in rules.words[name] for name in hangs):
        return clause
    meant = polite(sentence, clause.group, rules)
    return clause if meant is None else replace(clause, group=meant[0], match=meant[1])


def _plausibility(clause: Clause) -> tuple[bool, bool, bool]:
    return clause.subject is not None, clause.match is not None, clause.group.finite


def _subject(
    sentence: Sentence, group: Group, antecedent: Subject | None, speakers: Speakers, rules: Grammar
) -> Subject | None:
    """Return the participant that is subject of the group and agrees with it, or None."""
    if not group.finite or group.passive:
        return None
    subject = find_subject(sentence, group, speakers, rules)
    if subject is None or not subject.persons & group.persons:
        subject = dropped_subject(sentence, group, rules) or who_met(sentence, group, speakers, rules)
    if subject is None:
        return None
    if subject.sure:
        return subject
    if antecedent is None or not subject.persons & antecedent.persons or subject.human > antecedent.human:
        return None
    return None if _others_before(sentence, subject, rules) else subject


def _others_before(sentence: Sentence, subject: Subject, rules: Grammar) -> bool:
    """Tell whether the sentence speaks of those who never perform acts before the pronoun ("The rebels, they …")."""
    return not rules.actors["denied"].isdisjoint(sentence.words[: min(subject.start, _OPENING)])


def _admit(context: Context, found: Found, refused: list[Candidate]) -> None:
    """Add an act; one inside the clause that another introduces is merged with it, or is only reported."""
    outer = context.found[-1] if context.found else None
    words = context.sentence.words
    begin = list_start(context.sentence, found.begin, context.grammar)
    before = words[begin - 1] if begin > 0 else ""
    introduced = before in context.grammar.words["complementizers"] or _follows(outer, found)
    introduced = introduced and found.licence == "finite"
    if outer is None or not introduced or context.sentence.ends[begin - 1] > outer.match.end + NEAR:
        context.found.append(found)
    elif outer.match.frame.merges and found.match.frame.type is ActType.COMMITMENT and found.subject.thing is None:
        merged = Match(found.match.frame, replace(found.match.group, first=outer.match.group.first), found.match.end)
        context.found[-1] = Found(merged, "complement", outer.subject, outer.begin)
    else:
        refused.append(_refusal(context.sentence, found.match, Refusal("finite", "reported in another act")))


def _follows(outer: Found | None, found: Found) -> bool:
    """Tell whether a clause stands right behind a verb that takes one, no word for "that" between ("We hope they")."""
    return outer is not None and outer.match.frame.clause and found.begin == outer.match.group.head + 1


def _refusal(sentence: Sentence, match: Match, refusal: Refusal) -> Candidate:
    span = Span(sentence.starts[match.group.first], match.end)
    return Candidate(span, match.frame.id, refusal.licence, refusal.veto)
