"""A real Prometheus with the rules of deploy/monitoring, whose windows are shortened to seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.services.binaries import find
from tests.services.ports import HOST
from tests.services.server import Server

RULES = Path(__file__).resolve().parents[1] / "monitoring"
FASTER = 30  # five minutes become ten seconds
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST_SECONDS = 8  # long enough that some scrapes may fail
_WINDOW = re.compile(r"\[(\d+)([smhd])\]")
_FOR = re.compile(r"for: (\d+)([smhd])")
_AGE = re.compile(r"> (\d+) \* (3600|86400)")


class Prometheus(Server):
    name = "Prometheus"

    def __init__(self, targets: Mapping[str, Sequence[int]], faster: int = FASTER) -> None:
        self._program = find("prometheus", package="prometheus")
        super().__init__()
        self.targets = targets
        self._faster = faster
        self._client = httpx.Client(trust_env=False, timeout=30)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def firing(self) -> set[str]:
        return {labels["alertname"] for labels in self.query('ALERTS{alertstate="firing"}')}

    def query(self, expression: str) -> list[dict[str, str]]:
        """The labels of the result."""
        return [series["metric"] for series in self._result(expression)]

    def number(self, expression: str) -> float:
        """The value of the only series; 0 if there is none."""
        return float(next((series["value"][1] for series in self._result(expression)), 0))

    def condition(self, alert: str) -> str:
        """Its expression."""
        groups = self._client.get(f"{self.url}/api/v1/rules").json()["data"]["groups"]
        return next(str(rule["query"]) for group in groups for rule in group["rules"] if rule["name"] == alert)

    def _result(self, expression: str) -> list[dict[str, Any]]:
        answer = self._client.get(f"{self.url}/api/v1/query", params={"query": expression})
        found: list[dict[str, Any]] = answer.json()["data"]["result"]
        return found

    def start(self) -> None:
        files = yaml.safe_load((RULES / "prometheus.yml").read_text())["rule_files"]
        for name in files:
            (self.directory / name).write_text(shortened((RULES / name).read_text(), self._faster))
        jobs = [
            {"job_name": job, "static_configs": [{"targets": [f"{HOST}:{port}" for port in ports]}]}
            for job, ports in self.targets.items()
        ]
        times = {"scrape_interval": "2s", "scrape_timeout": "2s", "evaluation_interval": "1s"}
        configuration = {"global": times, "rule_files": files, "scrape_configs": jobs}
        (self.directory / "prometheus.yml").write_text(yaml.safe_dump(configuration))
        super().start()

    def _command(self) -> list[str]:
        place = [f"--config.file={self.directory}/prometheus.yml", f"--storage.tsdb.path={self.directory}/data"]
        return [self._program, *place, f"--web.listen-address={HOST}:{self.port}"]

    def _answers(self) -> bool:
        try:
            return self._client.get(f"{self.url}/-/ready").status_code == 200
        except httpx.HTTPError as error:
            raise OSError from error


def shortened(rules: str, faster: int) -> str:
    """Also shortens the ages of backups, which are written as a number of hours or days."""

    def seconds(found: re.Match[str]) -> int:
        return max(int(found[1]) * UNITS[found[2]] // faster, 1)

    shorter = _WINDOW.sub(lambda found: f"[{max(seconds(found), SHORTEST_SECONDS)}s]", rules)
    shorter = _AGE.sub(lambda found: f"> {int(found[1]) * int(found[2]) / faster}", shorter)
    return _FOR.sub(lambda found: f"for: {seconds(found)}s", shorter)
