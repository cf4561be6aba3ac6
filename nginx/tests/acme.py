"""An ACME server (Pebble) that validates challenges at the edge, and the program that gets certificates from it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Self

import certificate
from names import Names
from tests.services.binaries import find
from tests.services.ports import HOST, free_port
from tests.services.server import Server

RENEW = Path(__file__).resolve().parents[1] / "certificates" / "renew.sh"
DOMAIN = "play.example"


class Pebble(Server):
    """Resolves names at `names`, and connects to `http_port` for HTTP-01 challenges."""

    name = "pebble"

    def __init__(self, names: Names, http_port: int) -> None:
        self._pebble = find("pebble", package="pebble")
        super().__init__()
        self._names = names
        crt, key = certificate.write(self.directory)
        self.certificate = crt
        settings = {
            "listenAddress": f"{HOST}:{self.port}",
            "managementListenAddress": f"{HOST}:{free_port()}",
            "certificate": str(crt),
            "privateKey": str(key),
            "httpPort": http_port,
            "tlsPort": free_port(),
            "ocspResponderURL": "",
            "externalAccountBindingRequired": False,
        }
        (self.directory / "pebble.json").write_text(json.dumps({"pebble": settings}))

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}/dir"

    def _command(self) -> list[str]:
        settings = str(self.directory / "pebble.json")
        return [self._pebble, "-strict", "-config", settings, "-dnsserver", self._names.address]

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"}

    def _answers(self) -> bool:
        with socket.create_connection((HOST, self.port), timeout=1):
            return True


class Renewal:
    """A context manager that runs `renew.sh`, which checks every second and renews if fewer than `days` are left."""

    def __init__(self, server: Pebble, folder: Path, challenges: Path, *, days: int = 30) -> None:
        find("lego", package="lego")
        self._environment = {
            "PATH": os.environ["PATH"],
            "ACME_DOMAINS": DOMAIN,
            "ACME_EMAIL": "operator@play.example",
            "ACME_SERVER": server.url,
            "ACME_FOLDER": str(folder),
            "ACME_CHALLENGES": str(challenges),
            "ACME_RENEW_DAYS": str(days),
            "ACME_CHECK_SECONDS": "1",
            "ACME_RETRY_SECONDS": "1",
            "LEGO_CA_CERTIFICATES": str(server.certificate),
        }

        self._log = server.directory / "lego.log"

    def __enter__(self) -> Self:
        self._log.unlink(missing_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [RENEW], env=self._environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        return self

    def __exit__(self, *_fault: object) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()

    def wrote(self, text: str) -> bool:
        return text in self._log.read_text()
