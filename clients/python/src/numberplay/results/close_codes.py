"""The meaning of close codes, and how the client reacts."""

from __future__ import annotations

ABNORMAL = 1006
SIGNED_OUT = 4401
FLOODING = 1008
RESTARTING = 1012
OVERLOADED = 1013

_WEIGHTS = {FLOODING: 6, RESTARTING: 2, OVERLOADED: 2}


def failure_weight(code: int) -> int:
    """How many failures a close counts as. More failures lead to a longer wait."""
    return _WEIGHTS.get(code, 1)
