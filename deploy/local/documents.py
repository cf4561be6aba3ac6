"""The documents that are made from the code: the schemas of HTTP and of the socket, the front end's types, and the
examples of a result.

`python3 -m deploy.local.documents write` makes them; `check` compares them with what would be made.
"""

import difflib
import shutil
import sys
import tempfile
from pathlib import Path

from deploy.local.environment import embedded
from deploy.local.places import BACKEND, FRONTEND, PYTHON, ROOT
from deploy.local.processes import Child, Command
from deploy.local.program import run_program
from deploy.local.refusal import Refusal
from deploy.local.steps import say

OPENAPI = Path("docs") / "openapi.yaml"
ASYNCAPI = Path("docs") / "asyncapi.yaml"
TYPES = Path("clients") / "typescript" / "src" / "api" / "schema.gen.ts"
WITH_EXAMPLES = (Path("README.md"), Path("docs") / "protocol.md")
DOCUMENTS = (OPENAPI, ASYNCAPI, TYPES, *WITH_EXAMPLES)


def main() -> int:
    actions = {"write": lambda: write(ROOT), "check": check}
    return actions[sys.argv[1]]()


def write(root: Path) -> int:
    """In this order: the types are made from the OpenAPI document."""
    for document in DOCUMENTS:
        (root / document).parent.mkdir(parents=True, exist_ok=True)
    _run([PYTHON, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", root / OPENAPI], BACKEND)
    _run([PYTHON, "manage.py", "asyncapi", "--file", root / ASYNCAPI], BACKEND)
    generate: Command = ["npm", "run", "--silent", "generate", "--", root / OPENAPI, "--output", root / TYPES]
    _run(generate, FRONTEND)
    _run([PYTHON, "manage.py", "renew_examples", *(root / document for document in WITH_EXAMPLES)], BACKEND)
    return 0


def check() -> int:
    """Makes them elsewhere: what is committed may be read by other checks at the same time."""
    with tempfile.TemporaryDirectory(prefix="numberplay-documents-") as made:
        for document in WITH_EXAMPLES:
            _copy(document, Path(made))
        write(Path(made))
        stale = [document for document in DOCUMENTS if not _is_current(document, Path(made))]
    return 1 if stale else 0


def _copy(document: Path, root: Path) -> None:
    (root / document).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / document, root / document)


def _run(command: Command, place: Path) -> None:
    if Child(str(command[-1]), command, cwd=place, env=embedded()).wait() != 0:
        raise Refusal(f"{' '.join(map(str, command[:4]))} failed")


def _is_current(document: Path, made: Path) -> bool:
    committed = (ROOT / document).read_text() if (ROOT / document).exists() else ""
    current = (made / document).read_text()
    if committed != current:
        _show(str(document), committed, current)
    return committed == current


def _show(name: str, committed: str, made: str) -> None:
    difference = difflib.unified_diff(
        committed.splitlines(), made.splitlines(), name, "made from the code", lineterm=""
    )
    say("\n".join(difference))
    say(f"{name} is out of date: make schema")


if __name__ == "__main__":
    sys.exit(run_program(main))
