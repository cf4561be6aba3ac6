"""The dashboard and the rules use only metrics that /metrics exports, and metrics and alerts are documented."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from celery import current_app
from django.urls import resolve
from prometheus_client import REGISTRY, Metric

from core.metrics.registry import registry
from tests.contracts.documents import DOCS, ROOT

BACKUP = ROOT / "deploy" / "backup"
MONITORING = ROOT / "deploy" / "monitoring"
DASHBOARD = json.loads((MONITORING / "grafana" / "dashboards" / "numberplay.json").read_text())
FILES = yaml.safe_load((MONITORING / "prometheus.yml").read_text())["rule_files"]
GROUPS = [group for name in FILES for group in yaml.safe_load((MONITORING / name).read_text())["groups"]]
RULES: list[dict[str, Any]] = [rule for group in GROUPS for rule in group["rules"]]
ALERTS = [rule["alert"] for rule in RULES if "alert" in rule]
RECORDS = {rule["record"] for rule in RULES if "record" in rule}
PANELS = {target["expr"]: panel["title"] for panel in DASHBOARD["panels"] for target in panel["targets"]}
EXPRESSIONS = {**PANELS, **{rule["expr"]: rule.get("alert") or rule["record"] for rule in RULES}}
OF_PROMETHEUS = {"job", "instance", "le"}

# A scrape queries the load of the database and of Redis.
pytestmark = pytest.mark.usefixtures("db")


def names_of(metric: Metric) -> set[str]:
    suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(metric.type, [""])
    return {metric.name + suffix for suffix in suffixes}


def served() -> set[str]:
    """Exported by the backend, and by the backup scripts through the node exporter."""
    scripts = [path for path in BACKUP.rglob("*") if path.is_file() and path.suffix in ("", ".py")]
    text = "".join(path.read_text() for path in scripts)
    written = set(re.findall(r"metric(?:s\.write\(\"| )(numberplay_\w+)", text))
    return written | {name for metric in registry().collect() for name in names_of(metric)}


def labels_of(name: str) -> set[str]:
    if name == "numberplay_queue_length":
        return {"queue"}
    if name not in REGISTRY._names_to_collectors:  # queried at each scrape
        return set()
    return set(REGISTRY._names_to_collectors[name]._labelnames)  # type: ignore[attr-defined]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=EXPRESSIONS.values())
def test_every_figure_and_label_that_is_asked_for_is_served(expression: str) -> None:
    names = set(re.findall(r"numberplay_\w+", expression))
    assert names <= served()
    assert set(re.findall(r"slo:\w+:\w+", expression)) <= RECORDS
    labels = set(re.findall(r"(\w+)(?:=~|!~|!=|=)\"", expression))
    for group in re.findall(r"by \(([^)]*)\)", expression):
        labels.update(group.split(", "))
    if names:
        assert labels <= OF_PROMETHEUS | set.union(*map(labels_of, names))


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=EXPRESSIONS.values())
def test_every_route_and_task_that_is_asked_for_exists(expression: str) -> None:
    for route in re.findall(r'route="([^"]+)"', expression):
        assert resolve(f"/{route}").route == route
    assert set(re.findall(r'task="([^"]+)"', expression)) <= set(current_app.tasks)


def ours() -> list[Metric]:
    return [metric for metric in registry().collect() if metric.name.startswith("numberplay_")]


def test_every_metric_has_a_panel() -> None:
    recorded = " ".join(rule["expr"] for rule in RULES if rule.get("record") in PANELS)
    shown = set(re.findall(r"numberplay_\w+", " ".join(PANELS) + recorded))
    assert [metric.name for metric in ours() if not shown & names_of(metric)] == []


def test_every_metric_is_in_the_table() -> None:
    page = (DOCS / "monitoring.md").read_text()
    rows = re.findall(r"^\| `(numberplay_\w+)` \| (\w+) \| (.*?) \| (.+) \|$", page, re.MULTILINE)
    assert rows == sorted(map(described, ours()))


def described(metric: Metric) -> tuple[str, str, str, str]:
    [name, *_] = names_of(metric) if metric.type == "counter" else [metric.name]
    labels = sorted(labels_of(next(iter(names_of(metric)))))
    return name, metric.type, ", ".join(labels) or "none", metric.documentation


def test_the_first_row_of_the_dashboard_is_the_objectives() -> None:
    first = [panel["title"] for panel in DASHBOARD["panels"] if panel["gridPos"]["y"] == 0]
    assert first == ["Failed plays", "Late frames", "Missing results"]


def test_every_alert_has_a_section_and_a_test_that_it_fires() -> None:
    sections = re.findall(r"^### (\w+)$", "".join(page.read_text() for page in DOCS.glob("*.md")), re.MULTILINE)
    assert sorted(set(sections) & set(ALERTS)) == sorted(ALERTS)
    tests = "".join(path.read_text() for path in MONITORING.glob("*_test.yml"))
    assert set(re.findall(r'alertname="(\w+)"', tests)) == set(ALERTS)


def chapter(page: str, title: str) -> str:
    return (DOCS / page).read_text().partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_runbook_of_every_alert_was_followed() -> None:
    _, _, *rows = re.findall(r"^\| .+ \|$", chapter("monitoring.md", "Tested runbooks"), re.MULTILINE)
    written = [re.fullmatch(r"\| (.+) \| .+ \| \d+\.\d s \| .+ \| \d+\.\d s \|", row) for row in rows]
    assert {alert for row in written if row for alert in row[1].split(", ")} == set(ALERTS)
    assert [row for row, match in zip(rows, written, strict=True) if not match] == []  # as `make drills` writes them


def test_no_section_is_about_an_alert_that_has_gone() -> None:
    sections = re.findall(r"^### (\w+)$", chapter("monitoring.md", "When an alert fires"), re.MULTILINE)
    assert set(sections) <= set(ALERTS)


def test_every_runbook_says_how_to_see_that_it_is_over() -> None:
    chapters = [chapter(page, "When an alert fires") for page in ("monitoring.md", "recovery.md")]
    runbooks = [text.partition("\n") for page in chapters for text in page.split("\n### ")[1:]]
    assert [alert for alert, _, text in runbooks if "It's over when" not in " ".join(text.split())] == []


def test_runbooks_name_only_metrics_that_are_served() -> None:
    text = chapter("monitoring.md", "When an alert fires") + chapter("recovery.md", "When an alert fires")
    assert set(re.findall(r"\bnumberplay_[a-z_]+[a-z]\b(?![(|])", text)) <= served()
    assert set(re.findall(r"slo:\w+:\w+", text)) <= RECORDS
