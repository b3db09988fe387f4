"""Countries and territories: ``countries.ttl``."""

from typing import Final

from tools.reference.coordinates import locate
from tools.reference.regions import WORLD, customary_containers
from tools.reference.sources import Names, bare, names, rows, tables, typographic
from tools.reference.turtle import EU_COUNTRY, WIKIDATA, Turtle, iri, literal, thing

COMMENTS: Final = (
    "Countries and territories of ISO 3166-1, and Kosovo. A name or a border here takes no position on any status.",
    "Made by tools/reference; do not edit. Origins and terms: README.md.",
)
USER_ASSIGNED: Final = "XKX"
_NOTES: Final = {
    "fr": "Sans code ISO 3166-1 : XKX est un code de la plage laissée aux utilisateurs, d’usage courant. "
    "Désignation sans préjudice des positions sur le statut, conforme à la résolution 1244 (1999) du Conseil de "
    "sécurité.",
    "en": "No ISO 3166-1 code: XKX is a common code from the range left to users. "
    "The name is without prejudice to positions on status and in line with Security Council resolution 1244 (1999).",
}


def build() -> Turtle:
    """Return every country with its names, code, containers and links."""
    turtle = Turtle()
    containers = customary_containers()
    for row in rows("countries"):
        subject = thing("country", row["iso3"])
        called = called_by(row)
        turtle.name(subject, called.labels, called.others)
        turtle.add(subject, "a", "kg:Country")
        turtle.add(subject, "kg:code", literal(row["iso3"]))
        for region in (smallest_region(row), *containers.get(row["iso3"], ())):
            turtle.add(subject, "kg:within", thing("region", region))
        _links(turtle, subject, row)
        locate(turtle, "country", row["iso3"])
    return turtle


def called_by(row: dict[str, str]) -> Names:
    """Return the names of a row: CLDR's first, then those of M49 and UNTERM, then ours."""
    labels = {language: typographic(row[f"{language}_cldr"]) for language in ("fr", "en")}
    labels = {language: _plain(label) for language, label in labels.items()}
    others = {}
    for language in ("fr", "en"):
        found = [bare(row[f"{language}_{source}"]) for source in ("m49", "unterm", "formal")]
        others[language] = found + [name.replace(" & ", " and ") for name in (labels[language],)]
    return names(tables("country_names").get(row["iso3"], {}), labels, others)


def _plain(label: str) -> str:
    """Return a CLDR name without the bracket that tells it apart in a list (« Myanmar (Birmanie) »)."""
    return label.partition(" (")[0]


def smallest_region(row: dict[str, str]) -> str:
    """Return the M49 number of the smallest region of a row; the World for Antarctica, which has none."""
    return row["intermediate"] or row["subregion"] or row["region"] or WORLD


def _links(turtle: Turtle, subject: str, row: dict[str, str]) -> None:
    turtle.add(subject, "skos:exactMatch", iri(f"{WIKIDATA}{row['wikidata']}"))
    turtle.add(subject, "skos:closeMatch", iri(f"https://sws.geonames.org/{row['geonames']}/"))
    turtle.add(subject, "skos:exactMatch", iri(f"{EU_COUNTRY}{row['eu'] or row['iso3']}"))
    if row["iso3"] == USER_ASSIGNED:
        turtle.add(subject, "skos:note", *(literal(note, language) for language, note in _NOTES.items()))
