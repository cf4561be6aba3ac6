"""Finds rows by the beginning of their player's email or username: first the players, and then their rows, using an
index.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User

MAX_FOUND = 100  # players


def of_players_found(rows: QuerySet[Any], term: str) -> QuerySet[Any]:
    term = term.strip()
    if not term:
        return rows
    named = Q(email__istartswith=term) | Q(username_key__istartswith=term)
    players = User.objects.filter(named).values_list("pk", flat=True)[:MAX_FOUND]
    return rows.filter(player_id__in=list(players))
