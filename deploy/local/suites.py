"""The test suites: the Debian packages that each needs, what it installs, and its command."""

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local import debian, product
from deploy.local.environment import embedded
from deploy.local.install import install_node, install_python
from deploy.local.paths import BACKEND, FRONTEND, LOCAL, PYTHON, ROOT
from deploy.local.processes import Command


@dataclass(frozen=True, kw_only=True)
class Suite:
    """`command` and `env` get the path that the JUnit report must be written to. `repeat` runs only what failed.

    `make test` leaves those that are `nightly` to `make databases`.
    """

    name: str
    cwd: Path
    command: Callable[[Path], Command]
    repeat: Callable[[Path], Command] | None = None
    env: Callable[[Path], Mapping[str, str]] = lambda _report: embedded()
    install: Callable[[], None]
    packages: tuple[str, ...] = ()
    nightly: bool = False

    def missing(self) -> list[str]:
        return debian.missing(self.packages)


def _pytest(*words: str, cache: str = "") -> Callable[[Path], Command]:
    """pytest finds its failed tests in the cache, of which each suite has its own."""
    in_cache = [f"--override-ini=cache_dir={LOCAL / 'pytest' / cache}"] if cache else []
    return lambda report: [PYTHON, "-m", "pytest", *in_cache, *words, f"--junitxml={report}"]


# They start a database of their own. The embedded suite runs them, and the suite with services runs the other faults.
OWN_DATABASE = {
    "test_database_demoted.py",
    "test_database_frozen.py",
    "test_database_hangs.py",
    "test_database_health.py",
    "test_disk_full_embedded.py",
    "test_disk_full_mariadb.py",
    "test_rolled_back.py",
}
OTHER_FAULTS = {path.name for path in (BACKEND / "tests" / "faults").glob("test_*.py")} - OWN_DATABASE


def _without(*paths: str, faults: Iterable[str]) -> list[str]:
    return [f"--ignore=tests/{path}" for path in (*paths, *(f"faults/{name}" for name in sorted(faults)))]


EMBEDDED = _without("clusters", "services", faults=OTHER_FAULTS)
WITH_SERVICES = _without("clusters", faults=OWN_DATABASE)
FAILED = ("--last-failed", "--last-failed-no-failures=none")


def _pytest_with_services(*words: str, cache: str, services: Sequence[str] = ()) -> Callable[[Path], Command]:
    """Two workers, each with its own database and Redis, because tests flush, stop and kill them."""
    worker = shlex.join(map(str, (*_with_services(*services), PYTHON)))
    workers = ("-p", "xdist", "--dist=load", f"--tx=2*popen//python={worker}")
    return _pytest(*workers, *words, cache=cache)


def _with_services(*options: str) -> Command:
    return [PYTHON, "-m", "tests.services", "--fast", *options, "--"]


def _on_other_versions(name: str, *packages: str, database: str, redis: str) -> Suite:
    """The whole backend suite."""
    services = ("--database", database, "--redis", redis)
    again = _pytest("--ignore=tests/clusters", *FAILED, cache=database)
    return Suite(
        name=name,
        cwd=BACKEND,
        command=_pytest_with_services("--ignore=tests/clusters", cache=database, services=services),
        repeat=lambda report: [*_with_services(*services), *again(report)],
        install=lambda: install_python("dev", "production"),
        packages=(*debian.SERVICES, *debian.HEADERS, *debian.CLOCKS, *packages),
        nightly=True,
    )


