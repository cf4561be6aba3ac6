"""The tables in the documents list every log event with its level, and no others."""

from __future__ import annotations

import re

from tests.contracts.proofs import ROOT

CALL = re.compile(r"""logger\.(debug|info|warning|error|exception)\(\s*"([a-z_.]+)\"""")
ROW = re.compile(r"^\| `([a-z_]+\.[a-z_.]+)` \| (debug|info|warning|error) \|", re.MULTILINE)
APPS = ("accounts", "config", "core", "game", "operations")


def test_every_event_is_documented_with_its_level() -> None:
    sources = [path.read_text() for app in APPS for path in (ROOT / "backend" / app).rglob("*.py")]
    logged = {
        (event, "error" if level == "exception" else level)
        for source in sources
        for level, event in CALL.findall(source)
    }
    assert set(ROW.findall((ROOT / "docs/monitoring.md").read_text())) == logged
