"""Recognizes devices by their user agent and network."""

from __future__ import annotations

from accounts.models import Session, User
from accounts.sessions.lifecycle import Device
from core.client_address import network_of

HOUSEHOLD_PREFIXES = {4: 24, 6: 48}  # by IP version; the usual network of a household or office


def is_known(user: User, device: Device) -> bool:
    """Whether the player has signed in from a similar device before. Sessions are kept for a month after they end."""
    network = network_of(device.ip, HOUSEHOLD_PREFIXES)
    seen = Session.objects.filter(player=user, user_agent=device.user_agent).order_by("ip")
    return any(network_of(ip, HOUSEHOLD_PREFIXES) == network for ip in seen.values_list("ip", flat=True).distinct())
