"""The steps of a connection's script that sockets and streams have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from conformance.server.scene import Scene

RESUMED_AT_ONCE = 500


class Channel(Protocol):
    def send_result(self, seq: int) -> None: ...

    def send_resync(self, seq: int) -> None: ...


def replay(scene: Scene, channel: Channel, since: int | None) -> None:
    """The first messages that a connection or a `resume` gets."""
    if since is None or since == scene.newest:
        return
    if since > scene.newest or scene.newest - since > RESUMED_AT_ONCE:
        channel.send_resync(scene.newest)
        return
    for seq in range(since + 1, scene.newest + 1):
        channel.send_result(seq)


async def act(scene: Scene, channel: Channel, step: dict[str, Any]) -> None:
    """Does nothing for steps of other kinds."""
    match step:
        case {"commit": seq}:
            scene.commit(seq)
        case {"lose": seq}:
            scene.newest = max(scene.newest, seq)
        case {"result": seq}:
            channel.send_result(seq)
        case {"resync": seq}:
            scene.newest = seq
            channel.send_resync(seq)
        case {"wait": seconds}:
            await scene.pause(seconds)
        case {"expire": True}:
            scene.tokens.expire()
        case {"end_session": True}:
            scene.tokens.ended = True


def option(script: Iterable[dict[str, Any]], name: str) -> dict[str, Any] | None:
    """The step that contains that name."""
    return next((step for step in script if name in step), None)
