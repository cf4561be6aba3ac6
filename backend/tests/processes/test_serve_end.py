"""On SIGTERM, `manage.py serve` finishes what is in flight, closes its sockets, and exits soon."""

from __future__ import annotations

import json
import signal
import socket
import time

import pytest

from tests import uncontended
from tests.processes.players import HANGS_SECONDS, Account, Edge, subscribed, wait_until
from tests.processes.programs import Serve, WebProgram
from tests.services.ports import HOST, is_read

ENDED_SECONDS = 8


def half_a_play(program: WebProgram, account: Account) -> tuple[socket.socket, bytes]:
    """A request that is in flight until its last bytes are sent."""
    body = b'{"number": 842}'
    head = (
        f"POST /api/game/play/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {account.access}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    connection = socket.create_connection((HOST, program.port), timeout=HANGS_SECONDS)
    connection.sendall(head.encode() + body[:5])
    return connection, body[5:]


def answer_on(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_slow_request_is_finished_and_sockets_are_closed_with_1012(
    serve: Serve, edge: Edge, number: signal.Signals
) -> None:
    accounts = [edge.register() for _ in range(3)]
    with subscribed(serve, *accounts) as subscribers:
        login = json.dumps({"email": accounts[0].user["email"], "password": "correct horse battery staple"}).encode()
        with socket.create_connection((HOST, serve.port), timeout=HANGS_SECONDS) as connection:
            connection.sendall(
                b"POST /auth/api/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(login), login)
            )
            wait_until(lambda: is_read(connection))
            asked = time.monotonic()
            serve.send(number)
            answer = answer_on(connection)
        codes = [subscriber.closed(HANGS_SECONDS) for subscriber in subscribers]
        code = serve.ended()
        took = uncontended.since(asked)

    assert answer.startswith(b"HTTP/1.1 200")
    assert b'"access"' in answer
    assert codes == [1012, 1012, 1012]
    assert code == 0
    assert took < ENDED_SECONDS
    assert "Traceback" not in serve.log


def test_a_client_that_never_finishes_its_request_does_not_hold_up_the_end(serve: Serve, edge: Edge) -> None:
    connection, _ = half_a_play(serve, edge.register())
    wait_until(lambda: is_read(connection))
    asked = time.monotonic()
    code = serve.end()
    connection.close()
    assert code == 0
    assert uncontended.since(asked) < ENDED_SECONDS
