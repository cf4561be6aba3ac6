"""Clients with one deliberate mistake each, which cases name as `mistake`. Each theme has a module."""

from wrong_clients import close_codes, fallback, frames, opening, order, plays, restored, signing_in, tokens
from wrong_clients.registry import WRONG

__all__ = [
    "WRONG",
    "close_codes",
    "fallback",
    "frames",
    "opening",
    "order",
    "plays",
    "restored",
    "signing_in",
    "tokens",
]
