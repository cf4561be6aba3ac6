"""Which connections the NetworkPolicies of rendered manifests allow, as the API documents them.

A connection has to be allowed at both ends. An end that no policy selects for that direction allows everything. If
several policies select it, each of them adds permissions.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

OVERLAYS = Path(__file__).resolve().parents[1] / "overlays"
NAMESPACE = "kubernetes.io/metadata.name"

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Peer:
    """A pod or, without labels and a namespace, an address outside the cluster."""

    pod: Labels = field(default_factory=dict)
    namespace: str = ""


class Policies:
    def __init__(self, overlay: str) -> None:
        command = ["kubectl", "kustomize", str(OVERLAYS / overlay)]
        rendered = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        manifests = list(yaml.safe_load_all(rendered))
        self._policies = [each["spec"] for each in manifests if each["kind"] == "NetworkPolicy"]
        self._namespace = _namespace(manifests)
        self.pods = {name: Peer(labels, self._namespace) for name, labels in _pods(manifests)}

    def allow(self, source: Peer, target: Peer, port: int, protocol: str = "TCP") -> bool:
        return self._allows("Egress", source, target, port, protocol) and self._allows(
            "Ingress", target, source, port, protocol
        )

    def _allows(self, direction: str, end: Peer, other: Peer, port: int, protocol: str) -> bool:
        if end.namespace != self._namespace:
            return True
        selecting = [
            policy
            for policy in self._policies
            if direction in policy["policyTypes"] and _selects(policy["podSelector"], end.pod)
        ]
        rules = [rule for policy in selecting for rule in policy.get(direction.lower()) or []]
        side = "from" if direction == "Ingress" else "to"
        return not selecting or any(
            _names(rule.get(side), other, self._namespace) and _opens(rule.get("ports"), port, protocol)
            for rule in rules
        )


def _namespace(manifests: list[Any]) -> str:
    (namespace,) = {each["metadata"]["namespace"] for each in manifests if "namespace" in each["metadata"]}
    return str(namespace)


def _pods(manifests: list[Any]) -> list[tuple[str, Labels]]:
    templates = [each["spec"]["template"] for each in manifests if "template" in each.get("spec", {})]
    return [(each["metadata"]["labels"]["component"], each["metadata"]["labels"]) for each in templates]


def _selects(selector: Any, labels: Labels) -> bool:
    wanted = selector.get("matchLabels", {})
    expressions = selector.get("matchExpressions", [])
    if any(each["operator"] != "In" for each in expressions):
        raise NotImplementedError(expressions)
    return all(labels.get(key) == value for key, value in wanted.items()) and all(
        labels.get(each["key"]) in each["values"] for each in expressions
    )


def _names(peers: Any, other: Peer, own_namespace: str) -> bool:
    """Without peers, a rule matches everything. A pod selector alone matches pods in the policy's namespace."""
    return not peers or any(_is(peer, other, own_namespace) for peer in peers)


def _is(peer: Any, other: Peer, own_namespace: str) -> bool:
    if not other.namespace:
        return False  # no rule uses ipBlock
    if "namespaceSelector" in peer:
        same = _selects(peer["namespaceSelector"], {NAMESPACE: other.namespace})
    else:
        same = other.namespace == own_namespace
    return same and _selects(peer.get("podSelector", {}), other.pod)


def _opens(ports: Any, port: int, protocol: str) -> bool:
    return not ports or any(each["port"] == port and each.get("protocol", "TCP") == protocol for each in ports)
