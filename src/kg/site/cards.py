"""What pages show of things: plain data between the graph and the templates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.site.pagination import Part
from kg.site.passage import Piece
from kg.site.view import Words

# How the terms of a text say so, in the languages of the site.
_DIGEST = re.compile(r"\b(?:digest|condensé|résumé|summary)\b", re.IGNORECASE)
_SCHEMES = ("http", "https")


def web_address(iri: str) -> str:
    """Return ``iri`` when a browser may follow it: http or https with a host, nothing unprintable; else nothing.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("https://[x")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(iri)
    except ValueError:
        return ""
    return iri if parts.scheme in _SCHEMES and parts.netloc and iri.isprintable() and " " not in iri else ""


@dataclass(frozen=True, slots=True)
class Link:
    """A thing by name, with the way to it.

    Attributes:
        words: What it is called.
        path: Its page, below the folder of the language; empty when it has none.
        address: Where else it is on the Web (http or https), for what has no page here; may be empty.
    """

    words: Words
    path: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One frozen text of a statement.

    Attributes:
        iri: Its IRI.
        lang: Code of its language.
        title: Its title.
        publisher: Who published it; may be empty.
        issued: Day of publication, ISO 8601; may be empty.
        source: Address that it was taken from, http or https only; may be empty.
        terms: Under what terms; may be empty.
        sha256: Checksum of the canonical text.
        open: Whether its terms let it be shown whole.
        whole: Whether it is shown whole: it is open, and held unaltered.
    """

    iri: ox.NamedNode
    lang: str
    title: str
    publisher: str
    issued: str
    source: str
    terms: str
    sha256: str
    open: bool
    whole: bool = False

    @property
    def digest(self) -> bool:
        """Whether its terms say that it is a digest of the statement, not the statement itself."""
        return _DIGEST.search(self.terms) is not None


@dataclass(frozen=True, slots=True)
class Act:
    """An act as lists show it.

    Attributes:
        iri: Its IRI.
        type: Local name of its class, such as ``Commitment``.
        link: Its page.
        text: The text it is read in.
        start: Offset of its first character.
        end: Offset after its last.
        trigger: Offsets of the words that perform it.
        quote: Its words.
        statement: Its statement.
        regions: Countries, regions and places that it names.
        resolutions: Resolutions that it cites.
        amounts: Sums of money that it names.
    """

    iri: ox.NamedNode
    type: str
    link: Link
    text: Text
    start: int
    end: int
    trigger: tuple[int, int]
    quote: tuple[Piece, ...]
    statement: ox.NamedNode
    regions: tuple[Link, ...]
    resolutions: tuple[Link, ...]
    amounts: tuple[Words, ...]

    @property
    def anchor(self) -> str:
        """Name of its place on the page of its statement."""
        return self.link.path.rpartition("/")[2].removesuffix(".html")


def distinct(links: Iterable[Link]) -> list[Link]:
    """Return links in their order, each once."""
    return list(dict.fromkeys(links))


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the summary of a thing.

    Attributes:
        label: What is told, a key of the words.
        links: Things that it leads to.
        words: What is told in words.
    """

    label: str
    links: Sequence[Link] = ()
    words: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ready to be written.

    Attributes:
        template: Name of its template, without ending.
        path: Where it is, below the folder of its language.
        title: Its title.
        trail: What stands above it, from the home page down.
        thing: What it is about, with JSON-LD inside and Turtle beside; None for lists.
        context: What else the template needs.
    """

    template: str
    path: str
    title: Words
    trail: Sequence[Link] = ()
    thing: ox.NamedNode | None = None
    context: Mapping[str, object] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """Where the first page of its list is, which the other language has too."""
        part = self.context.get("part")
        return part.paths[0] if isinstance(part, Part) else self.path
