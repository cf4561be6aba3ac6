"""How sockets and streams begin: accepted, refused, or without a response."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from conformance.server.actions import option
from conformance.server.http import Request, error_body, response
from conformance.server.log import Entry
from conformance.server.scene import Scene


@dataclass(frozen=True)
class Opening:
    """A connection that was accepted, with its script."""

    scene: Scene
    request: Request
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    script: list[dict[str, Any]]
    entry: Entry


async def accepted(
    kind: str,
    scene: Scene,
    request: Request,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    *,
    signed_out_status: int,
) -> Opening | None:
    """None once the connection has been refused, or hung until the client closed it."""
    script = scene.script(kind)
    since = request.headers.get("last-event-id", request.query.get("since"))
    entry = scene.arrived(kind, request, since=None if since is None else int(since))
    refusal = option(script, "refuse")
    if refusal is None and not scene.is_signed_in(request):
        refusal = {"refuse": signed_out_status}
    if option(script, "hang"):
        await reader.read()
        return None
    if refusal is not None:
        entry.ended_at = scene.now()
        headers = {"Connection": "close", **refusal.get("headers", {})}
        writer.write(response(refusal["refuse"], error_body("refused"), headers))
        return None
    return Opening(scene, request, reader, writer, script, entry)
