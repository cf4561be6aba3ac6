"""Addresses on the network, as far as they tell one customer from another."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network

CUSTOMER = {4: 32, 6: 64}  # the least that a customer gets; in 64 bits are more addresses than any limit can count


def customer_of(address: str) -> str:
    """What a limit counts by."""
    return network_of(address, CUSTOMER)


def network_of(address: str, prefixes: Mapping[int, int]) -> str:
    """By the bits of its version. What is no address (a Unix socket's peer) is its own network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return str(ip_network((parsed.packed, prefixes[parsed.version]), strict=False))
