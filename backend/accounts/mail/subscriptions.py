"""Subscriptions to the weekly summary by email, and the links to unsubscribe.

A link identifies its player, can only unsubscribe, and never expires, so links in old emails work too. They can be
used more than once.
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

SALT = "accounts.unsubscribe"  # changing it would invalidate every link that has been sent
TOKEN = re.compile(r"([1-9][0-9]{0,18})\.([0-9a-f]{64})")


def is_subscribed(player_id: int) -> bool:
    return WeeklySummarySubscription.objects.filter(pk=player_id).exists()


@retried()
def subscribe(player: User) -> None:
    """Locks the player, so that a concurrent deletion of the player waits and then also deletes this row."""
    with transaction.atomic():
        if User.objects.select_for_update().filter(pk=player.pk).values_list("pk", flat=True):
            WeeklySummarySubscription.objects.get_or_create(player=player)


@retried()
def unsubscribe(player_id: int) -> None:
    WeeklySummarySubscription.objects.filter(pk=player_id).delete()


def players_after(player_id: int, limit: int) -> dict[int, User | None]:
    """Returns the next subscribers by key. The value is None if the previous version has deleted the player."""
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
    """Lets mail programs unsubscribe with one click (RFC 8058): they post a form to this URL."""
    query = urlencode({"token": unsubscribe_token(player_id)})
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}/auth/api/email/unsubscribe/?{query}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def unsubscribe_link(player_id: int) -> str:
    """Returns the link to the page for people. As in all links, the token is in the fragment."""
    return f"{settings.SITE_URL}/unsubscribe#token={unsubscribe_token(player_id)}"
