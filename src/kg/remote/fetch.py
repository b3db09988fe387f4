"""RDF read from an address that a person gave: one GET, over HTTP only, of bearable size, and nothing that it names.

A file of a release of kg is compared with the release's SHA256SUMS; the address of that file stands for all its data.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin

from kg.errors import EndpointError, InputError, Reason
from kg.graph.load import BYTES, FORMATS, Source, content_at, source_of
from kg.wire.address import Address, address
from kg.wire.client import Client
from kg.wire.credentials import NOBODY
from kg.wire.trouble import MissingError

SUMS = "SHA256SUMS"
PACKED = ".gz"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# Where the data is in a release, and which of it is everything: N-Quads, which say what is inferred.
_DATA = re.compile(r".*/(dump/.+|data/(?:class|meeting|statement)/.+)")
_ALL = re.compile(r"dump/statements(?:\.\d+)?\.nq\.gz")
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_MOST_SUMS = 10_000_000
_MAGIC = b"\x1f\x8b"
_MEDIA_TYPES = {form.media_type: form for form in FORMATS.values()}
_ACCEPT = ", ".join([*_MEDIA_TYPES, "*/*;q=0.1"])
_BY_HAND = Reason(
    "bring the file here with a program that can give an account, and name the file",
    "apportez le fichier ici avec un programme qui sait donner un compte, et nommez le fichier",
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from one address.

    Attributes:
        source: The file.
        size: Bytes that travelled.
        checked: Whether a release's SHA256SUMS says the same.
        hops: Where redirects led.
    """

    source: Source
    size: int
    checked: bool
    hops: tuple[str, ...] = ()


def is_url(source: str) -> bool:
    """Whether a person meant an address rather than a file."""
    return _URL.match(source) is not None


def fetch(url: str, client: Client) -> Iterator[Fetched]:
    """Yield the RDF file at an address; for the SHA256SUMS of a release, the N-Quads that hold all its data.

    Args:
        url: http:// or https://, without an account.
        client: How long to wait; the account of a store is never sent to where data comes from.

    Raises:
        EndpointError: it is no such address (KG586), holds what is not read (KG587) or something else than SHA256SUMS
            says (KG588), or it cannot be had: see ``Client.send``.
        InputError: see ``source_of``; or it is packed and too large (KG153).
    """
    asked = replace(client, most=BYTES, entry=_BY_HAND, credentials=NOBODY, abroad=True)
    place = _place(url)
    if _bare(place).endswith(f"/{SUMS}"):
        sums = _sums(place, asked)
        names = sorted(name for name in sums if _ALL.fullmatch(name))
        if not names:
            raise _unlike(url, Reason("lists no dump of a release of kg", "n’énumère aucun jeu d’une version de kg"))
        for name in names:
            yield _file(_place(urljoin(url, name)), asked, sums[name])
        return
    yield _file(place, asked, _expected(place, asked))


def open_packed(path: Path) -> Source:
    """Return an RDF file packed with gzip, by the same rules.

    Raises:
        EndpointError: it is of a kind that is not read, or packed badly (KG587).
        InputError: see ``source_of`` and ``content_at``; or it is too large once unpacked (KG153).
    """
    return _source(str(path), path.name, "", content_at(path))


def _place(url: str) -> Address:
    try:
        return address(url)
    except EndpointError as error:
        raise EndpointError(
            "KG586",
            error.where,
            en="is not an address that data is read from: give http:// or https://, without a name or a password, "
            "a # part, spaces or accents; or bring the file here and name it",
            fr="n’est pas une adresse d’où l’on lit des données\u00a0: donnez http:// ou https://, sans nom ni mot de "
            "passe, sans partie #, sans espaces ni accents\u00a0; ou apportez le fichier ici et nommez-le",
        ) from error


def _bare(place: Address) -> str:
    """Return the path as a person reads it, without a query."""
    return unquote(place.path.partition("?")[0])


