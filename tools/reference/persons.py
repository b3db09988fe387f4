"""Office-holders and their offices: ``persons.ttl``."""

from typing import Final

from tools.reference.organisations import actor, partial_date
from tools.reference.sources import LANGUAGES, bilingual, rows
from tools.reference.turtle import Turtle, iri, literal, thing

COMMENTS: Final = (
    "People who hosted, chaired or spoke for a country or an organisation at meetings of this field, and their office.",
    "Made by tools/reference; do not edit. Origins and terms: README.md. A date of office stands only where looked up.",
)


def build() -> Turtle:
    """Return every person with names, and one tenure that links person, office and country or organisation."""
    turtle = Turtle()
    for row in rows("persons"):
        person = thing("person", row["key"])
        turtle.name(person, *bilingual(row))
        turtle.add(person, "a", "kg:Person")
        tenure = thing("tenure", f"{row['key']}-1")
        turtle.add(tenure, "a", "kg:Tenure")
        turtle.add(tenure, "kg:holder", person)
        turtle.add(tenure, "kg:office", *(literal(row[f"office_{language}"], language) for language in LANGUAGES))
        turtle.add(tenure, "kg:officeOf", actor(row["office_of"]))
        for name in ("since", "until"):
            if row[name]:
                turtle.add(tenure, f"kg:{name}", partial_date(row[name]))
        if row["source"]:
            turtle.add(tenure, "dct:source", iri(row["source"]))
    return turtle
