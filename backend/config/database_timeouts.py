"""How long a process waits for MySQL, by what it does. All numbers are seconds."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_REQUEST_SECONDS = 4  # the driver takes whole seconds
LEAST_COMMAND_SECONDS = 10
MARGIN_SECONDS = 0.5  # for what a request does beside its statements
CONNECT_SECONDS = 10  # of commands


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """The server gives up first (`lock`, `statement`), the client when it hears nothing (`answer`).

    `request` bounds the sum: no statement begins once a request has waited that long. None is no bound.
    """

    connect: int
    answer: int
    statement: int
    lock: int
    request: float | None

    @property
    def session(self) -> str:
        """One statement for both families: each one reads the comment of the other as a comment."""
        return (
            f"innodb_lock_wait_timeout={self.lock}, lock_wait_timeout={self.lock}"
            f" /*M!100100 , max_statement_time={self.statement} */"
            f" /*!80000 , max_execution_time={self.statement * 1000} */"
        )


def of_requests(seconds: int) -> Timeouts:
    """Whatever the database does, a request has its answer within `seconds`."""
    answer = seconds // 2
    return Timeouts(
        connect=max(1, seconds // 3),
        answer=answer,
        statement=max(1, seconds // 3),
        lock=max(1, seconds // 6),
        request=seconds - answer - MARGIN_SECONDS,
    )


def of_commands(seconds: int) -> Timeouts:
    """Of each statement of workers, migrations and commands."""
    return Timeouts(connect=CONNECT_SECONDS, answer=seconds, statement=seconds, lock=seconds // 10, request=None)
