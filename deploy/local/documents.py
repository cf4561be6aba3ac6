"""The documents that are made from the code: the schemas of HTTP and of the socket, and the front end's types.

`python3 -m deploy.local.documents write` makes them; `check` compares them with what would be made.
"""

import difflib
import sys
from pathlib import Path

from deploy.local.environment import embedded
from deploy.local.places import BACKEND, FRONTEND, PYTHON, ROOT
from deploy.local.processes import Child, Command
from deploy.local.program import run_program
from deploy.local.refusal import Refusal
from deploy.local.steps import say

OPENAPI = ROOT / "docs" / "openapi.yaml"
ASYNCAPI = ROOT / "docs" / "asyncapi.yaml"
TYPES = FRONTEND / "src" / "shared" / "api" / "schema.gen.ts"
DOCUMENTS = (OPENAPI, ASYNCAPI, TYPES)


def main() -> int:
    actions = {"write": write, "check": check}
    return actions[sys.argv[1]]()


def write() -> int:
    """In this order: the types are made from the OpenAPI document."""
    OPENAPI.parent.mkdir(exist_ok=True)
    _run([PYTHON, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", OPENAPI], BACKEND)
    _run([PYTHON, "manage.py", "asyncapi", "--file", ASYNCAPI], BACKEND)
    _run(["npm", "run", "--silent", "generate"], FRONTEND)
    return 0


def check() -> int:
    """Makes them in place, because that is where the generators look, and puts back what was there."""
    before = {path: _read(path) for path in DOCUMENTS}
    try:
        write()
        after = {path: _read(path) for path in DOCUMENTS}
    finally:
        for path, text in before.items():
            _restore(path, text)
    stale = [path for path in DOCUMENTS if before[path] != after[path]]
    for path in stale:
        _show(path, before[path] or "", after[path] or "")
    return 1 if stale else 0


def _run(command: Command, place: Path) -> None:
    if Child(str(command[-1]), command, cwd=place, env=embedded()).wait() != 0:
        raise Refusal(f"{' '.join(map(str, command[:4]))} failed")


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def _restore(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text)


def _show(path: Path, committed: str, made: str) -> None:
    name = str(path.relative_to(ROOT))
    difference = difflib.unified_diff(
        committed.splitlines(), made.splitlines(), name, "made from the code", lineterm=""
    )
    say("\n".join(difference))
    say(f"{name} is out of date: make schema")


if __name__ == "__main__":
    sys.exit(run_program(main))
