"""What the graph says of one text, read back from the index in the form in which readings are compared."""

from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox

from kg.evaluate.reading import ActReading, MeetingReading, Reading, number_of
from kg.graph.select import select
from kg.model.facts import ActType
from kg.model.span import Span

_TEXT = ox.Variable("text")
_ACTS = """
SELECT ?text ?act ?type ?start ?end ?first ?last WHERE {
  ?act kg:evidence ?span ; a ?type . ?span kg:inText ?text ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?act kg:trigger ?trigger . ?trigger kg:inText ?text ; oa:start ?first ; oa:end ?last }
} ORDER BY ?act ?start"""
_LINKS = """
SELECT ?text ?act ?thing ?symbol WHERE {
  ?act kg:evidence/kg:inText ?text ; kg:region|kg:citesResolution ?thing . OPTIONAL { ?thing kg:symbol ?symbol }
}"""
_MENTIONS = """
SELECT ?text ?thing ?symbol ?start WHERE {
  ?span kg:inText ?text ; kg:denotes ?thing ; oa:start ?start . OPTIONAL { ?thing kg:symbol ?symbol }
}"""
_MEETINGS = """
SELECT ?text ?meeting ?date ?mode WHERE {
  ?text kg:textOf/kg:issuedAt ?meeting .
  OPTIONAL { ?meeting kg:date ?date } OPTIONAL { ?meeting schema:eventAttendanceMode ?mode }
}"""
_HOSTS = """
SELECT ?text ?host ?label WHERE {
  ?text kg:textOf/kg:issuedAt/kg:host ?host . OPTIONAL { ?host rdfs:label ?label }
}"""
_TYPES = {kind.value: kind for kind in ActType}


def text_of_checksum(store: ox.Store, sha256: str) -> ox.NamedNode | None:
    """Return the IRI of the text with this checksum, or None when the graph has none."""
    rows = select(store, "SELECT ?text ?sum WHERE { ?text kg:sha256 ?sum }", {ox.Variable("sum"): ox.Literal(sha256)})
    found = rows[0]["text"] if rows else None
    return found if isinstance(found, ox.NamedNode) else None


def find(store: ox.Store, text: ox.NamedNode, limit: int) -> Reading:
    """Return the reading of ``text``; what starts at or after the code point ``limit`` is left out.

    Args:
        store: The index.
        text: IRI of the text.
        limit: Up to where the text is compared.
    """
    regions: set[str] = set()
    resolutions: set[str] = set()
    for row in select(store, _MENTIONS, {_TEXT: text}):
        code, number = _code(row["thing"]), _number(row["symbol"])
        if int(row["start"].value) < limit:
            regions.update([code] if code else [])
            resolutions.update([number] if number else [])
    return Reading(
        acts=tuple(sorted(_acts(store, text), key=lambda act: act.span)),
        regions=frozenset(regions),
        resolutions=frozenset(resolutions),
        hosts=frozenset(
            _code(row["host"]) or (row["label"] or row["host"]).value.lower()
            for row in select(store, _HOSTS, {_TEXT: text})
        ),
        meeting=_meeting(store, text),
    )


def _acts(store: ox.Store, text: ox.NamedNode) -> Iterator[ActReading]:
    links: dict[str, tuple[set[str], set[str]]] = {}
    for row in select(store, _LINKS, {_TEXT: text}):
        regions, resolutions = links.setdefault(row["act"].value, (set(), set()))
        code, number = _code(row["thing"]), _number(row["symbol"])
        regions.update([code] if code else [])
        resolutions.update([number] if number else [])
    for row in select(store, _ACTS, {_TEXT: text}):
        kind = _TYPES.get(row["type"].value.rpartition("#")[2])
        if kind is not None:
            regions, resolutions = links.get(row["act"].value, (set(), set()))
            trigger = Span(int(row["first"].value), int(row["last"].value)) if row["first"] else None
            span = Span(int(row["start"].value), int(row["end"].value))
            yield ActReading(kind, span, trigger, frozenset(regions), frozenset(resolutions))


def _meeting(store: ox.Store, text: ox.NamedNode) -> MeetingReading | None:
    rows = select(store, _MEETINGS, {_TEXT: text})
    if not rows:
        return None
    day, mode = rows[0]["date"], rows[0]["mode"]
    dates = {date.fromisoformat(day.value).isoformat()} if day else set()
    return MeetingReading(frozenset(dates), bool(mode) and mode.value.endswith("/OnlineEventAttendanceMode"))


def _code(thing: ox.NamedNode) -> str:
    """Return the code of a country or region (``IRQ``, ``002``, ``sahel``); empty for anything else."""
    kind, _, key = thing.value.rpartition("/id/")[2].partition("/")
    return key.removeprefix("x-") if kind in ("country", "region") else ""


def _number(symbol: ox.Literal | None) -> str:
    return number_of(symbol.value) if symbol else ""
