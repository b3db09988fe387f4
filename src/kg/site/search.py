"""What can be searched: a short line for everything that has a page, small enough to be part of the search page."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.namespaces import KG, SKOS
from kg.site.edition import Edition
from kg.site.order import sort_key

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
Entry = tuple[str, str, str, str]
"""Name, kind (or type of act), path below the folder of the language, other names or the rest of an act's words."""


def entries(edition: Edition) -> list[Entry]:
    """Return everything with a page, acts last, each group in the order of the alphabet."""
    found = []
    for iri, place in edition.pages.items():
        thing = ox.NamedNode(iri)
        if place.kind == "act" and not edition.quoted(thing):
            continue
        kind = edition.type_of(thing) if place.kind == "act" else place.kind
        card = edition.act(thing) if place.kind == "act" else None
        others = (*edition.view.literals(thing, SKOS.altLabel), *edition.view.literals(thing, KG.symbol))
        names = sorted({each.value for each in (*others, *edition.view.literals(thing, KG.code))})
        label = edition.view.name(thing, edition.lang).text
        if card is not None:
            names += _unsaid("".join(piece.text for piece in card.quote), label)
        found.append((label, kind, place.page(), " ".join(names)))
    return sorted(found, key=lambda each: (each[1][:1].isupper(), sort_key(each[0]), each[2]))


def _unsaid(quote: str, label: str) -> list[str]:
    """Return the words of a quotation that the label of its act, which is cut, leaves out; each once."""
    said = set(_WORD.findall(label.casefold()))
    return [word for word in dict.fromkeys(_WORD.findall(quote.casefold())) if word not in said]


def by_letter(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return what has no list in time by the first letter of its name, for those who read the index as a page."""
    letters: dict[str, list[Entry]] = {}
    for entry in found:
        if not entry[1][:1].isupper() and entry[1] not in ("meeting", "statement"):
            first = sort_key(entry[0])[0]
            letter = first[0][2][:1].upper() if first else ""
            letters.setdefault(letter if letter.isalpha() else "0–9", []).append(entry)
    return letters
