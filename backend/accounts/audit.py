"""Logs security events for monitoring, one line for each, without secrets, usernames or email addresses.

A line contains the event, its outcome, the player's id, the client's IP address and the request id, and `operator`, the
operator's id, for actions in the admin. If the player is unknown, `account` is a keyed digest of the email address in
the request, which makes repeated attempts visible.

Each event is also stored as a row, for the back office. Requests refused by a rate limit aren't stored, because they
cost a client nothing. Events of unknown accounts are stored, so that they take as long as those of known accounts.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import structlog
from django.db import DatabaseError, transaction

from accounts.keyed_digests import pseudonym_of
from accounts.models import AuditEvent
from core.middleware.admin_only import operator_id
from core.middleware.request_log import client_address, request_id

logger = structlog.get_logger("numberplay.audit")

DONE = "done"
THROTTLED = "throttled"


def record(event: str, *, player: int | None, outcome: str = DONE, email: str | None = None) -> None:
    """Pass `email` only if the player is unknown."""
    facts: dict[str, Any] = {} if player is not None or email is None else {"account": pseudonym_of(email)}
    operator = operator_id()
    if operator is not None:
        facts["operator"] = operator
    logger.info(event, outcome=outcome, player=player, ip=client_address(), **facts)
    if outcome != THROTTLED:
        _store(event, outcome, player, operator)


def _store(event: str, outcome: str, player: int | None, operator: int | None) -> None:
    """Stores the row after the commit, so that a failure can't affect the transaction. A deleted player has no rows."""
    row = AuditEvent(
        player_id=None if event == "account.deleted" else player,
        operator_id=operator,
        event=event,
        outcome=outcome,
        ip=client_address() or "",
        request_id=request_id(),
    )

    def insert() -> None:
        with suppress(DatabaseError), transaction.atomic():
            row.save(force_insert=True)

    transaction.on_commit(insert)
