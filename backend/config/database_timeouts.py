"""Timeouts for MySQL, by the role of the process. All numbers are seconds."""

from __future__ import annotations

from dataclasses import dataclass

MIN_REQUEST_SECONDS = 4  # the driver accepts only whole seconds
MIN_COMMAND_SECONDS = 10
MARGIN_SECONDS = 0.5  # for the rest of a request
CONNECT_SECONDS = 10  # for commands


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """The server gives up first (`lock`, `statement`), and the client if there is no response (`answer`).

    `request` bounds the sum: no statement begins once a request has waited that long. None means no bound.
    """

    connect: int
    answer: int
    statement: int
    lock: int
    request: float | None

    @property
    def session(self) -> str:
        """Variables for MySQL and MariaDB. Each treats the other's conditional comment as a plain comment."""
        return (
            f"innodb_lock_wait_timeout={self.lock}, lock_wait_timeout={self.lock}"
            f" /*M!100100 , max_statement_time={self.statement} */"
            f" /*!80000 , max_execution_time={self.statement * 1000} */"
        )


def of_requests(seconds: int) -> Timeouts:
    """A request is answered within `seconds` whatever the database does."""
    answer = seconds // 2
    return Timeouts(
        connect=max(1, seconds // 3),
        answer=answer,
        statement=max(1, seconds // 3),
        lock=max(1, seconds // 6),
        request=seconds - answer - MARGIN_SECONDS,
    )


def of_commands(seconds: int) -> Timeouts:
    """For each statement of workers, migrations and commands."""
    return Timeouts(connect=CONNECT_SECONDS, answer=seconds, statement=seconds, lock=seconds // 10, request=None)
