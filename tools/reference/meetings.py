"""The Coalition's own record of its meetings: ``coalition-record.ttl``."""

from typing import Any, Final

from kg.graph.labels import called_by
from kg.graph.namespaces import LANGUAGES as EU_LANGUAGE
from kg.graph.namespaces import SCHEMA
from kg.languages import LANGUAGES
from tools.reference.organisations import actor
from tools.reference.sources import rows, tables
from tools.reference.turtle import Turtle, iri, thing, typed

COMMENTS: Final = (
    "Meetings of the Global Coalition against Daesh: ministers since 2014, and political directors of the Small Group.",
    "Made by tools/reference from data/sources/meetings.toml, which says what was checked where; do not edit.",
)
BODY: Final = "gcd"
_EU_LANGUAGES: Final = {"en": "ENG", "fr": "FRA"}


def build() -> Turtle:
    """Return every meeting with its day, place, level, hosts and the addresses that say so."""
    turtle = Turtle()
    body = next(row for row in rows("organisations") if row["key"] == BODY)
    for key, table in tables("meetings").items():
        subject = thing("meeting", key)
        day = table["date"].isoformat()
        labels = {language: called_by("meeting", body[language], day, language) for language in LANGUAGES}
        turtle.name(subject, labels, {language: [table[language]] for language in LANGUAGES})
        turtle.add(subject, "a", "kg:Meeting")
        turtle.add(subject, "kg:date", typed(day, "date"))
        turtle.add(subject, "kg:heldBy", thing("organisation", BODY))
        turtle.add(subject, "kg:level", thing("level", table["level"]))
        for name in table.get("hosts", ()):
            turtle.add(subject, "kg:host", actor(name))
        if "members" in table:
            turtle.add(subject, "kg:memberCount", str(table["members"]))
        _where(turtle, subject, table)
        _sources(turtle, subject, table["source"])
    return turtle


def _where(turtle: Turtle, subject: str, table: dict[str, Any]) -> None:
    mode = "OnlineEventAttendanceMode" if table.get("mode") == "online" else "OfflineEventAttendanceMode"
    turtle.add(subject, "schema:eventAttendanceMode", iri(SCHEMA.namespace + mode))
    if "place" in table:
        turtle.add(subject, "kg:place", thing("place", table["place"]))


def _sources(turtle: Turtle, subject: str, sources: list[dict[str, Any]]) -> None:
    for source in sources:
        address = iri(source["url"])
        turtle.add(subject, "dct:source", address)
        if "statement" in source:
            turtle.add(subject, "rdfs:seeAlso", address)
            turtle.add(address, "dct:language", iri(EU_LANGUAGE + _EU_LANGUAGES[source["statement"]]))
