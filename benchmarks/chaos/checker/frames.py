"""Compares the frames of each subscription with the rows: every result once, in order, as stored, and in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.chaos.checker.difference import Difference
from benchmarks.chaos.checker.plays import Plays
from benchmarks.chaos.checker.windows import overlapping
from benchmarks.chaos.history import STALL, Call, Connection, Frame, Window
from benchmarks.chaos.rows import agrees

SECONDS = 5.0  # the longest time that the contract allows for a result
REFUSAL_SECONDS = 2.0
TOLERANCE = 1.0  # tolerance for this program, which runs on the same machine
EXTENDING = ("kill socket", "freeze socket", "kill edge", "kill database", "freeze database", STALL)


def streams(frames: Iterable[Frame], subscriptions: Mapping[str, int], plays: Plays) -> Iterator[Difference]:
    """`subscriptions` maps their names to their players. Each must receive 1, 2, 3 … over all its connections."""
    received: dict[str, list[int]] = defaultdict(list)
    for frame in frames:
        if not frame.replayed:
            received[frame.subscription].append(frame.result["seq"])
    for name, player in subscriptions.items():
        yield from _stream(name, received[name], len(plays.get(player, ())))


def _stream(name: str, seqs: Sequence[int], newest: int) -> Iterator[Difference]:
    last = 0
    for seq in seqs:
        if seq <= last:
            yield Difference("frame twice", f"{name}: {seq} after {last}")
        elif seq != last + 1:
            yield Difference("frame missing", f"{name}: {seq} after {last}")
        last = max(last, seq)
    if last != newest:
        yield Difference("frame missing", f"{name}: the last one is {last}, the newest row {newest}")


def contents(frames: Iterable[Frame], plays: Plays) -> Iterator[Difference]:
    """Every frame, including the response to a repeat, matches the stored result."""
    for frame in frames:
        rows, seq = plays.get(frame.player, ()), frame.result["seq"]
        stored = rows[seq - 1].result if 0 < seq <= len(rows) else None
        if not agrees(stored, frame.result):
            yield Difference("frame differs", f"{frame.subscription}: received {frame.result}, stored {stored}")


def closed(connections: Iterable[Connection], windows: Sequence[Window]) -> Iterator[Difference]:
    """No fault may cause a server to close an open socket: a killed server sends nothing, and no other server stops.

    During a fault, a server may reject a new socket with a close frame right after the handshake.
    """
    for connection in connections:
        is_new = connection.ended - connection.began < REFUSAL_SECONDS
        extended = is_new and overlapping(windows, connection.began, connection.ended, after=SECONDS)
        if connection.code is not None and not extended:
            yield Difference("closed", f"{connection.subscription}: closed by the server with {connection.code}")


def late(
    calls: Iterable[Call],
    frames: Iterable[Frame],
    connections: Iterable[Connection],
    windows: Sequence[Window],
) -> Iterator[Difference]:
    """Results that arrived too late on a socket that was open throughout.

    Not checked while the socket's server, the edge or the database was down, because nothing can be read then.
    """
    extends_bound = [window for window in windows if window.fault.startswith(EXTENDING)]
    arrived = {(frame.subscription, frame.result["seq"]): frame.at for frame in reversed(list(frames))}
    of_player: dict[int, list[Connection]] = defaultdict(list)
    for connection in connections:
        of_player[connection.player].append(connection)
    for call in calls:
        if call.result is None or overlapping(extends_bound, call.ended, call.ended + SECONDS, after=SECONDS):
            continue
        for connection in of_player[call.player]:
            if connection.began <= call.began and call.ended + SECONDS + TOLERANCE <= connection.ended:
                at = arrived.get((connection.subscription, call.result["seq"]))
                if at is None or at - call.ended > SECONDS + TOLERANCE:
                    took = "never" if at is None else f"after {at - call.ended:.1f} s"
                    yield Difference("frame late", f"{connection.subscription}: {call.result['seq']} came {took}")
