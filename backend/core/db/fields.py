"""Points in the database: whole hundredths, exact on every database. SQLite would keep a decimal as a binary float."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

HUNDREDTHS = 100


def to_hundredths(points: Decimal) -> int:
    """Raises ValueError for what hundredths cannot say."""
    hundredths = points * HUNDREDTHS
    if hundredths != int(hundredths):
        raise ValueError(f"{points} is not a number of hundredths")
    return int(hundredths)


def from_hundredths(hundredths: int) -> Decimal:
    return Decimal(hundredths) / HUNDREDTHS


class HundredthsField(models.BigIntegerField):  # type: ignore[type-arg]
    """A Decimal in Python, hundredths of it in the column."""

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
