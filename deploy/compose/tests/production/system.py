"""The number of instances of docker-compose.prod.yml in these tests, and what its edge has logged."""

from __future__ import annotations

import json
from typing import Any

from deploy.compose.tests import stack as docker
from deploy.compose.tests.stack import Stack

SCALED = {"http": 3, "socket": 3, "worker": 3, "mailer": 2}
SINGLE = ("mysql", "redis-cache", "redis-state", "migrate", "beat", "flower", "frontend", "nginx", "mail")
EVERYTHING = {**SCALED, **dict.fromkeys(SINGLE, 1)}


def edge_lines(stack: Stack, *paths: str) -> list[dict[str, Any]]:
    [edge] = stack.containers("nginx")
    lines = [json.loads(line) for line in docker.logs(edge).splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "edge.answered" and line["path"].startswith(paths)]
