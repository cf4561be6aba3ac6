"""Reads the events of a binary log, whose header is the same in MySQL and in MariaDB."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

MAGIC = b"\xfebin"
HEADER = struct.Struct("<IBIIIH")  # seconds, type, server ID, length, next position, flags

QUERY = 2
TABLE_MAP = 19
TRANSACTION_PAYLOAD = 40  # MySQL's, if transactions are compressed
BEGINNINGS = {33, 34, 42, 162}  # begin a transaction: GTID, anonymous and tagged GTID; MariaDB's GTID
# Events that describe the file: STOP, ROTATE, FORMAT_DESCRIPTION, PREVIOUS_GTIDS; MariaDB's CHECKPOINT, GTID_LIST,
# ENCRYPTION.
ABOUT_THE_FILE = {3, 4, 15, 35, 161, 163, 164}


class NotALog(Exception):
    """The file isn't a binary log, or it is encrypted by the server."""


class Event(NamedTuple):
    start: int
    end: int
    seconds: int
    kind: int
    body: bytes


class Statement(NamedTuple):
    schema: bytes
    text: bytes


def events(stream: BinaryIO) -> Iterator[Event]:
    """Yields events until the end of the file, or until one that hasn't been written completely."""
    if stream.read(len(MAGIC)) != MAGIC:
        raise NotALog
    start = len(MAGIC)
    while len(header := stream.read(HEADER.size)) == HEADER.size:
        seconds, kind, _, length, _, _ = HEADER.unpack(header)
        body = stream.read(length - HEADER.size)
        if len(body) < length - HEADER.size:
            return
        yield Event(start, start + length, seconds, kind, body)
        start += length


def schema_of_rows(event: Event) -> bytes:
    """The schema of the table that a TABLE_MAP event describes."""
    return event.body[9 : 9 + event.body[8]]


def statement(event: Event) -> Statement:
    """Of a QUERY event. Checksums may follow the text."""
    schema_length = event.body[8]
    start = 13 + int.from_bytes(event.body[11:13], "little")
    end = start + schema_length
    return Statement(event.body[start:end], event.body[end + 1 :])
