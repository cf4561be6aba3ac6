"""Silent clients are pinged, and dropped if they don't respond."""

from __future__ import annotations

import sys
from contextlib import closing

from tests.processes.players import Edge, subscribed
from tests.processes.programs import BACKEND, Serve
from tests.processes.raw_socket import RawSocket

SHORT_TIMEOUTS = f"""
import sys; sys.path.insert(0, {str(BACKEND)!r})
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from core.servers import socket_server; from core.servers import websocket as websocket_protocol
websocket_protocol.PING_SECONDS, websocket_protocol.PONG_SECONDS, socket_server.LOOK_EVERY = 0.5, 3.0, 1
from django.core.management import call_command
call_command("serve", port=int(sys.argv[1]))
"""


class ServeWithShortTimeouts(Serve):
    def _command(self) -> list[str]:
        return [sys.executable, "-c", SHORT_TIMEOUTS, str(self.port)]


def test_a_client_that_answers_pings_stays_and_one_that_does_not_is_dropped(serve: Serve) -> None:
    with ServeWithShortTimeouts(serve.env) as short_waits, closing(Edge(short_waits)) as edge:
        account = edge.register()
        with subscribed(short_waits, account) as [other], RawSocket(short_waits, account) as deaf:
            assert deaf.close_code() is None  # it reads to the end without responding
            assert other.close_code is None
            assert other.ask(type="ping") == {"type": "pong", "seq": 0}
