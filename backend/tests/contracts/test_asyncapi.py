"""The AsyncAPI document describes every frame, and every described frame can be received."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError
from jsonschema import Draft202012Validator

from game import services
from game.live import protocol
from game.live.asyncapi_frames import described_frames
from tests.api import Player, registered
from tests.contracts.documents import DOCS, asyncapi
from tests.sockets import Sockets

by_thread = sync_to_async(thread_sensitive=False)

PROTOCOL = DOCS / "protocol.md"
MESSAGES: dict[str, Any] = asyncapi()["components"]["messages"]
ERROR_CODES = MESSAGES["error"]["payload"]["properties"]["code"]["enum"]

# The table of the frames that a client sends.
EXAMPLES = [json.loads(frame) for frame in re.findall(r"^\| `(\{.*?\})` \|", PROTOCOL.read_text(), re.MULTILINE)]

# For each error code, a frame whose only error is the one that the code describes.
REFUSED_FRAMES = {
    "parse_error": "{",
    "invalid": {"number": 0},
    "required": {},
    "unknown_type": {"type": "shout"},
    "invalid_token": {"type": "auth", "token": "nonsense"},
}
ELSEWHERE = {"throttled", "idempotency_key_reused", "service_unavailable"}


@pytest.fixture
async def someone(transactional_db: None) -> Player:
    return await by_thread(registered)()


def described_in(operation: str) -> set[str]:
    return {reference["$ref"].rpartition("/")[2] for reference in asyncapi()["operations"][operation]["messages"]}


async def test_every_message_of_the_server_is_received_as_described(
    someone: Player, sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frames are received by sending the examples of docs/protocol.md and two more frames."""
    monkeypatch.setattr("game.live.delivery.RESUME_LIMIT", 1)
    socket = await sockets.open(someone.access)
    frames = []
    for frame in (*EXAMPLES, {"number": 842, "key": "k1"}, {"type": "nonsense"}):
        await socket.send({**frame, **({"token": someone.access} if "token" in frame else {})})
        frames.append(await socket.receive())
    assert {frame["type"] for frame in frames} == described_in("receive")
    assert [frame.get("key") for frame in frames if frame.get("replayed")] == ["k1"]
    assert [frame["seq"] for frame in frames if frame["type"] == "pong"] == [2]


async def test_a_member_that_is_not_required_is_only_there_when_it_means_something(
    someone: Player, sockets: Sockets
) -> None:
    sender, other = await sockets.open(someone.access), await sockets.open(someone.access)
    await sender.send({"number": 2, "key": "mine"})
    to_sender, to_other = await sender.receive(), await other.receive()
    assert to_sender == {**to_other, "key": "mine"}
    assert "replayed" not in to_sender


@pytest.mark.parametrize("code", REFUSED_FRAMES)
async def test_a_refused_frame_is_answered_by_its_code_and_the_socket_stays_open(
    code: str, someone: Player, sockets: Sockets
) -> None:
    socket = await sockets.open(someone.access)
    await socket.send(REFUSED_FRAMES[code])
    frame = await socket.receive()
    assert (frame["type"], frame["code"]) == ("error", code)
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 0}


def test_every_command_of_the_parser_is_described_and_no_other() -> None:
    described = {MESSAGES[name]["payload"]["properties"].get("type", {}).get("const") for name in described_in("send")}
    assert described == set(protocol.COMMANDS), "CLIENT_FRAMES and COMMANDS in game/live/protocol.py differ"


def test_a_command_with_the_name_of_a_servers_frame_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(protocol.CLIENT_FRAMES, "pong", protocol.CLIENT_FRAMES["ping"])
    with pytest.raises(ValueError, match=r"^pong: a command and a frame"):
        described_frames()


def test_every_error_code_is_described_and_no_other() -> None:
    assert set(ERROR_CODES) == set(protocol.ERROR_CODES), "docs/asyncapi.yaml is out of date: make schema"


def test_every_error_code_is_provoked() -> None:
    assert set(ERROR_CODES) == set(REFUSED_FRAMES) | ELSEWHERE, "add a frame that provokes it to REFUSED_FRAMES"


async def test_a_key_of_another_number_is_refused(someone: Player, sockets: Sockets) -> None:
    socket = await sockets.open(someone.access)
    await socket.send({"number": 2, "key": "mine"})
    await socket.receive()
    await socket.send({"number": 4, "key": "mine"})
    frame = await socket.receive()
    assert (frame["code"], frame["attr"]) == ("idempotency_key_reused", "key")


async def test_beyond_the_rate_an_error_says_when_to_come_back(
    someone: Player, sockets: Sockets, rates: Callable[..., None]
) -> None:
    rates(play="1/hour")
    socket = await sockets.open(someone.access)
    await socket.send({"number": 2})
    await socket.receive()
    await socket.send({"number": 4})
    frame = await socket.receive()
    assert frame["code"] == "throttled"
    assert 0 < frame["retry_after"] <= 3600


async def test_an_unavailable_database_is_reported_and_keeps_the_socket_open(
    someone: Player, sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("the server at 10.0.0.7 has gone away")

    socket = await sockets.open(someone.access)
    with monkeypatch.context() as patched:
        patched.setattr(services, "play_alone", away)
        await socket.send({"number": 2})
        frame = await socket.receive()
    assert (frame["code"], frame["retry_after"]) == ("service_unavailable", 1)
    assert "10.0.0.7" not in frame["detail"]
    await socket.send({"number": 2})
    assert (await socket.receive())["seq"] == 1


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        *((frame.get("type", "play"), frame) for frame in EXAMPLES),
        ("play", {"number": 9999, "key": "~" * 128}),
        ("resume", {"type": "resume", "since": 0}),
    ],
)
async def test_every_described_command_is_accepted(
    name: str, frame: dict[str, Any], someone: Player, sockets: Sockets
) -> None:
    Draft202012Validator(MESSAGES[name]["payload"]).validate(frame)
    socket = await sockets.open(someone.access)
    await socket.send(frame)
    if frame == {"type": "resume", "since": 0}:
        assert await socket.receives_nothing()
    else:
        assert (await socket.receive()).get("code") in (None, "invalid_token")


def test_every_command_has_an_example() -> None:
    assert {frame.get("type", "play") for frame in EXAMPLES} == described_in("send")


def test_the_document_is_self_contained() -> None:
    assert described_in("send") | described_in("receive") == set(MESSAGES)
    for message in MESSAGES.values():
        Draft202012Validator.check_schema(message["payload"])
