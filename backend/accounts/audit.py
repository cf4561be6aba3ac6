"""The log of security events: one line each, for automatic monitoring, without secrets, usernames or email addresses.

A line contains the event, its outcome, the player's id, the client's IP address and the request id, and `operator`, the
operator's id, for actions in the admin. If the player is unknown, `account` is a keyed digest of the email address in
the request, which makes repeated attempts visible.
"""

from __future__ import annotations

from typing import Any

import structlog

from accounts.keyed_digests import pseudonym_of
from core.middleware.admin_only import operator_id
from core.middleware.request_log import client_address

logger = structlog.get_logger("numberplay.audit")

DONE = "done"


def record(event: str, *, player: int | None, outcome: str = DONE, email: str | None = None) -> None:
    """Pass `email` only if the player is unknown."""
    facts: dict[str, Any] = {} if player is not None or email is None else {"account": pseudonym_of(email)}
    if (operator := operator_id()) is not None:
        facts["operator"] = operator
    logger.info(event, outcome=outcome, player=player, ip=client_address(), **facts)
