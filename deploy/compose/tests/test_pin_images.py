"""deploy/compose/pin-images writes the digests of a release. Needs no Docker daemon."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.compose.tests.stack import ROOT

DIGEST = "sha256:" + "0" * 63 + "1"
# A `docker` that has every image but `missing`, and passes other commands on.
DOCKER = f"""#!/bin/sh
case "$*" in
    *missing*) echo "not found" >&2; exit 1 ;;
    "buildx imagetools inspect "*) echo '"{DIGEST}"' ;;
    *) exec {shutil.which("docker") or "false"} "$@" ;;
esac
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    docker = tmp_path / "docker"
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    return {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}


def pin_images(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "deploy/compose/pin-images"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_service_of_a_release_has_a_digest(environment: dict[str, str]) -> None:
    done = pin_images(environment, "ghcr.io/us/numberplay", "v1.2.3")

    assert done.returncode == 0, done.stderr
    services = yaml.safe_load(done.stdout)["services"]
    backend = {"image": f"ghcr.io/us/numberplay-backend@{DIGEST}"}
    valkey = {"image": f"valkey/valkey@{DIGEST}"}
    assert services == {
        **dict.fromkeys(("migrate", "http", "socket", "worker", "mailer", "beat", "flower"), backend),
        "frontend": {"image": f"ghcr.io/us/numberplay-frontend@{DIGEST}"},
        "nginx": {"image": f"ghcr.io/us/numberplay-edge@{DIGEST}"},
        "mysql": {"image": f"mysql@{DIGEST}"},
        "redis-cache": valkey,
        "redis-state": valkey,
    }
    assert "# mysql:9.7" in done.stdout


def test_an_unknown_image_fails(environment: dict[str, str]) -> None:
    done = pin_images(environment, "ghcr.io/us/missing", "v1.2.3")

    assert done.returncode != 0
    assert "not found" in done.stderr
