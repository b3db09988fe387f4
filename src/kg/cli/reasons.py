"""Why words were read as an act, or were not: the names of constructions and refusals, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from kg.cli.interface import Text

LICENCES: Mapping[str, Text] = MappingProxyType(
    {
        "complement": Text(
            "in the clause that another act introduces", "dans la proposition qu’introduit un autre acte"
        ),
        "coordination": Text("leans on an earlier subject", "s’appuie sur un sujet antérieur"),
        "finite": Text("verb with its subject", "verbe avec son sujet"),
        "first-person": Text("first person", "première personne"),
        "list": Text("item of a list under its opening words", "élément d’une liste sous son introduction"),
        "nominal": Text("noun instead of a verb", "nom au lieu d’un verbe"),
        "participle": Text("participle of the participants", "participe des participants"),
        "passive": Text("passive", "passif"),
        "purpose": Text("purpose of the meeting", "but de la réunion"),
        "relative": Text("relative clause about the participants", "relative sur les participants"),
    }
)
"""Constructions, by the licence of an act or of a refused candidate."""

VETOES: Mapping[str, Text] = MappingProxyType(
    {
        "adjective before a noun": Text("adjective before a noun", "adjectif devant un nom"),
        "agent": Text("done by somebody else", "fait par quelqu’un d’autre"),
        "conditional or comparison": Text("condition or comparison", "condition ou comparaison"),
        "coordinated with another clause": Text("coordinated with another clause", "coordonné à une autre proposition"),
        "coordinated under a modal verb": Text("coordinated under a modal verb", "coordonné sous un verbe modal"),
        "how the statement itself came about": Text(
            "tells how the statement itself came about", "dit comment la déclaration elle-même est née"
        ),
        "imperfect": Text("tells of the past", "raconte le passé"),
        "inside another act": Text("inside another act", "à l’intérieur d’un autre acte"),
        "manner of another act": Text("says how another act is done", "dit comment se fait un autre acte"),
        "infinitive": Text("infinitive without a purpose of the meeting", "infinitif sans but de la réunion"),
        "modal": Text("says what may or must be, not what is done", "dit ce qui peut ou doit être, non ce qui se fait"),
        "narrative": Text("tells of the past", "raconte le passé"),
        "coordinated with a reported clause": Text(
            "goes on with what is reported of somebody", "poursuit ce qui est rapporté de quelqu’un"
        ),
        "coordinated with a participle": Text(
            "goes with a participle or the noun before it", "se rapporte à un participe ou au nom qui précède"
        ),
        "coordinated with an infinitive": Text("goes on with an infinitive", "poursuit un infinitif"),
        "participle that qualifies a noun": Text("participle that qualifies a noun", "participe qui qualifie un nom"),
        "participle of somebody else, with its agent": Text(
            "participle, and its agent is named", "participe, dont l’agent est nommé"
        ),
        "negation": Text("negated", "nié"),
        "no agent": Text("nobody is named who does it", "personne n’est nommé pour le faire"),
        "no meeting of the participants": Text("no meeting of the participants", "pas de réunion des participants"),
        "no participant as subject": Text("the subject is no participant", "le sujet n’est pas un participant"),
        "no participant to lean on": Text(
            "no earlier participant as subject", "pas de participant antérieur comme sujet"
        ),
        "nobody is known to issue the statement": Text(
            "it is unknown who issues the statement", "on ne sait pas qui publie la déclaration"
        ),
        "not a clause of its own": Text("not a clause of its own", "pas une proposition à part"),
        "not in the passive": Text("has no act in the passive", "ne fait pas d’acte au passif"),
        "noun or adjective after a determiner or preposition": Text(
            "noun or adjective here, not a verb", "nom ou adjectif ici, non un verbe"
        ),
        "participle without auxiliary": Text("participle without auxiliary", "participe sans auxiliaire"),
        "relative clause": Text(
            "says it of somebody else, in a relative clause", "le dit d’un autre, dans une relative"
        ),
        "reported conditional": Text("reported, in the conditional", "rapporté, au conditionnel"),
        "reported in another act": Text("reported inside another act", "rapporté dans un autre acte"),
        "reported of somebody else": Text("reported of somebody else", "rapporté d’un autre"),
        "subjunctive": Text("wished or supposed, in the subjunctive", "souhaité ou supposé, au subjonctif"),
        "what somebody else's words say": Text("what somebody else’s words say", "ce que disent les mots d’un autre"),
        "what a meeting will do": Text("says what a meeting will do", "dit ce que fera une réunion"),
    }
)
"""What forbids the reading of a candidate as an act."""


def said(table: Mapping[str, Text], key: str) -> str:
    """Return the words for ``key``; the key itself when a lexicon names one that is not in the table."""
    return str(table.get(key, Text(key, key)))
