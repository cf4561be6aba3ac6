"""A lock created with an incomplete registry works on every platform."""

import json
from pathlib import Path

from deploy.local.platforms import complete


def test_missing_binaries_are_added_and_everything_else_stays(tmp_path: Path) -> None:
    binaries = dict.fromkeys(["@tool/darwin-arm64", "@tool/linux-x64-gnu", "@tool/linux-x64-musl"], "1.2.3")
    tool = {"version": "1.2.3", "dev": True, "optionalDependencies": {**binaries, "colors": "^2.0.0"}}
    known = {"version": "1.2.3", "integrity": "sha512-known", "optional": True}
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"node_modules/tool": tool, "node_modules/@tool/linux-x64-gnu": known}}))
    complete(lock)
    assert json.loads(lock.read_text())["packages"] == {
        "node_modules/@tool/darwin-arm64": {
            "version": "1.2.3",
            "cpu": ["arm64"],
            "dev": True,
            "optional": True,
            "os": ["darwin"],
        },
        "node_modules/@tool/linux-x64-gnu": known,
        "node_modules/@tool/linux-x64-musl": {
            "version": "1.2.3",
            "cpu": ["x64"],
            "dev": True,
            "libc": ["musl"],
            "optional": True,
            "os": ["linux"],
        },
        "node_modules/tool": tool,
    }
