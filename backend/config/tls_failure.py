"""The message that a command prints instead of a traceback if it can't use the database because of TLS."""

from __future__ import annotations

FAILED, REQUIRED = 2026, 3159  # the numbers of errors of the client and of the server
MESSAGES = {
    FAILED: "The TLS connection to the database server failed: {}. Check ssl_ca in DATABASE_URL, and "
    "that the server has a certificate for the host in it.",
    REQUIRED: "The database server only accepts connections with TLS. Add ssl_ca, the file with the certificate of its "
    "authority, to DATABASE_URL: …?ssl_ca=/path/to/ca.pem",
}


def explanation(error: BaseException) -> str | None:
    """Returns None for any other error."""
    code, text = (*error.args, None, "")[:2]
    message = MESSAGES.get(code) if isinstance(code, int) else None
    return message.format(str(text).removeprefix("TLS/SSL error: ")) if message else None
