"""Adds the binaries of platforms that the registry doesn't have to the npm lock: `python3 -m deploy.local.platforms`.

A mirror often has only the binaries of its own platform. npm then leaves the others out of the lock, and the next
`npm ci` rejects it. Their names and exact versions are in the package that selects one of them.
"""

import json
import re
from pathlib import Path
from typing import Any

from deploy.local.paths import FRONTEND

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
    """As npm writes it, but without the hash, which can only be computed from the package."""
    entry: Entry = {"version": version, "cpu": [platform["cpu"]]}
    if owner.get("dev"):
        entry["dev"] = True
    abi = platform["abi"] or ""
    if platform["os"] == "linux" and abi.startswith(("gnu", "musl")):
        entry["libc"] = ["musl" if abi.startswith("musl") else "glibc"]
    return {**entry, "optional": True, "os": [platform["os"]]}


if __name__ == "__main__":
    complete(FRONTEND / "package-lock.json")
