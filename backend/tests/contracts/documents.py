"""Reads the documents of the repository."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
OPENAPI = DOCS / "openapi.yaml"
ASYNCAPI = DOCS / "asyncapi.yaml"

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def openapi() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(OPENAPI.read_text())
    return document


@cache
def asyncapi() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(ASYNCAPI.read_text())
    return document


def described_frame(text: str | bytes) -> Any:
    """The server's frame, parsed. Fails if the AsyncAPI document doesn't describe it, or one of its members."""
    frame = json.loads(text)
    messages = asyncapi()["components"]["messages"]
    assert frame["type"] in messages, f"docs/asyncapi.yaml doesn't describe the frame {frame['type']!r}"
    payload = messages[frame["type"]]["payload"]
    Draft202012Validator(payload, format_checker=FormatChecker()).validate(frame)
    undescribed = set(frame) - set(payload["properties"])
    assert not undescribed, f"docs/asyncapi.yaml doesn't describe {undescribed} of the frame {frame['type']!r}"
    return frame


def described_event(fields: dict[str, str], data: dict[str, Any]) -> None:
    """Fails if the AsyncAPI document doesn't describe this event of the stream, or any field or member of it."""
    messages = {message["name"]: message for message in asyncapi()["channels"]["stream"]["messages"].values()}
    message = messages[fields["event"]]
    for schema, value in ((message["headers"], fields), (message["payload"], data)):
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)
        assert set(value) <= set(schema["properties"])


def operations() -> list[tuple[str, str]]:
    """(method, path) of every operation in the OpenAPI document."""
    return [(method.upper(), path) for path, methods in openapi()["paths"].items() for method in methods]


def resolved(item: dict[str, Any]) -> dict[str, Any]:
    """An item of the OpenAPI document, or the component that it refers to."""
    if "$ref" not in item:
        return item
    _, _, kind, name = item["$ref"].split("/")
    component: dict[str, Any] = openapi()["components"][kind][name]
    return component


def prose() -> list[Path]:
    """Every document that is written for people."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def code_blocks(path: Path, language: str) -> list[str]:
    return [text for kind, text in _FENCED.findall(path.read_text()) if kind == language]
