"""All tables that the reader of acts needs in one language, compiled once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.text.acts.frames import Frame, Nominal, compile_frames
from kg.text.acts.morphology import Reading, forms
from kg.text.acts.patterns import AGREEMENT, BETWEEN, alternatives, open_word, translate
from kg.text.acts.tokens import word_pattern
from kg.text.lexicon import Lexicon

_WORD_LISTS = (
    "negators_before", "negators_after", "reflexives", "clitics", "sure_clitics", "shared_reflexives",
    "reflexives_after", "infinitive_markers", "determiners", "prepositions", "conjunctions", "breaks",
    "complementizers", "relatives", "conditionals", "gerund_leads", "gerund_manner",
    "negative_subjects", "passive_agents", "call_markers", "call_stops", "future_stop", "stops",
    "neutral_openers", "statement_nouns", "statement_titles",
    "issuer_marks", "topic_marks", "possessives", "first_possessives", "singular_possessives",
    "joints", "sequels", "utterances", "definites", "enablers", "datives", "enabling", "third_plural_endings",
    "clefts", "pair_prepositions", "participle_endings",
    "indefinites", "occasions", "programme_titles", "follow_marks", "fronted",
)  # fmt: skip
_ACTOR_LISTS = (
    "before", "own_marks", "subset", "member_heads", "member_qualifiers", "denied", "titles", "postmodifiers",
    "events", "treaty", "bodies", "groups", "persons", "papers", "attending",
)  # fmt: skip
_NOUN_LISTS = ("people", "things", "thing_endings", "plural_endings", "singular_endings", "ordinal_endings")
_HEADS = ("plural", "singular", "collective", "office", "own")


@dataclass(frozen=True, slots=True, eq=False)
class Carrier:
    """Verbs that only introduce the infinitive that performs the act; polite ones in the conditional too."""

    lemmas: frozenset[str]
    after: re.Pattern[str]
    polite: bool


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """One language, ready to read.

    Attributes:
        language: ISO 639-1 code.
        word: Pattern of a word, for the tokenizer.
        forms: ``{verb form: readings}``.
        frames: ``{lemma: rules}``; ``*`` for any verb.
        nominals: Rules for nouns.
        carriers: Verbs that introduce the performing infinitive.
        words: ``{name: words}`` of the lists in ``constructions.toml``.
        actors: ``{name: words}`` of the lists in ``actors.toml``, heads included.
        nouns: ``{name: words or endings}`` of the nouns in ``actors.toml`` that are not the participants.
        enclitics: ``{pronoun behind its verb: person}``.
        pronouns: ``{pronoun: person}``.
        human: Pronouns that stand for a person alone.
        adjunct: When or where, between a verb and its noun.
        head_last: True when the head noun ends the bare noun phrase, as in English.
        auxiliaries: ``{form: (role, readings)}``.
        future_endings: Endings of an unknown verb in the future.
        future_persons: The person of each of them.
        drops_subject: Whether a verb may stand without a subject, its ending saying who speaks.
        gerund_clauses: Words before a gerund that make it a clause of its own.
        infinitive_endings: Endings of an unknown infinitive; one empty ending when any word may be one.
        leading_adverbs: Whether adverbs before the verb belong to the trigger.
        adverb: Adverbs, any number, at a position.
        circumstance: Where and when something was said, at a position behind the verb; fits nothing where a language
            has no macro ``circumstance``.
        adverb_tails: ``{last word: word sequences}``, longest first.
        meeting: Lemmas of meeting verbs.
        unaccusative: Lemmas whose perfect looks like a passive.
        purpose: What introduces a purpose, at a position before the infinitive.
        tails: ``{name: pattern}`` for ``connectors``, ``conditions``, ``deadlines``, ``narrative``.
    """

    language: str
    word: re.Pattern[str]
    forms: Mapping[str, tuple[Reading, ...]]
    frames: Mapping[str, tuple[Frame, ...]]
    nominals: tuple[Nominal, ...]
    carriers: tuple[Carrier, ...]
    words: Mapping[str, frozenset[str]]
    actors: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    enclitics: Mapping[str, str]
    pronouns: Mapping[str, str]
    human: frozenset[str]
    adjunct: re.Pattern[str]
    head_last: bool
    auxiliaries: Mapping[str, str]
    future_endings: tuple[str, ...]
    future_persons: Mapping[str, str]
    drops_subject: bool
    gerund_clauses: frozenset[tuple[str, ...]]
    infinitive_endings: tuple[str, ...]
    leading_adverbs: bool
    adverb: re.Pattern[str]
    circumstance: re.Pattern[str]
    adverb_tails: Mapping[str, tuple[tuple[str, ...], ...]]
    meeting: frozenset[str]
    unaccusative: frozenset[str]
    tails: Mapping[str, re.Pattern[str]]


@cache
def grammar(lexicon: Lexicon) -> Grammar:
    """Compile the tables of ``lexicon``.

    Raises:
        LexiconError: a table is missing or breaks its schema.
    """
    table, actors = lexicon.table("constructions"), lexicon.table("actors")
    try:
        return _compile(lexicon, table, actors)
    except KeyError as error:
        where = f"lexicons/{lexicon.language}/constructions.toml"
        raise LexiconError("KG216", where, en=f"key missing: {error}", fr=f"clé manquante\u00a0: {error}") from error


def _compile(lexicon: Lexicon, table: Mapping[str, Any], actors: Mapping[str, Any]) -> Grammar:
    macros = _macros(lexicon, table)
    by_lemma, nominals = compile_frames(lexicon, macros)
    word = word_pattern(tuple(table["elisions"]), tuple(table["compounds"]), tuple(table["enclitics"]))
    known = forms(lexicon)
    heads = {name: frozenset(actors["heads"][name]) for name in _HEADS}
    return Grammar(
        language=lexicon.language,
        word=word,
        forms=known,
        frames=by_lemma,
        nominals=nominals,
        carriers=tuple(_carrier(lexicon, entry, macros) for entry in table["carriers"]),
        words={name: frozenset(table[name]) for name in _WORD_LISTS},
        actors={name: frozenset(actors["words"][name]) for name in _ACTOR_LISTS} | heads,
        nouns={name: frozenset(actors["nouns"][name]) for name in _NOUN_LISTS},
        enclitics=table["enclitics"],
        pronouns={
            pronoun: person for person, listed in actors["pronouns"].items() if person != "human" for pronoun in listed
        },
        human=frozenset(actors["pronouns"]["human"]),
        adjunct=re.compile(macros["adjunct"]),
        head_last=actors["head"] == "last",
        auxiliaries=_auxiliaries(table["auxiliaries"], known),
        future_endings=tuple(table["future_endings"]),
        future_persons=table["future_endings"],
        drops_subject=table["drops_subject"],
        gerund_clauses=frozenset(tuple(phrase.split()) for phrase in table["gerund_clauses"]),
        infinitive_endings=tuple(table["infinitive_endings"]) or ("",),
        leading_adverbs=table["leading_adverbs"],
        adverb=re.compile(f"(?:{macros['adverb']}){{0,5}}"),
        circumstance=re.compile(macros.get("circumstance", r"(?!)")),
        adverb_tails=_by_last_word([*table["adverbs"], *table["enclitics"]], word),
        meeting=frozenset(table["meeting"]["lemmas"]),
        unaccusative=frozenset(table["auxiliaries"]["perfect_with_passive"]),
        tails=_tails(table),
    )


def _macros(lexicon: Lexicon, table: Mapping[str, Any]) -> dict[str, str]:
    where = f"lexicons/{lexicon.language}/constructions.toml"
    endings = "|".join(table["infinitive_endings"])
    clitic = alternatives([*table["reflexives"], *table["clitics"], *table["shared_reflexives"]]) if endings else ""
    agreement = f"(?:{'|'.join(sorted(table['agreement'], key=len, reverse=True))})"
    macros = {
        AGREEMENT: agreement,
        "adverb": _phrases([*table["adverbs"], *table["enclitics"]]),
        "aside": rf"(?:, *+[^,;.:()]{{1,120}}+,{BETWEEN})",
        "w": open_word(table["stops"]),
        "owner": rf"(?:[^\W_][\w.-]*+'s?(?!\w){BETWEEN})",
        "infinitive": rf"(?:{clitic}{{0,2}}[^\W_]{{2,}}(?:{endings})(?!\w){BETWEEN})"
        if endings
        else open_word(table["stops"]),
    }
    macros |= {name: alternatives(words, agreement) for name, words in table["classes"].items()}
    for name, pattern in table["macros"].items():
        macros[name] = translate(pattern, macros, where, check=False)
    return macros


def _phrases(phrases: Iterable[str]) -> str:
    return alternatives(phrase.replace(" ", "_") for phrase in phrases)


def _carrier(lexicon: Lexicon, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Carrier:
    where = f"lexicons/{lexicon.language}/constructions.toml carriers"
    return Carrier(frozenset(entry["verbs"]), re.compile(translate(entry["after"], macros, where)), entry["polite"])


def _auxiliaries(table: Mapping[str, list[str]], known: Mapping[str, tuple[Reading, ...]]) -> dict[str, str]:
    """Return ``{form: role}``; ``both`` for a verb that makes the perfect and the passive."""
    roles: dict[str, str] = {}
    lemma_roles: dict[str, str] = {}
    for role in ("perfect", "passive", "future", "conditional", "modal", "emphatic"):
        for lemma in table[role]:
            lemma_roles[lemma] = "both" if lemma in lemma_roles else role
            if role == "modal":
                roles.setdefault(lemma, role)
    for form, readings in known.items():
        for reading in readings:
            if reading.lemma in lemma_roles:
                roles[form] = lemma_roles[reading.lemma]
    return roles


def _by_last_word(phrases: Iterable[str], word: re.Pattern[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        sequence = tuple(word.findall(phrase))
        found.setdefault(sequence[-1], []).append(sequence)
    return {last: tuple(sorted(sequences, key=len, reverse=True)) for last, sequences in found.items()}


def _tails(table: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    scope = table["scope"]
    found = {name: re.compile(rf"(?<!\w){_phrases(scope[name])}") for name in ("conditions", "deadlines")}
    # "#" stands for a year.
    found["narrative"] = re.compile(rf"(?<!\w){_phrases(scope['narrative'])}".replace(r"\#", r"(?:19|20)\d\d"))
    found["connectors"] = re.compile(rf"(?:^|[\s,;:(–—-]){_phrases(scope['connectors'])}$")
    found["purpose"] = re.compile(rf"(?:^|[\s,]){_phrases(table['meeting']['purpose'])}$")
    return found
