"""The rules for acts, as ``frames.toml`` writes them, compiled and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import LexiconError
from kg.model.facts import ActType
from kg.text.acts.patterns import Pattern
from kg.text.lexicon import Lexicon

_KEYS = {
    "id", "type", "performative", "verbs", "reflexive", "clitic", "after", "unless", "object", "tenses", "passive",
    "clause", "form", "status", "confidence", "weak", "negative", "merges", "nominal", "prefix", "pattern", "place",
    "examples", "counterexamples",
}  # fmt: skip
_TENSES = frozenset({"present", "past"})
_FORMS = {"pledge", "reaffirmation", "determination", "intention", "decision"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule.

    Attributes:
        id: ``<language>.<key of the rule>``; stands on every act it finds.
        type: Type of the act.
        performative: Key in the code list of performatives.
        reflexive: True or False when the verb must or must not be reflexive, None when it does not matter.
        clitic: Pronoun that must stand before the verb (``y``), or empty.
        after: What must follow the verb, or None.
        unless: What must not follow it, or None.
        object: Whether words must follow at all.
        tenses: Among ``present``, ``past``, ``future``, ``conditional``.
        passive: Whether the passive performs the act too.
        form: Of a commitment: how it is made.
        status: ``already-announced`` when the rule says so.
        confidence: From 0 to 1.
        weak: True for a verb that also names plain actions (``support``): it needs a subject of its own. Of a passive
            without agent: participants must be named before it.
        open: True for a rule that fits any verb.
        negative: What negation does: ``refuses`` the reading, is ``ignored`` (no effort is spared), ``reverses`` the
            promise, or is ``required``.
        merges: True when a commitment in the clause that it introduces is what it performs.
        clause: True when a clause may follow the verb at once, no word for "that" between.
        nominal: True when a noun carries the act, so that others may be coordinated with it.
        examples: Sentences with the trigger in brackets.
        counterexamples: Sentences in which the rule finds nothing.
    """

    id: str
    type: ActType
    performative: str
    reflexive: bool | None
    clitic: str
    after: Pattern | None
    unless: Pattern | None
    object: bool
    tenses: frozenset[str]
    passive: bool
    form: str | None
    status: str
    confidence: float
    weak: bool
    open: bool
    negative: str
    merges: bool
    clause: bool
    nominal: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nominal:
    """A rule for an act that a noun or an adjective performs.

    Attributes:
        frame: What it finds.
        pattern: The words that perform it.
        place: ``item`` under a stem that declares; ``impersonal``: it opens the sentence and names nobody;
            ``preposition``: behind ``prefix``; ``coordinated`` with the object of an act of another type, ``again`` of
            any; ``subject`` of a verb of ``verbs``; ``passive``: subject of a passive of one of them, without agent;
            ``opening``: at the start of the sentence or between commas; ``programme``: an infinitive that makes the
            sentence.
        prefix: What stands before them (``dans``), if their place is behind a preposition.
        lemmas: Verbs of which they are the subject, if that is their place.
    """

    frame: Frame
    pattern: Pattern
    place: str
    prefix: Pattern | None
    lemmas: frozenset[str]


def compile_frames(
    lexicon: Lexicon, macros: Mapping[str, str]
) -> tuple[dict[str, tuple[Frame, ...]], tuple[Nominal, ...]]:
    """Return ``{lemma: frames}``, in the order of the file, and the nominal rules.

    The lemma ``*`` holds the frames for any verb.

    Raises:
        LexiconError: a rule breaks the schema.
    """
    table = lexicon.table("frames")
    groups: Mapping[str, list[str]] = table.get("groups", {})
    by_lemma: dict[str, list[Frame]] = {}
    for entry in table["frame"]:
        frame = _frame(lexicon, entry, macros)
        for name in entry["verbs"]:
            for lemma in groups[name[1:]] if name.startswith("@") else [name]:
                by_lemma.setdefault(lemma, []).append(frame)
    nominals = tuple(_nominal(lexicon, entry, macros) for entry in table.get("nominal", []))
    return {lemma: tuple(frames) for lemma, frames in by_lemma.items()}, nominals


def _frame(lexicon: Lexicon, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Frame:
    where = f"lexicons/{lexicon.language}/frames.toml {entry.get('id', '?')}"
    _check(entry, where)
    return Frame(
        id=f"{lexicon.language}.{entry['id']}",
        type=ActType(entry["type"]),
        performative=entry["performative"],
        reflexive=entry.get("reflexive"),
        clitic=entry.get("clitic", ""),
        after=_pattern(entry.get("after"), macros, where),
        unless=_pattern(entry.get("unless"), macros, where),
        object=entry.get("object", True),
        tenses=frozenset(entry["tenses"]) if "tenses" in entry else _TENSES,
        passive=entry.get("passive", False),
        form=entry.get("form"),
        status=entry.get("status", "new"),
        confidence=entry.get("confidence", 0.9),
        weak=entry.get("weak", False),
        open="*" in entry.get("verbs", ()),
        negative=entry.get("negative", "refuses"),
        merges=entry.get("merges", False),
        clause=entry.get("clause", False),
        nominal=entry.get("nominal", False),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry["counterexamples"]),
    )


def _nominal(lexicon: Lexicon, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Nominal:
    where = f"lexicons/{lexicon.language}/frames.toml {entry.get('id', '?')}"
    frame = _frame(lexicon, entry, macros)
    pattern, prefix = Pattern(entry["pattern"], macros, where), _pattern(entry.get("prefix"), macros, where)
    return Nominal(frame, pattern, entry["place"], prefix, frozenset(entry.get("verbs", ())))


def _pattern(pattern: str | None, macros: Mapping[str, str], where: str) -> Pattern | None:
    return None if pattern is None else Pattern(pattern, macros, where)


def _check(entry: Mapping[str, Any], where: str) -> None:
    """Refuse a rule that misses a key, has one too many, or names an unknown type or form."""
    missing = {"id", "type", "performative", "examples", "counterexamples"} - entry.keys()
    unknown = entry.keys() - _KEYS
    if missing or unknown:
        keys = ", ".join(sorted(missing | unknown))
        raise LexiconError(
            "KG214", where, en=f"keys missing or unknown: {keys}", fr=f"clés manquantes ou inconnues\u00a0: {keys}"
        )
    if entry["type"] not in set(ActType) or entry.get("form", "pledge") not in _FORMS:
        raise LexiconError("KG215", where, en="unknown type or form", fr="type ou forme inconnus")
