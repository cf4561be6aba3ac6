"""The commands that start the client programs of this repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

CLIENTS = Path(__file__).resolve().parents[1]
PYTHON = CLIENTS / "python"
TYPESCRIPT = CLIENTS / "typescript"

Command = tuple[str, ...]


def python_client(*mistake: str) -> Command:
    """If the name is that of one of its `wrong_clients`, the client makes this mistake."""
    program = PYTHON / "tests" / "conformance_program.py"
    return ("env", f"PYTHONPATH={PYTHON / 'src'}", sys.executable, str(program), *mistake)


def typescript_client(compiled: Path, mistake: str | None = None) -> Command:
    if mistake is not None:
        compiled = _with_mistake(compiled, mistake)
    return ("node", str(TYPESCRIPT / "conformance" / "program.mjs"), str(compiled))


def compile_typescript(folder: Path) -> Path:
    """Compiles it as for its package. Returns the folder with its modules."""
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "node_modules").symlink_to((TYPESCRIPT / "node_modules").resolve())
    build = ["npm", "run", "--silent", "build", "--", "--outDir", str(folder / "dist")]
    subprocess.run(build, cwd=TYPESCRIPT, check=True, timeout=300)
    return folder / "dist"


def typescript_mistakes() -> dict[str, list[tuple[str, str, str]]]:
    """For each mistake, the change that makes it: a module, a text that it contains once, and its replacement."""
    mistakes: dict[str, list[tuple[str, str, str]]]
    mistakes = json.loads((TYPESCRIPT / "conformance" / "mistakes.json").read_text())
    return mistakes


def _with_mistake(compiled: Path, mistake: str) -> Path:
    """A copy that makes the mistake."""
    folder = compiled.with_name(mistake)
    if folder.exists():
        return folder
    shutil.copytree(compiled, folder)
    for module, right, wrong in typescript_mistakes()[mistake]:
        path = folder / module
        code = path.read_text()
        if code.count(right) != 1:
            raise ValueError(f"{mistake}: {module} contains {right!r} {code.count(right)} times")
        path.write_text(code.replace(right, wrong))
    return folder
