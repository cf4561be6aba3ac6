"""Plays the scripts of event streams."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from conformance.server.actions import act, option, replay
from conformance.server.http import Request, head
from conformance.server.opening import Opening, accepted
from conformance.server.results import result_of
from conformance.server.scene import Scene

PATH = "/api/game/results/stream/"


async def serve_stream(
    scene: Scene, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """The connection ends with the response."""
    opening = await accepted("streams", scene, request, reader, writer, signed_out_status=401)
    if opening is not None:
        await StreamConnection(opening).run()


class StreamConnection:
    def __init__(self, opening: Opening) -> None:
        self._scene, self._script, self._entry = opening.scene, opening.script, opening.entry
        self._reader, self._writer = opening.reader, opening.writer

    async def run(self) -> None:
        media_type = (option(self._script, "content_type") or {}).get("content_type", "text/event-stream")
        self._writer.write(head(200, {"Content-Type": media_type, "Connection": "close"}))
        if not option(self._script, "buffered"):
            self._open()
        playing = asyncio.create_task(self._play_script())
        reading = asyncio.create_task(self._reader.read())
        try:
            await asyncio.wait([playing, reading], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._end()
            for task in (playing, reading):
                task.cancel()
            await asyncio.gather(playing, reading, return_exceptions=True)

    def _open(self) -> None:
        retry = (option(self._script, "retry") or {}).get("retry", 1000)
        since = self._entry.details["since"]
        self._write(f"retry: {retry}\nid: {self._scene.newest if since is None else since}\n\n")
        if not option(self._script, "deaf"):
            replay(self._scene, self, since)
            self._scene.open.append(self)

    def send_result(self, seq: int) -> None:
        self._write(f"id: {seq}\nevent: game_result\ndata: {json.dumps(result_of(seq))}\n\n")

    def send_resync(self, seq: int) -> None:
        self._write(f"id: {seq}\nevent: resync\ndata: {json.dumps({'type': 'resync', 'seq': seq})}\n\n")

    async def _play_script(self) -> None:
        """Returns when the script ends the response. Otherwise the stream stays open."""
        for step in self._script:
            match step:
                case {"send": text}:
                    self._write(text)
                case {"result": seq, "as": text}:
                    self._write(text.replace("{data}", _folded(seq)))
                case {"end": True}:
                    return
                case {"drop": True}:
                    self._end()
                    self._writer.transport.abort()
                    return
                case _:
                    await act(self._scene, self, step)
        await asyncio.Event().wait()

    def _write(self, text: str) -> None:
        with suppress(ConnectionError):
            self._writer.write(text.encode())

    def _end(self) -> None:
        self._entry.ended_at = self._scene.now()
        if self in self._scene.open:
            self._scene.open.remove(self)


def _folded(seq: int) -> str:
    """The result on several lines, each in its own `data` field."""
    return "\r\n".join(f"data: {line}" for line in json.dumps(result_of(seq), indent=0).splitlines())
