"""A client that requests a file and reads it very slowly."""

from __future__ import annotations

import time
from contextlib import suppress

from tests.processes.narrow import NarrowConnection
from tests.processes.players import Account
from tests.processes.programs import WebProgram


class SlowReader(NarrowConnection):
    def __init__(self, program: WebProgram, account: Account, path: str) -> None:
        """Reads the status line, and the rest only on request."""
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {account.access}\r\n\r\n"
        super().__init__(program, head.encode(), seconds=60)
        self.status = int(self._connection.recv(12).split()[1])

    def is_cut(self) -> bool:
        """Reads 200 bytes per second. Returns whether the server has reset the connection."""
        time.sleep(1)
        try:
            return self._connection.recv(200) == b""
        except ConnectionError:
            return True

    def read_to_the_end(self) -> int:
        """Reads up to the empty last chunk, because the connection stays open."""
        done = 0
        while part := self._connection.recv(65536):
            done += len(part)
            if part.endswith(b"0\r\n\r\n"):
                break
        return done

    def read(self, size: int) -> int:
        """Reads that many bytes at full speed, or fewer if there are no more."""
        done = 0
        with suppress(ConnectionError):
            while done < size and (part := self._connection.recv(65536)):
                done += len(part)
        return done
