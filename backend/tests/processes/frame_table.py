"""Frames that a client can send, and the response that RFC 6455 requires."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tests.processes.peer import close, frame, length

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
ASK = b'{"type":"ping"}'
ANSWER = (TEXT, b'{"type":"pong","seq":0}')
NORMAL, NO_CODE = struct.pack("!H", 1000), b""
MESSAGE_BYTES = 4096
CLOSING_FRAMES = close(1000)


@dataclass(frozen=True)
class Row:
    """`then` is sent after the responses, unless the server has closed the socket."""

    name: str
    data: bytes
    close: bytes = NORMAL
    answers: tuple[tuple[int, bytes], ...] = ()
    then: bytes = CLOSING_FRAMES
    has_reason: bool = False

    @property
    def closes(self) -> bool:
        """Whether the client's Close frame is in the data."""
        return not self.then and not self.has_reason


def fails(name: str, data: bytes, code: int = 1002, answers: tuple[tuple[int, bytes], ...] = ()) -> Row:
    """The client sends nothing more, so the server initiates the close. Any reason is accepted."""
    return Row(name, data, struct.pack("!H", code), answers, then=b"", has_reason=True)


def padded(size: int) -> bytes:
    return ASK[:-1] + b',"x":"' + b"x" * (size - len(ASK) - 8 + 1) + b'"}'


def asked(name: str, *frames: bytes) -> Row:
    return Row(name, b"".join(frames), answers=(ANSWER,))


def ponged(name: str, data: bytes, *payloads: bytes) -> Row:
    return Row(name, data, answers=tuple((PONG, payload) for payload in payloads))


def split(*parts: bytes, between: bytes = b"") -> bytes:
    """A text message in the given number of fragments, with other frames between them."""
    last = len(parts) - 1
    opcodes = [TEXT, *[CONTINUATION] * last]
    fragments = [frame(opcodes[at], part, fin=at == last) for at, part in enumerate(parts)]
    return between.join(fragments)


OPCODES = [
    *[fails(f"reserved opcode {opcode:#x}", frame(opcode)) for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)],
    fails("reserved opcode with a payload", frame(3, b"payload")),
    fails("reserved opcode behind a valid frame", frame(PING, b"1") + frame(11), answers=((PONG, b"1"),)),
    fails("binary is refused by the application", frame(BINARY, b"{}"), 1003),
    fails("empty binary is refused by the application", frame(BINARY), 1003),
]

RESERVED_BITS = [
    *[fails(f"text with the reserved bits {bits:03b}", frame(TEXT, ASK, rsv=bits)) for bits in range(1, 8)],
    *[fails(f"ping with the reserved bits {bits:03b}", frame(PING, rsv=bits)) for bits in (1, 2, 4)],
    fails("close with a reserved bit", frame(CLOSE, NORMAL, rsv=4)),
    fails("continuation with a reserved bit", frame(TEXT, b"{", fin=False) + frame(CONTINUATION, b"}", rsv=1)),
]

MASKS = [
    fails("unmasked text", frame(TEXT, ASK, mask=False)),
    fails("unmasked empty text", frame(TEXT, mask=False)),
    fails("unmasked ping", frame(PING, b"x", mask=False)),
    fails("unmasked pong", frame(PONG, mask=False)),
    fails("unmasked close", frame(CLOSE, NORMAL, mask=False)),
    fails("unmasked continuation", frame(TEXT, b"{", fin=False) + frame(CONTINUATION, b"}", mask=False)),
]

LENGTHS = [
    *[asked(f"a message of {size} bytes", frame(TEXT, padded(size))) for size in (125, 126, 127, 128, MESSAGE_BYTES)],
    *[fails(f"length {size} in 16 bits", frame(TEXT, b"x" * size, size=16)) for size in (0, 1, 125)],
    *[fails(f"length {size} in 64 bits", frame(TEXT, b"x" * size, size=64)) for size in (0, 125, 126, 65535)],
    *[fails(f"a message of {size} bytes", frame(TEXT, b"x" * size), 1009) for size in (4097, 65535, 65536, 200_000)],
    *[
        fails(f"announced {size} bytes", b"\x81" + length(size) + b"\0\0\0\0", 1009)
        for size in (4097, 65536, 2**31, 2**32, 2**63 - 1)
    ],
    fails("a length with its first bit set", b"\x81" + length(2**63) + b"\0\0\0\0"),
]

CONTROL_FRAMES = [
    *[ponged(f"ping with {size} bytes", frame(PING, b"x" * size), b"x" * size) for size in (0, 1, 124, 125)],
    ponged("ping with bytes that are no text", frame(PING, b"\xff\0\x80"), b"\xff\0\x80"),
    ponged("ten pings", b"".join(frame(PING, b"%d" % at) for at in range(10)), *[b"%d" % at for at in range(10)]),
    ponged("an unsolicited pong, then a ping", frame(PONG, b"x") + frame(PING, b"y"), b"y"),
    *[fails(f"opcode {opcode:#x} with 126 bytes", frame(opcode, b"x" * 126)) for opcode in (CLOSE, PING, PONG)],
    fails("ping with 65 536 bytes", frame(PING, b"x" * 65536)),
    *[fails(f"a fragment of opcode {opcode:#x}", frame(opcode, NORMAL, fin=False)) for opcode in (CLOSE, PING, PONG)],
    fails("ping with its length in 16 bits", frame(PING, b"x" * 5, size=16)),
]

