"""The order of names in an alphabet: accents and case aside, numbers as numbers."""

import re
import unicodedata

_NUMBER = re.compile(r"(\d+)")


def sort_key(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Return where a name stands in an alphabetical list.

    >>> sorted(["Zambie", "Émirats", "Égypte", "2396", "242"], key=sort_key)
    ['242', '2396', 'Égypte', 'Émirats', 'Zambie']
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    parts = [part for part in _NUMBER.split(plain) if part]
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], name
