"""However the sockets of a player end, the slots are free within two seconds.

Set `SOCKET_ENDS=500` for the full number.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import ExitStack, closing

from tests import uncontended
from tests.processes.frame_table import BINARY, TEXT
from tests.processes.peer import close, frame
from tests.processes.players import Account, Edge, Subscriber, wait_until
from tests.processes.programs import Serve
from tests.processes.raw_socket import RawSocket

ENDS = int(os.environ.get("SOCKET_ENDS", "50"))
LIMIT = 10
SLOT_SECONDS = 2.0
PLAY = frame(TEXT, b'{"number":842}')
UNKNOWN_OPCODE = 0x3

Way = Callable[[RawSocket], None]


def behind_a_play(last: bytes) -> Way:
    return lambda socket: socket.send_frames(PLAY, PLAY, last)


# After each of these, the client stays connected, so the server has to end the connection.
BY_THE_SERVER: list[Way] = [
    behind_a_play(frame(TEXT, b"x" * 4097)),
    behind_a_play(frame(TEXT, b"{}", rsv=4)),
    behind_a_play(frame(UNKNOWN_OPCODE)),
    behind_a_play(frame(BINARY, b"{}")),
    behind_a_play(frame(TEXT, b"\xff")),
    behind_a_play(close(1000)),
    lambda socket: socket.send_frames(frame(TEXT, b"{}") * 300),
]
BY_THE_CLIENT: list[Way] = [RawSocket.close, RawSocket.reset, RawSocket.close_half]


def played_and_gone(socket: RawSocket) -> None:
    socket.send_frames(PLAY, PLAY, PLAY)
    socket.reset()


def opened(stack: ExitStack, serve: Serve, account: Account) -> RawSocket:
    in_the_handshake = random.random() < 0.15
    socket = stack.enter_context(RawSocket(serve, account, waits=not in_the_handshake))
    if in_the_handshake:
        random.choice([RawSocket.close, RawSocket.reset])(socket)
    else:
        random.choice([*BY_THE_SERVER, *BY_THE_CLIENT, played_and_gone])(socket)
    return socket


def is_admitted(socket: Subscriber) -> bool:
    wait_until(lambda: bool(socket.frames) or socket.close_code is not None)
    return socket.close_code is None


def test_ten_new_sockets_are_accepted_and_the_eleventh_is_not(serve: Serve, edge: Edge) -> None:
    account = edge.register()
    with ExitStack() as stack:  # connections that the server ends remain open on this side
        for _ in range(ENDS // LIMIT):
            for _ in range(LIMIT):
                opened(stack, serve, account)
            wait_until(lambda: edge.sockets() == 0, SLOT_SECONDS)
        began = time.monotonic()
        with ExitStack() as ten:
            fresh = [ten.enter_context(closing(Subscriber(serve, account, "?since=x"))) for _ in range(LIMIT)]
            assert [is_admitted(socket) for socket in fresh] == [True] * LIMIT
            assert uncontended.since(began) < SLOT_SECONDS
            eleventh = ten.enter_context(closing(Subscriber(serve, account, "?since=x")))
            assert eleventh.closed() == 1013
            assert edge.sockets() == LIMIT
            assert [socket.close_code for socket in fresh] == [None] * LIMIT
    results = edge.results(account)
    assert [result["seq"] for result in results] == list(range(results[0]["seq"], results[-1]["seq"] + 1))
    assert "Traceback" not in serve.log
    assert "took too long to shut down" not in serve.log
