"""The part of the VS Code REST Client extension's format that `examples/requests.http` uses."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

FILE_VARIABLE = re.compile(r"^@(\w+) = (.+)$", re.MULTILINE)
COMMENT = re.compile(r"^# (?:(\d{3})|@name (\w+)|@prompt (\w+) .+)$")
VARIABLE = re.compile(r"{{(.+?)}}")
RESPONSE = re.compile(r"^(\w+)\.response\.body\.\$(.+)$")
STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


@dataclass(frozen=True)
class Item:
    """One request of the collection. The URL, headers and body contain variables."""

    title: str
    status: int
    name: str | None
    prompts: Sequence[str]
    method: str
    url: str
    headers: Mapping[str, str]
    body: str


def items(text: str) -> Iterator[Item]:
    for block in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        head, _, body = block.strip().partition("\n\n")
        title, *lines = head.splitlines()
        comments = [COMMENT.findall(line)[0] for line in lines if line.startswith("#")]
        request, *fields = lines[len(comments) :]
        (status,), names, prompts = ([value for value in values if value] for values in zip(*comments, strict=True))
        method, url = request.split(" ")
        headers = dict(field.split(": ", 1) for field in fields)
        yield Item(title, int(status), next(iter(names), None), prompts, method, url, headers, body)


class Collection:
    """`ask` returns the value of a prompt, which may depend on the response with that name."""

    def __init__(self, path: Path, ask: Callable[[str, Mapping[str, Any]], str], **variables: str) -> None:
        text = path.read_text()
        self.items = list(items(text))
        self._variables: dict[str, str] = {**dict(FILE_VARIABLE.findall(text)), **variables}
        self._responses: dict[str, Any] = {}
        self._ask = ask

    def send(self, client: httpx.Client, item: Item) -> httpx.Response:
        """Doesn't read the body of an event stream, which doesn't end."""
        self._variables |= {prompt: self._ask(prompt, self._responses) for prompt in item.prompts}
        headers = {name: self._filled(value) for name, value in item.headers.items()}
        url, content = self._filled(item.url), self._filled(item.body) or None
        with client.stream(item.method, url, headers=headers, content=content) as response:
            if response.headers.get("Content-Type") != "text/event-stream":
                response.read()
        if item.name:
            self._responses[item.name] = response.json()
        return response

    def _filled(self, text: str) -> str:
        return VARIABLE.sub(lambda variable: self._value(variable[1]), text)

    def _value(self, expression: str) -> str:
        if not (found := RESPONSE.fullmatch(expression)):
            return str(uuid.uuid4()) if expression == "$guid" else self._variables[expression]
        value = self._responses[found[1]]
        for member, index in STEP.findall(found[2]):
            value = value[member] if member else value[int(index)]
        return value if isinstance(value, str) else json.dumps(value)
