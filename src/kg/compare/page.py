"""A comparison as a page, side by side, for the screen and for paper."""

from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.compare.compare import Change, Comparison, Pair, Statements
from kg.compare.performed import Performed
from kg.compare.words import Piece, rewording

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "What changed",
        "from": "from",
        "to": "to",
        "same": "kept as it was",
        "reworded": "reworded",
        "new": "new",
        "dropped": "dropped",
        "same many": "kept as they were",
        "reworded many": "reworded",
        "new many": "new",
        "dropped many": "dropped",
        "regions gained": "Regions gained",
        "regions lost": "Regions lost",
        "resolutions gained": "Resolutions gained",
        "resolutions lost": "Resolutions lost",
        "amounts gained": "Sums gained",
        "amounts lost": "Sums lost",
        "across": "The two texts are in different languages: acts are paired by type, things named and place, "
        "not by words.",
        "act": "Act",
        "was": "was",
        "colon": ": ",
    },
    "fr": {
        "title": "Ce qui a changé",
        "from": "de",
        "to": "à",
        "same": "gardé tel quel",
        "reworded": "reformulé",
        "new": "nouveau",
        "dropped": "abandonné",
        "same many": "gardés tels quels",
        "reworded many": "reformulés",
        "new many": "nouveaux",
        "dropped many": "abandonnés",
        "regions gained": "Régions gagnées",
        "regions lost": "Régions perdues",
        "resolutions gained": "Résolutions gagnées",
        "resolutions lost": "Résolutions perdues",
        "amounts gained": "Sommes gagnées",
        "amounts lost": "Sommes perdues",
        "across": "Les deux textes sont de langues différentes\u00a0: les actes sont rapprochés par leur type, "
        "ce qu’ils nomment et leur place, non par leurs mots.",
        "act": "Acte",
        "was": "était",
        "colon": "\u00a0: ",
    },
}


def words(language: str) -> Mapping[str, str]:
    """Return what a comparison says in ``language``, ``en`` or ``fr``: the names of the changes and of its parts."""
    return _WORDS[language]


def counted(change: Change, number: int, language: str) -> str:
    """Return what became of ``number`` acts, in words that agree with it; French counts zero as singular.

    >>> counted(Change.NEW, 13, "fr"), counted(Change.NEW, 1, "fr")
    ('nouveaux', 'nouveau')
    """
    few = number < 2 if language == "fr" else number == 1
    return words(language)[change.value if few else f"{change.value} many"]


def shifts(each: Statements) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return ``(key of words, things)`` for what is gained and lost, without what is empty."""
    every = (
        ("regions gained", each.regions.gained),
        ("regions lost", each.regions.lost),
        ("resolutions gained", each.resolutions.gained),
        ("resolutions lost", each.resolutions.lost),
        ("amounts gained", each.amounts.gained),
        ("amounts lost", each.amounts.lost),
    )
    return tuple((key, things) for key, things in every if things)


def pieces(pair: Pair) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both passages of a pair in pieces.

    A missing side has none; where it is missing, or in another language, the passage is one piece.
    """
    if pair.before is None or pair.after is None or pair.across:
        return _whole(pair.before), _whole(pair.after)
    return rewording(pair.before.quote, pair.after.quote)


def _whole(act: Performed | None) -> tuple[Piece, ...]:
    return () if act is None else (Piece(" ".join(act.quote.split()), kept=True),)


def write_page(comparison: Comparison, labels: Mapping[str, str], types: Mapping[str, str], language: str) -> str:
    """Return the page as HTML 5 that needs nothing else: no script, no other file.

    Args:
        comparison: What changed.
        labels: ``{IRI, or sum: label}`` of the statements, regions and resolutions, and how sums are written.
        types: ``{type of act: its name}``.
        language: ``en`` or ``fr``.
    """

    def names(things: Iterable[str]) -> str:
        return ", ".join(labels[each] for each in things) or "—"

    template = _environment().get_template("comparison.html.j2")
    return template.render(
        comparison=comparison,
        names=names,
        types=types,
        words=words(language),
        language=language,
        pieces=pieces,
        shifts=shifts,
        counts=[(number := comparison.count(change), counted(change, number, language)) for change in Change],
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kg.compare"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
