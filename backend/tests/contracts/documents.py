"""The repository's documents, as the tests read them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

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


def operations() -> list[tuple[str, str]]:
    """(method, path) of every operation in the OpenAPI document."""
    return [(method.upper(), path) for path, methods in openapi()["paths"].items() for method in methods]


def prose() -> list[Path]:
    """Every document for people."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def code_blocks(path: Path, language: str) -> list[str]:
    return [text for kind, text in _FENCED.findall(path.read_text()) if kind == language]
