"""Capitals, cities, camps, bases and border crossings: ``places.ttl``."""

from typing import Final

from kg.graph.namespaces import BASE
from tools.reference.coordinates import locate
from tools.reference.sources import bilingual, rows
from tools.reference.turtle import Turtle, iri, thing

COMMENTS: Final = (
    "Places: every capital, and cities, camps, bases, prisons and border crossings that statements name.",
    "Made by tools/reference; do not edit. Origins and terms: README.md. Links and points: GeoNames, CC-BY-4.0.",
)


def build() -> Turtle:
    """Return every place with its names, its kind, what contains it and its GeoNames link where checked."""
    turtle = Turtle()
    for row in rows("places"):
        subject = thing("place", row["key"])
        turtle.name(subject, *bilingual(row))
        turtle.add(subject, "a", "kg:Place")
        turtle.add(subject, "kg:placeKind", thing("place-kind", row["kind"]))
        parent = row["within"].replace(":", "/") or f"country/{row['country']}"
        turtle.add(subject, "kg:within", iri(f"{BASE}id/{parent}"))
        if row["geonames"]:
            turtle.add(subject, "skos:closeMatch", iri(f"https://sws.geonames.org/{row['geonames']}/"))
        locate(turtle, "place", row["key"])
    return turtle
