"""Which construction lets a verb perform an act, and which forbids it."""

from kg.text.acts.context import Clause, Context, Found, Refusal
from kg.text.acts.gerunds import gerund
from kg.text.acts.grammar import Grammar
from kg.text.acts.leaning import before_adverbs, leaning, leans, resumes
from kg.text.acts.matching import Match
from kg.text.acts.noun_phrases import noun_phrase_at, noun_phrase_from
from kg.text.acts.purposes import purpose
from kg.text.acts.speakers import Subject

# How far a complementizer may stand behind the trigger that introduces its clause.
NEAR = 12
# Words from the name of a paper to the pronoun in its relative clause.
_PAPER = 8
# Words before a pronoun that qualifies a noun, at least: an act and its noun.
_NOUN = 4
# Characters at the start of a sentence in which a time tells when all of it happened.
_OPENING = 24
_WE = frozenset({"1p"})


def license_clause(context: Context, clause: Clause, match: Match) -> Found | Refusal:
    """Decide whether ``match`` in ``clause`` is an act of the participants."""
    group, frame = match.group, match.frame
    underway = frame.weak and group.finite and group.reading.mood == "gerund"
    if underway or group.tense in ("modal", "subjunctive", "imperfect"):
        return Refusal("finite", "what is under way" if underway else group.tense)
    if group.negated and frame.negative == "refuses" and group.tense not in ("future", "conditional"):
        return Refusal("finite", "negation")
    if group.negated and frame.negative == "reverses" and group.tense != "present":
        return Refusal("finite", "negation")
    if group.tense == "gerund":
        return gerund(context, match)
    if group.tense == "infinitive":
        return purpose(context, match)
    if group.tense == "participle":
        return _bare_participle(context, match)
    if group.passive:
        return _passive(context, match)
    return _finite(context, clause, match)


def _finite(context: Context, clause: Clause, match: Match) -> Found | Refusal:
    group, lists = match.group, context.grammar.words
    if (
        context.sentence.before(group.core) in lists["prepositions"]
        or context.sentence.before(group.core) in lists["determiners"]
    ):
        return Refusal("finite", "noun or adjective after a determiner or preposition")
    if (
        context.sentence.before(group.core) in lists["relatives"]
        or context.sentence.before(group.core) in lists["complementizers"]
    ):
        return _relative(context, match)
    subject = clause.subject
    if _is_reduced(context, subject, match):
        return Refusal("finite", "participle that qualifies a noun")
    if group.tense == "past" and _narrates(context, group.core if subject is None else subject.start, group.core):
        return Refusal("finite", "narrative")
    if subject is None:
        return leaning(context, match)
    veto = _clause_veto(context, subject, match)
    if veto:
        return Refusal("finite", veto)
    return Found(match, "finite", subject, subject.start)


def _is_reduced(context: Context, subject: Subject | None, match: Match) -> bool:
    """Tell whether a past form alone is a participle: before its agent, or behind what somebody is said to be.

    So in "the port approved by parliament", "they are a group of states committed to free trade".
    """
    group, words, grammar = match.group, context.sentence.words, context.grammar
    forms = grammar.forms.get(words[group.head], ())
    if group.core != group.head or not any(form.mood == "participle" for form in forms):
        return False
    agent = match.frame.after is None and words[group.head + 1 : group.head + 2]
    if agent and agent[0] in grammar.words["passive_agents"]:
        return True
    before = "" if subject is None else context.sentence.before(subject.start)
    return grammar.auxiliaries.get(before) in ("passive", "both")


def _narrates(context: Context, start: int, core: int) -> bool:
    """Tell whether the verb at ``core`` is told of the past: at the opening of the sentence, or beside its subject.

    What an earlier clause or a longer opening says ("welcomed the accord of 2015 and …") dates that alone.
    """
    sentence, told = context.sentence, context.grammar.tails["narrative"]
    part = max((index + 1 for index in range(start) if sentence.words[index] == ";"), default=0)
    verb = sentence.starts[core]
    stretches = (sentence.starts[part], min(verb, sentence.starts[part] + _OPENING)), (sentence.starts[start], verb)
    return any(told.search(sentence.folded, low, high) for low, high in stretches)


