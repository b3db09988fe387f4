"""Queries for a SPARQL 1.1 endpoint elsewhere (SPARQL 1.1 Protocol, section 2.1.2), within limits of time and size.

The answer comes whole or not at all. Redirects are followed on the same host only, so that neither the query nor the
credentials go anywhere else; what may pass (429, 5xx, a connection refused) is tried again after a pause.
"""

import http.client
import json
import re
import secrets
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

import pyoxigraph as ox

from kg.graph import prescan
from kg.graph.answers import Answer
from kg.graph.credentials import Credentials
from kg.graph.failures import slow, too_long
from kg.graph.namespaces import PREFIXES
from kg.graph.refuse import check_query
from kg.graph.request import Form
from kg.graph.session import DEFAULT_LIMITS, Limits
from kg.graph.tokens import tokens
from kg.graph.unreachable import bad_address, elsewhere, refused, unreachable, unreadable
from kg.patience import patience

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_TRIES = 4
_REDIRECTS = 5
_PIECE = 1 << 16
_FORMS = {"csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}
_GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
_UNFIT = re.compile(r"[^\x21-\x7e]")
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    kind: str
    location: str
    pause: str
    content: bytes


class Endpoint:
    """A SPARQL 1.1 endpoint, asked like a ``Session``."""

    def __init__(
        self, address: str, credentials: Credentials | None = None, limits: Limits = DEFAULT_LIMITS, pause: float = 0.5
    ) -> None:
        """Check the address.

        Args:
            address: ``https://…``, or ``http://…``.
            credentials: What the endpoint asks for, if anything; never sent unencrypted to another machine.
            limits: Seconds for all attempts together, and bytes of the answer.
            pause: Seconds before the second attempt; each further one waits twice as long.

        Raises:
            QueryError: the address is no such, or would give the credentials away (KG544).
        """
        self._place = _checked(address, credentials)
        self._credentials = credentials
        self._limits = limits
        self._pause = pause

    def ask(self, text: str, *, form: Form = "json", name: str = "", base: str = "") -> Answer:
        """Return the complete answer to a query, or raise.

        Raises:
            QueryError: it is too long or would change the graph (KG501 to KG505), takes too long (KG507), answers too
                much (KG509); the endpoint refuses it (KG545), is out of reach (KG546), sends elsewhere (KG547), or
                answers something else (KG548).
        """
        check_query(text, name, here=False)
        query = declared(f"BASE <{base}> {text}" if base else text)
        end = time.monotonic() + self._limits.seconds
        reply = self._insist(query, end, name)
        if reply.kind in _GRAPHS:
            return Answer("graph", _n_triples(reply, self._place), "nt")
        return _rows(reply, form, self._place)

    def _insist(self, query: str, end: float, name: str) -> _Reply:
        """Send the query until there is an answer that is worth keeping."""
        pause, trouble = self._pause, ""
        for attempt in range(_TRIES):
            if attempt:
                self._wait(pause, end, name)
                pause *= 2
            try:
                reply = self._follow(query, end)
            except TimeoutError:
                raise slow(name or self._place.netloc, self._limits.seconds) from None
            except (OSError, http.client.HTTPException) as error:
                if isinstance(error, ssl.SSLCertVerificationError):
                    raise unreachable(self._place, str(error.verify_message)) from error
                trouble = str(error) or type(error).__name__
                continue
            if reply.status < 300:
                return reply
            if reply.status != 429 and reply.status < 500:
                raise refused(self._place, reply.status, reply.content)
            trouble = f"{reply.status} {http.client.responses.get(reply.status, '')}".strip()
            pause = max(pause, float(reply.pause)) if re.fullmatch(r"\d{1,5}", reply.pause) else pause
        raise unreachable(self._place, trouble, _TRIES)

    def _wait(self, pause: float, end: float, name: str) -> None:
        """Pause, a little unevenly so that many who failed together do not come back together."""
        pause *= 1 + secrets.randbelow(250) / 1000
        if time.monotonic() + pause >= end:
            raise slow(name or self._place.netloc, self._limits.seconds)
        time.sleep(pause)

    def _follow(self, query: str, end: float) -> _Reply:
        place = self._place
        for _ in range(_REDIRECTS):
            reply = self._send(place, query, end)
            if reply.status not in (301, 302, 303, 307, 308):
                return reply
            to = _led(place, reply.location)
            if to is None or (to.scheme, to.hostname, to.port) != (place.scheme, place.hostname, place.port):
                raise elsewhere(place, to)
            place = to
        raise elsewhere(self._place, place)

    def _send(self, place: SplitResult, query: str, end: float) -> _Reply:
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = kind(place.hostname or "", place.port, timeout=_left(end))
        path = f"{place.path or '/'}{'?' + place.query if place.query else ''}"
        headers = {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "kg"}
        if self._credentials:
            headers["Authorization"] = self._credentials.header()
        with patience(connection, _left(end)):
            connection.request("POST", path, urlencode({"query": query}), headers)
            with connection.getresponse() as response:
                content = self._content(response)
                media = response.headers.get_content_type()
                told = (response.headers.get("Location", ""), response.headers.get("Retry-After", ""))
                return _Reply(response.status, media, *told, content)

    def _content(self, response: http.client.HTTPResponse) -> bytes:
        parts, size = [], 0
        while part := response.read1(_PIECE):
            parts.append(part)
            size += len(part)
            if size > self._limits.result:
                raise too_long(self._place.netloc, self._limits.result)
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)


