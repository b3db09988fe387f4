"""The acts of a graph as a comparison needs them: their words, and what they are about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import iri
from kg.graph.namespaces import KG
from kg.graph.select import select
from kg.model.facts import ActType

_ACTS = """
SELECT ?act ?type ?statement ?text ?spoken ?start ?quote ?performative WHERE {
  VALUES ?type { TYPES }
  ?act a ?type ; kg:expressedIn ?statement ; kg:evidence ?span .
  ?span kg:inText ?text ; oa:start ?start ; oa:exact ?quote .
  ?text dct:language ?spoken .
  OPTIONAL { ?act kg:performative ?performative }
} ORDER BY ?text ?start ?act
"""
_ABOUT = """
SELECT ?act ?what ?thing WHERE {
  VALUES ?what { kg:region kg:citesResolution kg:theme }
  ?act a ?type ; ?what ?thing .
  VALUES ?type { TYPES }
}
"""
_AMOUNTS = """
SELECT ?act ?value ?currency WHERE {
  ?act kg:amount ?amount .
  { ?amount schema:value ?value } UNION { ?amount schema:minValue ?value } UNION { ?amount schema:maxValue ?value }
  OPTIONAL { ?amount schema:currency ?currency }
}
"""
_TYPES = " ".join(str(KG.term(each.value)) for each in ActType)


@dataclass(frozen=True, slots=True)
class Performed:
    """One act as the graph describes it.

    Attributes:
        iri: The act.
        type: Its type.
        statement: IRI of the statement.
        text: IRI of the text.
        language: ISO 639-1 code of the text.
        start: Offset of the passage in the text, in code points.
        quote: The passage, exactly.
        performative: IRI of the entry of the code list, or empty.
        regions: IRIs of the countries and regions it concerns.
        resolutions: IRIs of the resolutions it cites.
        themes: IRIs of its themes.
        amounts: Sums of money in it, ``200000000 USD``.
    """

    iri: str
    type: ActType
    statement: str
    text: str
    language: str
    start: int
    quote: str
    performative: str
    regions: frozenset[str]
    resolutions: frozenset[str]
    themes: frozenset[str]
    amounts: frozenset[str]


def performed(store: ox.Store, languages: Iterable[str]) -> tuple[Performed, ...]:
    """Return the acts of the default graph of ``store``, by text and offset.

    Args:
        store: An index, or a store with the triples of an export.
        languages: ISO 639-1 codes of the texts that may occur; acts in another language are left out.
    """
    codes = {iri.language(code).value: code for code in languages}
    about: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in select(store, _ABOUT.replace("TYPES", _TYPES)):
        about[row["act"].value, row["what"].value].add(row["thing"].value)
    amounts: dict[str, set[str]] = defaultdict(set)
    for row in select(store, _AMOUNTS):
        currency = "" if row["currency"] is None else row["currency"].value
        amounts[row["act"].value].add(f"{row['value'].value} {currency}".strip())
    found = {}
    for row in select(store, _ACTS.replace("TYPES", _TYPES)):
        act = row["act"].value
        if row["spoken"].value in codes and act not in found:
            found[act] = Performed(
                iri=act,
                type=ActType(row["type"].value.rpartition("#")[2]),
                statement=row["statement"].value,
                text=row["text"].value,
                language=codes[row["spoken"].value],
                start=int(row["start"].value),
                quote=row["quote"].value,
                performative="" if row["performative"] is None else row["performative"].value,
                regions=frozenset(about[act, KG.region.value]),
                resolutions=frozenset(about[act, KG.citesResolution.value]),
                themes=frozenset(about[act, KG.theme.value]),
                amounts=frozenset(amounts[act]),
            )
    return tuple(found.values())
