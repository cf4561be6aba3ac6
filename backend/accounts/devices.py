"""Has this player signed in from such a device before? A device is its program and the network it is in."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from accounts.models import Session, User
from accounts.sessions import Device

PREFIXES = {4: 24, 6: 48}  # what one household or office has


def is_known(user: User, device: Device) -> bool:
    """Sessions are kept for a month after their end; a device that was away for longer is new again."""
    network = network_of(device.ip)
    seen = Session.objects.filter(player=user, user_agent=device.user_agent)
    return any(network_of(ip) == network for ip in seen.values_list("ip", flat=True).distinct())


def network_of(ip: str) -> str:
    """What is no address (a Unix socket's peer) is its own network."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    return str(ip_network(f"{address}/{PREFIXES[address.version]}", strict=False))
