"""The edge of docker-compose.prod.yml without its backends, and an ACME server."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from deploy.compose.tests.conftest import write_certificate
from deploy.compose.tests.stack import Stack

DOMAIN = "play.example"
FILES = ["docker-compose.prod.yml", "deploy/compose/certificates.yml", "deploy/compose/smoke.certificates.yml"]
PEBBLE = {
    "listenAddress": "0.0.0.0:14000",
    "managementListenAddress": "127.0.0.1:15000",
    "certificate": "/acme/tls.crt",
    "privateKey": "/acme/tls.key",
    "httpPort": 8080,
    "tlsPort": 8443,
    "ocspResponderURL": "",
    "externalAccountBindingRequired": False,
}


@pytest.fixture
def stack(production: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("acme")
    write_certificate(folder, "pebble")
    (folder / "pebble.json").write_text(json.dumps({"pebble": PEBBLE}))
    variables = {
        **production,
        "TLS_FOLDER": "certificates",
        "ACME_FOLDER": str(folder),
        "ACME_DOMAINS": DOMAIN,
        "ACME_EMAIL": f"operator@{DOMAIN}",
        "ACME_SERVER": "https://pebble:14000/dir",
    }
    with Stack("numberplay-smoke-acme", FILES, variables) as stack:
        stack.compose("build", "pebble", "certificates")
        stack.up("--no-deps", "nginx", "pebble")
        yield stack
