"""A Compose project with its own name and ports. `with` removes it before and afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[3]
HEALTHY_WITHIN_SECONDS = 300
# As deploy/compose/compose.sh selects it
INSTALLED = "docker-compose" if shutil.which("docker-compose") else "docker compose"
COMPOSE = (os.environ.get("COMPOSE") or INSTALLED).split()


@dataclass(frozen=True)
class Container:
    """The state according to `docker inspect`."""

    facts: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.facts["Id"])

    @property
    def service(self) -> str:
        return str(self.facts["Config"]["Labels"]["com.docker.compose.service"])

    @property
    def is_ours(self) -> bool:
        return str(self.facts["Config"]["Image"]).startswith("numberplay-")

    @property
    def state(self) -> str:
        """healthy, starting or unhealthy; running without a health check; exited(N)."""
        state = self.facts["State"]
        if state["Status"] == "exited":
            return f"exited({state['ExitCode']})"
        return str(state.get("Health", {}).get("Status") or state["Status"])

    @property
    def published(self) -> list[str]:
        """Host addresses with their ports."""
        bindings = self.facts["HostConfig"]["PortBindings"] or {}
        return [f"{one['HostIp']}:{one['HostPort']}" for several in bindings.values() for one in several]

    @property
    def addresses(self) -> list[str]:
        return [network["IPAddress"] for network in self.facts["NetworkSettings"]["Networks"].values()]


class Stack:
    def __init__(self, project: str, files: list[str], variables: Mapping[str, str]) -> None:
        self.project = project
        self.files = files
        self.environment = {**os.environ, **variables}

    def __enter__(self) -> Self:
        self.down()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    def compose(self, *words: str, **variables: str) -> str:
        files = [word for file in self.files for word in ("-f", file)]
        return _said([*COMPOSE, "-p", self.project, *files, *words], {**self.environment, **variables})

    def exec(self, service: str, *words: str) -> str:
        return run_in(self.containers(service)[0], *words)

    def manage(self, *words: str, **variables: str) -> str:
        return self.run("deploy/compose/manage", *words, **variables)

    def run(self, script: str, *words: str, **variables: str) -> str:
        """Runs one of the operator's scripts on the system that Compose's own variables select."""
        ours = {"COMPOSE_PROJECT_NAME": self.project, "COMPOSE_FILE": ":".join(self.files), **variables}
        return _said([str(ROOT / script), *words], {**self.environment, **ours})

    def up(self, *words: str, **variables: str) -> None:
        """Uses the images that `make compose-smoke` has built."""
        try:
            self.compose("up", "-d", *words, **variables)
        except AssertionError as error:
            error.add_note(self.compose("logs", "--tail=20"))
            raise
        self.wait_until_healthy()

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + HEALTHY_WITHIN_SECONDS
        while waiting := [one for one in self.containers() if one.state not in ("healthy", "exited(0)")]:
            states = ", ".join(f"{one.service} {one.state}" for one in waiting)
            assert time.monotonic() < deadline, f"Not healthy: {states}\n{self.compose('logs', '--tail=20')}"
            time.sleep(1)

    def containers(self, service: str = "") -> list[Container]:
        label = f"label=com.docker.compose.project={self.project}"
        ids = _docker("ps", "--all", "--quiet", "--filter", label).split()
        found = [Container(facts) for facts in json.loads(_docker("inspect", *ids))] if ids else []
        return [one for one in found if service in ("", one.service)]

    def down(self) -> None:
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "10")


def browse(origin: str) -> None:
    """The browser tests of a new player."""
    environment = {**os.environ, "E2E_ORIGIN": origin}
    command = ["npm", "run", "--silent", "e2e"]
    folder = ROOT / "frontend"
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def kill(container: Container) -> None:
    _docker("kill", "--signal", "KILL", container.id)


def start(container: Container) -> None:
    _docker("start", container.id)


def run_in(container: Container, *words: str) -> str:
    return _docker("exec", container.id, *words)


def logs(container: Container) -> str:
    """The lines that the service has written to its standard output and standard error."""
    command = ["docker", "logs", container.id]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout


def _docker(*words: str) -> str:
    return _said(["docker", *words], os.environ)


def _said(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