def _expected(place: Address, client: Client) -> str:
    """Return the checksum that the release has for a file; empty when it is none of a release."""
    found = _DATA.fullmatch(_bare(place))
    if not found:
        return ""
    name = found[1]
    try:
        sums = _sums(_place(urljoin(place.url, "../" * name.count("/") + SUMS)), client)
    except MissingError:
        return ""
    if name not in sums:
        raise _unlike(place.url, Reason(f"is not in the {SUMS} there", f"n’est pas dans le {SUMS} de là-bas"))
    return sums[name]


def _sums(place: Address, client: Client) -> dict[str, str]:
    """Return ``{path: checksum}``."""
    content = replace(client, most=_MOST_SUMS).send("GET", place, {"Accept": "text/plain, */*"}).content
    lines = [_LINE.fullmatch(line) for line in content.decode("utf-8", "replace").splitlines()]
    found = {line[2]: line[1] for line in lines if line}
    if not found or len(found) != len(lines):
        raise _unlike(place.url, Reason("is no list of checksums", "n’est pas une liste d’empreintes"))
    return found


def _file(place: Address, client: Client, expected: str) -> Fetched:
    reply = client.send("GET", place, {"Accept": _ACCEPT})
    if expected and hashlib.sha256(reply.content).hexdigest() != expected:
        raise _unlike(
            place.url, Reason(f"has not the checksum that {SUMS} says", f"n’a pas l’empreinte que donne {SUMS}")
        )
    return Fetched(
        _source(place.url, _named([_bare(place), *map(unquote, reply.hops)]), reply.kind, reply.content),
        len(reply.content),
        bool(expected),
        reply.hops,
    )


def _named(paths: Iterable[str]) -> str:
    """Return the name of the file: the first of an address, then of those that it led to, that says its format."""
    names = [PurePosixPath(path).name for path in paths]
    return next(
        (name for name in names if FORMATS.keys() & set(map(str.lower, PurePosixPath(name).suffixes))), names[0]
    )


def _source(where: str, name: str, kind: str, content: bytes) -> Source:
    """Look at what came: RDF by its media type, else by its name, packed or not."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    suffix = next((each for each in reversed(suffixes) if each != PACKED), "")
    form = _MEDIA_TYPES.get(kind) or (None if kind == "text/html" else FORMATS.get(suffix))
    if form is None:
        raise _unread(where, kind or name)
    return source_of(where, form, _unpacked(where, content) if content.startswith(_MAGIC) else content)


def _unpacked(where: str, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            found = file.read(BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise EndpointError(
            "KG587",
            where,
            en="is packed with gzip and damaged; bring it again",
            fr="est compressé par gzip et abîmé\u00a0; allez le chercher à nouveau",
        ) from error
    if len(found) > BYTES:
        raise InputError(
            "KG153",
            where,
            en=f"is larger than {BYTES // 1_000_000} MB once unpacked; split it",
            fr=f"dépasse {BYTES // 1_000_000}\u00a0Mo une fois décompressé\u00a0; découpez-le",
        )
    return found


def _unread(where: str, kind: str) -> EndpointError:
    known = ", ".join(FORMATS)
    return EndpointError(
        "KG587",
        where,
        en=f"is no RDF that is read ({kind}); give the file itself, one of: {known}, or one of them with {PACKED}",
        fr=f"n’est pas du RDF qui se lit ({kind})\u00a0; donnez le fichier même, l’un de\u00a0: {known}, ou l’un d’eux "
        f"avec {PACKED}",
    )


def _unlike(where: str, why: Reason) -> EndpointError:
    return EndpointError(
        "KG588",
        where,
        en=f"{why.en}; nothing was loaded: try again, then ask those who publish it",
        fr=f"{why.fr}\u00a0; rien n’a été chargé\u00a0: réessayez, puis demandez à qui le publie",
    )
