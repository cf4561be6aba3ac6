"""Reads the cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).resolve().parents[1] / "cases"
SCHEMA = FOLDER.parent / "case.schema.json"


@dataclass(frozen=True, eq=False)
class Case:
    """`client`, `server` and `expect` are described in the README and in the schema.

    `mistake` names a mistake. In each language, the client that makes it has to fail the case.
    """

    theme: str
    name: str
    title: str
    mistake: str
    needs: str | None
    speed: float
    client: dict[str, Any]
    server: dict[str, Any]
    expect: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.theme}/{self.name}"

    @property
    def subscriptions(self) -> int:
        return sum("subscribe" in action for action in self.client.get("actions", [{"subscribe": 0}]))

    def without_websocket(self) -> Case:
        """The case for a client without WebSocket, which opens event streams instead. Nothing else changes."""
        streams = self.expect.get("sockets", self.subscriptions)
        return replace(self, expect={"streams": streams, **self.expect, "sockets": 0})


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for path in sorted(FOLDER.glob("*.json")) for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    document = json.loads(path.read_text())
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(document)
    for fields in document["cases"]:
        yield Case(
            theme=path.stem,
            name=fields["name"],
            title=fields["title"],
            mistake=fields["mistake"],
            needs=fields.get("needs"),
            speed=fields.get("speed", 10),
            client=fields.get("client", {}),
            server=fields.get("server", {}),
            expect=fields["expect"],
        )
