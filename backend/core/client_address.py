"""Groups IP addresses by the network that a client usually has."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network

CLIENT_PREFIXES = {4: 32, 6: 64}  # an IPv6 client has at least a /64


def client_network(address: str) -> str:
    """Returns the network by which rate limits count."""
    return network_of(address, CLIENT_PREFIXES)


def network_of(address: str, prefixes: Mapping[int, int]) -> str:
    """Applies the prefix length of the IP version. Returns anything else (such as a Unix socket's peer) unchanged."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return str(ip_network((parsed.packed, prefixes[parsed.version]), strict=False))
