"""Plays the scripts of WebSocket connections."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from websockets.frames import Frame, Opcode
from websockets.http11 import Request as Handshake
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from conformance.server.actions import act, option, replay
from conformance.server.http import Request
from conformance.server.opening import Opening, accepted
from conformance.server.results import result_of
from conformance.server.scene import Scene

PROTOCOL = Subprotocol("numberplay.v1")


async def serve_socket(
    scene: Scene, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    opening = await accepted("sockets", scene, request, reader, writer, signed_out_status=403)
    if opening is not None:
        await SocketConnection(opening).run()


def _select(_: ServerProtocol, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    return PROTOCOL if PROTOCOL in offered else None


class SocketConnection:
    def __init__(self, opening: Opening) -> None:
        self._scene, self._script, self._entry = opening.scene, opening.script, opening.entry
        self._reader, self._writer = opening.reader, opening.writer
        self._protocol = ServerProtocol(select_subprotocol=_select)
        self._received: list[str] = []
        self._arrived = asyncio.Event()
        self._muted = set((option(self._script, "mute") or {}).get("mute", []))
        self._answers: dict[str, list[Any]] = {}
        self._token = opening.request.token
        self._is_frozen = False
        self._accept(opening.request)

    def send_result(self, seq: int) -> None:
        self._send({"type": "game_result", **result_of(seq)})

    def send_resync(self, seq: int) -> None:
        self._send({"type": "resync", "seq": seq})

    async def run(self) -> None:
        if not option(self._script, "deaf"):
            replay(self._scene, self, self._entry.details["since"])
            self._scene.open.append(self)
        tasks = [asyncio.create_task(work) for work in (self._play_script(), self._expire(), self._read())]
        try:
            await tasks[2]
        finally:
            self._end()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _accept(self, request: Request) -> None:
        self._protocol.receive_data(request.head)
        (handshake,) = self._protocol.events_received()
        assert isinstance(handshake, Handshake)
        self._protocol.send_response(self._protocol.accept(handshake))
        self._flush()

    async def _play_script(self) -> None:
        for step in self._script:
            match step:
                case {"send": frame}:
                    self._send(frame)
                case {"result": seq, "members": members}:
                    self._send({"type": "game_result", **result_of(seq), **members})
                case {"binary": text}:
                    self._protocol.send_binary(text.encode())
                    self._flush()
                case {"until": kind}:
                    await self._until(kind)
                case {"answer": kind, "with": frames}:
                    self._answers.setdefault(kind, []).append(frames)
                case _:
                    self._disturb(step)
                    await act(self._scene, self, step)

    def _disturb(self, step: dict[str, Any]) -> None:
        match step:
            case {"freeze": True}:
                self._is_frozen = True
            case {"close": code}:
                self._close(code)
            case {"drop": True}:
                self._end()
                self._writer.transport.abort()

    async def _expire(self) -> None:
        """Closes the socket when its token expires."""
        while (left := self._scene.tokens.valid_until(self._token) - self._scene.now()) > 0:
            await self._scene.pause(left)
        self._close(4401)

    async def _read(self) -> None:
        while data := await self._reader.read(65536):
            self._protocol.receive_data(data)
            for event in self._protocol.events_received():
                if isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                    self._handle(json.loads(bytes(event.data)))
            self._flush()
            if self._protocol.close_expected():
                self._end()
                self._writer.close()
                return

    def _handle(self, frame: dict[str, Any]) -> None:
        kind = frame.get("type", "play")
        if kind != "ping":
            self._scene.log.frames.append(self._named(frame))
        self._received.append(kind)
        self._arrived.set()
        if answers := self._answers.get(kind):
            for answer in answers.pop(0):
                self._send(answer)
        elif kind not in self._muted:
            self._answer(kind, frame)

    def _answer(self, kind: str, frame: dict[str, Any]) -> None:
        if kind == "ping":
            self._send({"type": "pong", "seq": self._scene.newest})
        elif kind == "resume":
            replay(self._scene, self, frame["since"])
        elif kind == "auth" and self._scene.tokens.is_valid(frame["token"], self._scene.now()):
            self._token = frame["token"]
            self._send({"type": "authenticated", "expires_at": "2026-11-23T20:05:00Z"})
        elif kind == "auth":
            self._send({"type": "error", "code": "invalid_token", "detail": "The token isn't valid.", "attr": "token"})

    def _named(self, frame: dict[str, Any]) -> dict[str, Any]:
        return {**frame, "token": self._scene.tokens.name_of(frame["token"])} if "token" in frame else frame

    async def _until(self, kind: str) -> None:
        """Waits for a frame of that type, other than those that earlier steps waited for."""
        while kind not in self._received:
            self._arrived.clear()
            await self._arrived.wait()
        del self._received[: self._received.index(kind) + 1]

    def _send(self, frame: object) -> None:
        if self._entry.ended_at is None and not self._is_frozen:
            self._protocol.send_text((frame if isinstance(frame, str) else json.dumps(frame)).encode())
            self._flush()

    def _close(self, code: int) -> None:
        if self._entry.ended_at is None:
            self._protocol.send_close(code)
            self._end()
            self._flush()

    def _end(self) -> None:
        if self._entry.ended_at is None:
            self._entry.ended_at = self._scene.now()
        if self in self._scene.open:
            self._scene.open.remove(self)

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._writer.write(data)
