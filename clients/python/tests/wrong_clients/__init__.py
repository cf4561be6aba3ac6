"""Clients that are wrong on purpose, each in one way, with the cases that have to find it. A module per theme."""

from wrong_clients import close_codes, fallback, frames, opening, order, plays, restored, signing_in, tokens
from wrong_clients.registry import FOUND_BY, WRONG

__all__ = [
    "FOUND_BY",
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
