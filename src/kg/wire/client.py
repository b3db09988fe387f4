"""One HTTP request that is answered whole, refused with a reason, or tried again.

Redirects are followed on the same server only, so that neither what is sent nor the credentials go anywhere else.
"""

import http.client
import secrets
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.errors import Reason
from kg.wire.address import Address
from kg.wire.credentials import NOBODY, Credentials
from kg.wire.patience import patience
from kg.wire.trouble import ENTRY, away, elsewhere, exposed, forbidden, late, refused, too_much

SECONDS = 60.0
TRIES = 4
_LATER = {429, 500, 502, 503, 504}
_LED = {301, 302, 307, 308}
_REDIRECTS = 5
_LONGEST_WAIT = 30.0
_MOST = 64 * 1000**2
_PIECE = 1 << 16
_PATH = Reason("check the path of the address", "vérifiez le chemin de l’adresse")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Attributes:
        status: Number of the state.
        kind: Media type.
        content: All of it.
    """

    status: int
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Raw:
    reply: Reply
    wait: float
    location: str
    challenges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests.

    Attributes:
        credentials: What to answer when a service asks who we are.
        seconds: How long one answer may take.
        total: How long all attempts together may take, with the pauses between them; None for as long as they do.
        tries: How often one request is sent when the service is away or busy.
        most: Bytes of the longest answer.
        pause: Waits for some seconds; tests need not.
        advice: What to do when a service refuses.
        entry: What to do when it does not let us in.
    """

    credentials: Credentials = NOBODY
    seconds: float = SECONDS
    total: float | None = None
    tries: int = TRIES
    most: int = _MOST
    pause: Callable[[float], None] = time.sleep
    advice: Reason = _PATH
    entry: Reason = ENTRY

    def send(self, method: str, to: Address, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """Return the answer; what failed for a moment is tried again after about 1, 2, 4 seconds.

        The request must do no harm when it is done twice.

        Raises:
            EndpointError: the service cannot be reached (KG571), wants to know who we are or forbids it (KG572),
                refuses for another reason (KG573), does not answer in time (KG581), answers too much (KG582) or sends
                elsewhere (KG583); password or token would travel unencrypted to another machine (KG580).
        """
        end = time.monotonic() + self.total if self.total is not None else None
        for turn in range(self.tries):
            last = turn == self.tries - 1
            try:
                found = self._follow(method, to, headers, body, end)
            except (OSError, http.client.HTTPException) as error:
                if last or isinstance(error, ssl.SSLCertVerificationError) or _over(end):
                    raise self._gone(to, error) from error
                self._wait(to, turn, 0.0, end)
                continue
            if found.reply.status in _LATER and not last:
                self._wait(to, turn, found.wait, end)
                continue
            return self._accepted(to, found.reply)
        raise AssertionError

    def _accepted(self, to: Address, reply: Reply) -> Reply:
        if reply.status in (401, 403):
            raise forbidden(to.url, reply.status, self.entry)
        if reply.status >= 300:
            raise refused(to.url, reply.status, reply.content, _PATH if reply.status in (404, 410) else self.advice)
        return reply

    def _gone(self, to: Address, error: Exception) -> Exception:
        if isinstance(error, TimeoutError):
            return late(to.url, self.seconds if self.total is None else self.total)
        return away(to.url, error)

    def _wait(self, to: Address, turn: int, asked: float, end: float | None) -> None:
        """Pause, a little unevenly so that many who failed together do not come back together."""
        pause = min(_LONGEST_WAIT, asked or 2.0**turn) * (1 + secrets.randbelow(250) / 1000)
        if self.total is not None and end is not None and time.monotonic() + pause >= end:
            raise late(to.url, self.total)
        self.pause(pause)

    def _follow(self, method: str, to: Address, headers: Mapping[str, str], body: bytes, end: float | None) -> _Raw:
        """Send, and send again where the same server says."""
        place = to
        for _ in range(_REDIRECTS):
            found = self._once(method, place, headers, body, end)
            if found.reply.status not in _LED:
                return found
            led = place.led(found.location)
            if led is None or not led.beside(to):
                raise elsewhere(to.url, led.url if led else "")
            place = led
        raise elsewhere(to.url, place.url)

    def _once(self, method: str, to: Address, headers: Mapping[str, str], body: bytes, end: float | None) -> _Raw:
        """Send, and say who we are in the way that the service asks for."""
        tried, authorization = set[str](), self.credentials.first(private=to.private)
        while True:
            if authorization and not to.private and not authorization.startswith("Digest "):
                raise exposed(to.url)
            found = self._exchange(method, to, {**headers, **_named(authorization)}, body, end)
            tried.add(authorization.partition(" ")[0])
            if found.reply.status != 401:
                return found
            # Some refuse what they did not ask for without saying what they ask for.
            asked = found.challenges or ("",)
            answers = [self.credentials.answer(each, method, to.path) for each in asked]
            fresh = [each for each in answers if each.partition(" ")[0] not in tried]
            if not fresh:
                return found
            authorization = fresh[0]

    def _exchange(self, method: str, to: Address, headers: Mapping[str, str], body: bytes, end: float | None) -> _Raw:
        seconds = self.seconds if end is None else min(self.seconds, end - time.monotonic())
        if seconds <= 0:
            raise TimeoutError
        kind = http.client.HTTPSConnection if to.secure else http.client.HTTPConnection
        connection = kind(to.host, to.port, timeout=seconds)
        with patience(connection, seconds):
            connection.request(method, to.path, body, {"User-Agent": "kg", **headers})
            with connection.getresponse() as answer:
                content = self._content(to, answer)
                wait = answer.headers.get("Retry-After", "")
                return _Raw(
                    Reply(answer.status, answer.headers.get_content_type(), content),
                    float(wait) if wait.isascii() and wait.isdecimal() else 0.0,
                    answer.headers.get("Location", ""),
                    tuple(answer.headers.get_all("WWW-Authenticate") or ()),
                )

    def _content(self, to: Address, answer: http.client.HTTPResponse) -> bytes:
        parts, size = list[bytes](), 0
        while part := answer.read1(_PIECE):
            parts.append(part)
            size += len(part)
            if size > self.most:
                raise too_much(to.url, self.most)
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        return b"".join(parts)


def _named(authorization: str) -> dict[str, str]:
    return {"Authorization": authorization} if authorization else {}


def _over(end: float | None) -> bool:
    return end is not None and time.monotonic() >= end
