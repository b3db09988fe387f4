"""The register of the Security Council's resolutions: ``resolutions.ttl``."""

from typing import Final

from tools.reference.regions import area
from tools.reference.sources import LANGUAGES, rows
from tools.reference.turtle import Turtle, iri, literal, thing, typed

COMMENTS: Final = (
    "Resolutions of the United Nations Security Council, 1 (1946) to 2803 (2025): symbol, day where known, address.",
    "Made by tools/reference; do not edit. Origins and terms: README.md. Short titles are ours, not official ones.",
)
_LABELS: Final = {"fr": "Résolution {} du Conseil de sécurité", "en": "Security Council resolution {}"}


def build() -> Turtle:
    """Return every resolution, with title, themes and areas for those that this field cites."""
    turtle = Turtle()
    for row in rows("security_council"):
        subject = _resolution(row["number"], row["year"])
        called = f"{row['number']} ({row['year']})"
        turtle.name(subject, {language: _LABELS[language].format(called) for language in LANGUAGES}, {})
        turtle.add(subject, "a", "kg:Resolution")
        turtle.add(subject, "kg:symbol", literal(f"S/RES/{called}"))
        turtle.add(subject, "dct:creator", thing("organisation", "unsc"))
        turtle.add(subject, "rdfs:seeAlso", iri(f"https://undocs.org/S/RES/{row['number']}({row['year']})"))
        if row["date"]:
            turtle.add(subject, "dct:issued", typed(row["date"], "date"))
    _titles(turtle)
    return turtle


def _resolution(number: str, year: str) -> str:
    return thing("resolution", f"S-RES-{number}-{year}")


def _titles(turtle: Turtle) -> None:
    years = {row["number"]: row["year"] for row in rows("security_council")}
    for row in rows("resolution_titles"):
        subject = _resolution(row["number"], years[row["number"]])
        turtle.add(subject, "dct:title", *(literal(row[language], language) for language in LANGUAGES))
        turtle.add(subject, "dct:subject", *(thing("theme", key) for key in row["themes"].split()))
        for key in row["areas"].split():
            turtle.add(subject, "dct:spatial", area(key))
