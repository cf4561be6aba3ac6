"""Processes with a wrong clock, which Debian's libfaketime sets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LIBRARIES = "*/faketime/libfaketimeMT.so.1"


def library() -> str | None:
    """None if it isn't installed (`apt-get install faketime`)."""
    return next((str(found) for root in ("/usr/lib", "/usr/lib64") for found in Path(root).glob(LIBRARIES)), None)


def shifted(env: Mapping[str, str], seconds: float) -> dict[str, str]:
    """Shifts both clocks, because libfaketime delays waits by up to seconds if the monotonic clock is excluded."""
    fake = {"FAKETIME": f"{seconds:+}", "NO_FAKE_STAT": "1"}
    return {**env, **fake, "LD_PRELOAD": library() or ""}