FRAGMENTS = [
    asked("two fragments", split(ASK[:5], ASK[5:])),
    asked("a fragment for each byte", split(*[ASK[at : at + 1] for at in range(len(ASK))])),
    asked("an empty first fragment", split(b"", ASK)),
    asked("an empty last fragment", split(ASK, b"")),
    asked("an empty fragment between", split(ASK[:5], b"", ASK[5:])),
    Row("a ping between", split(ASK[:5], ASK[5:], between=frame(PING, b"x")), answers=((PONG, b"x"), ANSWER)),
    asked("a pong between", split(ASK[:5], ASK[5:], between=frame(PONG, b"x"))),
    asked("two fragments of 4096 bytes", split(padded(MESSAGE_BYTES)[:1], padded(MESSAGE_BYTES)[1:])),
    fails("fragments of more than 4096 bytes", split(b"x" * 4096, b"x"), 1009),
    fails("a third fragment of more than 4096 bytes", split(b"x" * 2048, b"x" * 2048, b"x" * 4000), 1009),
    fails("a last fragment without a first", frame(CONTINUATION, ASK)),
    fails("a fragment without a first", frame(CONTINUATION, ASK, fin=False)),
    fails("a continuation after the end", split(b"{", b"}") + frame(CONTINUATION, b"x")),
    fails("a text inside of a text", frame(TEXT, b"{", fin=False) + frame(TEXT, ASK)),
    fails("a first fragment inside of a text", frame(TEXT, b"{", fin=False) + frame(TEXT, b"{", fin=False)),
    fails("a binary inside of a text", frame(TEXT, b"{", fin=False) + frame(BINARY, b"x")),
    Row("a close inside of a text", frame(TEXT, b"{", fin=False) + close(1000), then=b""),
]

INVALID_UTF8 = {
    "a lone continuation byte": b"\x80",
    "0xFF": b"\xff",
    "an overlong slash": b"\xc0\xaf",
    "an overlong NUL of three bytes": b"\xe0\x80\x80",
    "a surrogate": b"\xed\xa0\x80",
    "beyond U+10FFFF": b"\xf4\x90\x80\x80",
    "a first byte of five": b"\xf8\x88\x80\x80\x80",
    "a character that is cut off": b"\xe2\x82",
}
CHARACTERS = ("é", "€", "😀")
QUOTED = '{"type":"ping","x":"%s"}'

UTF8 = [
    *[asked(f"{character} in a message", frame(TEXT, (QUOTED % character).encode())) for character in CHARACTERS],
    *[
        asked(f"{character} over fragments", split(*[bytes([byte]) for byte in (QUOTED % character).encode()]))
        for character in CHARACTERS
    ],
    *[fails(f"{name} in a message", frame(TEXT, b"{" + data), 1007) for name, data in INVALID_UTF8.items()],
    fails("a character that is cut off over fragments", split(b"{", b"\xe2", b"\x82"), 1007),
    fails("a character with a wrong second fragment", split(b"\xe2", b"\x28\xa1"), 1007),
    fails("an invalid first fragment, before the last", frame(TEXT, b"\xff", fin=False), 1007),
]

VALID_CODES = (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999)
INVALID_CODES = (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 9999, 65535)
LONG_REASON = "€".encode() * 41

CLOSES = [
    *[Row(f"close {code}", close(code), struct.pack("!H", code), then=b"") for code in VALID_CODES],
    *[fails(f"close {code}", close(code)) for code in INVALID_CODES],
    Row("close without a code", frame(CLOSE), NO_CODE, then=b""),
    fails("close of one byte", frame(CLOSE, b"\x03")),
    Row("close with a reason", close(1000, b"bye"), NORMAL + b"bye", then=b""),
    Row("close with the longest reason", close(4000, LONG_REASON), struct.pack("!H", 4000) + LONG_REASON, then=b""),
    *[fails(f"close with {name} as its reason", close(1000, data), 1007) for name, data in INVALID_UTF8.items()],
    Row("a ping behind the close", close(1000) + frame(PING, b"x"), then=b""),
    Row("a text behind the close", close(1001) + frame(TEXT, ASK), struct.pack("!H", 1001), then=b""),
    Row("a second close", close(1000) + close(1001), then=b""),
    Row("garbage behind the close", close(1000) + b"\xff" * 100_000, then=b""),
    fails("garbage behind what is invalid", frame(3) + b"\xff" * 100_000),
    fails("a close behind what is invalid", frame(TEXT, ASK, mask=False) + close(1000)),
]

FLOODS = {
    "300 pings": frame(PING) * 300,
    "300 pongs": frame(PONG) * 300,
    "300 pings of 125 bytes": frame(PING, b"x" * 125) * 300,
    "300 empty continuations": frame(TEXT, fin=False) + frame(CONTINUATION, fin=False) * 300,
    "300 fragments of a byte": frame(TEXT, fin=False) + frame(CONTINUATION, b"x", fin=False) * 300,
    "300 messages in two fragments": split(b"", b"x") * 300,
    "300 messages in four fragments": split(b"{", b"", b"", b"}") * 300,
    "300 commands": frame(TEXT, ASK) * 300,
    "commands and pings by turns": (frame(TEXT, ASK) + frame(PING)) * 150,
    "pings, pongs and fragments by turns": (frame(PING) + split(b"{", b"}", between=frame(PONG))) * 100,
}

TABLE = [
    *OPCODES,
    *RESERVED_BITS,
    *MASKS,
    *LENGTHS,
    *CONTROL_FRAMES,
    *FRAGMENTS,
    *UTF8,
    *CLOSES,
]
