"""Organisations, groups and who belongs to them: ``organisations.ttl``."""

from typing import Final

from tools.reference.regions import area
from tools.reference.sources import LANGUAGES, bilingual, rows
from tools.reference.turtle import Turtle, iri, literal, thing, typed

COMMENTS: Final = (
    "Organisations, groups of countries, missions and armed groups that statements name. A name recognises nobody.",
    "Made by tools/reference; do not edit. Origins and terms: README.md.",
)
_PRECISION: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}


def build() -> Turtle:
    """Return every organisation with its names, kind and members, and the memberships of which more is known."""
    turtle = Turtle()
    for row in rows("organisations"):
        subject = thing("organisation", row["key"])
        turtle.name(subject, *bilingual(row))
        turtle.add(subject, "a", "kg:Organisation")
        turtle.add(subject, "kg:organisationKind", thing("organisation-kind", row["kind"]))
    for row in rows("members"):
        if not row["until"]:
            turtle.add(thing("organisation", row["organisation"]), "kg:member", actor(row["member"]))
        if row["since"] or row["until"] or row["en"]:
            _membership(turtle, row)
    return turtle


def actor(name: str) -> str:
    """Return the term of a country by its alpha-3 code, else of an organisation by its key."""
    return area(name) if name.isupper() else thing("organisation", name)


def partial_date(value: str) -> str:
    """Return a day, month or year in ISO 8601 as a literal of the type that fits its precision."""
    return typed(value, _PRECISION[len(value)])


def _membership(turtle: Turtle, row: dict[str, str]) -> None:
    subject = thing("membership", f"{row['organisation']}-{row['member']}")
    turtle.add(subject, "a", "kg:Membership")
    turtle.add(subject, "kg:membershipIn", thing("organisation", row["organisation"]))
    turtle.add(subject, "kg:membershipOf", actor(row["member"]))
    for name in ("since", "until"):
        if row[name]:
            turtle.add(subject, f"kg:{name}", partial_date(row[name]))
    for language in LANGUAGES:
        if row[language]:
            turtle.add(subject, "skos:note", literal(row[language], language))
    if row["source"]:
        turtle.add(subject, "dct:source", iri(row["source"]))
