"""TLS to the database, with certificates from the test's own authority."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes.players import Edge
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.services import SQLServer, database_server
from tests.services.certificates import Authority
from tests.services.mysql import MySQLServer

FAILED = "The TLS connection to the database server failed: "
WRONG_CA = f"{FAILED}certificate signature failure. Check ssl_ca in DATABASE_URL"


class Database:
    """A server with TLS. `ca` is the authority that issued its certificate; `other` is an unrelated one."""

    def __init__(self, *, host: str, options: list[str]) -> None:
        self.server: SQLServer = database_server(durable=False)
        self.ca = Authority(self.server.directory)
        self.certificate, self.key = self.ca.issue("server", host=host)
        files = [f"--ssl-ca={self.ca.certificate}", f"--ssl-cert={self.certificate}", f"--ssl-key={self.key}"]
        self.server.options = [*files, *options]

    def migrate(self, **options: object) -> tuple[int, str]:
        """The exit code and the last line of the output."""
        query = "&".join(f"{name}={value}" for name, value in options.items())
        done = manage(
            "migrate", "--verbosity", "0", env=environment(DATABASE_URL=f"{self.server.url}?{query}".strip("?"))
        )
        return done.returncode, (done.stderr.strip().splitlines() or [""])[-1]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """Refuses connections without TLS."""
    database = Database(host="127.0.0.1", options=["--require-secure-transport=ON"])
    with database.server:
        yield database


@pytest.fixture
def other_ca() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Authority(Path(folder)).certificate


def test_everything_works_with_the_authority_of_the_server(database: Database) -> None:
    assert database.migrate(ssl_ca=database.ca.certificate) == (0, "")
    url = f"{database.server.url}?ssl_ca={database.ca.certificate}"
    with Serve(environment(DATABASE_URL=url, **UNLIMITED)) as serve, closing(Edge(serve)) as edge:
        assert edge.call("GET", "/health/").json()["checks"]["database"] == "up"
        assert edge.play(edge.register(), 842).status_code == 200


def test_a_server_of_another_authority_is_refused(database: Database, other_ca: Path) -> None:
    code, line = database.migrate(ssl_ca=other_ca)
    assert (code, line.startswith(WRONG_CA)) == (1, True), line


def test_nothing_is_served_from_a_server_of_another_authority(database: Database, other_ca: Path) -> None:
    url = f"{database.server.url}?ssl_ca={other_ca}"
    with Serve(environment(DATABASE_URL=url, **UNLIMITED)) as serve, closing(Edge(serve)) as edge:
        health = edge.call("GET", "/health/")
        assert (health.status_code, health.json()["checks"]["database"]) == (503, "down")
        assert (
            edge.call("POST", "/auth/api/login/", body={"email": "a@example.org", "password": "x"}).status_code == 503
        )
        assert "certificate signature failure" in serve.log
        assert "status=500" not in serve.log


def test_an_authority_that_is_no_file_is_refused(database: Database) -> None:
    code, line = database.migrate(ssl_ca="/nonexistent/ca.pem")
    assert (code, "No such file or directory" in line) == (1, True), line


def test_a_server_that_requires_tls_refuses_clients_without_it(database: Database) -> None:
    code, line = database.migrate()
    assert code == 1
    assert ("only accepts connections with TLS" in line) or ("Access denied" in line), line  # MariaDB before 11


def test_a_certificate_for_another_host_is_refused() -> None:
    database = Database(host="192.0.2.1", options=[])
    with database.server:
        code, line = database.migrate(ssl_ca=database.ca.certificate)
    assert (code, line.startswith(FAILED)) == (1, True), line


def test_a_server_without_tls_is_refused_by_clients_that_require_it(other_ca: Path) -> None:
    """The driver would send the password and everything else in the clear."""
    server = database_server(durable=False)
    server.options = ["--tls-version=" if isinstance(server, MySQLServer) else "--skip-ssl"]
    with server:
        done = manage("migrate", env=environment(DATABASE_URL=f"{server.url}?ssl_ca={other_ca}"))
        assert (done.returncode, done.stderr.startswith(FAILED)) == (1, True), done.stderr


def test_a_client_proves_its_identity_by_a_certificate(database: Database) -> None:
    certificate, key = database.ca.issue("client")
    assert database.migrate(ssl_ca=database.ca.certificate, ssl_cert=certificate, ssl_key=key) == (0, "")