def _relative(context: Context, match: Match) -> Found | Refusal:
    """A relative clause is somebody else's, unless it hangs on the participants between commas."""
    words, at = context.sentence.words, match.group.core - 2
    if at > 0 and words[at] == ",":
        subject = noun_phrase_at(context.sentence, at - 1, context.speakers, context.grammar)
        single = subject is not None and context.speakers.first_person and subject.persons == {"3s"}
        if subject is not None and subject.persons & match.group.persons and not single:
            return Found(match, "relative", subject, match.group.core - 1)
    return Refusal("finite", "relative clause")


def _clause_veto(context: Context, subject: Subject, match: Match) -> str:
    """Name what stands before the subject and forbids the reading; empty when nothing does."""
    words, lists = context.sentence.words, context.grammar.words
    before = context.sentence.before(subject.start)
    if before in lists["conditionals"]:
        return "conditional or comparison"
    if before in lists["negative_subjects"]:
        return "negation"
    if before in lists["relatives"] or _qualifies_noun(context, subject):
        heard = _aside(words, subject, context.lead) or _in_paper(context, subject)
        return "" if heard else "relative clause"
    if subject.event and match.frame.open:
        return "what a meeting will do"
    if _outsider(context, subject, match):
        return "nobody is known to issue the statement"
    cleft = words[0] in lists["clefts"] and _puts_first(context, subject)
    if before not in lists["complementizers"] or cleft:
        return "reported conditional" if match.group.tense == "conditional" and not _said(context, subject) else ""
    if not subject.sure and context.lead is None:
        return "reported of somebody else"
    outer = words[subject.start - 2] if subject.start > 1 else ""
    introduced = context.found and context.sentence.ends[subject.start - 1] <= context.found[-1].match.end + NEAR
    parted = outer == ";" or (outer == "," and subject.sure)
    joined = context.found and (outer in lists["conjunctions"] or parted)
    aside = subject.persons == _WE and outer in lists["breaks"]
    return "" if introduced or joined or aside or outer in context.grammar.forms else "relative clause"


def _qualifies_noun(context: Context, subject: Subject) -> bool:
    """Tell whether a pronoun of the third person stands right behind a noun: "reject the laws it adopts"."""
    sentence, lists, at = context.sentence, context.grammar.words, subject.start
    if subject.sure or at < _NOUN or not sentence.words[at - 1].isalpha():
        return False
    if sentence.words[0] in lists["prepositions"] and "," not in sentence.words[:at] and not context.found:
        return False
    noun, before = sentence.words[at - 1], sentence.words[at - 2]
    function = ("conjunctions", "complementizers", "relatives", "breaks", "conditionals", "prepositions", "clefts")
    if any(noun in lists[name] for name in function) or noun in context.grammar.adverb_tails:
        return False
    named = sentence.text[sentence.starts[at - 1]].isupper() or noun in context.grammar.forms
    return not named and (before in lists["determiners"] or before in lists["possessives"])


def _in_paper(context: Context, subject: Subject) -> bool:
    """Tell whether they speak inside the paper that they issue: "a statement in which they condemned".

    One that they recall or welcome is an earlier paper.
    """
    stretch = context.sentence.words[max(0, subject.start - _PAPER) : subject.start - 1]
    paper = not context.grammar.words["statement_nouns"].isdisjoint(stretch)
    governed = context.sentence.before(subject.start - 1) in context.grammar.words["prepositions"]
    return paper and governed and not context.found


def _said(context: Context, subject: Subject) -> bool:
    """Tell whether the participants' own verb stands before their pronoun: "the leaders said they would"."""
    verb = context.sentence.before(subject.start) in context.grammar.forms
    return verb and not subject.sure and context.lead is not None


def _puts_first(context: Context, subject: Subject) -> bool:
    """Tell whether a sentence that opens as a cleft does no more than put a part of it first."""
    earlier = (clause for clause in context.clauses if clause.group.core < subject.start)
    return subject.persons == _WE or (subject.sure and all(clause.match is None for clause in earlier))


def _aside(words: tuple[str, ...], subject: Subject, lead: Subject | None) -> bool:
    """Tell whether those who speak perform in a clause that only adds something: « , où nous restons inquiets, »."""
    spoken = subject.persons == _WE or (not subject.sure and lead is not None and bool(subject.persons & lead.persons))
    return spoken and subject.start > 1 and words[subject.start - 2] == ","


