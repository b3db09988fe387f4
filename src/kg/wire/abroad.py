"""Where a redirect to another server may lead: to an encrypted one that everybody can reach, and to no other.

Who publishes data often sends on (w3id.org, releases of GitHub, a network of copies). Without these rules the same
would let a stranger make this machine ask the machines beside it, or have the data come where others can change it.
"""

import ipaddress
import socket

from kg.errors import Reason
from kg.wire.address import Address

UNENCRYPTED = Reason("it is not encrypted", "elle n’est pas chiffrée")
OTHER = Reason("it is another server", "c’est un autre serveur")
MANY = Reason("there are too many of them", "il y en a trop")
HIDDEN = Reason("it is not on the public network", "elle n’est pas sur le réseau public")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(number: str) -> bool:
    """Tell whether the number of a machine is one that everybody can reach.

    >>> [is_public(each) for each in ("93.184.216.34", "10.0.0.1", "127.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::1%e")]
    [True, False, False, False, False, False]
    """
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def numbers(place: Address) -> list[str]:
    """Return the numbers of the machines that have the name of an address.

    Raises:
        OSError: nobody knows the name.
    """
    found = socket.getaddrinfo(place.host, place.port or 443, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]