def declared(text: str) -> str:
    """Put the declarations of known prefixes that the query uses, and does not declare, before it on the same line."""
    used, own = set[str](), set[str]()
    declaring = False
    for token in tokens(text):
        if token.lastgroup == "name":
            (own if declaring else used).add(token[0].partition(":")[0])
        declaring = token[0].upper() == "PREFIX" or (declaring and token.lastgroup == "space")
    known = sorted(prefix for prefix in used - own if prefix in PREFIXES)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in known) + text


def _checked(address: str, credentials: Credentials | None) -> SplitResult:
    try:
        place = urlsplit(address)
        plain = place.port is not None or bool(place.hostname)
    except ValueError:
        raise bad_address(address, "is no address", "n’est pas une adresse") from None
    if place.scheme not in ("http", "https") or not plain or _UNFIT.search(address):
        raise bad_address(address, "is no http or https address", "n’est pas une adresse http ou https")
    if place.username is not None or place.password is not None:
        hidden = place._replace(netloc=place.netloc.rpartition("@")[2]).geturl()
        raise bad_address(
            hidden,
            "holds a name or a password, which others can see on the command line",
            "contient un nom ou un mot de passe, que d’autres peuvent voir sur la ligne de commande",
        )
    if credentials and place.scheme == "http" and place.hostname not in _LOCAL:
        raise bad_address(
            address,
            "would send the credentials unencrypted",
            "enverrait les identifiants sans chiffrement",
        )
    return place


def _led(place: SplitResult, location: str) -> SplitResult | None:
    """Return where a redirect leads, or None when that is no address."""
    try:
        to = urlsplit(urljoin(place.geturl(), location))
        # Only asking for the port tells whether it is one.
        return None if _UNFIT.search(location) or to.port == 0 else to
    except ValueError:
        return None


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _rows(reply: _Reply, form: Form, place: SplitResult) -> Answer:
    if reply.kind not in ("application/sparql-results+json", "application/json"):
        raise unreadable(place, reply.kind)
    try:
        head = json.loads(reply.content)
        ask = "boolean" in head
        parsed = ox.parse_query_results(reply.content, format=ox.QueryResultsFormat.JSON)
        if isinstance(parsed, ox.QuerySolutions) and not ask:
            if form == "json":
                for _ in parsed:
                    pass
                return Answer("select", reply.content, "json")
            return Answer("select", parsed.serialize(format=_FORMS[form]) or b"", form)
        content = parsed.serialize(format=_FORMS[form]) if form != "json" else reply.content
        return Answer("ask", content or b"", form)
    except (ValueError, SyntaxError, RecursionError, TypeError, AttributeError, OSError) as error:
        raise unreadable(place, reply.kind) from error


def _n_triples(reply: _Reply, place: SplitResult) -> bytes:
    if prescan.fault(reply.content, _GRAPHS[reply.kind]) is not None:
        raise unreadable(place, reply.kind)
    try:
        parsed = ox.parse(reply.content, format=_GRAPHS[reply.kind], base_iri=place.geturl())
        return ox.serialize((quad.triple for quad in parsed), format=ox.RdfFormat.N_TRIPLES) or b""
    except (SyntaxError, ValueError) as error:
        raise unreadable(place, reply.kind) from error
