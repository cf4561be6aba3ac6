"""Redis over TLS, with and without Sentinel, with a certificate to trust, for cache, hints, limits and the broker."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from redis import Redis as Client

from tests.processes.mailbox import Mailbox, mail_server
from tests.processes.players import Edge, subscribed, wait_until
from tests.processes.programs import UNLIMITED, Serve, Worker, environment
from tests.services import RedisServer
from tests.services.ports import HOST
from tests.services.sentinel import SERVICE

PEM = serialization.Encoding.PEM


class TLSRedis(RedisServer):
    """Self-signed, so that only clients that have the certificate trust it."""

    @property
    def certificate(self) -> Path:
        return self.directory / "redis.crt"

    @property
    def key(self) -> Path:
        return self.directory / "redis.key"

    @property
    def trusted(self) -> Path:
        return self.certificate

    @property
    def url(self) -> str:
        return f"rediss://{HOST}:{self.port}/0"

    def _command(self) -> list[str]:
        self._make(self.key)
        files = ["--tls-cert-file", str(self.certificate), "--tls-key-file", str(self.key), "--tls-auth-clients", "no"]
        return [*super()._command(), "--port", "0", "--tls-port", str(self.port), *files]

    def _answers(self) -> bool:
        trusting = ssl.create_default_context(cafile=str(self.trusted))
        plain = socket.create_connection((HOST, self.port), timeout=1)
        with plain, trusting.wrap_socket(plain, server_hostname=HOST) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")

    def _make(self, file: Path) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
            .sign(key, hashes.SHA256())
        )
        self.certificate.write_bytes(made.public_bytes(PEM))
        plain = serialization.NoEncryption()
        file.write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, plain))


class TLSSentinel(TLSRedis):
    """A Sentinel that monitors a server with the same certificate, because both have to present it to each other."""

    def __init__(self, primary: TLSRedis) -> None:
        super().__init__()
        self._primary = primary

    @property
    def url(self) -> str:
        return f"rediss+sentinel://{HOST}:{self.port}/{SERVICE}/0?ssl_ca_certs={self._primary.certificate}"

    def _command(self) -> list[str]:
        primary = self._primary
        lines = {
            "bind": HOST,
            "port": "0",
            "tls-port": str(self.port),
            "tls-cert-file": str(primary.certificate),
            "tls-key-file": str(primary.key),
            "tls-ca-cert-file": str(primary.certificate),
            "tls-auth-clients": "no",
            "tls-replication": "yes",
            "dir": str(self.directory),
            "sentinel": f"monitor {SERVICE} {HOST} {primary.port} 1",
        }
        configuration = self.directory / "sentinel.conf"
        configuration.write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
        return [self._program, str(configuration), "--sentinel"]

    @property
    def trusted(self) -> Path:
        return self._primary.certificate


@pytest.fixture
def redis() -> Iterator[TLSRedis]:
    with TLSRedis() as server:
        yield server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


def test_everything_that_uses_redis_uses_it_over_tls(redis: TLSRedis, mailbox: Mailbox, database_url: str) -> None:
    assert_all_is_used(f"{redis.url}?ssl_ca_certs={redis.certificate}", mailbox, database_url)


def test_so_it_does_with_sentinels_that_speak_tls(redis: TLSRedis, mailbox: Mailbox, database_url: str) -> None:
    with TLSSentinel(redis) as sentinel:
        assert_all_is_used(sentinel.url, mailbox, database_url)


def assert_all_is_used(url: str, mailbox: Mailbox, database_url: str) -> None:
    mail = f"smtp://{HOST}:{mailbox.port}"
    env = environment(DATABASE_URL=database_url, REDIS_URL=url, EMAIL_URL=mail, **UNLIMITED)
    with Serve(env) as serve, Worker(env), closing(Edge(serve)) as edge:
        assert edge.call("GET", "/health/").json()["status"] == "healthy"
        account = edge.register()
        wait_until(lambda: len(mailbox.to(account.user["email"])) == 1, 20)
        with subscribed(serve, account) as (subscriber,):
            assert edge.play(account, 842).status_code == 200
            subscriber.wait_for(1)
        # Counted when the hint arrives, which may be after a sweep has sent the result.
        wait_until(lambda: "numberplay_delivery_seconds_count 1.0" in metrics(serve))
        received = metrics(serve)
        assert "numberplay_redis_faults_total 0.0" in received
        assert 'numberplay_queue_length{queue="mail"} 0.0' in received


def metrics(serve: Serve) -> str:
    return httpx.get(f"{serve.url}/metrics", trust_env=False).text


def test_a_redis_without_a_confirmation_is_not_used(redis: TLSRedis, database_url: str) -> None:
    env = environment(DATABASE_URL=database_url, REDIS_URL=redis.url, **UNLIMITED)
    with Serve(env) as serve:
        edge = Edge(serve)
        health = edge.call("GET", "/health/").json()
        edge.close()
    assert health["status"] == "degraded"
    assert health["checks"] == {"database": "up", "cache": "down", "channel_layer": "down", "tasks": "down"}


def test_the_same_connections_stay_while_nothing_happens(redis: TLSRedis, database_url: str) -> None:
    """A second thread reading from a connection would break it, and TLS might then write to a different file."""
    env = environment(DATABASE_URL=database_url, REDIS_URL=f"{redis.url}?ssl_ca_certs={redis.certificate}", **UNLIMITED)
    with Serve(env) as serve, Client.from_url(f"{redis.url}?ssl_ca_certs={redis.certificate}") as operator:
        edge = Edge(serve)
        edge.register()
        edge.close()
        before = {client["id"] for client in operator.client_list()}
        time.sleep(3)
        after = {client["id"] for client in operator.client_list()}
    assert after == before
