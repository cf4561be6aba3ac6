"""The scripted server: one per case, on a port of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from conformance.server import streams
from conformance.server.endpoints import ENDPOINTS, Answer, details_of
from conformance.server.http import Request, error_body, read_request, response
from conformance.server.scene import Scene
from conformance.server.sockets import serve_socket

HOST = "127.0.0.1"


@asynccontextmanager
async def served(scene: Scene) -> AsyncIterator[str]:
    """Yields the server's URL. On exit, all connections have ended."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await _converse(scene, reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(handle, HOST, 0)
    try:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _converse(scene: Scene, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while (request := await read_request(reader)) is not None:
        if request.path == "/ws/game/":
            return await serve_socket(scene, request, reader, writer)
        if request.path == streams.PATH:
            return await streams.serve_stream(scene, request, reader, writer)
        if not await _respond(scene, request, writer):
            return None
    return None


async def _respond(scene: Scene, request: Request, writer: asyncio.StreamWriter) -> bool:
    """Returns False if the connection has ended."""
    endpoint = ENDPOINTS.get((request.method, request.path))
    if endpoint is None:
        scene.arrived("unknown", request, path=f"{request.method} {request.path}")
        writer.write(response(404, error_body("not_found")))
        return True
    kind, needs_token, answer = endpoint
    entry = scene.arrived(kind, request, **details_of(scene, kind, request))
    step: dict[str, Any] = scene.script(kind)
    await _prepare(scene, step)
    usual: Answer = 401, error_body("token_not_valid")
    if (scene.is_signed_in(request) or not needs_token) and _is_processed(step):
        usual = answer(scene, request)
    entry.ended_at = scene.now()
    if "drop" in step:
        writer.transport.abort()
        return False
    writer.write(response(*_instead(step, usual), step.get("headers")))
    return True


async def _prepare(scene: Scene, step: dict[str, Any]) -> None:
    """Executes the parts of a step that come before the request is processed."""
    await scene.pause(step.get("wait", 0))
    if step.get("expire"):
        scene.tokens.expire()
    if "commit" in step:
        scene.commit(step["commit"])
    scene.newest = step.get("restore", scene.newest)


def _is_processed(step: dict[str, Any]) -> bool:
    """Whether the request is processed. By default, a refused or lost one isn't."""
    is_usual = "status" not in step and step.get("drop") != "request"
    return is_usual or bool(step.get("processed"))


def _instead(step: dict[str, Any], usual: Answer) -> Answer:
    if "status" in step:
        return step["status"], step.get("body", error_body(step.get("code", "refused")))
    return usual[0], step.get("body", usual[1])
