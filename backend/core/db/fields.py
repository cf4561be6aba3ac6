"""Stores decimals as integer hundredths, exactly on every database. SQLite would store a decimal as a binary float."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

HUNDREDTHS = 100


def to_hundredths(value: Decimal) -> int:
    """Raises ValueError if the value has more than two decimals."""
    hundredths = value * HUNDREDTHS
    if hundredths != int(hundredths):
        raise ValueError(f"{value} is not a number of hundredths")
    return int(hundredths)


def from_hundredths(hundredths: int) -> Decimal:
    return Decimal(hundredths) / HUNDREDTHS


class HundredthsField(models.BigIntegerField):  # type: ignore[type-arg]
    """A Decimal in Python, and its hundredths in the column."""

    _pyi_private_set_type: Decimal | int  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        return None if value is None else from_hundredths(value)

    def get_prep_value(self, value: Any) -> int | None:
        return None if value is None else to_hundredths(Decimal(value))

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))
