"""Reads `.env` at the root into the environment. A variable that is already set wins, as it does in Compose."""

import os
import re
from collections.abc import MutableMapping
from pathlib import Path

from deploy.local.places import ROOT
from deploy.local.program import Refusal

_ASSIGNMENT = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)")
_COMMENT = re.compile(r"\s+#.*")


def load(path: Path = ROOT / ".env", environment: MutableMapping[str, str] = os.environ) -> None:
    """Raises Refusal for a line that is no assignment, naming it by its number: it may hold a secret."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _ASSIGNMENT.fullmatch(line)
        if match is None:
            raise Refusal(f"{path.name}, line {number}: expected NAME=value.")
        environment.setdefault(match[1], _value(match[2].strip()))


def _value(text: str) -> str:
    for quote in "'\"":
        if len(text) > 1 and text[0] == quote and text[-1] == quote:
            return text[1:-1]
    return "" if text.startswith("#") else _COMMENT.sub("", text)
