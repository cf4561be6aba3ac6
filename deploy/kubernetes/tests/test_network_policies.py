"""Which pods may connect to each other. Every other pair of pods and ports is refused."""

from __future__ import annotations

from itertools import product

import pytest
from policies import Peer, Policies

BACKEND = {"http", "socket", "worker", "mailer", "beat", "flower", "migrate"}
SCRAPED = {("http", 8000), ("socket", 8001), ("worker", 9100), ("mailer", 9100)}
OUTSIDE = Peer()
PROMETHEUS = Peer({"app": "prometheus"}, "monitoring")
STRANGER = Peer({"app": "stranger"}, "default")
NAMES = Peer({"k8s-app": "kube-dns"}, "kube-system")
PORTS = (25, 53, 80, 443, 465, 587, 1025, 3000, 3306, 5555, 6378, 6379, 6380, 8000, 8001, 8025, 8079, 8080, 9100)
EDGE = {("edge", "http", 8000), ("edge", "socket", 8001), ("edge", "frontend", 3000)}


@pytest.fixture(scope="module", params=["prod", "dev"])
def overlay(request: pytest.FixtureRequest) -> tuple[str, Policies]:
    return request.param, Policies(request.param)


def services(overlay: str) -> set[tuple[str, str, int]]:
    """The services inside the cluster, which only the overlay for development has."""
    if overlay == "prod":
        return set()
    pairs = {(name, target, port) for name in BACKEND for target, port in (("mysql", 3306), ("redis", 6379))}
    return pairs | {("mailer", "mailpit", 1025)}


def test_the_pods(overlay: tuple[str, Policies]) -> None:
    name, policies = overlay
    inside = {"mysql", "redis", "mailpit"} if name == "dev" else set()
    assert set(policies.pods) == BACKEND | {"frontend", "edge"} | inside


def test_pods_reach_only_what_they_use(overlay: tuple[str, Policies]) -> None:
    name, policies = overlay
    allowed = {
        (source, target, port)
        for source, target, port in product(policies.pods, policies.pods, PORTS)
        if policies.allow(policies.pods[source], policies.pods[target], port)
    }
    assert allowed - {pair for pair in allowed if pair[1] == "edge"} == EDGE | services(name)


def test_only_the_edge_is_reached_from_outside(overlay: tuple[str, Policies]) -> None:
    _, policies = overlay
    for stranger in (OUTSIDE, STRANGER):
        reached = {
            (target, port)
            for target, port in product(policies.pods, PORTS)
            if policies.allow(stranger, policies.pods[target], port)
        }
        assert reached == {("edge", 8080)}


def test_prometheus_reaches_only_metrics(overlay: tuple[str, Policies]) -> None:
    _, policies = overlay
    reached = {
        (target, port)
        for target, port in product(policies.pods, PORTS)
        if policies.allow(PROMETHEUS, policies.pods[target], port)
    }
    assert reached >= SCRAPED
    assert {port for _, port in reached} <= {8000, 8001, 8080, 9100}


def test_only_the_backend_reaches_databases_and_only_the_mailer_sends_emails(overlay: tuple[str, Policies]) -> None:
    _, policies = overlay
    reached = {
        (name, port)
        for name, port in product(policies.pods, PORTS)
        if policies.allow(policies.pods[name], OUTSIDE, port)
    }
    databases = set(product(BACKEND, (3306, 6378, 6379, 6380)))
    assert reached == databases | {("mailer", 465), ("mailer", 587)}


def test_every_pod_resolves_names(overlay: tuple[str, Policies]) -> None:
    _, policies = overlay
    for pod in policies.pods.values():
        assert policies.allow(pod, NAMES, 53, "UDP")
        assert not policies.allow(pod, NAMES, 443)
