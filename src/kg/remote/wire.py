"""One HTTP request that is answered, refused with a reason, or tried again."""

import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import EndpointError
from kg.patience import patience
from kg.remote.credentials import Credentials

SECONDS = 60.0
TRIES = 4
_LATER = {429, 500, 502, 503, 504}
_LONGEST_WAIT = 30.0
_MOST = 64 * 1024**2
# Words to these never leave the machine.
_LOCAL = ("localhost", "127.0.0.1", "::1")
_MARKUP = re.compile(r"<[^>]*>|\s+")


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


def address(url: str) -> Address:
    """Return the parts of an address.

    Raises:
        EndpointError: it is no HTTP address, or has a password in it (KG570).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment or not url.isascii():
        raise _bad(url)
    if parts.username is not None or " " in url:
        raise _bad(f"{parts.scheme}://…@{parts.hostname}")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(url, parts.scheme == "https", parts.hostname, port, path)


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests.

    Attributes:
        credentials: What to answer when a service asks who we are.
        seconds: How long one answer may take.
        tries: How often one request is sent when the service is away or busy.
        pause: Waits for some seconds; tests need not.
    """

    credentials: Credentials
    seconds: float = SECONDS
    tries: int = TRIES
    pause: Callable[[float], None] = time.sleep

    def send(self, method: str, to: Address, headers: Mapping[str, str], body: bytes = b"") -> tuple[int, bytes]:
        """Return status and content of the answer; what failed for a moment is tried again after 1, 2, 4 seconds.

        The request must do no harm when it is done twice.

        Raises:
            EndpointError: the service cannot be reached or does not answer in time (KG571), wants to know who we are
                or forbids it (KG572), or refuses for another reason (KG573); password or token would travel
                unencrypted to another machine (KG580).
        """
        for turn in range(self.tries):
            last = turn == self.tries - 1
            try:
                status, wait, content = self._once(method, to, headers, body)
            except (OSError, http.client.HTTPException) as error:
                if last or isinstance(error, ssl.SSLCertVerificationError):
                    raise _away(to, error, self.seconds) from error
                self.pause(2.0**turn)
                continue
            if status in _LATER and not last:
                self.pause(min(_LONGEST_WAIT, wait or 2.0**turn))
                continue
            if status in (401, 403):
                raise _forbidden(to, status)
            if status >= 300 and not (status == 404 and method == "GET"):
                raise _refused(to, status, content)
            return status, content
        raise AssertionError

    def _once(self, method: str, to: Address, headers: Mapping[str, str], body: bytes) -> tuple[int, float, bytes]:
        """Send once, or twice when the service asks who we are; return status, seconds to wait, and content."""
        authorization = self.credentials.first()
        for again in (True, False):
            kind = http.client.HTTPSConnection if to.secure else http.client.HTTPConnection
            connection = kind(to.host, to.port, timeout=self.seconds)
            if authorization and not (to.secure or to.host in _LOCAL or authorization.startswith("Digest ")):
                raise _exposed(to)
            given = {**headers, **({"Authorization": authorization} if authorization else {})}
            with patience(connection, self.seconds):
                connection.request(method, to.path, body, given)
                answer = connection.getresponse()
                content = answer.read(_MOST)
                wait = answer.headers.get("Retry-After", "")
                challenges = answer.headers.get_all("WWW-Authenticate") or []
            if answer.status == 401 and again:
                answers = [self.credentials.answer(each, method, to.path) for each in challenges]
                authorization = next((each for each in answers if each), "")
                if authorization:
                    continue
            return answer.status, float(wait) if wait.isdecimal() else 0.0, content
        raise AssertionError


def _bad(url: str) -> EndpointError:
    return EndpointError(
        "KG570",
        url[:200],
        en="is not an address that can be used: give http:// or https://, without a password in it",
        fr="n’est pas une adresse utilisable\u00a0: donnez http:// ou https://, sans mot de passe dedans",
    )


def _away(to: Address, error: Exception, seconds: float) -> EndpointError:
    if isinstance(error, TimeoutError):
        en, fr = f"no answer in {seconds:g} seconds", f"pas de réponse en {seconds:g}\u00a0secondes"
    elif isinstance(error, ConnectionRefusedError):
        en, fr = "nothing listens there", "rien n’écoute à cette adresse"
    elif isinstance(error, socket.gaierror):
        en, fr = "the name of the host is unknown", "le nom de la machine est inconnu"
    elif isinstance(error, ssl.SSLError):
        en, fr = "its certificate is not trusted", "son certificat n’est pas digne de confiance"
    else:
        en, fr = "the connection broke", "la connexion a été coupée"
    return EndpointError(
        "KG571",
        to.url,
        en=f"cannot be reached ({en}); check the address and that the server runs, then run the same command again",
        fr=f"est inaccessible ({fr})\u00a0; vérifiez l’adresse et que le serveur tourne, puis relancez",
    )


def _forbidden(to: Address, status: int) -> EndpointError:
    return EndpointError(
        "KG572",
        to.url,
        en=f"does not let us in ({status}); give KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN, "
        "or a file with --auth, of an account that may write",
        fr=f"refuse l’accès ({status})\u00a0; donnez KG_ENDPOINT_USER et KG_ENDPOINT_PASSWORD, ou KG_ENDPOINT_TOKEN, "
        "ou un fichier avec --auth, d’un compte qui a le droit d’écrire",
    )


def _exposed(to: Address) -> EndpointError:
    return EndpointError(
        "KG580",
        to.url,
        en="would get password or token unencrypted; give its https:// address, or use Digest",
        fr="recevrait le mot de passe ou le jeton sans chiffrement\u00a0; donnez son adresse en https://, ou utilisez "
        "Digest",
    )


def _refused(to: Address, status: int, content: bytes) -> EndpointError:
    said = _MARKUP.sub(" ", content[:2000].decode("utf-8", "replace")).strip()[:160]
    why = f"{status} {said}".strip()
    return EndpointError(
        "KG573",
        to.url,
        en=f"refused ({why}); check that it is the address of a graph store that may be written to",
        fr=f"a refusé ({why})\u00a0; vérifiez que c’est l’adresse d’un dépôt de graphes où l’on peut écrire",
    )
