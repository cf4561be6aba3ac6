"""The commands that start the client programs of this repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CLIENTS = Path(__file__).resolve().parents[1]
PYTHON = CLIENTS / "python"
TYPESCRIPT = CLIENTS / "typescript"

Command = tuple[str, ...]


def python_client(*mistake: str) -> Command:
    """Wrong in one way if that is the name of one of its `wrong_clients`."""
    program = PYTHON / "tests" / "conformance_program.py"
    return ("env", f"PYTHONPATH={PYTHON / 'src'}", sys.executable, str(program), *mistake)


def typescript_client(compiled: Path) -> Command:
    return ("node", str(TYPESCRIPT / "conformance" / "program.mjs"), str(compiled))


def compile_typescript(folder: Path) -> Path:
    """As for its package. Returns the folder with its modules."""
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "node_modules").symlink_to((TYPESCRIPT / "node_modules").resolve())
    build = ["npm", "run", "--silent", "build", "--", "--outDir", str(folder / "dist")]
    subprocess.run(build, cwd=TYPESCRIPT, check=True, timeout=300)
    return folder / "dist"
