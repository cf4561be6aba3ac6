"""How long each part of a run takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    peer_rounds: int
    peer_load_seconds: int
    peer_push_seconds: int
    rounds: int
    seconds: int
    sockets: int
    streams: int
    opened: int  # in each round
    idle_seconds: int  # long enough for every socket to be pinged
    push_seconds: int
    profile_seconds: int
    plays_of_one: tuple[int, ...]
    players: tuple[int, ...]
    left_out: tuple[str, ...] = ()


FULL = Pace(
    peer_rounds=5,
    peer_load_seconds=3,
    peer_push_seconds=4,
    rounds=5,
    seconds=6,
    sockets=5000,
    streams=2000,
    opened=1000,
    idle_seconds=90,
    push_seconds=30,
    profile_seconds=20,
    plays_of_one=(10**3, 10**4, 10**5, 10**6, 10**7),
    players=(10, 10**5),
)
QUICK = Pace(
    peer_rounds=1,
    peer_load_seconds=2,
    peer_push_seconds=2,
    rounds=2,
    seconds=2,
    sockets=1000,
    streams=500,
    opened=300,
    idle_seconds=46,
    push_seconds=5,
    profile_seconds=5,
    plays_of_one=(10**3, 10**5),
    players=(10, 10**4),
    left_out=("workers", "logins", "start"),  # each repeatedly starts its own servers, or waits for hashes
)
