"""Parses an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE_END = re.compile(r"\r\n|\n|\r(?!$)")  # a CR at the end may be the first half of CRLF


@dataclass(frozen=True)
class Event:
    type: str
    data: str


@dataclass
class EventParser:
    """`retry` is the delay in seconds that the server requests before a reconnection."""

    retry: float | None = None
    _text: str = ""
    _type: str = ""
    _data: list[str] = field(default_factory=list)
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8-sig")("replace")
    )

    def receive(self, chunk: bytes) -> Iterator[Event]:
        """The events that the chunk completes."""
        *lines, self._text = _LINE_END.split(self._text + self._decoder.decode(chunk))
        for line in lines:
            if line:
                self._read_field(line)
            else:
                yield from self._dispatch()

    def _read_field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._type = value
        elif name == "data":
            self._data.append(value)
        elif name == "retry" and re.fullmatch("[0-9]{1,9}", value):
            self.retry = int(value) / 1000

    def _dispatch(self) -> Iterator[Event]:
        if self._data:
            yield Event(self._type or "message", "\n".join(self._data))
        self._type, self._data = "", []
