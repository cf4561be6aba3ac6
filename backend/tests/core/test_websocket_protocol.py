"""Tests Daphne's protocol class with a fake transport instead of a network."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from daphne.ws_protocol import WebSocketFactory
from twisted.internet.abstract import FileDescriptor
from twisted.internet.error import ConnectionLost
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure

from core.servers.websocket import BoundedProtocol
from tests.processes.frame_table import ASK, PING, PONG, TEXT
from tests.processes.peer import frame, handshake

LIMIT = 256 * 1024


class Transport(StringTransport):  # type: ignore[misc]  # twisted's types are not read
    ended = False
    connected, dataBuffer = True, b"unsent"  # noqa: N815  Twisted's name

    def loseWriteConnection(self) -> None:  # noqa: N802
        self.ended = True

    def write(self, data: bytes) -> None:
        """A client that doesn't read."""
        super().write(data)
        if len(self.value()) > 64 * 1024 and self.producer:
            self.producer.pauseProducing()


@pytest.fixture
def queue() -> asyncio.Queue[dict[str, Any]]:
    return asyncio.Queue()


@pytest.fixture
def protocol(queue: asyncio.Queue[dict[str, Any]]) -> Any:
    server = SimpleNamespace(
        root_path="",
        proxy_forwarded_address_header=None,
        protocol_connected=lambda protocol: None,
        protocol_disconnected=lambda protocol: None,
        log_action=lambda *details: None,
        create_application=lambda protocol, scope: queue,
    )
    factory = WebSocketFactory(server, server="numberplay")
    factory.setProtocolOptions(failByDrop=True, closeHandshakeTimeout=0, openHandshakeTimeout=0)
    made = BoundedProtocol()
    made.take_options(factory)
    made.factory, made._raw_query_string = factory, b""
    transport = Transport()
    transport.registerProducer(object(), streaming=True)  # the producer of the HTTP channel
    made.makeConnection(transport)
    made.dataReceived(handshake(""))
    return made


def ends(queue: asyncio.Queue[dict[str, Any]]) -> list[int]:
    messages = [queue.get_nowait() for _ in range(queue.qsize())]
    return [message["code"] for message in messages if message["type"] == "websocket.disconnect"]


@pytest.mark.parametrize("data", [frame(TEXT, ASK), frame(PING), b"x", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 1000])
def test_data_before_the_answer_refuse_the_handshake(protocol: Any, queue: Any, data: bytes) -> None:
    for _ in range(3):
        protocol.dataReceived(data)
    protocol.serverAccept(None)
    assert protocol.transport.value().startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert protocol.transport.value().count(b"HTTP/1.1") == 1
    assert protocol.transport.ended
    assert ends(queue) == [1006]


PAYLOADS = {"empty pongs": b"", "a byte": b"x", "pongs of 125 bytes": b"x" * 125}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_pongs_that_nobody_reads_are_bounded(protocol: Any, queue: Any, payload: bytes) -> None:
    protocol.frames = SimpleNamespace(consume=lambda: True)  # as slow as allowed
    protocol.serverAccept(None)
    sent = 0
    while protocol.state == protocol.STATE_OPEN and sent < 1_000_000:
        protocol.dataReceived(frame(PING, payload))
        sent += 1
    assert protocol.transport.value().endswith(b"\x88\x02\x03\xf5")  # 1013
    assert len(protocol.transport.value()) <= LIMIT + 1024
    assert ends(queue) == [1013]


def test_each_message_that_nobody_reads_counts_for_what_it_needs(protocol: Any, queue: Any) -> None:
    protocol.serverAccept(None)
    results = 0
    while protocol.state == protocol.STATE_OPEN:
        protocol.serverSend("x" * 140)
        results += 1
    assert 1000 < results < 1500
    assert ends(queue) == [1013]


@pytest.mark.parametrize("opcode", [PING, PONG])
def test_frames_behind_a_flood_cost_nothing(protocol: Any, queue: Any, opcode: int) -> None:
    protocol.serverAccept(None)
    for _ in range(100):
        protocol.dataReceived(frame(opcode) * 10_000)
    assert protocol.data == b"" or len(protocol.data) < 64 * 1024
    assert ends(queue) == [1008]
    assert protocol.transport.producerState == "paused"


class Socket(FileDescriptor):  # type: ignore[misc]
    """The kernel takes `room` bytes more."""

    def __init__(self, room: int | Exception) -> None:
        self.waits = 0  # for the kernel
        super().__init__(SimpleNamespace(addWriter=lambda _: setattr(self, "waits", self.waits + 1)))
        self.connected, self.room, self.sent = True, room, b""

    def writeSomeData(self, data: bytes) -> int | Exception:  # noqa: N802
        if isinstance(self.room, Exception):
            return self.room
        taken = data[: self.room]
        self.sent, self.room = self.sent + taken, self.room - len(taken)
        return len(taken)

    @property
    def unsent(self) -> bytes:
        return bytes(self.dataBuffer) + b"".join(self._tempDataBuffer)


def sent_through(protocol: Any, room: int | Exception, *texts: str) -> Socket:
    protocol.serverAccept(None)
    socket = protocol.transport = Socket(room)
    for text in texts:
        protocol.serverSend(text)
    return socket


def test_a_message_is_sent_without_waiting_if_the_kernel_takes_it(protocol: Any) -> None:
    socket = sent_through(protocol, 100, "one", "two")
    assert (socket.sent, socket.unsent, socket.waits) == (b"\x81\x03one\x81\x03two", b"", 0)


def test_what_the_kernel_does_not_take_is_sent_later_and_in_order(protocol: Any) -> None:
    socket = sent_through(protocol, 4, "one", "two")
    socket.room = 100
    protocol.serverSend("three")
    assert (socket.sent, socket.unsent, socket.waits > 0) == (b"\x81\x03on", b"e\x81\x03two\x81\x05three", True)


def test_a_message_to_a_lost_connection_is_left_to_twisted(protocol: Any) -> None:
    socket = sent_through(protocol, ConnectionLost(), "one")
    assert (socket.unsent, socket.waits) == (b"\x81\x03one", 1)


def test_what_a_client_has_not_read_is_freed_with_its_connection(protocol: Any) -> None:
    ignored = dict.fromkeys(("addWriter", "removeReader", "removeWriter"), lambda *_: None)
    protocol.transport = transport = FileDescriptor(SimpleNamespace(**ignored))
    transport.connected, transport.dataBuffer = True, b"x" * 1000
    transport.write(b"y" * 1000)

    protocol.connectionLost(Failure(ConnectionLost()))

    assert (transport.dataBuffer, transport._tempDataBuffer) == (b"", [])
