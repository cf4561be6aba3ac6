"""The private names of Daphne, Autobahn and Twisted that we build on, as they were when we read them.

A failure after an upgrade says which of our files to compare with the new version. The tests in `tests.processes`
(`test_rfc6455_frames`, `test_handshakes`, `test_closes`) then show whether it still does what it should.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from autobahn.twisted.websocket import WebSocketAdapterProtocol
from autobahn.websocket.protocol import WebSocketProtocol as Autobahn
from autobahn.websocket.protocol import WebSocketServerProtocol
from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.abstract import FileDescriptor
from twisted.internet.tcp import Connection

CLOSING, REFUSALS, BOUNDS = (
    "core/servers/websocket_closing.py",
    "core/servers/handshake_refusals.py",
    "core/servers/websocket.py",
)
REQUEST, SERVER = "core/servers/http_request.py", "core/servers/socket_server.py"

# Our file, the function of theirs, and what we rely on it to say.
RELIED_ON: list[tuple[str, Callable[..., Any], str]] = [
    (CLOSING, Autobahn._protocol_violation, "self._fail_connection("),
    (CLOSING, Autobahn._protocol_violation, "if self.failByDrop:\n            return True"),
    (CLOSING, Autobahn._invalid_payload, "self._fail_connection("),
    (CLOSING, Autobahn._max_message_size_exceeded, "self._fail_connection("),
    (CLOSING, Autobahn.processControlFrame, "if self.onCloseFrame(code, reasonRaw):"),
    (CLOSING, Autobahn.sendCloseFrame, "self.closeHandshakeTimeoutCall = "),
    (CLOSING, Autobahn.sendCloseFrame, "self.onCloseHandshakeTimeout,"),
    (CLOSING, Autobahn.dropConnection, "self._closeConnection(abort)"),
    (CLOSING, Autobahn.dropConnection, "self.state = WebSocketProtocol.STATE_CLOSED"),
    (CLOSING, Autobahn.consumeData, "while self.processData() and self.state != WebSocketProtocol.STATE_CLOSED:"),
    (CLOSING, WebSocketAdapterProtocol._closeConnection, "self.transport.abortConnection()"),
    (CLOSING, FileDescriptor.doWrite, "self._writeDisconnected = True"),
    (CLOSING, FileDescriptor.loseConnection, "if self._writeDisconnected:"),
    (CLOSING, Connection._closeWriteConnection, "p.writeConnectionLost()"),
    (CLOSING, Connection.readConnectionLost, "p.readConnectionLost()"),
    (CLOSING, WebSocketProtocol.onClose, 'if not self.muted and hasattr(self, "application_queue"):'),
    (REFUSALS, WebSocketServerProtocol.processHandshake, "txaio.as_future(self.onConnect, request)"),
    (REFUSALS, WebSocketServerProtocol.processHandshake, "self.failHandshake(err.value.reason, err.value.code)"),
    (REFUSALS, WebSocketServerProtocol.succeedHandshake, "if type(res) == tuple:"),
    (REFUSALS, WebSocketProtocol.serverAccept, "self.handshake_deferred.callback(subprotocol)"),
    (REFUSALS, WebSocketProtocol.serverReject, "ConnectionDeny(code=403"),
    (BOUNDS, WebSocketAdapterProtocol.dataReceived, "self._dataReceived(data)"),
    (BOUNDS, Autobahn.processData, "self.onFrameBegin()"),
    (BOUNDS, Autobahn.sendFrame, "self.sendData(raw, sync, chopsize)"),
    (BOUNDS, Autobahn._connectionMade, "for configAttr in self.CONFIG_ATTRS:"),
    (BOUNDS, Autobahn.onPing, "self.sendPong(payload)"),
    (BOUNDS, FileDescriptor._maybePauseProducer, "self.producer.pauseProducing()"),
    (REQUEST, HTTPFactory.buildProtocol, "protocol.requestFactory = WebRequest"),
    (REQUEST, WebRequest.process, 'upgrade_header.lower() == b"websocket"'),
    (REQUEST, WebRequest.process, "self.basic_error("),
    (SERVER, Server.run, "self.ws_factory = WebSocketFactory(self"),
    (SERVER, Server.handle_reply, "protocol.handle_reply(message)"),
    (SERVER, Server.protocol_disconnected, 'self.connections[protocol]["disconnected"] = time.time()'),
]


@pytest.mark.parametrize(("ours", "theirs", "text"), RELIED_ON)
def test_a_private_name_is_still_used_as_we_rely_on(ours: str, theirs: Callable[..., Any], text: str) -> None:
    name = f"{theirs.__module__}.{theirs.__qualname__}"
    assert text in inspect.getsource(theirs), (
        f"{name} has changed: compare it with backend/{ours}, which overrides or calls it."
    )


def test_what_twisted_takes_before_it_pauses_a_producer() -> None:
    assert FileDescriptor.bufferSize == 64 * 1024, "TRANSPORT_BYTES in backend/core/servers/websocket.py is the same."
