"""One HTTP request that is answered whole, refused with a reason, or tried again.

Redirects are followed on the same server only, so that neither what is sent nor the credentials go anywhere else; what
anybody may read is also followed to other servers, without credentials, where ``abroad`` lets it.
"""

import http.client
import secrets
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import Reason
from kg.wire.abroad import HIDDEN, MANY, OTHER, UNENCRYPTED, is_public, numbers
from kg.wire.address import Address
from kg.wire.credentials import NOBODY, Credentials
from kg.wire.patience import patience
from kg.wire.trouble import ENTRY, away, elsewhere, exposed, forbidden, late, refused, too_much

SECONDS = 60.0
TRIES = 4
_LATER = {429, 500, 502, 503, 504}
_LED = {301, 302, 303, 307, 308}
_REFUSING = 300
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
        hops: Where redirects led, without queries.
    """

    status: int
    kind: str
    content: bytes
    hops: tuple[str, ...] = ()


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
        abroad: Whether what it says may be read from another server that it names: encrypted, and one that everybody
            can reach.
        public: Tells whether everybody can reach a machine, by its number.
        stranger: Whether somebody else named the server, so that its machine must be one of those.
    """

    credentials: Credentials = NOBODY
    seconds: float = SECONDS
    total: float | None = None
    tries: int = TRIES
    most: int = _MOST
    pause: Callable[[float], None] = time.sleep
    advice: Reason = _PATH
    entry: Reason = ENTRY
    abroad: bool = False
    public: Callable[[str], bool] = is_public
    stranger: bool = False

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
            last, trail = turn == self.tries - 1, [to]
            try:
                found = self._follow(method, trail, headers, body, end)
            except (OSError, http.client.HTTPException) as error:
                if last or isinstance(error, ssl.SSLCertVerificationError) or _over(end):
                    raise self._gone(_where(trail), error) from error
                self._wait(to, turn, 0.0, end)
                continue
            if found.reply.status in _LATER and not last:
                self._wait(to, turn, found.wait, end)
                continue
            return self._accepted(_where(trail), replace(found.reply, hops=tuple(each.shown for each in trail[1:])))
        raise AssertionError

    def _accepted(self, where: str, reply: Reply) -> Reply:
        if reply.status in (401, 403):
            raise forbidden(where, reply.status, self.entry)
        if reply.status >= _REFUSING:
            raise refused(where, reply.status, reply.content, _PATH if reply.status in (404, 410) else self.advice)
        return reply

    def _gone(self, where: str, error: Exception) -> Exception:
        if isinstance(error, TimeoutError):
            return late(where, self.seconds if self.total is None else self.total)
        return away(where, error)

    def _wait(self, to: Address, turn: int, asked: float, end: float | None) -> None:
        """Pause, a little unevenly so that many who failed together do not come back together."""
        pause = min(_LONGEST_WAIT, asked or 2.0**turn) * (1 + secrets.randbelow(250) / 1000)
        if self.total is not None and end is not None and time.monotonic() + pause >= end:
            raise late(to.url, self.total)
        self.pause(pause)

    def _follow(
        self, method: str, trail: list[Address], headers: Mapping[str, str], body: bytes, end: float | None
    ) -> _Raw:
        """Send to the first place of ``trail``, and again where each answer says; ``trail`` grows by these places."""
        sender, (to,) = self, trail
        while True:
            found = sender._once(method, trail[-1], headers, body, end)
            # What was sent is not sent again as a question about the answer.
            if found.reply.status not in (_LED if method == "GET" else _LED - {303}):
                return found
            led = trail[-1].led(found.location)
            if led is None:
                raise elsewhere(to.url, (), OTHER)
            why = self._why_not(method, trail[-1], led) or (MANY if len(trail) > _REDIRECTS else None)
            trail.append(led)
            if why:
                raise elsewhere(to.url, [each.shown for each in trail[1:]], why)
            if not led.beside(to):
                sender = replace(self, credentials=NOBODY, stranger=True)

    def _why_not(self, method: str, place: Address, led: Address) -> Reason | None:
        """Return why a redirect is not followed, if it is not."""
        if led.beside(place):
            return None
        if not self.abroad or method != "GET":
            return OTHER
        if not led.secure:
            return UNENCRYPTED
        return None if all(map(self.public, numbers(led))) else HIDDEN

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
            # A name may lead elsewhere than a moment ago.
            if self.stranger and not self.public(str(connection.sock.getpeername()[0])):
                raise elsewhere(to.url, (to.shown,), HIDDEN)
            broken = _request(connection, method, to.path, body, {"User-Agent": "kg", **headers})
            with connection.getresponse() as answer:
                if broken and answer.status < _REFUSING:
                    raise broken
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


def _request(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: Mapping[str, str]
) -> OSError | None:
    """Send a request; return why the service stopped listening before its end.

    It may have said before that it will not take the body, and closed: asked for a password, for one (RFC 9112, 9.5).
    """
    try:
        connection.request(method, path, body, headers)
    except (BrokenPipeError, ConnectionResetError) as broken:
        return broken
    return None


def _named(authorization: str) -> dict[str, str]:
    return {"Authorization": authorization} if authorization else {}


def _over(end: float | None) -> bool:
    return end is not None and time.monotonic() >= end


def _where(trail: Sequence[Address]) -> str:
    """Return the address that a person gave, and those that it led to."""
    return " → ".join([trail[0].url, *(each.shown for each in trail[1:])])
