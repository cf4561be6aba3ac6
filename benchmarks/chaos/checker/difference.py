from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` names a row of the report, such as lost or duplicated."""

    kind: str
    text: str
