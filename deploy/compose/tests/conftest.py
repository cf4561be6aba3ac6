"""For the production stacks: a certificate for the edge, the variables that they need, and a player."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest

from deploy.compose.tests.addresses import HTTPS, PRODUCTION_PORTS
from deploy.compose.tests.players import Player
from deploy.compose.tests.stack import Stack
from deploy.compose.tests.test_secrets import new_secrets


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the edge's certificate, which only this run trusts."""
    folder = tmp_path_factory.mktemp("tls")
    write_certificate(folder, "localhost")
    return folder


def write_certificate(folder: Path, host: str) -> None:
    """As tls.crt and tls.key, readable in containers."""
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    files = ["-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")]
    name = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    subprocess.run(["openssl", "req", "-x509", *key, *files, *name], check=True, capture_output=True)
    (folder / "tls.key").chmod(0o644)  # for user 101, which may not exist on this machine


@pytest.fixture(scope="session")
def trust(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "tls.crt"))


@pytest.fixture(scope="session")
def production(folder: Path) -> dict[str, str]:
    return {
        **new_secrets(),
        "TLS_FOLDER": str(folder),
        **PRODUCTION_PORTS,
        "BUILD_ID": "smoke",
        # All players have the same address here, and play fast.
        "RATE_LIMIT_PLAY": "off",
        "RATE_LIMIT_REGISTER": "off",
    }


@pytest.fixture
def player(stack: Stack, trust: ssl.SSLContext) -> Player:
    """Each package starts its own `stack`."""
    return Player(HTTPS, trust)
