"""A mail server that keeps what it is sent."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    port: int
    mails: list[str] = field(default_factory=list)

    def to(self, address: str) -> list[str]:
        return [mail for mail in self.mails if f"To: {address}" in mail]


class _Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a client without extensions needs."""

    server: _Server

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            match line.upper().split()[:1]:
                case [b"DATA"]:
                    self._say("354 go on")
                    self._take()
                case [b"QUIT"]:
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 fine")

    def _take(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.mailbox.mails.append(b"".join(lines).decode())
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    mailbox: Mailbox


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.mailbox = Mailbox(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.mailbox
        finally:
            server.shutdown()
            thread.join()
