"""The only place that mints IRIs.

Keys are ASCII, flat and independent of any language, so that they fit Turtle's prefixed names and never change when a
label is corrected. A text's IRI carries its checksum and a span's IRI its offsets: a changed text gets new ones, and an
offset can never silently go stale.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from kg import assets
from kg.errors import QueryError
from kg.graph.namespaces import BASE, LANGUAGES, PREFIXES
from kg.model.reference import Thing
from kg.model.span import Span

_SPLIT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"})
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens; empty when nothing of it is Latin.

    >>> slug("Secrétaire d’État à l’Œuvre")
    'secretaire-d-etat-a-l-oeuvre'
    """
    apart = unicodedata.normalize("NFKD", text.translate(_SPLIT))
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    return _OTHER.sub("-", plain.lower()).strip("-")


@lru_cache(maxsize=4096)
def mint(kind: str, key: str) -> ox.NamedNode:
    """Return the IRI of the thing of ``kind`` (a path segment) with ``key``; what an IRI may not hold is escaped.

    >>> mint("country", "IRQ").value
    'https://w3id.org/statements-kg/id/country/IRQ'
    """
    return ox.NamedNode(f"{BASE}id/{kind}/{quote(key, safe='-_.')}")


def thing(named: Thing) -> ox.NamedNode:
    """Return the IRI of a country, region, place, organisation, person or resolution."""
    return mint(named.kind, named.key)


def meeting(key: str) -> ox.NamedNode:
    """Return the IRI of the meeting with this slug (``2024-09-30-gcd``)."""
    return mint("meeting", key)


def statement(key: str) -> ox.NamedNode:
    """Return the IRI of the statement with this slug."""
    return mint("statement", key)


def text_key(statement_key: str, language: str, sha256: str) -> str:
    """Return ``{statement}-{language}-{first 8 hexadecimal digits of the checksum}``."""
    return f"{statement_key}-{language}-{sha256[:8]}"


def text(statement_key: str, language: str, sha256: str) -> ox.NamedNode:
    """Return the IRI of one frozen text of a statement."""
    return mint("text", text_key(statement_key, language, sha256))


def span(text_iri: ox.NamedNode, passage: Span) -> ox.NamedNode:
    """Return the IRI of a passage, by its offsets in code points: ``{text}#offset_{start}_{end}``."""
    return ox.NamedNode(f"{text_iri.value}#offset_{passage.start}_{passage.end}")


def within_text(kind: str, text_iri: ox.NamedNode, letter: str, start: int) -> ox.NamedNode:
    """Return the IRI of what is read at offset ``start`` of a text: ``id/{kind}/{text key}-{letter}{start}``.

    An act keeps its IRI when rules change and gets a new one when the text changes.
    """
    return mint(kind, f"{text_iri.value.rsplit('/', 1)[-1]}-{letter}{start}")


def concept(scheme: str, key: str) -> ox.NamedNode:
    """Return the IRI of an entry of a code list: ``id/role/host``."""
    return mint(scheme, key)


def expand(name: str) -> ox.NamedNode | None:
    """Return the IRI that a person wrote, whole, in angle brackets or with a prefix; None when it is none of these.

    >>> expand("meeting:2024-09-30-gcd").value
    'https://w3id.org/statements-kg/id/meeting/2024-09-30-gcd'
    """
    bare = name.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = bare.partition(":")
    try:
        return ox.NamedNode(PREFIXES[prefix] + local if colon and prefix in PREFIXES else bare)
    except ValueError:
        return None


def named(name: str) -> ox.NamedNode:
    """Return the IRI that a person wrote, whole or with a prefix (``act:2024-09-30-gcd-fr-1a2b3c4d-a2871``).

    Raises:
        QueryError: ``name`` is no IRI (KG530).
    """
    found = expand(name)
    if found is None or ":" not in name:
        raise QueryError(
            "KG530",
            name,
            en="is not an IRI; copy one from an answer, such as meeting:2024-09-30-gcd",
            fr="n’est pas un IRI\u00a0; copiez-en un d’une réponse, comme meeting:2024-09-30-gcd",
        )
    return found


def compact(iri: str) -> str:
    """Return an IRI as people read it: with a known prefix when one fits, else whole.

    >>> compact("https://w3id.org/statements-kg/id/country/IRQ")
    'country:IRQ'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def local_name(iri: str) -> str:
    """Return what follows the last slash or hash of an IRI.

    >>> local_name("https://w3id.org/statements-kg/def#Meeting")
    'Meeting'
    """
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


@cache
def language(code: str) -> ox.NamedNode:
    """Return the European Union's IRI of a language from its ISO 639-1 code.

    The language's folder says it (``authority`` of ``language.toml``); a code without a folder is its own upper-case
    name, which the table of languages will not know.

    >>> language("fr").value.rsplit("/", 1)[-1]
    'FRA'
    """
    folder = assets.lexicons() / code
    known = tomllib.loads((folder / "language.toml").read_text(encoding="utf-8")) if folder.is_dir() else {}
    return ox.NamedNode(LANGUAGES + str(known.get("authority", quote(code.upper(), safe=""))))
