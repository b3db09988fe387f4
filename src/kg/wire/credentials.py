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

from kg.errors import EndpointError, Reason, reason

USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
_KEYS = ("user", "password", "token")
# A line like this was meant as TOML, whatever colons stand in it.
_MEANT = re.compile(r"\s*(?:user|password|token)\s*=")
_FORM = Reason("it is in another form", "sa forme est autre")
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

    def first(self, *, private: bool) -> str:
        """Return the header ``Authorization`` of a request that nobody has refused yet; may be empty.

        A service that lets everybody in, to less than we may do, never asks; so a name and its password are given
        unasked, unless others could read them.

        Args:
            private: Whether nobody on the way can read what is sent.
        """
        if self.token:
            return f"Bearer {self.token}"
        return self._basic() if self.user and private else ""

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
            return self._basic()
        return ""

    def _basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")

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


NOBODY = Credentials()
"""Neither a name nor a token."""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def read_credentials(path: Path | None, environment: Mapping[str, str] = os.environ) -> Credentials:
    """Return the credentials in a file, else those of the environment, which may be none.

    Args:
        path: TOML with ``user`` and ``password``, or ``token``; one line, ``user:password`` or ``Bearer token``, is
            understood too.
        environment: ``KG_ENDPOINT_USER`` and ``KG_ENDPOINT_PASSWORD``, or ``KG_ENDPOINT_TOKEN``.

    Raises:
        EndpointError: the file cannot be read, or holds anything else (KG575); the token cannot be one (KG584).
    """
    if path is None:
        return _checked(Credentials(*(environment.get(name, "") for name in (USER, PASSWORD, TOKEN))), TOKEN)
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _bad_file(path, reason(error)) from error
    except UnicodeDecodeError as error:
        raise _bad_file(path) from error
    return _checked(_of_line(content.strip()) or _of_toml(content, path), str(path))


def _of_line(line: str) -> Credentials | None:
    """Read the short form, which has a colon or a space where TOML has neither."""
    if "\n" in line or _MEANT.match(line):
        return None
    kind, _, token = line.partition(" ")
    if kind.lower() == "bearer" and token.strip():
        return Credentials(token=token.strip())
    user, colon, password = line.partition(":")
    return Credentials(user, password) if user and colon else None


def _of_toml(content: str, path: Path) -> Credentials:
    try:
        found = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad_file(path) from error
    if not found or any(key not in _KEYS or not isinstance(value, str) for key, value in found.items()):
        raise _bad_file(path)
    return Credentials(**found)


def _checked(found: Credentials, where: str) -> Credentials:
    """Refuse a token that would break the line of a header."""
    if re.search(r"[^\x21-\x7e]", found.token):
        raise EndpointError(
            "KG584",
            where,
            en="holds a token with a space or a letter that no token has; copy it again, in one piece",
            fr="contient un jeton avec une espace ou une lettre qu’aucun jeton n’a\u00a0; recopiez-le d’un seul tenant",
        )
    return found


def _bad_file(path: Path, why: Reason = _FORM) -> EndpointError:
    return EndpointError(
        "KG575",
        str(path),
        en=f'holds no credentials ({why.en}): write in it user = "…" and password = "…", or token = "…"',
        fr=f'ne donne pas d’identifiants ({why.fr})\u00a0: écrivez-y user = "…" et password = "…", ou token = "…"',
    )
