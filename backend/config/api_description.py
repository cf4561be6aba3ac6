"""What the OpenAPI document says about the API as a whole."""

from __future__ import annotations

from typing import Any

from config.env import Rates
from core.rate_limits.rate import Rate

SERVERS = [{"url": "/", "description": "The server that serves this document"}]
LICENSE = {"name": "MIT", "identifier": "MIT"}
TAGS = [
    {"name": "Game", "description": "Play a number, and read results, statistics and the rules."},
    {
        "name": "Account",
        "description": "Register, and change or delete the account, its email address and its password.",
    },
    {"name": "Sessions", "description": "Sign in and out, refresh tokens, and see the devices that are signed in."},
    {"name": "Two-factor", "description": "Set up two-factor authentication with an authenticator app."},
    {"name": "System", "description": "The state of the services, and links to the documents."},
]

DESCRIPTION = """\
A real-time number game: even numbers win, odd numbers lose, and the prize depends on the number.

Requests and responses are JSON. Paths end in a slash, times are ISO 8601 in UTC, and prizes are exact decimals. The
WebSocket is described at [/api/asyncapi/](/api/asyncapi/).

## Sessions

Register or sign in to get an access token and a refresh token. Send the access token as `Authorization: Bearer …`. A
401 with the code `token_not_valid` means that it has expired: exchange the refresh token for a new pair of tokens.
For 10 s after a refresh token has been replaced, exchanging it again returns the same new token, so a lost response
does no harm. Using it later ends the session.

## Errors

All errors have the same shape. `code` is stable, `detail` is for people, and `attr` names the invalid member, if any.
Every response has an `X-Request-ID`; include it when you report a problem.

## Rate limits

{limits}

If a limit is exceeded, or a player has more than two downloads at once, the response is a 429 with `Retry-After` in
seconds.

## Idempotency

Send an `Idempotency-Key` with each play: 1 to 128 printable ASCII characters, such as a UUID. A repeated request with
the same key and number returns the stored response with `Idempotent-Replayed: true`, and does not play again. If the
number is different, the response is a 422 with the code `idempotency_key_reused`.

## Retries

Retry after a network error, a 408, a 429 or a 503. Wait for the time in `Retry-After`; without one, use exponential
backoff with jitter. Retry a play only with its key, because a request without a response may have been executed. After
any other 4xx, do not repeat the request unchanged.
"""
SCOPES = {
    "play": "Plays, over HTTP and WebSocket, per player",
    "read": "All other requests of a signed-in player; password checks, per client network",
    "login": "Sign-ins, and uses of emailed links, per client network",
    "login_failures": "Failed sign-ins, per account and client network",
    "register": "Registrations, per client network",
    "refresh": "Refreshes, per session",
    "mail": "Requests for an email, per client network",
    "mailbox": "Emails, per address",
}
UNITS = {1: "second", 60: "minute", 3600: "hour", 86400: "day"}


def spectacular_settings(rates: Rates) -> dict[str, Any]:
    rows = [f"| {scope} | {_text(getattr(rates, name))} |" for name, scope in SCOPES.items()]
    limits = "\n".join(["| What | Limit |", "| --- | --- |", *rows])
    return {
        "DESCRIPTION": DESCRIPTION.format(limits=limits),
        "SERVERS": SERVERS,
        "LICENSE": LICENSE,
        "TAGS": TAGS,
    }


def _text(rate: Rate | None) -> str:
    if rate is None:
        return "none"
    unit = UNITS.get(rate.seconds) or f"{rate.seconds} seconds"
    return f"{rate.limit} per {unit}"
