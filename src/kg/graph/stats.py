"""How much a graph holds, counted by queries on its store."""

from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.namespaces import INFERRED_GRAPH
from kg.graph.select import select


@dataclass(frozen=True, slots=True)
class Count:
    """One number.

    Attributes:
        key: Stable name, for programs.
        en: What is counted, in English.
        fr: The same in French.
        value: How many.
    """

    key: str
    en: str
    fr: str
    value: int


_COUNTS = (
    ("statements", "statements", "déclarations", "?x a kg:Statement"),
    ("texts", "texts", "textes", "?x a kg:StatementText"),
    ("meetings", "meetings", "réunions", "?x a kg:Meeting"),
    ("meetings-with-text", "meetings with a statement", "réunions avec déclaration", "[] kg:issuedAt ?x"),
    ("hosts", "countries and organisations that hosted", "pays et organisations hôtes", "[] kg:host ?x"),
    ("acts", "acts", "actes", "?x kg:trigger []"),
    ("commitments", "commitments", "engagements", "?x a kg:Commitment ; kg:trigger []"),
    ("calls", "calls", "appels", "?x a kg:Call ; kg:trigger []"),
    ("endorsements", "endorsements", "soutiens", "?x a kg:Endorsement ; kg:trigger []"),
    ("welcomes", "welcomes", "satisfactions", "?x a kg:Welcome ; kg:trigger []"),
    ("condemnations", "condemnations", "condamnations", "?x a kg:Condemnation ; kg:trigger []"),
    ("concerns", "concerns", "préoccupations", "?x a kg:Concern ; kg:trigger []"),
    ("emphases", "emphases", "insistances", "?x a kg:Emphasis ; kg:trigger []"),
    ("resolutions", "resolutions named", "résolutions citées", "[] kg:denotes ?x . ?x kg:symbol []"),
    ("regions", "countries and regions named", "pays et régions cités", "[] kg:denotes ?x . ?x a kg:Region"),
    ("amounts", "sums of money", "montants", "?x a schema:MonetaryAmount"),
    ("passages", "passages", "passages", "?x a kg:TextSpan"),
)


def stats(store: ox.Store) -> tuple[Count, ...]:
    """Return what the graph holds: statements, texts, meetings, acts by type, things named, passages, triples."""
    counts = [Count(key, en, fr, _count(store, f"{{ {pattern} }}")) for key, en, fr, pattern in _COUNTS]
    inferred = _count(store, f"{{ GRAPH {INFERRED_GRAPH} {{ ?x ?p ?o }} }}", distinct="")
    triples = _count(store, "{ ?x ?p ?o }", distinct="")
    return (
        *counts,
        Count("triples", "triples", "triplets", triples),
        Count("inferred", "of which inferred", "dont déduits", inferred),
    )


def _count(store: ox.Store, where: str, distinct: str = "DISTINCT") -> int:
    expression = "?x" if distinct else "*"
    (row,) = select(store, f"SELECT (COUNT({distinct} {expression}) AS ?n) WHERE {where}")
    return int(row["n"].value)
