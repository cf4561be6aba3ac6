"""Timeouts for MySQL, by the role of the process, in seconds."""

from __future__ import annotations

from dataclasses import dataclass

MIN_REQUEST_SECONDS = 4  # the driver accepts only whole seconds
MIN_COMMAND_SECONDS = 10
MARGIN_SECONDS = 0.5  # for the rest of a request
CONNECT_SECONDS = 10  # for commands


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """The server gives up first (`lock`, `statement`); the client gives up if there is no response (`answer`).

    `request` limits the total: once a request has waited that long, no statement is started. None means no limit.
    """

    connect: int
    answer: int
    statement: int
    lock: int
    request: float | None

    @property
    def session(self) -> str:
        """Returns session variables for MySQL and MariaDB, each of which ignores the other's conditional comments."""
        return (
            f"innodb_lock_wait_timeout={self.lock}, lock_wait_timeout={self.lock}"
            f" /*M!100100 , max_statement_time={self.statement} */"
            f" /*!80000 , max_execution_time={self.statement * 1000} */"
        )


def of_requests(seconds: int) -> Timeouts:
    """With these timeouts, a request is answered within `seconds`, whatever the database does."""
    answer = seconds // 2
    return Timeouts(
        connect=max(1, seconds // 3),
        answer=answer,
        statement=max(1, seconds // 3),
        lock=max(1, seconds // 6),
        request=seconds - answer - MARGIN_SECONDS,
    )


def of_commands(seconds: int) -> Timeouts:
    """Limits each statement of workers, migrations and commands."""
    return Timeouts(connect=CONNECT_SECONDS, answer=seconds, statement=seconds, lock=seconds // 10, request=None)
