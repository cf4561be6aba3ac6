"""Hashing passwords doesn't slow down the game."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from accounts.passwords import hashing

LINUX = sys.platform.startswith("linux")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id() if LINUX else 0)


def test_the_thread_of_the_hashes_has_a_low_priority_and_no_other_thread_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = niceness()
    monkeypatch.setattr(hashing, "make_password", lambda _: str(niceness()))
    assert hashing.hash_password("a lovely engine of 1843") == str(10 if LINUX else ours)
    assert niceness() == ours
