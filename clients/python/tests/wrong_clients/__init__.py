"""Clients that are wrong on purpose, each in one way, which cases name as a `mistake`. A module per theme."""

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
