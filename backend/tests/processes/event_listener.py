"""A client of the event stream, over real HTTP."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from tests.processes.players import HANGS_SECONDS, SECONDS, Account, wait_until
from tests.services.ports import HOST

PATH = "/api/game/results/stream/"
FIELDS = ("id", "event", "data")


@dataclass(frozen=True)
class Block:
    """The fields of an event, or of a block without one."""

    id: str | None = None
    event: str | None = None
    data: str | None = None


class EventListener:
    """Reads continuously. `body` is the body of a refusal."""

    def __init__(self, port: int, account: Account, *, last_event_id: int | None = None) -> None:
        headers = {"Authorization": f"Bearer {account.access}"}
        if last_event_id is not None:
            headers["Last-Event-ID"] = str(last_event_id)
        self.blocks: list[Block] = []
        self.is_complete = False
        self._client = httpx.Client(trust_env=False, timeout=HANGS_SECONDS)
        request = self._client.build_request("GET", f"http://{HOST}:{port}{PATH}", headers=headers)
        self._response = self._client.send(request, stream=True)
        self.status, self.headers = self._response.status_code, self._response.headers
        self._socket: socket.socket = self._response.extensions["network_stream"].get_extra_info("socket")
        self.body = b"" if self.status == 200 else self._response.read()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def port(self) -> int:
        """The client's port."""
        return int(self._socket.getsockname()[1])

    @property
    def events(self) -> list[Block]:
        return [block for block in self.blocks if block.event is not None]

    @property
    def seqs(self) -> list[int]:
        return [int(event.id or 0) for event in self.events]

    def wait_for(self, seq: int, seconds: float = SECONDS) -> None:
        """Waits until the result `seq` has arrived; fails if it takes longer."""
        wait_until(lambda: seq in self.seqs, seconds)

    def ended(self, seconds: float = SECONDS) -> bool:
        """Waits for the end, and returns whether the response is complete; fails if it takes longer."""
        wait_until(lambda: not self._reader.is_alive(), seconds)
        return self.is_complete

    def close(self) -> None:
        with suppress(OSError):  # the server has closed it
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(5)
        self._response.close()
        self._client.close()

    def _read(self) -> None:
        fields: dict[str, Any] = {}
        with suppress(httpx.HTTPError):
            for line in self._response.iter_lines() if self.status == 200 else ():
                name, _, value = line.partition(": ")
                if name in FIELDS:
                    fields[name] = value
                elif not name and fields:
                    self.blocks.append(Block(**fields))
                    fields = {}
            self.is_complete = True
