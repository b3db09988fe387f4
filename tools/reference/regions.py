"""M49 regions and customary areas: ``regions.ttl``."""

import re
from typing import Final

from tools.reference.coordinates import locate
from tools.reference.sources import names, rows, tables, typographic
from tools.reference.turtle import Turtle, iri, literal, thing

COMMENTS: Final = (
    "Regions: the M49 standard of the United Nations Statistics Division, and areas that texts name by custom.",
    "Made by tools/reference; do not edit. Origins and terms: README.md.",
)
WORLD: Final = "001"
_COUNTRY: Final = re.compile(r"[A-Z]{3}\Z")


def area(key: str) -> str:
    """Return the term of a country (alpha-3) or of a region (M49 number or ``x-`` slug)."""
    return thing("country" if _COUNTRY.match(key) else "region", key)


def build() -> Turtle:
    """Return every region with its names, its code and what contains it."""
    turtle = Turtle()
    _standard(turtle)
    _customary(turtle)
    return turtle


def _standard(turtle: Turtle) -> None:
    own = tables("m49_names")
    for row in rows("m49_regions"):
        subject = thing("region", row["m49"])
        given = {"fr": typographic(row["name_fr"]), "en": row["name_en"]}
        table = own.get(row["m49"], {})
        called = names(table, given)
        turtle.name(subject, called.labels, called.others)
        turtle.add(subject, "a", "kg:Region")
        turtle.add(subject, "kg:code", literal(row["m49"]))
        if row["parent_m49"]:
            turtle.add(
                subject, "kg:within", *(thing("region", key) for key in (row["parent_m49"], *table.get("within", ())))
            )
        for link in table.get("match", ()):
            turtle.add(subject, "skos:closeMatch", iri(link))
        locate(turtle, "region", row["m49"])


def _customary(turtle: Turtle) -> None:
    for key, table in tables("areas").items():
        subject = thing("region", key)
        called = names(table)
        turtle.name(subject, called.labels, called.others)
        turtle.add(subject, "a", "kg:Region")
        turtle.add(subject, "kg:within", *(area(parent) for parent in table["within"]))
        for language in ("fr", "en"):
            turtle.add(subject, "skos:definition", literal(table[f"def_{language}"], language))
        for country in table.get("overlaps", ()):
            turtle.add(subject, "kg:overlaps", area(country))
        locate(turtle, "region", key)


def customary_containers() -> dict[str, list[str]]:
    """Return ``{country: customary areas that wholly contain it}``."""
    containers: dict[str, list[str]] = {}
    for key, table in tables("areas").items():
        for country in table.get("contains", ()):
            containers.setdefault(country, []).append(key)
    return containers
