"""The programs behind `make run` and `make test`. Only the standard library: they run before anything is installed."""

import platform
import sys

# Checked before other modules are compiled, because their syntax is newer.
if sys.version_info < (3, 11):  # noqa: UP036 - the linter assumes what pyproject.toml says, and this checks it
    sys.exit(
        f"NumberPlay needs Python 3.11 or newer; {sys.executable} is Python {platform.python_version()}. "
        "Name a newer one: make PYTHON=python3.11 …"
    )
