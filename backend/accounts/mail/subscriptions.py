"""Who gets the weekly summary by email, and the links that end it.

A link names its player, never expires, and can only unsubscribe, so one in an old email works too, as often as it is
followed.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction

from accounts.keyed_digests import digests, is_digest
from accounts.mail.links import InvalidLink
from accounts.models import User, WeeklySummarySubscription
from core.db.transactions import retried

SALT = "accounts.unsubscribe"  # changing it would invalidate every link that was sent
TOKEN = re.compile(r"([1-9][0-9]{0,18})\.([0-9a-f]{64})")


def is_subscribed(player_id: int) -> bool:
    return WeeklySummarySubscription.objects.filter(pk=player_id).exists()


@retried()
def subscribe(player: User) -> None:
    """The lock makes a deletion of the player wait. Afterwards it finds the row."""
    with transaction.atomic():
        if User.objects.select_for_update().filter(pk=player.pk).values_list("pk", flat=True):
            WeeklySummarySubscription.objects.get_or_create(player=player)


@retried()
def unsubscribe(player_id: int) -> None:
    WeeklySummarySubscription.objects.filter(pk=player_id).delete()


def players_after(player_id: int, limit: int) -> dict[int, User | None]:
    """The next subscribers by key. None is a player whom the previous version deleted."""
    keys = WeeklySummarySubscription.objects.filter(pk__gt=player_id).order_by("pk").values_list("pk", flat=True)
    page = list(keys[:limit])
    players = User.objects.in_bulk(page)
    return {key: players.get(key) for key in page}


def unsubscribe_by(token: str) -> None:
    """Raises InvalidLink."""
    found = TOKEN.fullmatch(token)
    if found is None or not is_digest(found[2], SALT, found[1]):
        raise InvalidLink
    unsubscribe(int(found[1]))


def unsubscribe_token(player_id: int) -> str:
    return f"{player_id}.{digests(SALT, str(player_id))[0]}"


def one_click_headers(player_id: int) -> dict[str, str]:
    """Lets mail programs unsubscribe with one click, by RFC 8058: they send a form to this address."""
    query = urlencode({"token": unsubscribe_token(player_id)})
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}/auth/api/email/unsubscribe/?{query}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def unsubscribe_link(player_id: int) -> str:
    """The page for people. As in all links, the token is in the fragment."""
    return f"{settings.SITE_URL}/unsubscribe#token={unsubscribe_token(player_id)}"
