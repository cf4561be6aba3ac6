"""What `make run` and `make test` are made of. The standard library alone: it runs before anything is installed."""

import platform
import sys

# Checked before any other module is compiled: they use syntax that an older Python cannot read.
if sys.version_info < (3, 11):  # noqa: UP036 - the linter believes what pyproject.toml says, this checks it
    sys.exit(
        f"NumberPlay needs Python 3.11 or newer; {sys.executable} is Python {platform.python_version()}. "
        "Name a newer one: make PYTHON=python3.11 …"
    )
