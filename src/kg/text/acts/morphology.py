"""Verb forms, generated from the classes of ``verbs.toml``.

A class lists endings by tense and person; a verb is its infinitive and its class. An ending that starts with ``^``
goes on the strong stem, in which the class's ``strong`` pair is replaced at its last place (``e`` by ``è``, ``c`` by
``ç``, ``l`` by ``ll``…). So French and English differ in data only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import LexiconError
from kg.text.lexicon import Lexicon

PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_FINITE = ("present", "past", "imperfect", "future", "conditional", "subjunctive")
_OTHER = ("infinitive", "participle", "gerund")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form may be.

    Attributes:
        lemma: Key of the verb in ``verbs.toml``.
        mood: ``present``, ``past``, ``imperfect``, ``future``, ``conditional``, ``subjunctive``, or ``infinitive``,
            ``participle`` (past), ``gerund``.
        persons: For a finite form, among ``1s`` to ``3p``.
    """

    lemma: str
    mood: str
    persons: frozenset[str] = frozenset()

    @property
    def finite(self) -> bool:
        """Tell whether the form has a person."""
        return bool(self.persons)


def forms(lexicon: Lexicon) -> dict[str, tuple[Reading, ...]]:
    """Return every verb form of the language with its readings.

    Raises:
        LexiconError: a verb names a class that is not there, or does not end as its class wants.
    """
    table = lexicon.table("verbs")
    where = f"lexicons/{lexicon.language}/verbs.toml"
    classes: Mapping[str, Mapping[str, Any]] = table["classes"]
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for name, verbs in table["verbs"].items():
        if name not in classes:
            raise LexiconError("KG212", where, en=f"no class {name}", fr=f"pas de classe {name}")
        for lemma in verbs:
            for form, mood, person in _conjugate(lemma, classes[name], where):
                found.setdefault(form, {}).setdefault((lemma, mood), set()).update(person)
    for lemma, moods in table.get("irregular", {}).items():
        for form, mood, person in _listed(lemma, moods):
            found.setdefault(form, {}).setdefault((lemma, mood), set()).update(person)
    return {
        form: tuple(Reading(lemma, mood, frozenset(person)) for (lemma, mood), person in sorted(readings.items()))
        for form, readings in found.items()
    }


def _conjugate(lemma: str, model: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    ending: str = model["ending"]
    if not lemma.endswith(ending):
        raise LexiconError(
            "KG213", where, en=f"{lemma} does not end in {ending}", fr=f"{lemma} ne finit pas en {ending}"
        )
    stem = lemma[: len(lemma) - len(ending)]
    strong = _replaced(stem, model["strong"]) if "strong" in model else stem
    for mood, endings in _moods(model):
        for form, persons in _slots(mood, endings):
            whole = strong + form[1:] if form.startswith("^") else stem + form
            for spelling in _spellings(whole, model.get("spellings", ())):
                yield spelling, mood, persons


def _listed(lemma: str, moods: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for mood, endings in _moods(moods):
        for form, persons in _slots(mood, endings):
            yield form, mood, persons
    if "infinitive" not in moods:
        yield lemma, "infinitive", ()


def _moods(model: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for mood in (*_FINITE, *_OTHER):
        if mood in model:
            yield mood, model[mood]


def _slots(mood: str, endings: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pair each ending with its persons; one ending for all persons may be given alone, ``-`` is no form."""
    if mood in _OTHER:
        yield from ((ending, ()) for ending in endings)
    elif len(endings) == 1:
        yield endings[0], PERSONS
    else:
        yield from ((ending, (person,)) for ending, person in zip(endings, PERSONS, strict=True) if ending != "-")


def _replaced(stem: str, pair: list[str]) -> str:
    old, new = pair
    head, found, tail = stem.rpartition(old)
    return head + new + tail if found else stem


def _spellings(form: str, pairs: list[list[str]] | tuple[()]) -> Iterator[str]:
    """Yield the form and its other spellings (``recognize`` and ``recognise``, ``œuvrer`` and ``oeuvrer``)."""
    yield form
    for old, new in pairs:
        if old in form:
            yield _replaced(form, [old, new])
