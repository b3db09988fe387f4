"""Who we are to an endpoint: a name and a password, or a token, from the environment or from a file.

They never stand in an address, a message or a state file.
"""

import base64
import hashlib
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import EndpointError

USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
_KEYS = ("user", "password", "token")
_PAIR = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')
_ALGORITHMS = {"MD5": "md5", "SHA-256": "sha256"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an endpoint may ask for.

    Attributes:
        user: Name, or empty.
        password: Its password.
        token: Bearer token, or empty.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def first(self) -> str:
        """Return the header ``Authorization`` of a request that nobody has refused yet; may be empty."""
        return f"Bearer {self.token}" if self.token else ""

    def answer(self, challenges: str, method: str, target: str) -> str:
        """Return the header ``Authorization`` that answers a header ``WWW-Authenticate``; empty when none can.

        Args:
            challenges: The header.
            method: Of the request.
            target: Its path and query.
        """
        if not self.user:
            return ""
        scheme, _, rest = challenges.strip().partition(" ")
        if scheme.lower() == "digest":
            return self._digest({key: quoted or plain for key, quoted, plain in _PAIR.findall(rest)}, method, target)
        if scheme.lower() == "basic":
            return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return ""

    def _digest(self, given: Mapping[str, str], method: str, target: str) -> str:
        """Answer by HTTP Digest (RFC 7616) with ``qop=auth`` or none."""
        algorithm = _ALGORITHMS.get(given.get("algorithm", "MD5").upper())
        if algorithm is None or "nonce" not in given:
            return ""

        def hashed(text: str) -> str:
            return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()

        realm, nonce = given.get("realm", ""), given["nonce"]
        secret, request = hashed(f"{self.user}:{realm}:{self.password}"), hashed(f"{method}:{target}")
        parts = {"username": self.user, "realm": realm, "nonce": nonce, "uri": target}
        if "auth" in re.split(r"[\s,]+", given.get("qop", "")):
            once = secrets.token_hex(8)
            parts |= {"cnonce": once, "response": hashed(f"{secret}:{nonce}:00000001:{once}:auth:{request}")}
            extra = ", qop=auth, nc=00000001"
        else:
            parts["response"] = hashed(f"{secret}:{nonce}:{request}")
            extra = ""
        if "opaque" in given:
            parts["opaque"] = given["opaque"]
        quoted = ", ".join(f'{key}="{_escaped(value)}"' for key, value in parts.items())
        return f"Digest {quoted}{extra}, algorithm={given.get('algorithm', 'MD5')}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def read_credentials(path: Path | None, environment: Mapping[str, str] = os.environ) -> Credentials:
    """Return the credentials in a TOML file (``user``, ``password``, ``token``), else those of the environment.

    Raises:
        EndpointError: the file cannot be read, or holds anything else (KG575).
    """
    if path is None:
        return Credentials(*(environment.get(name, "") for name in (USER, PASSWORD, TOKEN)))
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad_file(path) from error
    if not found or any(key not in _KEYS or not isinstance(value, str) for key, value in found.items()):
        raise _bad_file(path)
    return Credentials(**found)


def _bad_file(path: Path) -> EndpointError:
    return EndpointError(
        "KG575",
        str(path),
        en='cannot be used: write in it user = "…" and password = "…", or token = "…"',
        fr='ne peut pas être utilisé\u00a0: écrivez-y user = "…" et password = "…", ou token = "…"',
    )