def _outsider(context: Context, subject: Subject, match: Match) -> bool:
    """Where the issuers are unknown, a country speaks for itself only in the present or future, by a plain act.

    And some of a kind ("several governors") are some of those who speak only where these are known.
    """
    known = context.speakers.participants or context.speakers.first_person or context.antecedent is not None
    if subject.kind == "subset" and not known and context.sentence.span.start > 0:
        return True
    words = context.sentence.words[subject.start : subject.end]
    if not known and context.sentence.span.start > 0 and _of_treaty(words, context.grammar):
        return True
    if subject.thing is None or subject.thing in context.speakers.participants:
        return False
    if subject.thing.kind == "country" and not known and _each_for_itself(context, subject):
        return True
    return match.group.tense == "past" or (match.frame.weak and subject.thing.kind == "country")


def _of_treaty(words: tuple[str, ...], grammar: Grammar) -> bool:
    """Tell whether the words name the parties to a treaty: « les États parties »."""
    actors = grammar.actors
    return not actors["treaty"].isdisjoint(words) and not actors["member_heads"].isdisjoint(words)


def _each_for_itself(context: Context, subject: Subject) -> bool:
    """Tell whether the sentence says of several countries in turn what each does: "Peru hosts, Chile calls for"."""
    earlier = (one.subject for one in context.clauses if one.group.core < subject.start)
    return any(one is not None and one.thing is not None and one.thing != subject.thing for one in earlier)


def _bare_participle(context: Context, match: Match) -> Found | Refusal:
    """« ont salué A et condamné B »: a participle leans on the auxiliary of an earlier act."""
    last = context.found[-1] if context.found else None
    chained = last is not None and (last.match.group.perfect or last.match.group.tense == "participle")
    subject = last.subject if last is not None and chained else context.lead if context.perfect else None
    if last is None and subject is None and resumes(context, match.group):
        subject = context.antecedent
    words, head = context.sentence.words, match.group.head
    if context.hanging and context.inherited is not None and not before_adverbs(context, match.group):
        return Found(match, "list", context.inherited, match.group.first)
    if subject is None or not leans(context, match.group):
        return Refusal("coordination", "participle without auxiliary")
    if not context.grammar.words["passive_agents"].isdisjoint(words[head + 1 : head + 2]):
        return Refusal("coordination", "participle of somebody else, with its agent")
    if _agrees(context, match):
        return Refusal("coordination", "coordinated with a participle")
    return Found(match, "coordination", subject, match.group.first)


def _agrees(context: Context, match: Match) -> bool:
    """Tell whether a participle agrees with a noun before it: « ont salué les Principes, adoptés à Rome ».

    One that leans on « ont » and takes an object does not: « ont salué ce pas et adopté un plan ».
    """
    table, head = context.grammar.forms, context.sentence.words[match.group.head]
    if match.frame.after is not None or match.frame.nominal:
        return False
    lemmas = {form.lemma for form in table.get(head, ()) if form.mood == "participle"}
    shorter = (form for cut in (1, 2) for form in table.get(head[:-cut], ()) if form.mood == "participle")
    return any(form.lemma in lemmas for form in shorter)


def _passive(context: Context, match: Match) -> Found | Refusal:
    """A passive performs an act when the participants are its agent, it is impersonal, or it invites."""
    group, words, grammar = match.group, context.sentence.words, context.grammar
    if not match.frame.passive:
        return Refusal("passive", "not in the passive")
    if not grammar.words["statement_nouns"].isdisjoint(words[max(0, group.core - 8) : group.core]):
        return Refusal("passive", "how the statement itself came about")
    before = context.sentence.before(group.core)
    if grammar.pronouns.get(before) == "third_singular":
        nobody = Subject("participants", group.core - 1, group.core, group.persons)
        return Found(match, "passive", nobody, group.core - 1)
    for index in range(group.head + 1, min(len(words) - 1, group.head + 4)):
        if words[index] in grammar.words["passive_agents"]:
            agent = noun_phrase_from(context.sentence, index + 1, context.speakers, grammar)
            return Found(match, "passive", agent, group.first) if agent else Refusal("passive", "agent")
    following = words[group.head + 1] if group.head + 1 < len(words) else ""
    if group.tense == "present" and following in grammar.words["call_markers"]:
        return Found(
            match, "passive", Subject("participants", group.first, group.first + 1, group.persons), group.first
        )
    return Refusal("passive", "no agent")
