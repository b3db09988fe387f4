"""Where a service is: an address taken apart and checked before anything is sent."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from kg.wire.trouble import bad_address

# What stands in no address, and would break the lines of a request.
_UNFIT = re.compile(r"[^\x21-\x7e]")
# Words to these never leave the machine.
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is.

    Attributes:
        url: As the user gave it.
        secure: Whether it is HTTPS.
        host: Name or number.
        port: Port, or None for the usual one.
        path: Path and query.
    """

    url: str
    secure: bool
    host: str
    port: int | None
    path: str

    @property
    def private(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.secure or self.host in _LOCAL

    @property
    def shown(self) -> str:
        """The address without its query, which may hold a signature."""
        return self.url.partition("?")[0]

    def led(self, location: str) -> "Address | None":
        """Return where a redirect leads, or None when that is no address."""
        return None if _UNFIT.search(location) else _parts(location, self.url)

    def beside(self, other: "Address") -> bool:
        """Whether the other is a path of the same server."""
        return (self.secure, self.host, self.port) == (other.secure, other.host, other.port)


def address(url: str) -> Address:
    """Return the parts of an address.

    Raises:
        EndpointError: it is no HTTP address, or has a name or a password in it (KG570).
    """
    found = _parts(url)
    if found is None:
        # The name and the password stay out of the message.
        raise bad_address(re.sub(r"//.*@", "//…@", url))
    return found


def _parts(url: str, base: str = "") -> Address | None:
    try:
        url = urljoin(base, url)
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment or _UNFIT.search(url):
        return None
    if parts.username is not None or parts.password is not None:
        return None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(url, parts.scheme == "https", parts.hostname, port, path)
