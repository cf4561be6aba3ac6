"""A certificate for the edge of the production stacks, and the variables that they need."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest

from deploy.compose.tests.test_secrets import new_secrets


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a certificate that only this run trusts."""
    folder = tmp_path_factory.mktemp("tls")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    files = ["-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    subprocess.run(["openssl", "req", "-x509", *key, *files, *name], check=True, capture_output=True)
    (folder / "tls.key").chmod(0o644)  # for user 101, which may not exist on this machine
    return folder


@pytest.fixture(scope="session")
def trust(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "tls.crt"))


@pytest.fixture(scope="session")
def production(folder: Path) -> dict[str, str]:
    return {
        **new_secrets(),
        "TLS_FOLDER": str(folder),
        "HTTP_PORT": "9080",
        "HTTPS_PORT": "9443",
        "BUILD_ID": "smoke",
        # All players have the same address here, and play fast.
        "RATE_LIMIT_PLAY": "off",
        "RATE_LIMIT_REGISTER": "off",
    }
