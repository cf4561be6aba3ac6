"""Reads `.env` at the root into the environment. As in Compose, a variable that is already set takes precedence."""

import os
import re
from collections.abc import MutableMapping
from pathlib import Path

from deploy.local.paths import ROOT
from deploy.local.program import CommandError

_ASSIGNMENT = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=\s*(.*)")
_QUOTED = re.compile(r"""(['"])(.*)\1""")
_COMMENT = re.compile(r"(^|\s+)#.*")


def load(path: Path = ROOT / ".env", environment: MutableMapping[str, str] = os.environ) -> None:
    """An invalid line is reported by its number only, because it may contain a secret."""
    lines = path.read_text().splitlines() if path.is_file() else []
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        match = _ASSIGNMENT.fullmatch(line)
        if match is None:
            raise CommandError(f"{path.name}, line {number}: expected NAME=value.")
        quoted = _QUOTED.fullmatch(match[2])
        environment.setdefault(match[1], quoted[2] if quoted else _COMMENT.sub("", match[2]))
