"""The log of security events: one line each, for machines to watch, without a secret, a name or an address for mail.

A line has the event, its outcome, the player's number, the client's address and the id of the request, and `operator`,
that one's number, for what is done in the admin. Where no player is known, `account` is the keyed digest of the e-mail
that was given, so that repeats can be seen.
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
    """`email` only where the player is not known."""
    facts: dict[str, Any] = {} if player is not None or email is None else {"account": pseudonym_of(email)}
    if (operator := operator_id()) is not None:
        facts["operator"] = operator
    logger.info(event, outcome=outcome, player=player, ip=client_address(), **facts)
