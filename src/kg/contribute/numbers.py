"""Whole numbers that people write."""

_MOST = 12


def whole_number(said: str) -> int | None:
    """Return the number, or None when it is none: other signs than 0 to 9, or more digits than a text has characters.

    >>> whole_number("1412"), whole_number("²"), whole_number("9" * 5000)
    (1412, None, None)
    """
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST else None
