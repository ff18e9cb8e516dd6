"""Clients: where requests come from, so that none gets more than its share."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.types import Scope

_NETWORK = 64
"""The bits of an IPv6 address that tell one subscriber from another; the rest each chooses itself."""


def client_of(scope: Scope) -> str:
    """What tells the client of a request from others: its IPv4 address, or the /64 of its IPv6 address."""
    written = address_of(scope)
    found = ip_of(written)
    if found is None or found.version == 4 or found.is_loopback:
        return written
    return str(ip_network((written, _NETWORK), strict=False))


def address_of(scope: Scope) -> str:
    """The address that a request comes from, empty where it has none."""
    client = scope.get("client")
    return canonical(str(client[0])) if client else ""


def canonical(address: str) -> str:
    """An address as it is written once for all, an IPv4 one as such; what is no address stays as it is."""
    found = ip_of(address.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found or address)


def ip_of(text: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a text is, None where it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None
