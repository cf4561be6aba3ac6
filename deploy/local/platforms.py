"""Completes the npm lock with the binaries of the platforms that the registry at hand does not offer:
`python3 -m deploy.local.platforms`.

A mirror often holds the binaries of its own platform alone. npm then leaves the others out of the lock, and its next
`npm ci` refuses that very lock, here and on the other platforms. The names and exact versions are in the package that
chooses among its binaries.
"""

import json
import re
from pathlib import Path
from typing import Any

from deploy.local.places import FRONTEND

Entry = dict[str, Any]

PLATFORM = re.compile(
    r"(?P<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-"
    r"(?P<cpu>arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(?P<abi>\w+))?$"
)


def complete(lock: Path) -> None:
    content = json.loads(lock.read_text())
    packages: dict[str, Entry] = content["packages"]
    for owner in list(packages.values()):
        for name, version in owner.get("optionalDependencies", {}).items():
            platform = PLATFORM.search(name)
            if platform and not any(path.endswith(f"node_modules/{name}") for path in packages):
                packages[f"node_modules/{name}"] = _entry(owner, version, platform)
    content["packages"] = dict(sorted(packages.items()))
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _entry(owner: Entry, version: str, platform: re.Match[str]) -> Entry:
    """As npm writes it, except for the hash: that takes the package itself."""
    entry: Entry = {"version": version, "cpu": [platform["cpu"]]}
    if owner.get("dev"):
        entry["dev"] = True
    abi = platform["abi"] or ""
    if platform["os"] == "linux" and abi.startswith(("gnu", "musl")):
        entry["libc"] = ["musl" if abi.startswith("musl") else "glibc"]
    return {**entry, "optional": True, "os": [platform["os"]]}


if __name__ == "__main__":
    complete(FRONTEND / "package-lock.json")
