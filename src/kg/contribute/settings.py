"""What ``--set property=value`` means: which properties people correct, and how values are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pyoxigraph as ox

from kg.contribute.numbers import whole_number
from kg.contribute.ours import kind_of
from kg.errors import InputError
from kg.graph.decisions import Term
from kg.graph.namespaces import KG, RDF, XSD
from kg.graph.suggest import suggest
from kg.graph.things import Ask, find

_ACT = {
    "type": (RDF.type, "act-type"),
    "region": (KG.region, "country-or-region"),
    "locality": (KG.locality, "kg:Place"),
    "citesResolution": (KG.citesResolution, "resolution"),
    "madeBy": (KG.madeBy, "actor"),
    "addressee": (KG.addressee, "actor"),
    "target": (KG.target, "actor"),
    "theme": (KG.theme, "theme"),
    "performative": (KG.performative, "performative"),
    "form": (KG.form, "form"),
    "status": (KG.status, "status"),
    "polarity": (KG.polarity, "polarity"),
    "actorKind": (KG.actorKind, "actor-kind"),
}
_MEETING = {
    "date": (KG.date, "date"),
    "endDate": (KG.endDate, "date"),
    "host": (KG.host, "actor"),
    "heldBy": (KG.heldBy, "organisation"),
    "place": (KG.place, "country-or-region"),
    "level": (KG.level, "level"),
}
_PARTICIPATION = {
    "participant": (KG.participant, "actor"),
    "onBehalfOf": (KG.onBehalfOf, "actor"),
    "role": (KG.role, "role"),
}
PROPERTIES = MappingProxyType({"act": _ACT, "meeting": _MEETING, "participation": _PARTICIPATION})
"""``{kind of fact: {name: (property, kind of value)}}``."""

END = "end"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a correction says.

    Attributes:
        values: ``{property IRI: values}``; none takes the property away.
        end: Where the passage ends: an offset, or its last words; empty when that stays.
    """

    values: dict[str, tuple[Term, ...]]
    end: str = ""


def read_settings(fact: str, given: Sequence[str], ask: Ask) -> Settings:
    """Return what ``property=value`` pairs mean for a fact; the same property several times has several values.

    Raises:
        InputError: a pair is none (KG421, KG445), or names a property that is not corrected on such a fact (KG422).
        QueryError: a value names nothing (KG515), or several things (KG516).
    """
    known = PROPERTIES.get(kind_of(fact), {})
    values: dict[str, tuple[Term, ...]] = {}
    end = ""
    for pair in given:
        name, equals, value = pair.partition("=")
        name = {"resolution": "citesResolution"}.get(name.strip(), name.strip())
        if not equals:
            raise _no_pair(pair)
        if name == END and known is _ACT:
            end = value.strip()
        elif name not in known:
            raise _unknown(name, [*known, *([END] if known is _ACT else [])])
        else:
            predicate, kind = known[name]
            before = values.get(predicate.value, ())
            new = (_value(kind, value.strip(), ask, pair),) if value.strip() else ()
            values[predicate.value] = tuple(sorted({*before, *new}, key=str))
    return Settings(values, end)


def _value(kind: str, value: str, ask: Ask, where: str) -> Term:
    if kind == "date":
        try:
            return ox.Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)
        except ValueError:
            raise InputError(
                "KG421",
                where,
                en="is no day; write it as 2026-11-26",
                fr="n’est pas un jour\u00a0; écrivez-le comme 2026-11-26",
            ) from None
    found = find(kind, value.removeprefix("kg:") if kind == "act-type" else value, ask, where)
    return KG.term(found.value.rpartition("/")[2].capitalize()) if kind == "act-type" else found


def end_of(said: str, start: int, text: str, where: str) -> int:
    """Return the offset at which a passage that starts at ``start`` ends: an offset, or its last words.

    Raises:
        InputError: it is outside of the text, or not after the start (KG444).
    """
    end = whole_number(said)
    if end is None:
        found = text.find(said, start)
        end = found + len(said) if found >= 0 else -1
    if not start < end <= len(text):
        raise InputError(
            "KG444",
            where,
            en=f"is not after the start of the passage ({start}) in the text; give an offset, or the last words",
            fr=f"n’est pas après le début du passage ({start}) dans le texte\u00a0; donnez une position, ou les "
            "derniers mots",
        )
    return end


def _no_pair(pair: str) -> InputError:
    return InputError(
        "KG445",
        pair,
        en="is not of the form property=value, such as region=Sahel",
        fr="n’est pas de la forme propriété=valeur, comme region=Sahel",
    )


def _unknown(name: str, known: Sequence[str]) -> InputError:
    shown = ", ".join(known) or "—"
    return InputError(
        "KG422",
        name,
        en=f"cannot be corrected on such a fact; did you mean {suggest(name, known)}? These can be: {shown}",
        fr=f"ne se corrige pas sur un tel fait\u00a0; vouliez-vous dire {suggest(name, known)}\u00a0? Ceux-ci se "
        f"corrigent\u00a0: {shown}",
    )
