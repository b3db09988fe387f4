"""Who asks an endpoint: from the environment or from a file, never from the command line, which others can see."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError, reason

_ENDPOINT = "KG_ENDPOINT_"
USER, PASSWORD, TOKEN = (_ENDPOINT + name for name in ("USER", "PASSWORD", "TOKEN"))


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A name and a password (RFC 7617), or a token (RFC 6750).

    Attributes:
        user: Name; empty with a token.
        secret: Password or token.
    """

    user: str
    secret: str

    def header(self) -> str:
        """Return the value of the header ``Authorization``."""
        if not self.user:
            return f"Bearer {self.secret}"
        return f"Basic {base64.b64encode(f'{self.user}:{self.secret}'.encode()).decode()}"


def credentials(environment: Mapping[str, str], file: Path | None = None) -> Credentials | None:
    """Return the credentials from a file, else from the environment, else None.

    Args:
        environment: ``KG_ENDPOINT_TOKEN``, or ``KG_ENDPOINT_USER`` with ``KG_ENDPOINT_PASSWORD``.
        file: One line, ``user:password`` or ``Bearer token``.

    Raises:
        QueryError: the file cannot be read, or holds something else (KG549).
    """
    if file is not None:
        return _from_file(file)
    if environment.get(TOKEN):
        return _checked(Credentials("", environment[TOKEN]), TOKEN)
    if environment.get(USER):
        return _checked(Credentials(environment[USER], environment.get(PASSWORD, "")), USER)
    return None


def _from_file(file: Path) -> Credentials:
    try:
        line = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        why = reason(error)
        raise QueryError(
            "KG549", str(file), en=f"cannot be read ({why.en})", fr=f"ne peut pas être lu ({why.fr})"
        ) from error
    except UnicodeDecodeError:
        line = ""
    kind, _, token = line.partition(" ")
    user, colon, password = line.partition(":")
    if kind.lower() == "bearer" and token.strip():
        return _checked(Credentials("", token.strip()), str(file))
    if colon and user:
        return _checked(Credentials(user, password), str(file))
    raise _unfit(str(file))


def _checked(found: Credentials, where: str) -> Credentials:
    """Refuse what would break the line of a header."""
    if not found.header().isprintable() or not found.header().isascii() or "\n" in found.user + found.secret:
        raise _unfit(where)
    return found


def _unfit(where: str) -> QueryError:
    return QueryError(
        "KG549",
        where,
        en="holds no credentials; it takes one line, user:password or Bearer token",
        fr="ne contient pas d’identifiants\u00a0; il faut une ligne, utilisateur:mot-de-passe ou Bearer jeton",
    )
