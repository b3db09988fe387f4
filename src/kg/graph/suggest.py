"""What a person who mistyped a name may have meant."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ENOUGH = 60
_MOST = 3


def suggest(name: str, known: Iterable[str], otherwise: str = "…") -> str:
    """Return up to three of ``known`` that are spelt like ``name``, best first, joined by commas.

    >>> suggest("meetings-and-host", ["acts-by-theme", "meetings-and-hosts"])
    'meetings-and-hosts'
    """
    ordered = sorted(set(known))
    found = process.extract(
        name, ordered, scorer=fuzz.WRatio, limit=_MOST, score_cutoff=_ENOUGH, processor=str.casefold
    )
    near = [match for match, _, _ in found]
    return ", ".join(near) if near else ", ".join(ordered[:_MOST]) or otherwise
