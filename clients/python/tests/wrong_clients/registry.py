"""Registers clients with deliberate mistakes, and changes the package accordingly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module

Wrong = Callable[[], None]

WRONG: dict[str, Wrong] = {}  # by the name of its mistake


def wrong(change: Wrong) -> Wrong:
    WRONG[change.__name__] = change
    return change


def constant(module: str, name: str, value: object) -> None:
    setattr(import_module(f"numberplay.{module}"), name, value)


def replace(owner: type, name: str, value: object) -> None:
    setattr(owner, name, value)


async def nothing(*_: object, **__: object) -> None:
    pass


async def forever(*_: object, **__: object) -> None:
    await asyncio.Event().wait()
