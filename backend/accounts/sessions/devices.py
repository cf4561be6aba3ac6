"""Has this player signed in from such a device before? A device is its program and the network it is in."""

from __future__ import annotations

from accounts.models import Session, User
from accounts.sessions.lifecycle import Device
from core.client_address import network_of

PREFIXES = {4: 24, 6: 48}  # what one household or office has


def is_known(user: User, device: Device) -> bool:
    """Sessions are kept for a month after their end; a device that was away for longer is new again."""
    network = network_of(device.ip, PREFIXES)
    seen = Session.objects.filter(player=user, user_agent=device.user_agent).order_by("ip")
    return any(network_of(ip, PREFIXES) == network for ip in seen.values_list("ip", flat=True).distinct())
