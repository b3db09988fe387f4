"""What a person who mistyped a name may have meant."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ENOUGH = 60
_MOST = 3


def suggest(name: str, known: Iterable[str], otherwise: str = "…") -> str:
    """Return up to three of ``known`` that are spelt like ``name``, best first, joined by commas.

    >>> suggest("meetings-and-host", ["acts-by-theme", "meetings-and-hosts"])
    'meetings-and-hosts'
    >>> suggest("sahal", ["sabha", "sahara-desert", "sahel"])
    'sabha, sahel, sahara-desert'
    """
    ordered = sorted(set(known))
    found = process.extract(name, ordered, scorer=fuzz.WRatio, limit=None, score_cutoff=_ENOUGH, processor=str.casefold)
    # WRatio also finds what a name is a part of; the whole spelling then decides which comes first.
    near = sorted((match for match, _, _ in found), key=lambda match: -fuzz.ratio(name.casefold(), match.casefold()))
    near = near[:_MOST]
    return ", ".join(near) if near else ", ".join(ordered[:_MOST]) or otherwise
