"""Requests by scanners and requests with tokens leave at most one line in the log, and never the token."""

from __future__ import annotations

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.processes.players import Edge
from tests.processes.programs import Serve


def status_of(address: str) -> int:
    with pytest.raises(InvalidStatus) as refusal, connect(address, proxy=None):
        pass
    return refusal.value.response.status_code


def test_an_unknown_socket_path_is_refused_without_a_traceback(serve: Serve) -> None:
    for path in ("/", "/ws/", "/ws/game", "/ws/other/", "/ws/game/%00"):
        assert status_of(f"ws://127.0.0.1:{serve.port}{path}") == 403
    assert serve.end() == 0
    assert "Traceback" not in serve.log
    assert "error" not in serve.log.lower()


def test_no_token_of_a_query_is_in_the_log_whether_it_is_good_or_not(serve: Serve, edge: Edge) -> None:
    account = edge.register()
    with connect(f"{serve.socket_url}?token={account.access}", proxy=None) as socket:
        socket.send('{"type": "ping"}')
        assert socket.recv(5) == '{"type":"pong","seq":0}'
    assert status_of(f"{serve.socket_url}?token=not-{account.access}") == 403
    assert edge.call("GET", f"/api/game/statistics/?token={account.access}", account).status_code == 200
    assert edge.call("GET", f"/api/nowhere/?token={account.access}").status_code == 404
    stream = f"/api/game/results/stream/?token={account.access}"
    with httpx.stream("GET", f"{serve.url}{stream}", trust_env=False) as response:
        assert response.status_code == 200
    assert edge.call("GET", f"{stream}-not").status_code == 401
    assert serve.end() == 0

    assert account.access not in serve.log
    assert account.access[-20:] not in serve.log
    assert "?token=" not in serve.log  # links in emails, which the console shows, have the token after a #
    assert "/api/nowhere/" in serve.log