def _vitest(report: Path) -> Command:
    return ["npm", "test", "--", "--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]


def _playwright(*before: str | Path, words: Sequence[str] = ()) -> Command:
    return [*before, "npm", "--prefix", FRONTEND, "run", "e2e", "--", "--reporter=list,junit", *words]


def _install_for_browser(*locks: str) -> None:
    install_python(*locks)
    install_node()
    product.build()


def _install_for_clients() -> None:
    install_python("dev")
    install_node()


def _browser_environment(report: Path) -> Mapping[str, str]:
    return embedded(CHROMIUM=debian.browser() or "", PLAYWRIGHT_JUNIT_OUTPUT_FILE=str(report))


WITH_EDGE = ("../deploy/rolling", "../deploy/backup", "../deploy/tracing")
ROLLING = ("-c", "../deploy/rolling/pytest.ini", *WITH_EDGE, "-k", "not MySQL")
CLIENTS = ("-c", "../clients/python/pytest.ini")
RUBY_CLIENT = "../clients/python/tests/test_ruby_client.py"
CLIENT_PACKAGES = (*CLIENTS, "../clients/python/tests", "../clients/conformance/tests", f"--ignore={RUBY_CLIENT}")
ON_MYSQL = ("--database", "mysql")
MYSQL_PART = (
    *(f"tests/game/test_{name}.py" for name in ("constraints", "play", "play_groups", "play_keys", "play_retries")),
    "tests/plans",
    "tests/processes/shared/test_database_tls.py",
    "tests/services/test_mysql.py",
)
MYSQL = ("-c", "../deploy/rolling/pytest.ini", "../deploy/backup", "-k", "MySQL")

# The longest first, so that the last ones end at about the same time.
SUITES = (
    Suite(
        name="backend, embedded",
        cwd=BACKEND,
        # `make coverage-report` reads the coverage.
        command=_pytest("-p", "xdist", "-n", "2", "--cov", "--cov-report=", *EMBEDDED, cache="embedded"),
        repeat=_pytest(*EMBEDDED, *FAILED, cache="embedded"),
        install=lambda: install_python("dev"),
    ),
    Suite(
        name="backend, MariaDB and Redis",
        cwd=BACKEND,
        command=_pytest_with_services(*WITH_SERVICES, cache="services"),
        repeat=lambda report: [*_with_services(), *_pytest(*WITH_SERVICES, *FAILED, cache="services")(report)],
        install=lambda: install_python("dev", "production"),
        packages=(*debian.SERVICES, *debian.HEADERS, *debian.CLOCKS),
    ),
    Suite(
        name="front end, in a browser",
        cwd=FRONTEND,
        command=lambda _report: _playwright(),
        repeat=lambda _report: _playwright(words=["--last-failed"]),
        env=_browser_environment,
        install=lambda: _install_for_browser("base"),
        packages=(*debian.BROWSER, *debian.OTHER_BROWSERS),
    ),
    Suite(name="front end, units", cwd=FRONTEND, command=_vitest, install=install_node),
    Suite(
        name="front end, in a browser, MariaDB and Redis",
        cwd=BACKEND,
        command=lambda _report: _playwright(*_with_services()),
        repeat=lambda _report: _playwright(*_with_services(), words=["--last-failed"]),
        env=_browser_environment,
        install=lambda: _install_for_browser("dev", "production"),
        packages=(*debian.BROWSER, *debian.SERVICES, *debian.HEADERS),
    ),
    Suite(
        name="backend, clusters",
        cwd=BACKEND,
        # Without workers, because each would start its own clusters.
        command=_pytest("tests/clusters", cache="clusters"),
        repeat=_pytest("tests/clusters", *FAILED, cache="clusters"),
        install=lambda: install_python("dev", "production"),
        packages=(*debian.SERVICES, *debian.HEADERS, *debian.CLUSTERS),
    ),
    Suite(
        name="rolling restart, backup and restore, traces",
        cwd=BACKEND,
        command=_pytest(*ROLLING, cache="rolling"),
        repeat=_pytest(*ROLLING, *FAILED, cache="rolling"),
        install=lambda: install_python("dev", "production"),
        packages=(*debian.SERVICES, *debian.HEADERS, *debian.EDGE, *debian.BACKUP),
    ),
    Suite(
        name="backend, MySQL, a part",
        cwd=BACKEND,
        command=lambda report: [*_with_services(*ON_MYSQL), *_pytest(*MYSQL_PART, cache="mysql-part")(report)],
        repeat=lambda report: [*_with_services(*ON_MYSQL), *_pytest(*MYSQL_PART, *FAILED, cache="mysql-part")(report)],
        install=lambda: install_python("dev", "production"),
        packages=(*debian.SERVICES, *debian.HEADERS, debian.MYSQL),
    ),
    Suite(
        name="backup and restore, MySQL",
        cwd=BACKEND,
        command=_pytest(*MYSQL, cache="mysql"),
        repeat=_pytest(*MYSQL, *FAILED, cache="mysql"),
        install=lambda: install_python("dev", "production"),
        packages=(*debian.SERVICES, *debian.HEADERS, *debian.BACKUP, debian.MYSQL),
    ),
    Suite(
        name="clients",
        cwd=BACKEND,
        command=_pytest(*CLIENT_PACKAGES, cache="clients"),
        repeat=_pytest(*CLIENT_PACKAGES, *FAILED, cache="clients"),
        install=_install_for_clients,
        packages=debian.SERVICES,
    ),
    Suite(
        name="clients, Ruby",
        cwd=BACKEND,
        command=_pytest(*CLIENTS, RUBY_CLIENT, cache="ruby-client"),
        repeat=_pytest(*CLIENTS, RUBY_CLIENT, *FAILED, cache="ruby-client"),
        install=lambda: install_python("dev"),
        packages=debian.RUBY,
    ),
    Suite(
        name="edge, Nginx",
        cwd=BACKEND,
        command=_pytest("../nginx", cache="nginx"),
        repeat=_pytest("../nginx", *FAILED, cache="nginx"),
        install=lambda: install_python("dev"),
        packages=debian.EDGE,
    ),
    Suite(
        name="make run and make test themselves",
        cwd=ROOT,
        command=_pytest("-p", "no:django", "-p", "no:asyncio", "--timeout=300", "deploy/local/tests"),
        install=lambda: install_python("dev"),
    ),
    Suite(
        name="chaos, what its ledgers say",
        cwd=BACKEND,
        command=_pytest("-c", "../benchmarks/chaos/pytest.ini", "../benchmarks/chaos/tests"),
        install=lambda: install_python("dev"),
    ),
    _on_other_versions("backend, MySQL 9.7 and Redis 8", debian.MYSQL, "redis-8", database="mysql", redis="redis-8"),
    _on_other_versions(
        "backend, MariaDB 11.8 and Valkey 8", "mariadb-11.8", "valkey-8", database="mariadb-11.8", redis="valkey-8"
    ),
)
