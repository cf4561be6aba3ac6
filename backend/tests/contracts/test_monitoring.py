"""The dashboard and the alerts use only metrics that /metrics exports, and each alert is documented for operators."""

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

MONITORING = ROOT / "deploy" / "monitoring"
DASHBOARD = json.loads((MONITORING / "grafana" / "dashboards" / "numberplay.json").read_text())
RULES: list[dict[str, Any]] = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"][0]["rules"]
PANELS = {target["expr"]: panel["title"] for panel in DASHBOARD["panels"] for target in panel["targets"]}
EXPRESSIONS = {**PANELS, **{rule["expr"]: rule["alert"] for rule in RULES}}
OF_PROMETHEUS = {"job", "instance", "le"}


def names_of(metric: Metric) -> set[str]:
    suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(metric.type, [""])
    return {metric.name + suffix for suffix in suffixes}


def served() -> set[str]:
    return {name for metric in registry().collect() for name in names_of(metric)}


def labels_of(name: str) -> set[str]:
    if name == "numberplay_queue_length":
        return {"queue"}
    return set(REGISTRY._names_to_collectors[name]._labelnames)  # type: ignore[attr-defined]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=EXPRESSIONS.values())
def test_every_figure_and_label_that_is_asked_for_is_served(expression: str) -> None:
    names = set(re.findall(r"numberplay_\w+", expression))
    assert names <= served()
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


def test_every_metric_has_a_panel() -> None:
    shown = set(re.findall(r"numberplay_\w+", " ".join(PANELS)))
    ours = [metric for metric in registry().collect() if metric.name.startswith("numberplay_")]
    assert [metric.name for metric in ours if not shown & names_of(metric)] == []


def test_every_alert_has_a_section_in_the_operations_page_and_a_test_that_it_fires() -> None:
    alerts = [rule["alert"] for rule in RULES]
    chapter = (DOCS / "operations.md").read_text().partition("## When an alert fires")[2].partition("\n## ")[0]
    assert re.findall(r"^### (\w+)$", chapter, re.MULTILINE) == alerts
    fired = set(re.findall(r'alertname="(\w+)"', (MONITORING / "alerts_test.yml").read_text()))
    assert fired == set(alerts)
