"""The alerts use the metrics that the programs write, and each has a section in docs/recovery.md and a test."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "deploy" / "monitoring"
RULES = yaml.safe_load((MONITORING / "backup-alerts.yml").read_text())["groups"][0]["rules"]
PROGRAMS = [ROOT / "deploy" / "backup" / name for name in ("files.sh", "restore", "replay", "binlogs/copier.py")]
METRIC = re.compile(r"numberplay_\w+_timestamp_seconds")


def test_the_alerts_are_about_the_metrics_that_are_written() -> None:
    used = set(METRIC.findall(" ".join(rule["expr"] for rule in RULES)))
    assert used == set(METRIC.findall(" ".join(path.read_text() for path in PROGRAMS)))
    assert used == set(METRIC.findall((ROOT / "docs" / "recovery.md").read_text()))


def test_each_alert_is_explained_and_fires_in_a_test() -> None:
    alerts = [rule["alert"] for rule in RULES]
    chapter = (ROOT / "docs" / "recovery.md").read_text().partition("## When an alert fires")[2]
    assert re.findall(r"^### (\w+)$", chapter, re.MULTILINE) == alerts
    fired = re.findall(r'alertname="(\w+)",alertstate', (MONITORING / "backup-alerts_test.yml").read_text())
    assert set(fired) == set(alerts)
