"""Where the page and the data of a thing lie: names made from its IRI alone, so that they never change.

A name is safe on every file system: no way out of its folder, no two names that differ by case only, no name that
Windows reserves, none too long. A key that is plain stays as it is; any other becomes a short form and a digest.
"""

import hashlib
import re
from dataclasses import dataclass

from kg.graph.iri import slug
from kg.graph.namespaces import BASE

KINDS = (
    "meeting",
    "statement",
    "act",
    "country",
    "region",
    "place",
    "resolution",
    "organisation",
    "person",
    "theme",
)
"""Kinds of things that have a page; each is a folder of the site and a segment of IRIs."""

_ID = f"{BASE}id/"
# Lower case only, or upper case only, by kind: so names that differ by case alone cannot meet in one folder.
PLAIN = {"country": "[A-Z]{3}", "resolution": "[A-Z0-9][A-Z0-9-]{0,98}"}
"""``{kind: pattern of its plain keys}``; for all other kinds ``PLAIN_KEY``."""
PLAIN_KEY = "[a-z0-9][a-z0-9_-]{0,98}"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The place of one thing on the site.

    Attributes:
        kind: One of ``KINDS``.
        name: Name of its files, without ending.
        plain: Whether the name is the key of the IRI itself.
    """

    kind: str
    name: str
    plain: bool

    @property
    def path(self) -> str:
        """``kind/name``: below ``en/`` and ``fr/`` for pages, below ``data/`` for data."""
        return f"{self.kind}/{self.name}"

    def page(self, number: int = 1) -> str:
        """Return the path of its page; what does not fit on one goes on with number 2."""
        return f"{self.path}.html" if number == 1 else f"{self.path}.p{number}.html"


def address(iri: str, kind: str = "") -> Address | None:
    """Return where the thing called ``iri`` is; None when things of its kind have no page.

    Args:
        iri: One of ours, whose path tells the kind, or one of somebody else.
        kind: What somebody else's thing is.

    >>> address("https://w3id.org/statements-kg/id/country/IRQ").path
    'country/IRQ'
    >>> address("https://w3id.org/statements-kg/id/region/../x").path
    'region/x~8c558ba7adc1e33e'
    """
    own, _, key = iri.removeprefix(_ID).partition("/") if iri.startswith(_ID) else ("", "", "")
    if not own and kind in KINDS:
        return Address(kind, _digested(iri, iri.rpartition("/")[2]), plain=False)
    kind = own
    if kind not in KINDS or not key:
        return None
    if re.fullmatch(PLAIN.get(kind, PLAIN_KEY), key) and not _RESERVED.fullmatch(key):
        return Address(kind, key, plain=True)
    return Address(kind, _digested(iri, key), plain=False)


def _digested(iri: str, key: str) -> str:
    return f"{slug(key)[:60]}~{hashlib.sha256(iri.encode()).hexdigest()[:16]}"


def key_of(iri: str) -> str:
    """Return what follows the kind in one of our IRIs."""
    return iri.removeprefix(_ID).partition("/")[2]
