"""Accepts every email on port 1025, and lists them on port 8025 like Mailpit's API.

The smoke test uses it in place of Mailpit if only stand-ins for the public images are available.
"""

import asyncio
import email
import json
from email.policy import default
from typing import Any

HOST = "0.0.0.0"  # noqa: S104  of a container, whose ports nobody publishes
mails: list[dict[str, Any]] = []


async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The part of SMTP that a client without extensions needs."""
    writer.write(b"220 ready\r\n")
    while line := await reader.readline():
        match line.upper().split()[:1]:
            case [b"DATA"]:
                writer.write(b"354 go on\r\n")
                text = await reader.readuntil(b"\r\n.\r\n")
                remember(text)
                writer.write(b"250 taken\r\n")
            case [b"QUIT"]:
                writer.write(b"221 bye\r\n")
                break
            case _:
                writer.write(b"250 fine\r\n")
    writer.close()


def remember(text: bytes) -> None:
    mail = email.message_from_bytes(text, policy=default)
    receivers = [{"Address": address.addr_spec} for address in mail["To"].addresses]
    mails.append({"To": receivers, "Subject": mail["Subject"]})


async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    body = json.dumps({"total": len(mails), "messages": mails}).encode()
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
    writer.close()


async def main() -> None:
    async with (
        await asyncio.start_server(take, HOST, 1025) as smtp,
        await asyncio.start_server(respond, HOST, 8025) as http,
    ):
        await asyncio.gather(smtp.serve_forever(), http.serve_forever())


if __name__ == "__main__":
    asyncio.run(main())
