"""What is said when a service elsewhere gives no answer, in one line."""

import http.client
import re
import socket
import ssl
from collections.abc import Sequence

from kg.errors import EndpointError, Reason

_SAID = 160
_MARKUP = re.compile(r"<[^>]*>|\s+")
_ACCOUNT = Reason(
    "KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN, or a file with --auth",
    "KG_ENDPOINT_USER et KG_ENDPOINT_PASSWORD, ou KG_ENDPOINT_TOKEN, ou un fichier avec --auth",
)
ENTRY = Reason(
    f"give {_ACCOUNT.en}, of an account that may do this", f"donnez {_ACCOUNT.fr}, d’un compte qui en a le droit"
)
"""How a service lets us in."""


class MissingError(EndpointError):
    """The service says that there is nothing at the address."""


def bad_address(url: str) -> EndpointError:
    """Make the error for an address that is not used (KG570); ``url`` holds no password."""
    return EndpointError(
        "KG570",
        url[:200],
        en="is not an address that can be used: give http:// or https://, without a name or a password in it; "
        f"they come from {_ACCOUNT.en}",
        fr="n’est pas une adresse utilisable\u00a0: donnez http:// ou https://, sans nom ni mot de passe dedans\u00a0; "
        f"ils viennent de {_ACCOUNT.fr}",
    )


def away(url: str, error: Exception) -> EndpointError:
    """Make the error for a service that cannot be reached (KG571)."""
    if isinstance(error, ConnectionRefusedError):
        en, fr = "nothing listens there", "rien n’écoute à cette adresse"
    elif isinstance(error, socket.gaierror):
        en, fr = "the name of the host is unknown", "le nom de la machine est inconnu"
    elif isinstance(error, ssl.SSLError):
        en, fr = "its certificate is not trusted", "son certificat n’est pas digne de confiance"
    else:
        en, fr = "the connection broke", "la connexion a été coupée"
    return EndpointError(
        "KG571",
        url,
        en=f"cannot be reached ({en}); check the address and that the server runs, then run the same command again",
        fr=f"est inaccessible ({fr})\u00a0; vérifiez l’adresse et que le serveur tourne, puis relancez la même "
        "commande",
    )


def forbidden(url: str, status: int, entry: Reason) -> EndpointError:
    """Make the error for a service that wants to know who we are, or forbids it (KG572); ``entry`` says what to do."""
    return EndpointError(
        "KG572",
        url,
        en=f"does not let us in ({status}); {entry.en}",
        fr=f"refuse l’accès ({status})\u00a0; {entry.fr}",
    )


def refused(url: str, status: int, content: bytes, advice: Reason) -> EndpointError:
    """Make the error for a service that refuses for another reason (KG573); ``advice`` says what to do."""
    missing = status in (404, 410)
    # The page of a missing page says nothing more.
    said = "" if missing else _MARKUP.sub(" ", content[:2000].decode("utf-8", "replace")).strip()[:_SAID]
    why = f"{status} {said or http.client.responses.get(status, '')}".strip()
    kind = MissingError if missing else EndpointError
    return kind("KG573", url, en=f"refused ({why}); {advice.en}", fr=f"a refusé ({why})\u00a0; {advice.fr}")


def exposed(url: str) -> EndpointError:
    """Make the error for a password or a token that others could read on the way (KG580)."""
    return EndpointError(
        "KG580",
        url,
        en="would get password or token unencrypted; give its https:// address, or use Digest",
        fr="recevrait le mot de passe ou le jeton sans chiffrement\u00a0; donnez son adresse en https://, ou utilisez "
        "Digest",
    )


def late(url: str, seconds: float) -> EndpointError:
    """Make the error for an answer that did not come in time (KG581)."""
    return EndpointError(
        "KG581",
        url,
        en=f"gave no complete answer in {seconds:g} seconds; try again later, or ask for less",
        fr=f"n’a pas répondu en entier en {seconds:g}\u00a0secondes\u00a0; réessayez plus tard, ou demandez moins",
    )


def too_much(url: str, most: int) -> EndpointError:
    """Make the error for an answer that is too long (KG582)."""
    return EndpointError(
        "KG582",
        url,
        en=f"answers more than {most // 1000**2} MB, which is not read; ask for less",
        fr=f"répond plus de {most // 1000**2}\u00a0Mo, qui ne sont pas lus\u00a0; demandez moins",
    )


def elsewhere(url: str, hops: Sequence[str], why: Reason) -> EndpointError:
    """Make the error for a redirect that is not followed (KG583); no ``hops`` where it leads to no address."""
    if not hops:
        return EndpointError(
            "KG583",
            url,
            en="sends on to something that is no address; check that it is the service you meant",
            fr="renvoie vers ce qui n’est pas une adresse\u00a0; vérifiez que c’est le service voulu",
        )
    en, fr = ", then to ".join(hops), ", puis vers ".join(hops)
    return EndpointError(
        "KG583",
        url,
        en=f"sends on to {en}, which is not followed ({why.en}); give that address if you trust it",
        fr=f"renvoie vers {fr}, adresse qui n’est pas suivie ({why.fr})\u00a0; donnez-la si vous avez confiance",
    )
