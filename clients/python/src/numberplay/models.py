"""The server's data as Python objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self


@dataclass(frozen=True)
class Tokens:
    """Keep `refresh` to continue the session later. It changes at every renewal, and the replaced one is void."""

    access: str | None
    refresh: str


@dataclass(frozen=True)
class Result:
    """One play. `seq` counts the player's plays 1, 2, 3 and so on without a gap. `prize` is exact; None for a loss."""

    id: int
    seq: int
    number: int
    result: Literal["win", "lose"]
    prize: Decimal | None
    played_at: datetime

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Ignores unknown members. Raises `ValueError` if a known one is missing or invalid."""
        try:
            return cls(
                id=whole(fields["id"]),
                seq=whole(fields["seq"]),
                number=whole(fields["number"]),
                result=_outcome(fields["result"]),
                prize=_prize(fields["prize"]),
                played_at=datetime.fromisoformat(fields["played_at"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not a result") from error


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"not a whole number: {value!r}")
    return value


def _outcome(value: object) -> Literal["win", "lose"]:
    if value == "win":
        return "win"
    if value == "lose":
        return "lose"
    raise ValueError(f"neither won nor lost: {value!r}")


def _prize(value: object) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(whole(value))
